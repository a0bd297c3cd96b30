"""The side list: fields, speakers with their quotes, comments, each with a link to its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from natodocs._output.viewer import highlights
from natodocs._output.viewer.speakers import Voice, Voices
from natodocs._output.viewer.weave import attribute, shorten, show
from natodocs._types import Author, Byline, Dateline, PageData, Timestamp

SNIPPET: Final = 90  # characters of a quote or a comment


def of(page: PageData, voices: Voices) -> str:
    """Return the side list of a page."""
    parts = (_fields(page), _speakers(page, voices), _comments(page), _body(page))
    return "\n".join(filter(None, parts))


def _fields(page: PageData) -> str:
    printed = highlights.title_span(page) is not None
    rows = [
        _row("title", _link("title", page.title, printed=printed) if page.title is not None else None),
        _row("byline", _byline(page.byline)),
        _row("dateline", _dateline(page.dateline)),
        _row("wire", None if page.wire is None else _link("wire", page.wire.agency)),
        *(_row(name, _timestamp(name, getattr(page, name))) for name in ("published", "modified", "clock")),
        _row("language", None if page.language is None else show(page.language)),
        _row("tags", _tags(page)),
        _row("url", None if page.url is None else show(page.url)),
    ]
    return f'<h2>Fields</h2>\n<dl class="fields">{"".join(rows)}</dl>'


def _row(name: str, value: str | None) -> str:
    shown = '<span class="none">none</span>' if value is None else value
    return f'<div><dt>{name}</dt><dd dir="auto">{shown}</dd></div>'


def _byline(byline: Byline | None) -> str | None:
    if byline is None:
        return None
    printed = byline.span is not None
    return f"<ul>{''.join(_author(author, printed=printed) for author in byline.authors)}</ul>"


def _author(author: Author, *, printed: bool) -> str:
    beside = filter(None, (author.role, author.affiliation, author.email, author.handle))
    rest = "".join(f' <span class="beside">{show(each)}</span>' for each in beside)
    return f"<li>{_link('byline', author.name, printed=printed)}{rest}</li>"


def _dateline(dateline: Dateline | None) -> str | None:
    if dateline is None:
        return None
    date = None if dateline.date is None else str(dateline.date)
    parts = [part for part in (dateline.place, dateline.region, date, dateline.source) if part is not None]
    return _link("dateline", " · ".join(parts) or dateline.text)


def _timestamp(name: str, moment: Timestamp | None) -> str | None:
    if moment is None:
        return None
    return _link(name, moment.value.isoformat().replace("T", " "), printed=moment.span is not None)


def _tags(page: PageData) -> str | None:
    printed = {index for index, _ in highlights.tag_spans(page)}
    links = (_link(f"tag-{index}", tag, printed=index in printed) for index, tag in enumerate(page.tags))
    return ", ".join(links) or None


def _speakers(page: PageData, voices: Voices) -> str:
    parts = [_speaker(page, voice) for voice in voices.speakers]
    if voices.unknown:
        quotes = _list(page, voices.unknown)
        parts.append(f'<li data-voice="0"><b>{_badge("?")} Speaker unknown</b>{quotes}</li>')
    if voices.scare:
        parts.append(f"<li><b>Nobody quoted</b>{_list(page, voices.scare)}</li>")
    return f'<h2>Speakers</h2>\n<ul class="speakers">{"".join(parts)}</ul>' if parts else ""


def _speaker(page: PageData, voice: Voice) -> str:
    name = f"<b>{_badge(str(voice.number))} <bdi>{show(voice.name)}</bdi></b>"
    unnamed = "" if voice.named else ' <span class="beside">not named</span>'
    said = name + unnamed + _mentions(page, voice) + _list(page, voice.quotes)
    return f'<li data-voice="{voice.number}" style="--hue:{voice.hue}">{said}</li>'


def _mentions(page: PageData, voice: Voice) -> str:
    speakers = (page.quotes[index].speaker for index in voice.quotes)
    mentions = dict.fromkeys(speaker.mention for speaker in speakers if speaker is not None)
    shown = ", ".join(f"“<bdi>{show(mention)}</bdi>”" for mention in mentions if mention != voice.name)
    return f'<p class="also">as {shown}</p>' if shown else ""


def _badge(shown: str) -> str:
    return f'<span class="badge">{shown}</span>'


def _list(page: PageData, indices: Iterable[int]) -> str:
    return f"<ul>{''.join(_quote(page, index) for index in indices)}</ul>"


def _quote(page: PageData, index: int) -> str:
    quote = page.quotes[index]
    sure = (
        f'<span class="beside" title="{attribute(quote.reason)}">{quote.kind} {quote.confidence:.2f}</span>'
    )
    return f"<li>{_link(f'quote-{index}', shorten(quote.words, SNIPPET))} {sure}</li>"


def _comments(page: PageData) -> str:
    rows = (
        f'<li style="--depth:{min(comment.depth, 8)}"><b dir="auto">{show(comment.author or "no name")}</b>'
        f' <span class="beside">{show(comment.posted or "")}</span>'
        f"<p>{_link(f'comment-{index}', shorten(comment.text, SNIPPET))}</p></li>"
        for index, comment in enumerate(page.comments)
    )
    return f'<h2>Comments</h2>\n<ul class="comments">{"".join(rows)}</ul>' if page.comments else ""


def _body(page: PageData) -> str:
    if not page.body:
        return ""
    paragraphs = "".join(f'<p dir="auto">{show(part)}</p>' for part in page.body.split("\n\n"))
    return f"<details><summary>The body alone</summary>{paragraphs}</details>"


def _link(name: str, text: str, *, printed: bool = True) -> str:
    if printed:
        return f'<a href="#{name}">{show(text)}</a>'
    return f'{show(text)} <span class="beside">metadata alone</span>'
