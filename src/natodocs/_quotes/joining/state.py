"""What the joining of quotations knows: the paragraphs so far, and a passage among its neighbours."""

from __future__ import annotations

from attrs import Factory, define

from natodocs._quotes.drafts import Draft, Joined, Paragraph, Place
from natodocs._quotes.grammar.words import Words
from natodocs._text.characters import DASHES


@define
class State:
    """What the paragraphs so far hand on."""

    words: Words
    """Those of the language."""
    speaker: Place | None = None
    """Who spoke last in the paragraph before, or was its subject."""
    reported: bool = False
    """Whether the paragraph before ends in the mood of reported speech."""
    above: Paragraph | None = None
    """The paragraph before."""
    announced: tuple[Place, Place] | None = None
    """Speaker and cue, where the paragraph before breaks off behind them: "Lund said:"."""
    headed: tuple[Place, Place] | None = None
    """Name and colon, where the paragraph before is a heading that a name opens."""
    quote: Joined | None = None
    """The last quotation between marks."""
    asked: Place | None = None
    """Who spoke before the paragraph before, where that is a question behind a dash which nobody is named for."""
    found: list[Joined] = Factory(list)


@define
class Case:
    """A passage of a paragraph, and what stands before it."""

    paragraph: Paragraph
    number: int
    """Which passage of its paragraph it is, from 0."""
    draft: Draft
    mine: list[Joined]
    """The quotations of the paragraph so far."""
    state: State

    @property
    def part(self) -> tuple[Paragraph, int, int]:
        """Where it stands."""
        return self.paragraph, self.draft.passage.start, self.draft.passage.end

    @property
    def previous(self) -> Joined | None:
        """The quotation before it in its paragraph."""
        return self.mine[-1] if self.mine else None

    @property
    def opens(self) -> bool:
        """Whether nothing of its paragraph stands before it."""
        before = self.paragraph.reading.text[: self.draft.passage.start].strip()
        return self.number == 0 and (not before or (self.draft.passage.dash and before in DASHES))

    @property
    def open_quote(self) -> Joined | None:
        """The quotation within which the paragraph before ended, and which the passage may go on with."""
        return self.state.quote if self.number == 0 and self.paragraph.reopened else None
