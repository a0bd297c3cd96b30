"""Learn what stands outside the article from what the markup of pages says.

A page is read as HTML, and as the text that is left of it. Of a line outside the article the markup mostly says what it
is: a menu, a caption, a button that shares. Where it says it plainly, that is what is learned. Where it says no more
than where the line stands (a header, a sidebar), or names a part of which a short line may be a menu word as well, a
first model, learned from the plain ones, chooses among what may stand there, and a second one, learned from all,
chooses again (self-training; Yarowsky 1995). The model that is written is a linear-chain conditional random field,
learned by CRFsuite (Okazaki 2007) with priors of Laplace and Gauss, so that most features weigh nothing.

The rows of words and forms were written on these very pages, and know fewer lines of others. So almost half of the
lines, drawn for each page, are read as if no row knew them.

Nothing is learned from pages that people labelled, nor from others of their publishers: `benchmarks/kinds.py` and
`seeds.py` measure with them. See `tools.weights` for how to run it.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import pycrfsuite
from attrs import define

from natodocs._document.document import Document
from natodocs._labels.draft import EVEN
from natodocs._labels.furniture import around, chain, marking
from natodocs._labels.furniture import model as furniture_model
from natodocs._labels.furniture.feature_names import FEATURES, STATES
from natodocs._labels.furniture.features import ARTICLE
from natodocs._labels.line import WEAK
from natodocs._weights import Weights
from tools.weights import pages
from tools.weights.trainer import Trainer

FILES: Final = (
    "pages/aeb.jsonl.xz",
    "pages/fundus.jsonl.xz",
    "pages/trafilatura.jsonl.xz",
    "suites/wcxb.jsonl.xz",
)
KINDS: Final = "kinds/pages.jsonl.gz"
FEWEST: Final = 8  # lines outside the article; a page with fewer says nothing
MARKED: Final = 0.4  # of them whose markup says something; a page with fewer is not marked up
LEAST: Final = 4  # publishers that must have a feature: what fewer have may be names
FORGOTTEN: Final = (
    0.45  # share of the lines that no row knows; rows know 59 % on labelled pages, and 32 % elsewhere
)
MENU_WORDS: Final = 4  # words; a line of so few may be one of a menu in any part outside the article
HEADLINE: Final = 6  # words; a line of so many may be another story in any menu
FOLDS: Final = 2
UNIT: Final = marking.UNIT
Marked: TypeAlias = Mapping[str, list[tuple[str, str]]]
Sequence_: TypeAlias = tuple[Sequence[Sequence[str]], Sequence[str]]  # features of lines, and what they are

LETTERS: Final = re.compile(r"[\W_]+")
SAID: Final = re.compile(r"marked as (.*) in the page")
# What may stand in parts of a page that say no more than where they are, by the mark of the part.
WITHIN: Final[Mapping[str, frozenset[str]]] = {
    mark: frozenset(kinds.split())
    for mark, kinds in {
        "header": "navigation related advert share legal tags metadata other contact",
        "footer": "navigation legal contact share advert related",
        "sidebar": "related navigation advert tags bio other share caption",
        "aside": "related navigation advert tags bio other share caption credit",
        "dialog": "advert legal navigation share other",
        "button": "navigation advert share comment_ui other",
        "form": "navigation advert share comment_ui other",
        "unseen": "navigation share related other advert",
        "account": "navigation advert",
    }.items()
}
OUTSIDE: Final = frozenset(map(str, marking.FURNITURE)) | {"tags"}
ANYTHING: Final = OUTSIDE | {"paragraph"}  # which the text may have taken for something outside the article
IN_PROSE: Final = ANYTHING - {"comment_ui"}  # what the markup has in the article, and the text outside
# The kinds of which natodocs itself is not sure, whatever its reason.
DOUBTFUL: Final = frozenset({"paragraph", "heading", "deck"})
MENUS: Final = frozenset({"nav", "menu", "footer", "header"})
# What a line may be as well that is as short, or as long, as menus and stories are.
SHORT: Final[Mapping[str, frozenset[str]]] = {
    "legal": frozenset({"legal", "navigation", "contact"}),
    "advert": frozenset({"advert", "navigation"}),
}
LONG: Final = frozenset({"navigation", "related", "legal"})
COMMON: Final = frozenset({"navigation", "related"})  # most lines
# Settings of CRFsuite for the models that choose, and for the one that is written.
CHOOSING: Final = {"c1": 0.1, "c2": 1.0, "max_iterations": 50, "feature.minfreq": 3}
WRITTEN: Final = {"c1": 1.0, "c2": 0.5, "max_iterations": 80, "feature.minfreq": 5}


@define
class Example:
    """A page as text, with what its markup says of its lines."""

    publisher: str
    features: list[list[str]]
    states: list[str | None]
    """What each line is; `None` where nobody says it yet."""
    choices: list[frozenset[str] | None]
    """What it may be, where the markup leaves a choice."""
    taught: Sequence[str] = ()
    """What each line is, with what two models chose where the markup leaves a choice."""


def examples(folder: Path) -> list[Example]:
    """Return the pages of the data whose markup says what stands outside the article, with what it is."""
    labelled = _labelled(folder)
    found = []
    for file in FILES:
        for record in pages.records(folder / file):
            if record["publisher"] in labelled:
                continue
            marked = _marked(record)
            for rendering, text in record["texts"].items():
                unknown = pages.forgotten(record["id"] + rendering)
                example = read(record["publisher"], pages.document(text, rendering), marked, unknown)
                if example is not None:
                    found.append(example)
    choose(found)
    return found


def _labelled(folder: Path) -> frozenset[str]:
    """Return the publishers of the pages that people labelled."""
    whole = {path.read_text(encoding="utf-8") for path in (folder / "whole").glob("*.txt")}
    return frozenset(
        record["publisher"]
        for file in (*FILES, KINDS)
        for record in pages.records(folder / file)
        if file == KINDS or not whole.isdisjoint(record["texts"].values())
    )


def _marked(record: pages.Record) -> Marked:
    """Return the kind of each line of the page as HTML, and what says so, by the letters of the line."""
    draft = pages.draft_before(marking.mark, pages.document(record["html"], "html"))
    found = defaultdict(list)
    for line, label, likely in zip(draft.lines, draft.labels, draft.likely, strict=True):
        sure = label.confidence > WEAK or likely > EVEN
        found[letters(line.text)].append((str(label.kind), label.reason if sure else ""))
    return found


def read(
    publisher: str, document: Document, marked: Marked, unknown: Callable[[str], bool]
) -> Example | None:
    """Read a page as text, up to where the model is asked."""
    draft = pages.draft_before(marking.mark, document, unknown)
    states: list[str | None] = []
    choices: list[frozenset[str] | None] = []
    seen = Counter[str]()
    outside = plain = 0
    for line, likely in zip(draft.lines, draft.likely, strict=True):
        if likely > EVEN:
            states.append(ARTICLE)
            choices.append(None)
            continue
        outside += 1
        key = letters(line.text)
        said = marked.get(key)
        if not said:
            states.append(None)
            choices.append(ANYTHING)
            continue
        kind, reason = said[min(seen[key], len(said) - 1)]
        seen[key] += 1
        plain += reason.startswith("marked as")
        choice = _choice(kind, reason, line.words)
        states.append(None if choice else kind)
        choices.append(choice)
    if outside < FEWEST or plain < MARKED * outside:
        return None
    return Example(publisher, around.names(draft), states, choices)


def _choice(kind: str, reason: str, words: int) -> frozenset[str] | None:
    """Return what a line may be, where the markup does not say it plainly."""
    said = SAID.fullmatch(reason)
    if said:
        marks = said[1].split()
        if kind in SHORT and words <= MENU_WORDS:
            return SHORT[kind]
        if kind == "navigation" and words >= HEADLINE and MENUS.issuperset(marks):
            return LONG
        if len(marks) == 1 and marks[0] in WITHIN:
            return WITHIN[marks[0]]
        if "prose" in marks or kind in ("paragraph", "heading", "deck"):
            return IN_PROSE
        return ANYTHING if marks == ["figure"] else None
    return ANYTHING if not reason or kind in DOUBTFUL else None


def letters(text: str) -> str:
    """Return the letters and digits of a text, in small letters."""
    return LETTERS.sub("", text.casefold())


# --- learning ------------------------------------------------------------------------------------------


def choose(given: Sequence[Example]) -> None:
    """Say what all lines are: what the markup says, and what two models choose where it leaves a choice."""
    plain = [
        ([one], [state])
        for example in given
        for one, state in zip(example.features, example.states, strict=True)
        if state is not None and state != ARTICLE
    ]
    first = _learn(plain, CHOOSING)
    states = [_fill(example, first, alone=True) for example in given]
    second = _learn([(example.features, some) for example, some in zip(given, states, strict=True)], CHOOSING)
    for example in given:
        example.taught = _fill(example, second, alone=False)


def _fill(example: Example, tagger: pycrfsuite.Tagger, *, alone: bool) -> list[str]:
    """Return the states of a page, with the choices as a model makes them: each line alone, or all together."""
    known = frozenset(tagger.labels())
    if not alone:
        tagger.set(example.features)
    found = []
    for number, (state, choice) in enumerate(zip(example.states, example.choices, strict=True)):
        if choice is None:
            found.append(state or ARTICLE)
            continue
        if alone:
            tagger.set([example.features[number]])
        shares = {one: tagger.marginal(one, 0 if alone else number) for one in sorted(choice & known)}
        found.append(max(shares, key=shares.__getitem__))
    return found


def _learn(sequences: Iterable[Sequence_], settings: Mapping[str, float]) -> pycrfsuite.Tagger:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(settings)
    for one, states in sequences:
        trainer.append(one, states)
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
    return tagger


def learn(given: Sequence[Example]) -> Weights:
    """Return the model as it is written: in hundredths, without the features that say nothing."""
    having = defaultdict(set)
    for example in given:
        for line in example.features:
            for name in line:
                having[name].add(example.publisher)
    kept = {name for name, publishers in having.items() if len(publishers) >= LEAST}
    sequences = [
        ([[name for name in line if name in kept] for line in example.features], example.taught)
        for example in given
    ]
    info = _learn(sequences, WRITTEN).info()
    sparse: defaultdict[str, list[int]] = defaultdict(list)
    for (name, state), weight in sorted(info.state_features.items()):
        if name != ARTICLE and round(weight * UNIT):
            sparse[name] += STATES.index(state), round(weight * UNIT)
    chain = {
        f"{one} {other}": float(round(weight * UNIT)) for (one, other), weight in info.transitions.items()
    }
    return Weights(
        sparse={name: tuple(row) for name, row in sparse.items()},
        chain={step: weight for step, weight in chain.items() if weight},
    )


def score(given: Sequence[Example]) -> dict[str, float]:
    """Return how many lines are what their markup plainly says, of publishers that nothing was learned from."""
    right = Counter[str]()
    all_of = Counter[str]()
    outside = [STATES.index(kind) for kind in sorted(OUTSIDE)]
    for fold in range(FOLDS):
        weights = learn([one for one in given if _fold(one) != fold])
        learned, packed = furniture_model.model(weights), furniture_model.packed(weights)
        for one in (one for one in given if _fold(one) == fold):
            lines = []
            for line, state, choice in zip(one.features, one.states, one.choices, strict=True):
                if line == [ARTICLE] or (choice is None and state not in OUTSIDE):
                    lines.append({STATES.index(state or ARTICLE): 0})
                    continue
                total = learned.lanes.unpack(sum(packed.get(name, 0) for name in line))
                lines.append({place: total[place] for place in outside})
            path = chain.likeliest(lines, learned.steps)
            for place, state, choice in zip(path, one.states, one.choices, strict=True):
                if choice is None and state in OUTSIDE:
                    for group in ("lines", "lines beside menus and stories")[: 1 + (state not in COMMON)]:
                        all_of[group] += 1
                        right[group] += STATES[place] == state
    return {f"{group} as their markup says": right[group] / all_of[group] for group in all_of}


def _fold(example: Example) -> int:
    return pages.fold_of(example.publisher) % FOLDS


TRAINER: Final = Trainer(
    "furniture",
    "What each feature of a line outside the article weighs for each state (the article, then the kinds of blocks in "
    "their order), and each step from one to the next, in hundredths of log odds; out of fold, the share of lines",
    "fundus (MIT), article-extraction-benchmark (MIT), trafilatura (Apache-2.0), web-content-extraction-benchmark by "
    "Murrough Foley (CC BY 4.0)",
    FILES,
    FEATURES,
    examples,
    score,
    lambda given: {"all": learn(given)},
)

if __name__ == "__main__":
    TRAINER.run()
