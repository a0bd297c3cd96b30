"""The article of turbohtml, the HTML reader that natodocs stands on."""

from __future__ import annotations

import re
from typing import Any

import turbohtml

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def run(record: dict[str, Any], mode: str) -> dict[str, Any]:
    article = turbohtml.parse(record["source"]).article()
    day = DAY.match(article.date or "")
    return {
        "body": article.text,
        "title": article.title,
        "authors": [article.byline] if article.byline else [],
        "published": day.group() if day else None,
    }
