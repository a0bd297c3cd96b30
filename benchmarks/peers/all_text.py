"""All of the text is the article: what is lost where nothing is taken away."""


def run(record, mode):
    return {"body": record["source"]}
