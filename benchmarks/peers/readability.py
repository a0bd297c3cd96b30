"""readability-lxml: the body as HTML, which is turned into lines here, and the title."""

from __future__ import annotations

from typing import Any

import lxml.html
from readability import Document

BLOCKS = "address article aside blockquote br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table td th tr ul"


def run(record: dict[str, Any], mode: str) -> dict[str, Any]:
    document = Document(record["source"])
    tree = lxml.html.fromstring(document.summary(html_partial=True))
    for element in tree.iter(*BLOCKS.split()):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    return {"body": tree.text_content(), "title": document.short_title()}
