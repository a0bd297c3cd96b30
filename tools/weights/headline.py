"""Learn what the clues of a headline weigh, from pages whose headlines people have marked.

Each page is read as far as the headline is looked for, and each line that may be it yields its clues. The weights are
those of a conditional logit: the headline against the other lines of its page, and against none, for which every page
is read again without its headline, from its headline on, with a caption printed twice, and below it. See
`tools.weights` for how to run it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from natodocs._document.document import Document
from natodocs._labels.headline import features, marking
from natodocs._labels.headline.feature_names import FEATURES
from tools.weights import logit, pages
from tools.weights.logit import Logit, Question
from tools.weights.trainer import Trainer

FILES: Final = ("pages/fundus.jsonl.xz", "pages/trafilatura.jsonl.xz")
LOGIT: Final = Logit(smooth=4.0, least=8, smallest=0.02)
FOLDS: Final = 8
HEADLESS: Final = 0.12  # what a page without its headline counts, beside 1 for a page as it is
CLEAN: Final = 0.6  # what a page counts without most of what stands above its headline
PARAGRAPH, CAPTION = 25, 9  # words
MOST_ABOVE: Final = 4  # lines that are left above the headline there
LONG: Final = 10  # letters; a shorter headline stands in other lines by chance


def examples(folder: Path) -> list[Question]:
    """Return the pages of the data, and what is made of each."""
    return [one for file in FILES for record in pages.records(folder / file) for one in _of_page(record)]


def _of_page(record: pages.Record) -> Iterator[Question]:
    if not (title := _key(record["gold"]["title"] or "")):
        return
    publisher = record["publisher"]
    for rendering, text in (record["texts"] | {"html": record["html"]}).items():
        if not text:
            continue
        name = f"{record['source']}, {rendering}"
        yield _question(publisher, name, pages.document(text, rendering), title)
        if rendering == "html":
            continue
        lines = [(line, _key(line[:1000])) for line in text.split("\n")]
        first = next((number for number, (_, key) in enumerate(lines) if key == title), None)
        bare = "\n".join(line for line, key in lines if len(title) < LONG or title not in key)
        yield _question(publisher, f"{name}, headless", Document(bare), None)
        if first is not None:
            top = max(0, first - zlib.crc32(name.encode()) % MOST_ABOVE)
            clean, prose = ("\n".join(line for line, _ in lines[start:]) for start in (top, first + 1))
            captioned = "\n".join([lines[first][0], *_captions(text), prose])
            yield _question(publisher, f"{name}, clean", Document(clean), title, CLEAN)
            yield _question(publisher, f"{name}, prose", Document(prose), None)
            yield _question(publisher, f"{name}, captioned", Document(captioned), title, CLEAN / 2)


def _question(publisher: str, name: str, read: Document, title: str | None, weight: float = 1.0) -> Question:
    clues = features.Clues(pages.draft_before(marking.mark_title, read))
    return Question(
        pages.fold_of(publisher),
        name,
        [logit.features(clues.of(number)) for number in clues.candidates],
        [_key(clues.draft.lines[number].text) == title for number in clues.candidates],
        weight if title else HEADLESS,
        none=title is None,
    )


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _captions(text: str) -> list[str]:
    """Return a line, twice, that stands for what is printed of a picture: the first words of a paragraph."""
    long = [line.split() for line in text.split("\n") if len(line.split()) >= PARAGRAPH]
    return [" ".join(long[len(long) // 2][:CAPTION])] * 2 if long else []


def score(given: Sequence[Question]) -> dict[str, float]:
    """Return the share of pages whose headline is found, or on which none is found where there is none."""
    return logit.cross_validate(given, LOGIT, FOLDS)


TRAINER: Final = Trainer(
    "headline",
    "What each clue of a line weighs that may be the headline, in log odds; out of fold, the share of pages with the "
    "right line, or with none where none is right",
    "fundus (MIT), trafilatura (Apache-2.0)",
    FILES,
    FEATURES,
    examples,
    score,
    lambda given: {"all": LOGIT.learn(given)},
)

if __name__ == "__main__":
    TRAINER.run()
