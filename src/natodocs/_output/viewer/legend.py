"""The legend: the kinds of blocks and quotes on this page, and how they are shown."""

from __future__ import annotations

from collections import Counter

from natodocs._output.viewer.kinds import KINDS, QUOTES, Family
from natodocs._output.viewer.weave import show
from natodocs._types import PageData, QuoteKind


def of(page: PageData) -> str:
    """Return the legend of a page."""
    return "\n".join(part for part in (*_blocks(page), _quotes(page), _fields()) if part)


def _blocks(page: PageData) -> list[str]:
    counts = Counter(block.kind for block in page.blocks)
    parts = []
    for family in Family:
        rows = [
            f'<div class="k-{kind}"><dt><span class="chip">{kind}</span>'
            f' <span class="count">{counts[kind]}</span></dt> <dd>{show(row.meaning)}</dd></div>'
            for kind, row in KINDS.items()
            if row.family is family and kind in counts
        ]
        if rows:
            parts.append(f"<h2>{show(family.value)}</h2>\n<dl>{''.join(rows)}</dl>")
    return parts


def _quotes(page: PageData) -> str:
    counts = Counter(quote.kind for quote in page.quotes)
    rows = [
        f'<div><dt><span class="sample q-{kind}" style="--hue:255">{kind}</span>'
        f' <span class="count">{counts[kind]}</span></dt> <dd>{show(meaning)}</dd></div>'
        for kind, meaning in QUOTES.items()
        if kind in counts
    ]
    if counts.keys() - {QuoteKind.SCARE}:
        rows.append(
            '<div><dt><span class="sample mention" style="--hue:255">speaker</span></dt> '
            "<dd>Who is quoted, as printed there. One speaker has one number and one colour.</dd></div>"
            '<div><dt><span class="sample cue" style="--hue:255">cue</span></dt> '
            "<dd>The words that say so.</dd></div>"
        )
    return f"<h2>Quotations</h2>\n<dl>{''.join(rows)}</dl>" if rows else ""


def _fields() -> str:
    return (
        '<h2>Fields</h2>\n<dl><div><dt><span class="sample field">field</span></dt> '
        "<dd>Where a field was read: title, byline, dateline, agency, dates, tags, comments.</dd></div>"
        '<div><dt><span class="sure">0.98</span></dt> '
        "<dd>How sure, 0 to 1. Rest on a label to see what decided.</dd></div></dl>"
    )
