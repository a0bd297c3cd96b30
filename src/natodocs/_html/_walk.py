"""The tree of a page -> the text that a reader sees, and what the markup says of its parts.

One walk, without recursion, so that depth costs nothing. Blocks stand on lines of their own, with a blank line around
paragraphs, headings, lists, tables and sections; white space is collapsed, cells are parted by a blank, and an item of
a list has its bullet. What a browser does not show is left out: scripts, templates, hidden elements, options.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

import turbohtml
from attrs import define, frozen

from natodocs._html import _marks
from natodocs._html._regions import Mark, Regions
from natodocs._source import Region
from natodocs._types import Span

# What parts two pieces of text: the larger of the gaps that were asked for between them.
NOTHING, BLANK, LINE, PARAGRAPH = range(4)
SEPARATORS: Final = ("", " ", "\n", "\n\n")
BULLET: Final = "• "
INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # alone they print nothing
LINKED: Final = 0.75  # of the characters of a line; less are sentences with links in them
NO_MARKS: Final[frozenset[str]] = frozenset()
PROSE: Final = 60  # characters; a line that long, and no link, is mostly part of a text

GAPS: Final = MappingProxyType(
    {
        **dict.fromkeys("td th button label select input textarea".split(), BLANK),
        **dict.fromkeys("div li dt dd tr figcaption caption details summary legend address center".split(), LINE),
        **dict.fromkeys("p h1 h2 h3 h4 h5 h6 ul ol dl menu table pre blockquote figure hr form".split(), PARAGRAPH),
        **dict.fromkeys("fieldset section article aside nav header footer main hgroup search dialog".split(), PARAGRAPH),
        **dict.fromkeys("listing xmp plaintext body".split(), PARAGRAPH),
    }
)
UNSEEN: Final = frozenset(
    "head script style noscript template select datalist textarea svg iframe object embed video audio canvas map "
    "noembed noframes frameset".split()
)
# Tags inside a word: where others part two words without a blank, styles part them ("<b>Ada</b><time>5 May</time>").
TYPOGRAPHIC: Final = frozenset("b i em strong u s font big small sub sup wbr ruby rb rt rp".split())
ENDINGS: Final = ".:!?…)"  # a word ends there, as with a small letter or a digit, when a capital follows
KEEPS_SPACES: Final = frozenset("pre listing xmp plaintext".split())
HIDING: Final = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", re.IGNORECASE)
KEEPING: Final = re.compile(r"white-space\s*+:\s*+(?:pre|break-spaces)", re.IGNORECASE)


@frozen
class Rendered:
    """A page as text."""

    text: str
    """What a reader sees."""
    regions: tuple[Region, ...]
    """What the markup says of it, sorted by start; they nest."""


def render(document: turbohtml.Document) -> Rendered:
    """Return a page as a reader sees it."""
    page = _Writer()
    nodes: Iterator[turbohtml.Node] = iter(document.children)
    around: list[tuple[Iterator[turbohtml.Node], _Open]] = []
    while True:
        for node in nodes:
            if isinstance(node, turbohtml.Text):
                page.write(node.data)
            elif isinstance(node, turbohtml.Element) and (entered := page.enter(node)):
                around.append((nodes, entered))
                nodes = iter(node.children)
                break
        else:
            if not around:
                return page.finish()
            nodes, left = around.pop()
            page.leave(left)


@define
class _Open:
    """An element inside which the walk is, with what has to be undone after it."""

    tag: str
    gap: int
    link: bool
    keeps_spaces: bool
    region: Mark | None


class _Writer:
    """Puts the text out piece by piece; a gap is printed before the next text, so that none is left at the end."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0  # characters printed
        self._gap = NOTHING
        self._bullet = False
        self._keeps_spaces = False
        self._regions = Regions()
        self._seam = False  # whether an element started or ended since the last text
        self._links = 0  # how many <a> are open
        self._link_end = -1  # where the last one ended
        self._line = 0  # where the text of the line starts
        self._line_linked = 0  # characters of the line that stand in links
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
        if not (attrs := element.attrs):
            marks, keeps_spaces, link = _marks.of_tag(tag), tag in KEEPS_SPACES, False
        elif tag in {"html", "body"}:
            marks, keeps_spaces, link = NO_MARKS, False, False  # their names tell what kind of page it is, not where
        else:
            style = attr("style") or ""
            if "hidden" in attrs and attr("hidden") != "until-found" or style and HIDING.search(style):
                return None
            marks = _marks.of(tag, attr)
            keeps_spaces = tag in KEEPS_SPACES or bool(style and KEEPING.search(style))
            link = tag == "a" and "href" in attrs
        if tag not in TYPOGRAPHIC:
            self._seam = True
        gap = GAPS.get(tag, NOTHING)
        self._gap = max(self._gap, gap)
        if tag == "li":
            self._bullet = True
        if link:
            self._links += 1
            if self._link_end == self._length and not self._gap:
                self._gap = BLANK  # two links that stand side by side are two words
        before, self._keeps_spaces = self._keeps_spaces, self._keeps_spaces or keeps_spaces
        return _Open(tag, gap, link, before, self._regions.open(marks) if marks else None)

    def leave(self, left: _Open) -> None:
        """End an element."""
        self._gap = max(self._gap, left.gap)
        self._keeps_spaces = left.keeps_spaces
        if left.tag not in TYPOGRAPHIC:
            self._seam = True
        if left.tag == "li":
            self._bullet = False
        if left.link:
            self._links -= 1
            self._link_end = self._length
        if left.region:
            self._regions.close(left.region, self._length)

    def write(self, text: str) -> None:
        """Print a text node."""
        if self._keeps_spaces:
            self._write_lines(text)
            return
        words = " ".join(text.split())
        if not words.strip(INVISIBLE):
            if words != text:
                self._gap = max(self._gap, BLANK)
            return
        if text[0].isspace():
            self._gap = max(self._gap, BLANK)
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
            if self._length:
                if self._gap >= LINE:
                    self._end_line()
                self._print(SEPARATORS[self._gap])
            if self._gap >= LINE:
                self._line, self._line_linked = self._length, 0
            self._gap = NOTHING
        self._regions.printed(self._length)
        if self._bullet:
            self._print(BULLET)
            self._bullet, self._line_linked = False, len(BULLET)
        if self._links:
            self._line_linked += len(words)
        self._print(words)

    def _print(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _end_line(self) -> None:
        length = self._length - self._line
        if self._line_linked >= LINKED * length > 0:
            self._link_lines.append(Span(self._line, self._length))
        elif length >= PROSE:
            self._prose.append(Span(self._line, self._length))

    def finish(self) -> Rendered:
        """Return what was printed."""
        self._end_line()
        return Rendered("".join(self._parts), self._regions.finish(self._prose, self._link_lines))


def _parted(last: str, first: str) -> bool:
    """Whether two characters that stand side by side, with an element's end between them, belong to two words."""
    if first.isupper():
        return last.islower() or last.isdigit() or last in ENDINGS
    return first.isdigit() and last.islower()
