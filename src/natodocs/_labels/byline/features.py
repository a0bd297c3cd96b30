"""A line that may name the authors -> what speaks for or against it: clues by name, and what they weigh.

The weights are learned by `tools/weights/byline.py`; a clue without a weight counts nothing. A line is the likelier the
byline, the higher the sum; below zero, none is likelier. `feature_names` lists the clues.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import regex
from attrs import define, field

from natodocs._entities import organisations, people, places
from natodocs._fields.bylines import pieces
from natodocs._fields.bylines.in_place import Placed
from natodocs._labels import line as label_line
from natodocs._labels.byline import candidates as byline_candidates
from natodocs._labels.byline import name_lines
from natodocs._labels.byline.candidates import (
    INTO,
    LAST,
    LONGEST_NAME,
    below_cue,
    first_list,
    has_role_below,
    is_dated,
    may_be,
    where,
)
from natodocs._labels.byline.feature_names import (
    AROUND,
    FEATURES,
    HOW_MANY,
    LIKELY,
    MENU,
    NEAR,
    OTHER_LINES,
    OTHER_WORDS,
    STEPS,
    TIMES,
)
from natodocs._labels.draft import Draft, K
from natodocs._weights import load
from natodocs._weights.names import step

FIRST: Final = 3  # characters before the names
MOST_LINES: Final = 2000  # lines of a page in which a name is looked for
JOINED_ABOVE: Final = (",", "&")  # more names follow, as they do behind a word for "and"
JOINED_BELOW: Final = "&"  # others went before, as they did before such a word
WORD: Final = regex.compile(r"\w+")


@define
class Clues:
    """What the lines of a page are compared with; made once a page."""

    draft: Draft
    candidates: Mapping[int, Placed] = field(init=False)
    """The lines that may name the authors, with the names."""
    small: frozenset[str] = field(init=False)
    """The words that the article prints in small letters."""

    def __attrs_post_init__(self) -> None:
        draft = self.draft
        self.small = name_lines.small_words(draft)
        lists = first_list(draft)
        self.candidates = {
            number: read
            for number in where(draft)
            if may_be(draft, number)
            and (read := byline_candidates.read(draft, number))
            and (read.cued or (number < lists and not self._is_section(read)))
        }

    def _is_section(self, read: Placed) -> bool:
        """Return whether names that are no common ones are words of menus or of the article: "World Politics"."""
        names = [author.name for author in read.found.authors]
        if _form(names) != "name":
            return False
        menu = label_line.phrases(self.draft.rules.language)
        words = [word for name in names for word in WORD.findall(name.casefold())]
        known = any(label and label.kind == K.NAVIGATION for label in map(menu.get, words))
        return known or self.small.issuperset(words)

    def score(self, number: int) -> float:
        """Return how much a line looks like the byline."""
        return load("byline", FEATURES).score(self.of(number))

    def of(self, number: int) -> Iterator[str]:
        """Yield the clues of a line."""
        draft, read = self.draft, self.candidates[number]
        names = [author.name for author in read.found.authors]
        form, dated = _form(names), self._dated(number)
        above = below_cue(draft, number)
        cue = "a cue above" if above else "a cue" if read.cued else "no cue"
        yield "any"
        yield f"{form}, {cue}"
        yield f"{form}, {dated}"
        yield f"{cue}, {dated}"
        yield from self._place(number, cue, form)
        yield from self._line(number, read)
        yield from self._around(number)
        yield from self._elsewhere(number, names, form)

    def goes_on(self, number: int, following: int) -> bool:
        """Return whether a line names more authors after those of another."""
        lines = self.draft.lines
        above, below = (self.candidates[n] for n in (number, following))
        forms = {_form([author.name for author in read.found.authors]) for read in (above, below)}
        if below.cued and not below_cue(self.draft, following):
            return False
        end, start = lines[number].text, lines[following].text
        joined = end.endswith(JOINED_ABOVE) or pieces.is_joiner(end.rpartition(" ")[2])
        joined = joined or start.startswith(JOINED_BELOW) or pieces.is_joiner(start.partition(" ")[0])
        listed = lines[number].lead == lines[following].lead and bool(lines[following].lead)
        return forms == {"person"} or (forms <= {"person", "name"} and (joined or listed))

    def _dated(self, number: int) -> str:
        draft = self.draft
        if draft.kind(number) == K.DATE or is_dated(draft.lines[number].text):
            return "dated"
        for apart in (1, -1, 2, -2):
            if draft.kind(number + apart) == K.DATE:
                return f"date at {apart:+}"
        return "no date"

    def _place(self, number: int, cue: str, form: str) -> Iterator[str]:
        draft, core, title = self.draft, self.draft.core, self.draft.title
        if title is None:
            yield "no headline"
        else:
            yield f"{step(number - title, STEPS)} below the headline"
            yield f"{'below' if number > title else 'above'} the headline, {cue}"
            between = [n for n in self.candidates if title < n < number]
            yield f"{step(len(between), NEAR)} between it and the headline"
        if not core:
            yield "no article"
        elif number < core.start:
            yield f"{step(core.start - number, NEAR)} above the article"
            yield f"above the article, {form}"
        elif number >= core.stop:
            yield f"{step(number - core.stop, NEAR)} below the article"
            yield f"below the article, {cue}"
            yield f"below the article, {form}"
        else:
            last = core.stop - number <= LAST
            yield f"in the article, {'last' if last else 'first' if number - core.start < INTO else 'amid'}"
            yield f"in the article, {cue}"
            yield f"in the article, likely {step(draft.likely[number], LIKELY)}"

    def _line(self, number: int, read: Placed) -> Iterator[str]:
        line, label = self.draft.lines[number], self.draft.labels[number]
        yield f"is {'weak ' * self.draft.weak(number)}{label.kind}"
        rest = len(WORD.findall(line.text)) - sum(len(author.name.split()) for author in read.found.authors)
        yield f"{step(rest, OTHER_WORDS)} other words"
        yield f"{step(len(read.found.authors), HOW_MANY)} names"
        if any(author.role for author in read.found.authors):
            yield "with a role"
        if any(author.affiliation for author in read.found.authors):
            yield "with a paper"
        if "@" in line.text:
            yield "with an account"
        if is_dated(line.text):
            yield f"dated, {'names first' if read.found.start < FIRST else 'names later'}"
        if line.ends_sentence:
            yield "ends a sentence"
        if line.lead:
            yield "with a bullet"
        if line.text.isupper():
            yield "in capitals"

    def _around(self, number: int) -> Iterator[str]:
        draft = self.draft
        for apart in AROUND:
            kind = draft.kind(number + apart)
            if kind is None:
                yield f"{apart:+} nothing"
                continue
            near = draft.lines[number + apart]
            if kind == K.NAVIGATION:
                size = "short" if near.words <= 3 else "long"
                yield f"{apart:+} {'weak ' * draft.weak(number + apart)}{size} navigation"
            else:
                yield f"{apart:+} {kind}"
        menu = sum(
            draft.kind(n) == K.NAVIGATION and draft.lines[n].words <= 3
            for n in range(max(0, number - 4), number + 5)
            if n != number and n < len(draft.lines)
        )
        yield f"{step(menu, MENU)} menu words around"
        if has_role_below(draft, number):
            yield "a role below"

    def _elsewhere(self, number: int, names: list[str], form: str) -> Iterator[str]:
        draft = self.draft
        yield f"printed {step(draft.keys[:MOST_LINES].count(draft.keys[number]), TIMES)} times"
        told = name_lines.are_told_of(draft, names)
        yield f"{form}, {'told of' if told else 'not told of'}"
        if any(word in self.small for name in names for word in WORD.findall(name.casefold())):
            yield f"{form}, of small words"
        if draft.title is not None and any(name in draft.lines[draft.title].text for name in names):
            yield "in the headline"
        others = [
            (n, line.text)
            for n, line in enumerate(draft.lines[:MOST_LINES])
            if names[0] in line.text and draft.keys[n] != draft.keys[number]
        ]
        yield f"in {step(sum(n not in draft.core for n, _ in others), OTHER_LINES)} other lines"
        if any(
            n >= draft.core.stop and len(text) > LONGEST_NAME and text.startswith(names[0])
            for n, text in others
        ):
            yield "begins a sentence below"
        if any(places.is_place(name) for name in names):
            yield "a place"


def _form(names: list[str]) -> str:
    if any(map(organisations.is_agency, names)):
        return "agency"
    if all(map(people.is_person, names)):
        return "person"
    if any(map(organisations.is_organisation, names)):
        return "paper"
    if all(" " in name and people.is_name(name) for name in names):
        return "name"
    if all(" " not in name for name in names):
        return "one word"
    return "screen name"
