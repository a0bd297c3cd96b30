"""The tree of a page -> the text that a reader sees, with what the markup says of its parts.

One walk, without recursion, so that depth costs nothing. Blocks stand on lines of their own, with a blank
line around paragraphs, headings, lists, tables and sections; white space is collapsed, cells are parted by a
blank, and an item of a list has its bullet. What a browser does not show is left out: scripts, templates,
hidden elements, options.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import turbohtml
from attrs import define

from natodocs._html import _marks
from natodocs._html._regions import Mark, Regions
from natodocs._types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from natodocs._source import Region

# What parts two pieces of text: the larger of the gaps that were asked for between them.
NOTHING, BLANK, LINE, PARAGRAPH = range(4)
SEPARATORS: Final = ("", " ", "\n", "\n\n")
BULLET: Final = "• "
INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # alone they print nothing
LINKED: Final = 0.75  # of the characters of a line; less are sentences with links in them
PROSE: Final = 60  # characters; a line that long, and no link, is mostly part of a text

_INLINE_BLOCKS = "td th button label select input textarea"
_LINES = "div li dt dd tr figcaption caption details summary legend address center"
_PARAGRAPHS = (
    "p h1 h2 h3 h4 h5 h6 ul ol dl menu table pre blockquote figure hr form fieldset section article aside "
    "nav header footer main hgroup search dialog listing xmp plaintext body"
)
GAPS: Final = MappingProxyType(
    dict.fromkeys(_INLINE_BLOCKS.split(), BLANK)
    | dict.fromkeys(_LINES.split(), LINE)
    | dict.fromkeys(_PARAGRAPHS.split(), PARAGRAPH)
)
_UNSEEN = (
    "head script style noscript template select datalist textarea svg iframe object embed video audio canvas "
    "map noembed noframes frameset"
)
UNSEEN: Final = frozenset(_UNSEEN.split())
ROOTS: Final = frozenset(
    ("html", "body")
)  # their names tell what kind of page it is, not where something stands
KEEPS_SPACES: Final = frozenset(("pre", "listing", "xmp", "plaintext"))
# Tags inside a word. Where others stand between two words without a blank, styles part them:
# "<span>Ada Lund</span><time>5 May</time>".
_TYPOGRAPHIC = "b i em strong u s font big small sub sup wbr ruby rb rt rp"
TYPOGRAPHIC: Final = frozenset(_TYPOGRAPHIC.split())
ENDINGS: Final = ".:!?…)"  # a word ends there, as with a small letter or a digit, when a capital follows
HIDING: Final = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", re.IGNORECASE)
KEEPING: Final = re.compile(r"white-space\s*+:\s*+(?:pre|break-spaces)", re.IGNORECASE)


def render(document: turbohtml.Document) -> tuple[str, tuple[Region, ...]]:
    """Return a page as a reader sees it, and its regions, sorted by start and nested."""
    page = _Writer()
    nodes: Iterator[turbohtml.Node] = iter(document.children)
    around: list[tuple[Iterator[turbohtml.Node], _Open | None]] = []
    while True:
        for node in nodes:
            if isinstance(node, turbohtml.Text):
                page.write(node.data)
            elif isinstance(node, turbohtml.Element):
                if entered := page.enter(node):
                    around.append((nodes, entered))
                    nodes = iter(node.children)
                    break
            elif isinstance(node, turbohtml.DocumentFragment):  # what a <template> holds
                around.append((nodes, None))
                nodes = iter(node.children)
                break
        else:
            if not around:
                return page.finish()
            nodes, left = around.pop()
            if left:
                page.leave(left)


@define
class _Open:
    """An element inside which the walk is, with what has to be undone after it."""

    tag: str
    gap: int
    is_link: bool
    kept_spaces: bool
    region: Mark | None


class _Writer:
    """Puts the text out piece by piece; a gap is printed before the next text, so none is left at the end."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0  # characters printed
        self._gap = NOTHING
        self._seam = False  # whether an element started or ended since the last text
        self._bullet = False  # whether one is to be printed before the next text
        self._keeps_spaces = False
        self._regions = Regions()
        self._links = 0  # how many <a> are open
        self._linked = 0  # characters printed in them
        self._link_end = -1  # where the last one ended
        self._line = 0  # where the line starts
        self._line_linked = 0  # characters of the line that stand in links, with its bullet
        self._link_lines: list[Span] = []
        self._prose: list[Span] = []

    def enter(self, element: turbohtml.Element) -> _Open | None:
        """Start an element; `None` means that it is not to be gone into."""
        tag, attr = element.tag, element.attr
        if tag in UNSEEN and not (tag == "template" and attr("shadowrootmode")):
            return None
        if tag == "br":
            self._gap = PARAGRAPH if self._gap >= LINE else LINE
            return None
        style = attr("style")
        if tag in ROOTS:
            marks = _marks.NO_MARKS
        elif attr("hidden") not in (None, "until-found") or (style and HIDING.search(style)):
            return None
        else:
            marks = _marks.of(tag, attr)
        kept_spaces = self._keeps_spaces
        if tag in KEEPS_SPACES or (style and KEEPING.search(style)):
            self._keeps_spaces = True
        gap = self._part(tag, before=True)
        is_link = tag == "a" and attr("href") is not None
        if is_link:
            self._links += 1
            if self._link_end == self._length and not self._gap:
                self._gap = BLANK  # two links that stand side by side are two words
        return _Open(tag, gap, is_link, kept_spaces, self._regions.open(marks) if marks else None)

    def leave(self, left: _Open) -> None:
        """End an element."""
        self._part(left.tag, before=False)
        self._keeps_spaces = left.kept_spaces
        if left.is_link:
            self._links -= 1
            self._link_end = self._length
        if left.region:
            self._regions.close(left.region, self._length, self._linked)

    def _part(self, tag: str, *, before: bool) -> int:
        """Part the text before or after an element from what stands beside it."""
        gap = GAPS.get(tag, NOTHING)
        if gap > self._gap:
            self._gap = gap
        if tag not in TYPOGRAPHIC:
            self._seam = True
        if tag == "li":
            self._bullet = before
        return gap

    def write(self, text: str) -> None:
        """Print a text node."""
        if self._keeps_spaces:
            self._write_lines(text)
            return
        words = " ".join(text.split())
        if not words or not words.strip(INVISIBLE):
            if words != text and not self._gap:
                self._gap = BLANK
            return
        if not self._gap and text[0].isspace():
            self._gap = BLANK
        self._put(words)
        if text[-1].isspace():
            self._gap = BLANK

    def _write_lines(self, text: str) -> None:
        for number, line in enumerate(text.splitlines()):
            if number:
                self._gap = PARAGRAPH if self._gap >= LINE else LINE
            if line.strip():
                self._put(line.rstrip())
        if text.endswith("\n"):
            self._gap = max(self._gap, LINE)

    def _put(self, words: str) -> None:
        if self._seam:
            if not self._gap and self._parts and _parted(self._parts[-1][-1], words[0]):
                self._gap = BLANK
            self._seam = False
        if self._gap:
            self._fill()
        self._regions.printed(self._length, self._linked)
        if self._bullet:
            self._print(BULLET)
            self._bullet, self._line_linked = False, len(BULLET)
        if self._links:
            self._line_linked += len(words)
            self._linked += len(words)
        self._print(words)

    def _fill(self) -> None:
        """Print the gap before a text; at the top of the page there is none."""
        if self._gap >= LINE:
            self._end_line()
        if self._length:
            self._print(SEPARATORS[self._gap])
        if self._gap >= LINE:
            self._line, self._line_linked = self._length, 0
        self._gap = NOTHING

    def _print(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _end_line(self) -> None:
        length = self._length - self._line
        if self._line_linked >= LINKED * length > 0:
            self._link_lines.append(Span(self._line, self._length))
        elif length >= PROSE:
            self._prose.append(Span(self._line, self._length))

    def finish(self) -> tuple[str, tuple[Region, ...]]:
        """Return what was printed."""
        self._end_line()
        return "".join(self._parts), self._regions.finish(self._prose, self._link_lines)


def _parted(last: str, first: str) -> bool:
    """Whether two characters side by side, with an element's start or end between them, are of two words."""
    if first.isupper():
        return last.islower() or last.isdigit() or last in ENDINGS
    return first.isdigit() and last.islower()
