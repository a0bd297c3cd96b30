"""Page -> marks: every field, quote, speaker, cue and comment as an element around its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from natodocs._output.viewer.speakers import Voice, Voices
from natodocs._output.viewer.weave import Highlight, attribute, shorten
from natodocs._types import Block, BlockKind, PageData, Quote, QuoteKind, Span

FIELDS: Final = ("byline", "dateline", "wire", "published", "modified", "clock")
CHIP: Final = 48  # characters of a speaker behind a quote
# Tags that the page does not print must not each be looked for through all of a long block, or in each block.
TAG_GAP: Final = 200  # characters from one tag to the next, at most
TAGS_MISSING: Final = 20  # tags in a row that are not printed, after which a block is given up


def of(page: PageData, voices: Voices) -> list[Highlight]:
    """Return all marks of a page; of two at one place, the outer one first."""
    return [*_comments(page), *_fields(page), *_quotes(page, voices)]


def title_span(page: PageData) -> Span | None:
    """Return where the title is printed: a title block that has it to the letter, else the first one."""
    blocks = [block for block in page.blocks if block.kind is BlockKind.TITLE]
    if page.title is None or not blocks:
        return None
    for block in blocks:
        start = block.text.find(page.title)
        if start >= 0:
            return Span(block.span.start + start, block.span.start + start + len(page.title))
    first = blocks[0]
    start = first.span.start + len(first.text) - len(first.text.lstrip())
    return Span(start, first.span.start + len(first.text.rstrip()))


def tag_spans(page: PageData) -> list[tuple[int, Span]]:
    """Return which tags are printed, and where: they stand in the blocks of tags in their order."""
    found: list[tuple[int, Span]] = []
    for block in page.blocks:
        if block.kind is BlockKind.TAGS:
            found.extend(_tags_of(block, page.tags, found[-1][0] + 1 if found else 0))
    return found


def _tags_of(block: Block, tags: Sequence[str], waiting: int) -> Iterator[tuple[int, Span]]:
    index, reached = waiting, 0
    while index < min(len(tags), waiting + TAGS_MISSING):
        tag = tags[index]
        start = block.text.find(tag, reached, reached + TAG_GAP + len(tag))
        index += 1
        if start >= 0:
            waiting, reached = index, start + len(tag)
            yield index - 1, Span(block.span.start + start, block.span.start + reached)


def _fields(page: PageData) -> Iterator[Highlight]:
    title = title_span(page)
    if title is not None:
        yield _field("title", title)
    for name in FIELDS:
        found = getattr(page, name)
        if found is not None and found.span is not None:
            yield _field(name, found.span)
    for index, span in tag_spans(page):
        yield _field(f"tag-{index}", span, label="tag")


def _comments(page: PageData) -> Iterator[Highlight]:
    for index, comment in enumerate(page.comments):
        header = ("comment", comment.author, comment.posted, f"depth {comment.depth}")
        label = " · ".join(shorten(each, CHIP) for each in header if each)
        yield _field(f"comment-{index}", comment.span, label=label, style="field said")


def _field(name: str, span: Span, *, label: str | None = None, style: str = "field") -> Highlight:
    shown = attribute(name if label is None else label)
    return Highlight(
        span=span,
        element="span",
        attributes=f'class="{style}" title="{shown}"',
        id=name,
        before=f'<span class="label" data-text="{shown}"></span>',
    )


def _quotes(page: PageData, voices: Voices) -> Iterator[Highlight]:
    tied = set()  # a mention or a cue of several quotes is marked once
    for index, quote in enumerate(page.quotes):
        voice = voices.by_quote.get(index)
        yield from _parts(index, quote, voice)
        if voice is not None and quote.speaker is not None and quote.speaker.span not in tied:
            tied.add(quote.speaker.span)
            yield _tie(quote.speaker.span, "mention", f"speaker: {_whose(voice)}", voice)
        if quote.cue is not None and quote.cue.span not in tied:
            tied.add(quote.cue.span)
            yield _tie(quote.cue.span, "cue", "cue" if voice is None else f"cue of {_whose(voice)}", voice)


def _parts(index: int, quote: Quote, voice: Voice | None) -> Iterator[Highlight]:
    if quote.kind is QuoteKind.SCARE and voice is None:
        whose, voiced, badge, to = "nobody quoted", "", "", ""
    else:
        whose, voiced, badge = _whose(voice), _voice(voice), _badge(voice)
        to = f'<span class="to" {voiced} data-text="→ {attribute(whose)}"></span>'
    why = f" · {quote.reason}" if quote.reason else ""
    title = attribute(f"{quote.kind} quotation · {whose} · {quote.confidence:.2f}{why}")
    for number, part in enumerate(quote.parts):
        yield Highlight(
            span=part,
            element="mark",
            attributes=f'class="quote q-{quote.kind}" {voiced} title="{title}"',
            id=f"quote-{index}" if number == 0 else None,
            before=badge,
            after=to if number == len(quote.parts) - 1 else '<span class="to" data-text="…"></span>',
        )


def _tie(span: Span, style: str, title: str, voice: Voice | None) -> Highlight:
    before = _badge(voice) if style == "mention" else ""
    return Highlight(
        span, "span", f'class="{style}" {_voice(voice)} title="{attribute(title)}"', before=before
    )


def _badge(voice: Voice | None) -> str:
    return f'<span class="badge" {_voice(voice)} data-text="{"?" if voice is None else voice.number}"></span>'


def _voice(voice: Voice | None) -> str:
    return 'data-voice="0"' if voice is None else f'data-voice="{voice.number}" style="--hue:{voice.hue}"'


def _whose(voice: Voice | None) -> str:
    if voice is None:
        return "speaker unknown"
    name = shorten(voice.name, CHIP)
    return name if voice.named else f"{name} (not named)"
