"""boilerpy3, its extractor for articles."""

from boilerpy3 import extractors

EXTRACTOR = extractors.ArticleExtractor()


def run(record, mode):
    document = EXTRACTOR.get_doc(record["source"])
    return {"body": document.content, "title": document.title}
