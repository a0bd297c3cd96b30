"""The tree of a page -> the text that a reader sees, with what the markup says of its parts.

One walk, without recursion, so that depth costs nothing. Blocks stand on lines of their own, with a blank
line around paragraphs, headings, lists, tables and sections; white space is collapsed, cells are parted by a
blank, and an item of a list has its bullet. What a browser does not show is left out: scripts, templates,
options, hidden elements; but not parts that a reader opens, nor an article that is hidden and says more than the page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import frozen
from turbohtml import DocumentFragment, Element, Text

from natodocs._document.html import marks as html_marks
from natodocs._document.html import values
from natodocs._document.html.regions import OpenRegion, Regions
from natodocs._document.marks import Mark
from natodocs._patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import turbohtml

    from natodocs._document.document import Region

# What parts two pieces of text: the larger of the gaps that were asked for between them.
NOTHING, BLANK, LINE, PARAGRAPH = range(4)
SEPARATORS: Final = ("", " ", "\n", "\n\n")
BULLET: Final = "• "
INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # alone they print nothing
MOSTLY_LINKS: Final = 0.75  # of the characters of a line; less are sentences with links in them
PROSE_LENGTH: Final = 60  # characters; a line that long, and no link, is mostly part of a text

_INLINE_BLOCKS = "td th button label select input textarea"
_LINES = "div li dt dd tr figcaption caption details summary legend address center"
_PARAGRAPHS = (
    "p h1 h2 h3 h4 h5 h6 ul ol dl menu table pre blockquote figure hr form fieldset section article aside "
    "nav header footer main hgroup search dialog listing xmp plaintext body"
)
_UNSEEN = (
    "head script style noscript template select datalist textarea svg iframe object embed video audio canvas "
    "map noembed noframes frameset"
)
UNSEEN: Final = frozenset(_UNSEEN.split())
# Tags inside a word. Where others stand between two words without a blank, styles part them:
# "<span>Ada Lund</span><time>5 May</time>".
_TYPOGRAPHIC = "b i em strong u s font big small sub sup wbr ruby rb rt rp"
# What is printed around <q>, and around one inside another; a page that has marks in it prints its own.
QUOTES: Final = (("“", "”"), ("‘", "’"))
OWN_QUOTES: Final = frozenset("\"'“”„‟‘’‚«»‹›「『")
ENDINGS: Final = ".:!?…)"  # a word ends there, as with a small letter or a digit, when a capital follows
HIDING: Final = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", re.IGNORECASE)
OPENED: Final = re.compile(r"accordion|collaps", re.IGNORECASE)  # parts that a reader opens
PARTS: Final = 2  # elements around a part of such a thing
BODY: Final = Mark.BODY
KEEPING: Final = re.compile(r"white-space\s*+:\s*+(?:pre|break-spaces)", re.IGNORECASE)
# Attributes that few elements have, which are asked for one by one: the others are spared that.
TELLING: Final = ", ".join(
    f"[{name}]" for name in ("hidden", "style", "shadowrootmode", "id", *html_marks.ATTRIBUTES)
)


@frozen
class Layout:
    """How a tag sets its text apart from what stands around it."""

    gap: int = NOTHING
    """What is printed before and after it, at least."""
    parts_words: bool = True
    """Whether it may part two words that no blank parts."""
    is_item: bool = False
    """Whether it has a bullet."""
    keeps_spaces: bool = False
    """Whether white space in it is printed as it is."""
    quotes: bool = False
    """Whether it is printed in quotation marks."""


INLINE: Final = Layout()
LAYOUTS: Final = MappingProxyType(
    dict.fromkeys(_TYPOGRAPHIC.split(), Layout(parts_words=False))
    | dict.fromkeys(_INLINE_BLOCKS.split(), Layout(BLANK))
    | dict.fromkeys(_LINES.split(), Layout(LINE))
    | dict.fromkeys(_PARAGRAPHS.split(), Layout(PARAGRAPH))
    | dict.fromkeys(("pre", "listing", "xmp", "plaintext"), Layout(PARAGRAPH, keeps_spaces=True))
    | {"li": Layout(LINE, is_item=True), "q": Layout(parts_words=False, quotes=True)}
)


def render(document: turbohtml.Document) -> tuple[str, tuple[Region, ...]]:
    """Return a page as a reader sees it, and its regions, sorted by start and nested.

    An article that is hidden, behind a plea to pay or until a script runs, is shown where the rest says less.
    """
    page = _walk(document, frozenset())
    hidden = [(element, len(element.text.strip())) for element in page.hidden]
    texts = frozenset(element for element, length in hidden if length >= PROSE_LENGTH)
    if texts and sum(length for _, length in hidden) > page.says():
        page = _walk(document, texts)
    return page.finish()


def _walk(document: turbohtml.Document, shown: frozenset[Element]) -> _Writer:
    """Print a page, with these of the elements that are hidden."""
    page = _Writer(document.select(TELLING), shown)
    nodes: Iterator[turbohtml.Node] = iter(document)
    around: list[tuple[Iterator[turbohtml.Node], _Open | None]] = []
    while True:
        for node in nodes:
            if type(node) is Text:
                text = node.data
                # Most texts are the white space between two tags, which adds nothing where a gap is already.
                if not page.gap or page.keeps_spaces or not text.isspace():
                    page.write(text)
            elif type(node) is Element:
                if entered := page.enter(node):
                    around.append((nodes, entered))
                    nodes = iter(node)
                    break
            elif isinstance(node, DocumentFragment):  # what a <template> holds
                around.append((nodes, None))
                nodes = iter(node)
                break
        else:
            if not around:
                return page
            nodes, left = around.pop()
            if left:
                page.leave(*left)


# An element inside which the walk is, with what is to be undone after it: its layout, whether spaces were kept
# before it, whether it is a link, its region, and what was printed before it. A bare tuple, since a page has a
# thousand.
_Open = tuple[Layout, bool, bool, OpenRegion | None, int]


class _Writer:
    """Puts the text out piece by piece; a gap is printed before the next text, so none is left at the end."""

    def __init__(self, telling: Iterable[Element], shown: frozenset[Element]) -> None:
        self._shown = shown
        self.hidden: list[
            Element
        ] = []  # of what is not seen, that which is or stands in the text of the article
        self._telling = set(telling)  # the elements that are asked for more than a class
        self._parts: list[str] = []
        self._length = 0  # characters printed
        self.gap = NOTHING
        self._seam = False  # whether an element started or ended since the last text
        self._bullet = False  # whether one is to be printed before the next text
        self.keeps_spaces = False
        self._quotes: list[str] = []  # what closes each <q> that is open
        self._unopened = 0  # how many of them, the last ones, have nothing printed in them yet
        self._regions = Regions()
        self._links = 0  # how many <a> are open
        self._linked = 0  # characters printed in them
        self._link_end = -1  # where the last one ended
        self._line = 0  # where the line starts
        self._line_linked = 0  # characters of the line that stand in links, with its bullet
        self._link_lines: list[tuple[int, int]] = []
        self._prose: list[tuple[int, int]] = []
        self._elements: list[tuple[int, int]] = []  # those on lines of their own, long enough for prose

    def enter(self, element: Element) -> _Open | None:
        """Start an element; `None` means that it is not to be gone into."""
        tag, attr = element.tag, element.attr
        if tag == "br":
            self.gap = PARAGRAPH if self.gap >= LINE else LINE
            return None
        kept_spaces = self.keeps_spaces
        if element in self._telling:
            layout, marks = LAYOUTS.get(tag, INLINE), self._told(element)
        else:
            layout, marks = _plain(tag, (attr("class") or "")[: html_marks.VALUE])
        if marks is None:
            return None
        self._lay_out(layout)
        is_link = tag == "a" and attr("href") is not None
        if is_link:
            self._links += 1
            if self._link_end == self._length and not self.gap:
                self.gap = BLANK  # two links that stand side by side are two words
        region = self._regions.open(marks) if marks else None
        return layout, kept_spaces, is_link, region, self._length

    def _lay_out(self, layout: Layout) -> None:
        """Do what a layout asks for before the text of its element."""
        if layout.keeps_spaces:
            self.keeps_spaces = True
        if layout.gap > self.gap:
            self.gap = layout.gap
        if layout.parts_words:
            self._seam = True
        if layout.is_item:
            self._bullet = True
        if layout.quotes:
            self._quotes.append("")
            self._unopened += 1

    def _told(self, element: Element) -> frozenset[Mark] | None:
        """Return the marks of an element that has telling attributes; `None` where it is not seen."""
        tag, attr = element.tag, element.attr
        if tag in UNSEEN and not (tag == "template" and attr("shadowrootmode")):
            return None
        style = attr("style") or ""
        names, *values = [
            (attr(name) or "")[: html_marks.VALUE] for name in ("class", "id", *html_marks.ATTRIBUTES)
        ]
        marks = html_marks.of(tag, names, *values)
        hidden = attr("hidden") not in (None, "until-found") or (style and HIDING.search(style))
        seen = tag in html_marks.ROOTS or element in self._shown or OPENED.search(names)
        if hidden and not seen and not _is_opened(element):
            if BODY in marks or self._regions.are_in(BODY):
                self.hidden.append(element)
            return None
        if style and KEEPING.search(style):
            self.keeps_spaces = True
        return marks

    def leave(
        self, layout: Layout, kept_spaces: bool, is_link: bool, region: OpenRegion | None, start: int
    ) -> None:
        """End an element."""
        if layout.gap > self.gap:
            self.gap = layout.gap
        if layout.parts_words:
            self._seam = True
        if layout.is_item:
            self._bullet = False
        self.keeps_spaces = kept_spaces
        if is_link:
            self._links -= 1
            self._link_end = self._length
        if layout.quotes:
            self._close_quotes()
        if region:
            self._regions.close(region, self._length, self._linked)
        if layout.gap >= LINE and self._length - start >= PROSE_LENGTH:
            self._elements.append((start, self._length))

    def write(self, text: str) -> None:
        """Print a text node."""
        if self.keeps_spaces:
            self._write_lines(text)
            return
        text = values.once(text)
        words = " ".join(text.split())
        if not words or not words.strip(INVISIBLE):
            if words != text and not self.gap:
                self.gap = BLANK
            return
        if not self.gap and text[0].isspace():
            self.gap = BLANK
        self._put(words)
        if text[-1].isspace():
            self.gap = BLANK

    def _write_lines(self, text: str) -> None:
        for number, line in enumerate(text.splitlines()):
            if number:
                self.gap = PARAGRAPH if self.gap >= LINE else LINE
            if line.strip():
                self._put(line.rstrip())
        if text.endswith("\n"):
            self.gap = max(self.gap, LINE)

    def _put(self, words: str) -> None:
        if self._seam:
            if not self.gap and self._parts and _parted(self._parts[-1][-1], words[0]):
                self.gap = BLANK
            self._seam = False
        if self.gap:
            self._fill()
        if self._regions.waiting:
            self._regions.printed(self._length, self._linked)
        if self._bullet:
            self._parts.append(BULLET)
            self._length += len(BULLET)
            self._bullet, self._line_linked = False, len(BULLET)
        if self._unopened:
            words = self._opened(words)
        length = len(words)
        if self._links:
            self._line_linked += length
            self._linked += length
        self._parts.append(words)
        self._length += length

    def _opened(self, words: str) -> str:
        """Return the first words of a <q> with its mark before them."""
        first = len(self._quotes) - self._unopened
        self._unopened = 0
        if words[0] in OWN_QUOTES:
            return words
        pairs = [QUOTES[depth % 2] for depth in range(first, len(self._quotes))]
        self._quotes[first:] = [closing for _, closing in pairs]
        return "".join(opening for opening, _ in pairs) + words

    def _close_quotes(self) -> None:
        mark = self._quotes.pop()
        if self._unopened:
            self._unopened -= 1
        elif mark:
            self._parts.append(mark)
            self._length += 1
            if self._links:
                self._line_linked += 1
                self._linked += 1

    def _fill(self) -> None:
        """Print the gap before a text; at the top of the page there is none."""
        separator = SEPARATORS[self.gap] if self._length else ""
        if self.gap >= LINE:
            self._end_line()
            self._line, self._line_linked = self._length + len(separator), 0
        self._parts.append(separator)
        self._length += len(separator)
        self.gap = NOTHING

    def _end_line(self) -> None:
        length = self._length - self._line
        if self._line_linked >= MOSTLY_LINKS * length > 0:
            self._link_lines.append((self._line, self._length))
        elif length >= PROSE_LENGTH:
            self._prose.append((self._line, self._length))

    def says(self) -> int:
        """Return how many characters of prose are printed."""
        self._end_line()
        self._line = self._length
        return sum(end - start for start, end in self._prose)

    def finish(self) -> tuple[str, tuple[Region, ...]]:
        """Return what was printed."""
        self._end_line()
        text = "".join(self._parts)
        return text, self._regions.finish(text, self._prose, self._link_lines, self._elements)


def _is_opened(element: Element) -> bool:
    """Return whether a hidden element is a part of something that a reader opens: a panel of an accordion."""
    around = (one for one in islice(element.ancestors, PARTS) if isinstance(one, Element))
    return any(OPENED.search((one.attr("class") or "")[: html_marks.VALUE]) for one in around)


@lru_cache(maxsize=16_384)
def _plain(tag: str, classes: str) -> tuple[Layout, frozenset[Mark] | None]:
    """Return the layout and the marks of an element that has no telling attributes; no marks where it is not seen."""
    return LAYOUTS.get(tag, INLINE), None if tag in UNSEEN else html_marks.of(tag, classes)


def _parted(last: str, first: str) -> bool:
    """Return whether two characters side by side, with an element's start or end between them, are of two words."""
    if late.is_late(last) or late.is_late(first):
        return False
    if first.isupper():
        return last.islower() or last.isdigit() or last in ENDINGS
    return first.isdigit() and last.islower()
