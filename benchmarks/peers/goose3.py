"""goose3, on the page as it is given: nothing is fetched."""

from __future__ import annotations

from typing import Any

from goose3 import Goose

GOOSE = Goose({"enable_image_fetching": False})


def run(record: dict[str, Any], mode: str) -> dict[str, Any]:
    article = GOOSE.extract(raw_html=record["source"])
    day = article.publish_datetime_utc
    return {
        "body": article.cleaned_text,
        "title": article.title,
        "authors": [author for author in article.authors or [] if isinstance(author, str)],
        "published": day.date().isoformat() if day else None,
    }
