"""The article of turbohtml, the HTML reader that natodocs stands on."""

import re

import turbohtml

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def run(record, mode):
    article = turbohtml.parse(record["source"]).article()
    day = DAY.match(article.date or "")
    return {
        "body": article.text,
        "title": article.title,
        "authors": [article.byline] if article.byline else [],
        "published": day.group() if day else None,
    }
