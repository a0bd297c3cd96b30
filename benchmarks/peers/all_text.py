"""All of the text is the article: what is lost where nothing is taken away."""

from __future__ import annotations

from typing import Any


def run(record: dict[str, Any], mode: str) -> dict[str, Any]:
    return {"body": record["source"]}
