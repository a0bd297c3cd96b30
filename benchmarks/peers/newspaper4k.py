"""newspaper4k, on the page as it is given: nothing is fetched."""

from __future__ import annotations

from typing import Any

from newspaper import Article

NO_ADDRESS = "https://example.org/"  # it asks for one


def run(record: dict[str, Any], mode: str) -> dict[str, Any]:
    article = Article(record["url"] or NO_ADDRESS, fetch_images=False)
    article.download(input_html=record["source"])
    article.parse()
    day = article.publish_date
    return {
        "body": article.text,
        "title": article.title,
        "authors": list(article.authors),
        "published": day.isoformat()[:10] if day else None,
    }
