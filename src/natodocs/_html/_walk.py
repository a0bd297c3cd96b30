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
from attrs import frozen

from natodocs._html import _marks
from natodocs._source import Region
from natodocs._types import Span

# What parts two pieces of text: the larger of the gaps that were asked for between them.
NOTHING, BLANK, LINE, PARAGRAPH = range(4)
SEPARATORS: Final = ("", " ", "\n", "\n\n")
BULLET: Final = "• "
INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # alone they print nothing
LINKED: Final = 0.75  # of the characters of a line; less are sentences with links in them
REPLIES: Final = 64  # how deep comments may stand in each other; real threads end before 20

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
    "noembed noframes rp rt frameset".split()
)
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
