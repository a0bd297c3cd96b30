"""boilerpy3, its extractor for articles."""

from __future__ import annotations

from typing import Any

from boilerpy3 import extractors

EXTRACTOR = extractors.ArticleExtractor()


def run(record: dict[str, Any], mode: str) -> dict[str, Any]:
    document = EXTRACTOR.get_doc(record["source"])
    return {"body": document.content, "title": document.title}
