"""Pieces of which hostile pages are made: each of them again and again, and nothing else.

They are read to see how time, memory and output grow (`test_growth.py`, `output/test_bounded.py`,
`benchmarks/hostile.py`).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Final

# Bytes that may be written of a page for each byte of its text, in any form, and of an empty page, as the documentation
# says (explanation/cost.md). The worst have a quotation of three characters after the other, each with a thousand
# characters around it; three quarters of the constant are the styles and the script of the viewer.
WRITTEN: Final = 500
WRITTEN_OF_NOTHING: Final = 150_000

# Repeated, these are what patterns choke on: each alone matches nearly everything, and then fails at the end.
UNITS: Final = (
    "a",
    "A",
    "1",
    " ",
    "\t",
    "\xa0",
    ".",
    ",",
    "-",
    "—",
    "'",
    '"',
    "“",
    "”",
    "(",
    "[",
    "*",
    "_",
    "|",
    ":",
    "/",
    "#",
    ">",
    "•",
    "е",
    "文",
    "Aa ",
    "A. ",
    "a-",
    "a, ",
    "1/",
    "a|",
    "By ",
    "of the ",
)

# What lines that may be bylines and datelines are made of: to read them takes longest.
IN_LINES: Final = (
    "By Ada ",
    "Ada Lund and ",
    "Ada Lund, Staff Writer, ",
    "3 May 2021 Ada ",
    "OSLO ",
    "OSLO/",
    "OSLO - ",
    "OSLO, Norway, ",
    "OSLO, March 3 ",
    "OSLO (AP) ",
    "Oslo. ",
    "St. Bad-",
    "A: B: ",
    "de la ",
    "News > ",
    "/TASS/ ",
)

ON_PAGES: Final = (
    *UNITS,
    "\n",
    "\r",
    "a\n",
    "A\n\n",
    "\n\n \n",
    '"a" ',
    '"a" said b. ',
    "“a ",
    "“a” said Ada Lund. ",
    "“A b c.\n\n",
    "Ada Lund said that ",
    "Ada Lund ",
    "he said ",
    "said ",
    "By Ada Lund and ",
    "By Ada Lund\n",
    "OSLO, ",
    "May 5, ",
    "12:30 ",
    "5 May 2020\n",
    "[a](b)",
    "[a](",
    "![",
    "**",
    "_a",
    "www.a.b/",
    "a@",
    "• a\n",
    "# a\n",
    "> a\n",
    "A says:\n",
    "3 May 2027 at 7:12 am\nHello there.\nReply\n",
    "Tags: a, b\n",
    "a, b, c, ",
    "Share\n",
    "Ships do not brake\n",
    "首相は月曜日に「これは良い」と述べた。",
    "นายกรัฐมนตรีกล่าวว่าสะพานเปิดแล้ว",
    "ก\n",
    "😀",
    '"a" ' * 240 + "b. ",
    "The old bridge over the harbour opened again on Monday morning. ",
    "The old bridge over the harbour opened again on Monday morning.\n\n",
    '"We have beaten the herring," he said.\n\n',
)

IN_HTML: Final = (
    "<",
    "<p>",
    "<p>a",
    "<div>",
    "</div>",
    "<b><i>",
    "<!--",
    "<a href=",
    "&",
    "&amp;",
    "<table><tr><td>",
    '<div class="comment">a</div>',
    '<div class="comment">a',
    '<p class="byline">By Ada Lund</p>',
    "<li><a href=x>Ships do not brake</a></li>",
    '<script type="application/ld+json">{"a":',
    "<h1>a</h1>",
    "<p>“We have beaten the herring,” he said.</p>",
)


def prose(characters: int) -> str:
    """Return paragraphs of so many characters or a few more, in words that are none but look like some."""
    chance = random.Random(7)
    words = [
        "".join(chance.choices(("ba", "ke", "lin", "mor", "su", "ta"), k=chance.randint(1, 4)))
        for _ in range(8_000)
    ]
    paragraphs, length = [], 0
    while length < characters:
        sentences = [" ".join(chance.choices(words, k=chance.randint(6, 20))).capitalize() for _ in range(3)]
        paragraphs.append(". ".join(sentences) + ".")
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def repeated(unit: str, sizes: Iterable[int], end: str = "") -> list[str]:
    """Return texts of these sizes, made of one piece again and again."""
    return [(unit * (size // len(unit) + 1))[:size] + end for size in sizes]
