"""trafilatura, with its comments and metadata."""

from __future__ import annotations

from typing import Any

from trafilatura import bare_extraction


def run(record: dict[str, Any], mode: str) -> dict[str, Any]:
    found = bare_extraction(record["source"], url=record["url"], with_metadata=True, include_comments=True)
    if found is None:
        return {}
    return {
        "body": found.text,
        "title": found.title,
        "authors": found.author.split("; ") if found.author else [],
        "published": found.date,
        "comments": [found.comments] if found.comments else [],
    }
