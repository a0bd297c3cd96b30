"""Learn what the clues of a byline weigh, from pages whose authors people have marked.

Each page is read as far as the byline is looked for, and each line that may be it yields its clues. The weights are
those of a conditional logit: the lines that name an author against the other lines of their page, and against none.
See `tools.weights` for how to run it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from natodocs._document.document import Document
from natodocs._labels.byline import features, marking
from natodocs._labels.byline.feature_names import FEATURES
from tools.weights import logit, pages
from tools.weights.logit import Logit, Question
from tools.weights.trainer import Trainer

FILES: Final = ("pages/fundus.jsonl.xz", "pages/trafilatura.jsonl.xz")
LOGIT: Final = Logit(smooth=8.0, least=8, smallest=0.02)
FOLDS: Final = 8
WITHOUT: Final = 0.3  # what a page without its byline counts, beside 1 for a page as it is


def examples(folder: Path) -> list[Question]:
    """Return the pages of the data as text, each also without the lines that name its authors."""
    return [one for file in FILES for record in pages.records(folder / file) for one in _of_page(record)]


def _of_page(record: pages.Record) -> Iterator[Question]:
    gold = record["gold"]
    if not gold["authors"] or not gold["author_in_text"]:
        return
    keys = list(filter(None, map(_key, gold["authors"])))
    for rendering, text in record["texts"].items():
        name = f"{record['source']}, {rendering}"
        yield _question(record["publisher"], name, text, gold["authors"])
        lines = [(line, _key(line[:1000])) for line in text.split("\n")]
        bare = "\n".join(line for line, said in lines if not any(key in said for key in keys))
        yield _question(record["publisher"], f"{name}, without", bare, [])


def _question(publisher: str, name: str, text: str, authors: Sequence[str]) -> Question:
    gold = set(map(_key, authors))
    clues = features.Clues(pages.draft_before(marking.mark, Document(text)))
    found = [{_key(author.name) for author in read.found.authors} for read in clues.candidates.values()]
    right = [bool(names & gold) and len(names & gold) * 2 >= len(names) for names in found]
    return Question(
        pages.fold_of(publisher),
        name,
        [logit.features((clue, 1.0) for clue in clues.of(number)) for number in clues.candidates],
        right,
        1.0 if authors else WITHOUT,
        none=not any(right),
    )


def _key(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "".join(filter(str.isalnum, bare.casefold()))


def score(given: Sequence[Question]) -> dict[str, float]:
    """Return the share of pages of which a right line is found, or none where none is right."""
    return logit.cross_validate(given, LOGIT, FOLDS)


TRAINER: Final = Trainer(
    "byline",
    "What each clue of a line weighs that may name the authors, in log odds; out of fold, the share of pages with a "
    "right line",
    "fundus (MIT), trafilatura (Apache-2.0)",
    FILES,
    FEATURES,
    examples,
    score,
    lambda given: {"all": LOGIT.learn(given)},
)

if __name__ == "__main__":
    TRAINER.run()
