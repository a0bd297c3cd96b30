"""Page -> one HTML file that shows the text to the letter, with all that was found in it.

The file needs nothing but itself: styles and script are inside, and its own policy forbids it to load
anything. Labels and chips are drawn by the stylesheet, so that the text of the middle column is the text of
the page and nothing else, also when it is copied.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Final

from natodocs._output.viewer import found, highlights, kinds, legend, speakers, weave
from natodocs._output.viewer.weave import attribute, show
from natodocs._types import Block, PageData

TEMPLATE: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="natodocs">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header>
<h1 dir="auto">{title}</h1>
<p class="counts">{counts}</p>
</header>
<aside class="legend" aria-label="Legend">
{legend}
</aside>
<main aria-label="The text of the page">
{blocks}
</main>
<aside class="found" aria-label="What was found">
{found}
</aside>
<script>
{script}</script>
</body>
</html>
"""


def to_html(page: PageData) -> str:
    """Return one self-contained HTML page; see `Page.to_html`."""
    voices = speakers.of(page.quotes)
    pieces = weave.weave(page.text, [block.span for block in page.blocks], highlights.of(page, voices))
    script = _resource("page.js")
    return TEMPLATE.format(
        digest=base64.b64encode(hashlib.sha256(f"\n{script}".encode()).digest()).decode(),
        title=show(page.title or page.url or "A page without a title"),
        style=_resource("page.css"),
        counts=_counts(page, voices),
        legend=legend.of(page),
        blocks="\n".join(_blocks(page, pieces)),
        found=found.of(page, voices),
        script=script,
    )


def _blocks(page: PageData, pieces: Iterable[str]) -> Iterator[str]:
    language = attribute(page.language or "")
    for index, (block, text) in enumerate(zip(page.blocks, pieces, strict=True)):
        yield f'{_label(index, block)}<div class="text" dir="auto" lang="{language}">{text}</div></div>'


def _label(index: int, block: Block) -> str:
    kind, sure = block.kind, f"{block.confidence:.2f}"
    said = attribute(f"{kind}, confidence {sure}: {block.reason}")
    return (
        f'<div class="block k-{kind} f-{kinds.KINDS[kind].family.name}" id="block-{index}">'
        f'<a class="kind" href="#block-{index}" aria-label="{said}">'
        f'<span class="chip">{kind}</span> <span class="sure">{sure}</span>'
        f'<span class="why">{show(block.reason)}</span></a>'
    )


def _counts(page: PageData, voices: speakers.Voices) -> str:
    counts = {
        "block": len(page.blocks),
        "word in the body": len(page.body.split()),
        "quotation": len(page.quotes),
        "speaker": len(voices.speakers),
        "comment": len(page.comments),
    }
    return " · ".join(f"<b>{count}</b> {_plural(name, count)}" for name, count in counts.items())


def _plural(name: str, count: int) -> str:
    head, _, rest = name.partition(" ")
    return f"{head}{'' if count == 1 else 's'} {rest}".rstrip()


@cache
def _resource(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
