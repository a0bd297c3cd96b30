"""The kinds of all lines -> better kinds: the table of revisions, each of which reads the lines in order.

A line alone says little: "Related", a name, a sentence of ten words. What stands around it says more. Each
revision takes the labels of the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from attrs import frozen

from natodocs._document.document import Metadata
from natodocs._labels import line as label_line
from natodocs._labels import pictures, rest, streams, terms, units
from natodocs._labels.article import extent
from natodocs._labels.byline import marking as byline_marking
from natodocs._labels.byline import name_lines
from natodocs._labels.comments import sections
from natodocs._labels.draft import Draft
from natodocs._labels.furniture import marking as furniture_marking
from natodocs._labels.headline import marking as headline_marking
from natodocs._labels.line import Label
from natodocs._rules import Rules
from natodocs._text.lines import Line


@frozen
class Revision:
    """A row of the table."""

    apply: Callable[[Draft], None]
    """Gives lines better labels."""
    why: str
    """What it goes by."""


REVISIONS: Final = (
    Revision(
        sections.mark,
        why="names, times and buttons that repeat, and a reader's voice, are those of comments",
    ),
    Revision(streams.mark, why="below the article, dates that repeat part other stories"),
    Revision(extent.find, why="which lines are the article, all their signs say together"),
    Revision(name_lines.mark_above, why="nothing but names right above the article are its authors"),
    Revision(headline_marking.mark_title, why="the headline stands above the article, and often twice"),
    Revision(extent.widen, why="below its beginning a line is rather the article's than the model says"),
    Revision(name_lines.mark_below_cue, why="below a cue on a line of its own stand the authors"),
    Revision(byline_marking.mark, why="what stands around a name says whether its bearer wrote the article"),
    Revision(headline_marking.mark_dated, why="beside the headline a day may stand among other things"),
    Revision(pictures.mark_between, why="between two prints of the headline stands its picture"),
    Revision(pictures.mark_twins, why="a line printed twice in a row is a caption"),
    Revision(headline_marking.mark_deck, why="what stands between headline and byline is the deck"),
    Revision(pictures.mark_captions, why="above a credit stands a caption"),
    Revision(headline_marking.mark_below_byline, why="what stands below the byline says more of the article"),
    Revision(rest.mark_closing, why="the last paragraph of a wire story ends with its agency"),
    Revision(rest.mark_bio, why="the name above a bio belongs to it"),
    Revision(sections.mark_forms, why="a field of a comment form belongs to it"),
    Revision(rest.mark_lists, why="below the heading of a list stand other stories"),
    Revision(
        rest.mark_inside,
        why="a short line above a paragraph of the article is a heading, all else is a paragraph",
    ),
    Revision(units.mark, why="what alternates in a list tells what it is a list of"),
    Revision(rest.mark_terms, why="short terms with commas between them are keywords"),
    Revision(
        terms.mark, why="a list of short terms below a word for keywords, or of which the article speaks"
    ),
    Revision(
        furniture_marking.mark,
        why="outside the article, words, place and neighbours say together what a line is",
    ),
)


def label(lines: Sequence[Line], rules: Rules, metadata: Metadata) -> list[Label]:
    """Return what each line is: what it is alone, revised by what its neighbours are."""
    draft = Draft(lines, label_line.label(lines, rules), metadata, rules)
    for row in REVISIONS:
        row.apply(draft)
    return draft.labels
