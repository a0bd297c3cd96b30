"""One line alone -> a kind: the table of signs.

The first sign that holds names the line. What only its neighbours can tell is left weak here (`WEAK`) and
decided in `revisions.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

import regex
from attrs import frozen

from natodocs import _rules
from natodocs._document.marks import Mark
from natodocs._fields.bylines import printed as byline_printed
from natodocs._fields.datelines import paragraph
from natodocs._fields.dates import line as date_line
from natodocs._fields.dates.line import DateRole
from natodocs._labels import markup
from natodocs._patterns.prefilter import Row, Sieve
from natodocs._rules import Rules, loader
from natodocs._text import lines as text_lines
from natodocs._text.characters import DASHES, OPENING_QUOTES
from natodocs._text.keys import phrase_key
from natodocs._text.lines import Line
from natodocs._types import BlockKind

WEAK: Final = 0.5  # confidence; at or below it the neighbours may say otherwise
LEAD_WORDS: Final = 3  # words; the least of a sentence behind a dateline
PROSE: Final = 8  # words; the least of a sentence that is no caption, button or headline
LONG: Final = 22  # words; a line of so many is prose even where its end is cut
MOST_NAMES: Final = 40  # words; a longer line names more than its authors
MENU: Final = 0.75  # share of the words of a menu in one line that are capitalised
MOST_LOOKED_AT: Final = 600  # characters of a line
FEW: Final = 3  # words; a line of so few is mostly one of a menu
SHORT: Final = 30  # words; the longest line that a sign is tried on, where its row says nothing
# Words; what a row may say of that: one pattern is compiled for each.
LENGTHS: Final = (FEW, 12, SHORT, 80, 2000)


@frozen
class Label:
    """What a line is."""

    kind: BlockKind
    """The kind."""
    confidence: float
    """0 to 1."""
    reason: str
    """What decided."""


@frozen
class Sign:
    """A row of the table: what says that a line is of a kind."""

    find: Callable[[Line, Rules], Label | None]
    """Returns the label where the sign holds."""
    why: str
    """What it goes by."""


def label(lines: Sequence[Line], rules: Rules) -> list[Label]:
    """Return the label that each line has alone."""
    language = rules.language
    return [
        _remembered(line.text, line.words, line.marks, language)
        if len(line.text) <= text_lines.SHORT
        else alone(line, rules, SIGNS)
        for line in lines
    ]


@lru_cache(maxsize=65536)
def _remembered(text: str, words: int, marks: frozenset[Mark], language: str | None) -> Label:
    """Return the label of a short line: those of a menu come again on every page of their site."""
    line = Line(0, 0, len(text), 0, len(text), text, "", words, blank_before=False, marks=marks)
    return alone(line, _rules.load(language), SIGNS)


def alone(line: Line, rules: Rules, signs: Iterable[Sign]) -> Label:
    """Return the label that some of the signs give a line."""
    for row in signs:
        found = row.find(line, rules)
        if found:
            return found
    return NOTHING


def _by_furniture(line: Line, rules: Rules) -> Label | None:
    found = _furniture(line.marks)
    if not found or found.kind != BlockKind.NAVIGATION:
        return found
    # A footer holds the legal lines and the addresses too, and a section of comments its buttons.
    closer = _by_phrase(line, rules) or _by_pattern(line, rules)
    told = OF_COMMENTS if Mark.COMMENTS in line.marks else IN_MENUS
    return closer if closer and closer.kind in told else found


def _by_article(line: Line, rules: Rules) -> Label | None:
    return _article(line.marks)


@lru_cache(maxsize=4096)  # a site has some hundred sets of marks
def _furniture(marks: frozenset[Mark]) -> Label | None:
    return _marked(marks, markup.FURNITURE)


@lru_cache(maxsize=4096)
def _article(marks: frozenset[Mark]) -> Label | None:
    return _marked(marks, markup.ARTICLE)


def _by_place(line: Line, rules: Rules) -> Label | None:
    found = _marked(line.marks, markup.BETWEEN)
    is_sentence = line.words >= PROSE and line.ends_sentence and Mark.LINK not in line.marks
    return UNWRAPPED if found and is_sentence else found


def _marked(marks: frozenset[Mark], rows: tuple[markup.Row, ...]) -> Label | None:
    row = markup.find(rows, marks)
    return Label(row.kind, row.confidence, markup.reason(row.every)) if row else None


def _by_phrase(line: Line, rules: Rules) -> Label | None:
    if line.words > LONGEST_PHRASE:
        return None
    known = phrases(rules.language)
    said = known.get(phrase_key(line.text))
    if said:
        return said
    if MAY_BE_GLUED.search(line.text) and GLUED_BUTTONS.search(line.text):
        return _of_all([known.get(phrase_key(part)) for part in GLUED_BUTTONS.split(line.text)])
    if 1 < line.words <= MOST_BUTTONS:  # "Reply Share"
        parts = [known.get(phrase_key(word)) for word in line.text.split()]
        return _of_all([part if part and part.kind in BUTTONS else None for part in parts])
    return None


def _of_all(parts: Sequence[Label | None]) -> Label | None:
    """Return what glued buttons ("CommentsShare") are: all known, and most of one kind."""
    found = [part for part in parts if part]
    if len(found) < len(parts) or len(parts) < 2:
        return None
    return max(found, key=lambda said: sum(other.kind == said.kind for other in found))


def _by_pattern(line: Line, rules: Rules) -> Label | None:
    return next((said for said, _ in _signs(rules.language).matches(line.text, words=line.words)), None)


def _by_date(line: Line, rules: Rules) -> Label | None:
    found = date_line.parse(line.text, rules.language)
    if not found:
        return None
    if found.role is DateRole.CLOCK:
        return CLOCK
    return DATE_WITH_ROLE if found.role else BARE_DATE


def _by_byline(line: Line, rules: Rules) -> Label | None:
    if line.words > MOST_NAMES or not byline_printed.is_one(line.text):
        return None
    return BYLINE


def _by_dateline(line: Line, rules: Rules) -> Label | None:
    if line.words > SHORT:
        return None
    if line.text.endswith(DATELINE_ENDS):
        return DATELINE if paragraph.parse(line.text) else None
    if line.words < LEAD_WORDS or not line.ends_sentence:
        return None
    opens = paragraph.parse(line.text)
    return LEAD if opens and text_lines.count_words(line.text[opens.span.end :]) >= LEAD_WORDS else None


def _by_prose(line: Line, rules: Rules) -> Label | None:
    ends_sentence = line.ends_sentence
    if not ends_sentence and _is_menu(line):
        return LONG_MENU
    if line.words >= LONG:
        return LONG_PROSE if ends_sentence else CUT_PROSE
    if line.words >= PROSE and ends_sentence:
        return SENTENCE
    if ends_sentence and (line.words >= 4 or line.text[:1] in OPENING_QUOTES):
        return SHORT_SENTENCE
    return None


def _by_link(line: Line, rules: Rules) -> Label | None:
    if Mark.LINK not in line.marks or not OF_TEXT.isdisjoint(line.marks):
        return None
    found = _by_prose(line, rules)
    return LINKED if found and found.kind == BlockKind.PARAGRAPH else None


def _is_menu(line: Line) -> bool:
    """Return whether most words are capitalised, as menus and lists of headlines in one line have them."""
    if line.words < LONG:
        return False
    words = line.text[:MOST_LOOKED_AT].split()
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in words)
    return capitals >= MENU * len(words)


def _by_nothing(line: Line, rules: Rules) -> Label | None:
    if not any(map(str.isalnum, line.text[:200])):
        return NO_WORDS
    return NOTHING


OF_TEXT: Final = Mark.all_of("body prose")  # where sentences that are links are the article's all the same
DATELINE_ENDS: Final = (*DASHES, ":")
IN_MENUS: Final = frozenset({BlockKind.LEGAL, BlockKind.CONTACT})
BUTTONS: Final = frozenset({BlockKind.COMMENT_UI, BlockKind.SHARE})
OF_COMMENTS: Final = IN_MENUS | {BlockKind.COMMENT_UI}
# The confidences are set by hand, and rank what decided; `calibration` turns them into shares that were counted.
CLOCK: Final = Label(BlockKind.CLOCK, 0.9, "the time at which the page was looked at")
DATE_WITH_ROLE: Final = Label(BlockKind.DATE, 0.85, "a date, and nothing else")
BARE_DATE: Final = Label(BlockKind.DATE, 0.7, "a date, and nothing else")
BYLINE: Final = Label(BlockKind.BYLINE, 0.85, "names who wrote it")
DATELINE: Final = Label(BlockKind.PARAGRAPH, 0.7, "a dateline on a line of its own")
LEAD: Final = Label(BlockKind.PARAGRAPH, 0.8, "a sentence behind a dateline")
LONG_MENU: Final = Label(BlockKind.NAVIGATION, 0.75, "a long line of capitalised words without an end")
LONG_PROSE: Final = Label(BlockKind.PARAGRAPH, 0.9, "a long line of prose")
CUT_PROSE: Final = Label(BlockKind.PARAGRAPH, 0.75, "a long line of prose")
SENTENCE: Final = Label(BlockKind.PARAGRAPH, 0.75, "a whole sentence")
LINKED: Final = Label(BlockKind.RELATED, 0.6, "a sentence that leads elsewhere")
UNWRAPPED: Final = Label(BlockKind.PARAGRAPH, WEAK, "a sentence between the paragraphs of the page, in none")
SHORT_SENTENCE: Final = Label(BlockKind.PARAGRAPH, WEAK, "a short sentence")
NO_WORDS: Final = Label(BlockKind.OTHER, 0.3, "no words")
NOTHING: Final = Label(BlockKind.NAVIGATION, 0.4, "a short line, and nothing speaks for another kind")

ROWS: Final = (
    Sign(_by_phrase, why="a line known by its words"),
    Sign(_by_pattern, why="a line known by its form"),
)
SIGNS: Final = (
    Sign(_by_furniture, why="what tags and classes of the page say of furniture"),
    *ROWS,
    Sign(_by_date, why="a date or a clock and nothing else"),
    Sign(_by_byline, why="a byline"),
    Sign(_by_dateline, why="a dateline, alone or with a sentence behind it"),
    Sign(_by_article, why="what tags and classes of the page say of the article"),
    Sign(_by_place, why="stands between the paragraphs of the page, and in none"),
    Sign(_by_link, why="sentences that lead elsewhere"),
    Sign(_by_prose, why="whole sentences"),
    Sign(_by_nothing, why="nothing speaks for another kind"),
)

MOST_BUTTONS: Final = 4  # words of a line that are buttons, with blanks between them
LONGEST_PHRASE: Final = 12  # words
# Two buttons with nothing, or a bar, between them.
GLUED_BUTTONS: Final = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})|\s{0,3}[|•·]\s{0,3}", regex.VERSION1)
MAY_BE_GLUED: Final = re.compile(r"[^\W\d_A-Z][^\W\d_a-z]|[|•·]")  # it is ten times as fast


@cache
def phrases(language: str | None) -> dict[str, Label]:
    """Return what whole lines say."""
    return {phrase_key(line): _said(sign) for line, sign in _rules.load(language).phrases().items()}


@cache
def _signs(language: str | None) -> Sieve[Label]:
    return Sieve(
        Row(row.pattern, _said(loader.sign(row)), range(_least(row), _longest(row) + 1), _tail(row))
        for row in _rules.load(language).rules("signs")
    )


def _said(sign: loader.Sign) -> Label:
    return Label(sign.kind, sign.confidence, sign.why)


def _least(rule: loader.Rule) -> int:
    least = rule.more.get("least", 0)
    if not isinstance(least, int):
        raise loader.BadRules(
            f"{rule.file}.toml: signs {rule.name!r}: least is {least!r}, and must be a number of words"
        )
    return least


def _tail(rule: loader.Rule) -> int | None:
    tail = rule.more.get("tail")
    if tail is not None and (not isinstance(tail, int) or tail < 1):
        raise loader.BadRules(
            f"{rule.file}.toml: signs {rule.name!r}: tail is {tail!r}, and must be a number of characters"
        )
    return tail


def _longest(rule: loader.Rule) -> int:
    words = rule.more.get("words", SHORT)
    if words not in LENGTHS:
        raise loader.BadRules(
            f"{rule.file}.toml: signs {rule.name!r}: words is {words!r}, and must be one of {LENGTHS}"
        )
    return int(words)
