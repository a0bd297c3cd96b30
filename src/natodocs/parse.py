"""The parsers: a page, or one part of it, from `str` or `bytes`.

All are pure: the same input gives the same answer, in any thread and any process, without network or clock.
They take any `str` or `bytes` within the limits and raise nothing but the errors named in their docstrings.

What reads a page is imported by the first call: a program that only names the types, or prints its help, does not wait
for patterns to be compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from natodocs._limits import TIMEOUT, Limits
from natodocs._output import Page
from natodocs._types import Byline, Comment, Content, Dateline, Failure, MediaType, Quote

__all__ = ["body", "byline", "comments", "dateline", "page", "pages", "quotes"]


def page(
    source: Content,
    /,
    *,
    url: str | None = None,
    language: str | None = None,
    media_type: MediaType | None = None,
    limits: Limits = Limits(),
) -> Page:
    r"""Read one page.

    Args:
        source: Plain text or HTML; or a page that a browser saved in one file (MHTML). Bytes, also those of a
            `bytearray` or `memoryview`, are unpacked if they are gzip, and decoded by their byte order mark, their
            `<meta>`, or detection.
        url: The address of the page; kept in `Page.url`.
        language: ISO 639-1 code of the article ("en"); `None` looks at the text.
        media_type: "text/plain", "text/html", or `None`, which looks at the source.
        limits: How much the page may hold.

    Returns:
        The page with all its fields.

    Raises:
        PageTooLarge: The source is over the limits.
        UndecodablePage: The bytes are no text in any encoding, or a gzip that is cut or damaged.
        UnsupportedMediaType: The source is binary (a PDF, an image, an archive), or text that is no page (a feed,
            JSON, a mail) and nobody says that it is to be read; or `media_type` is neither of the two.
        TypeError: An argument has a wrong type.

    Example:
        >>> from natodocs import parse
        >>> text = "HARBURY: The old bridge over the harbour opened again on Monday."
        >>> page = parse.page(f"Bridge reopens\n\nBy Ada Lund\n\n{text}")
        >>> page.title, page.byline.authors[0].name, page.dateline.place
        ('Bridge reopens', 'Ada Lund', 'HARBURY')
    """
    from natodocs import _pipeline

    return _pipeline.read(source, url=url, language=language, media_type=media_type, limits=limits)


def pages(
    sources: Iterable[Content],
    /,
    *,
    workers: int | None = None,
    timeout: float | None = TIMEOUT,
    language: str | None = None,
    media_type: MediaType | None = None,
    limits: Limits = Limits(),
) -> Iterator[Page | Failure]:
    """Read many pages, in order, lazily.

    A source that cannot be read is a `Failure` in its place and does not stop the rest. `workers` processes
    are started by the spawn method, so a script that uses them needs an `if __name__ == "__main__":` guard.
    A source that kills its worker, or keeps it longer than `timeout`, costs that source alone: another worker
    takes over.

    Args:
        sources: Any iterable of what `page` takes; it is read no further ahead than the workers need.
        workers: How many processes; 0 reads in this one, `None` takes one a processor.
        timeout: The most seconds that a worker may take over one source, after which it is a `Failure` with
            `PageTooSlow`; `None` for no limit. It is the one thing here that depends on the machine: a page takes
            milliseconds, so the default is met by what hangs and by nothing else. With `workers=0` it does
            nothing, as there is no one to look at the clock.
        language: As for `page`, for all sources.
        media_type: As for `page`, for all sources.
        limits: As for `page`, for each source.

    Returns:
        An iterator with one `Page` or `Failure` for each source.

    Raises:
        TypeError: An argument has a wrong type; a wrong type among the sources is a `Failure`.
        ValueError: `workers` is negative, or `timeout` is not above 0.
        UnsupportedMediaType: `media_type` is neither of the two.

    Example:
        >>> from natodocs import parse
        >>> [type(page).__name__ for page in parse.pages(["Some text.", b"%PDF-1.7"], workers=0)]
        ['Page', 'Failure']
    """
    from natodocs._workers import pages as worker_pages

    return worker_pages.pages(
        sources, workers=workers, timeout=timeout, language=language, media_type=media_type, limits=limits
    )


def body(
    source: Content,
    /,
    *,
    language: str | None = None,
    media_type: MediaType | None = None,
    limits: Limits = Limits(),
) -> str:
    r"""Read the article alone: what is left when comments and furniture are gone.

    The arguments and errors are those of `page`; it does less and is faster.

    Returns:
        Deck, headings and paragraphs in order, a blank line between two; "" where the page has no article.

    Example:
        >>> from natodocs import parse
        >>> parse.body("Share this article\n\nThe old bridge over the harbour is open again, the town said.")
        'The old bridge over the harbour is open again, the town said.'
    """
    from natodocs import _pipeline

    return _pipeline.body(source, language=language, media_type=media_type, limits=limits)


def comments(
    source: Content,
    /,
    *,
    language: str | None = None,
    media_type: MediaType | None = None,
    limits: Limits = Limits(),
) -> tuple[Comment, ...]:
    """Read the readers' comments alone.

    The arguments and errors are those of `page`.

    Returns:
        The comments in order; the empty tuple where there are none. Their spans point into `Page.text`.
    """
    from natodocs import _pipeline

    return _pipeline.comments(source, language=language, media_type=media_type, limits=limits)


def byline(text: str, /) -> Byline | None:
    """Read a line as a byline.

    Args:
        text: One line, such as "By Ada Lund and Per Moe, Reuters".

    Returns:
        The authors, with a span into `text`; `None` where the line is no byline.

    Raises:
        TypeError: `text` is no `str`.

    Example:
        >>> from natodocs import parse
        >>> [author.name for author in parse.byline("By Ada Lund and Per Moe").authors]
        ['Ada Lund', 'Per Moe']
        >>> parse.byline("By the end of the year the bridge will be open again.")
    """
    from natodocs._fields import bylines
    from natodocs._patterns import late

    plain, stand_ins = late.settle(_text(text))
    return stand_ins.restore(bylines.parse(plain))


def dateline(text: str, /) -> Dateline | None:
    """Read the dateline at the start of a paragraph.

    Args:
        text: The first paragraph of a story, such as "OSLO, March 3 (Reuters) - The bridge ...".

    Returns:
        The dateline, with a span into `text`; `None` where the paragraph has none.

    Raises:
        TypeError: `text` is no `str`.

    Example:
        >>> from natodocs import parse
        >>> found = parse.dateline("OSLO, Norway, March 3 (Reuters) - The bridge opened again on Monday.")
        >>> found.place, found.region, str(found.date), found.source
        ('OSLO', 'Norway', '--03-03', 'Reuters')
    """
    from natodocs._fields import datelines
    from natodocs._patterns import late

    plain, stand_ins = late.settle(_text(text))
    return stand_ins.restore(datelines.parse(plain))


def quotes(text: str, /, *, language: str | None = None) -> tuple[Quote, ...]:
    """Read the quotations of clean article text, with their speakers.

    Args:
        text: The article alone, one paragraph a line or paragraphs between blank lines.
        language: ISO 639-1 code ("en"); `None` looks at the text.

    Returns:
        The quotations in order, with spans into `text`.

    Raises:
        PageTooLarge: The text is over the default `Limits`.
        TypeError: An argument has a wrong type.

    Example:
        >>> from natodocs import parse
        >>> quote = parse.quotes('"The bridge is safe," said Ada Lund.')[0]
        >>> quote.text, quote.speaker.name, quote.cue.text
        ('"The bridge is safe,"', 'Ada Lund', 'said')
    """
    from natodocs import _pipeline

    return _pipeline.quotes(_text(text), language=language)


def _text(text: str) -> str:
    if not isinstance(text, str):
        raise TypeError(f"text is {type(text).__name__}, and must be str; decode bytes first")
    return text
