"""goose3, on the page as it is given: nothing is fetched."""

from goose3 import Goose

GOOSE = Goose({"enable_image_fetching": False})


def run(record, mode):
    article = GOOSE.extract(raw_html=record["source"])
    day = article.publish_datetime_utc
    return {
        "body": article.cleaned_text,
        "title": article.title,
        "authors": [author for author in article.authors or [] if isinstance(author, str)],
        "published": day.date().isoformat() if day else None,
    }
