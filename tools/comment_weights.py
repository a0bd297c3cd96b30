"""Learn what lines look like comments, and write the weights to a rule file.

The folder holds pages as JSON, one a line (`*.jsonl.xz`), each with its "html" and with "texts": {"flow": ...},
the same page as plain text. Comments that the markup of a page names are found again in its text; articles and
comments are also put together in the styles of tools/comment_styles.py. Run it with python-crfsuite 0.9 installed:

    python tools/comment_weights.py FOLDER > src/natodocs/_rules/tables/comment_weights.toml
"""

from __future__ import annotations

import json
import lzma
import random
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import comment_styles
import pycrfsuite

from natodocs import Limits, _pipeline, _rules
from natodocs._document import source as document_source
from natodocs._fields.comments import sections as comment_sections
from natodocs._labels import line as label_line
from natodocs._labels.blocks import body
from natodocs._labels.comments import features, look
from natodocs._labels.comments import sections as label_sections
from natodocs._labels.draft import Draft
from natodocs._text import language as text_language
from natodocs._text import lines as text_lines
from natodocs._text.lines import Line

Sequence_ = tuple[list[dict[str, float]], list[str]]
SOURCES: Final = ("trafilatura", "fundus", "aeb")  # may be learned from
MADE: Final = {"en": 1600, "de": 400, "fr": 133}  # pages that are put together
LAYOUTS: Final = {
    "en": 0.4,
    "de": 0.12,
    "fr": 0.12,
}  # share of the bare articles that are taken, in each layout
ARTICLE: Final = 120  # words; a shorter body is no article
SMALLEST: Final = 0.05  # weights below it are left out


def main(folder: Path) -> None:
    """Learn from the pages of a folder, and print the rule file."""
    r = random.Random("comments")
    articles: dict[str, list[list[str]]] = {language: [] for language in MADE}
    said: dict[str, list[list[str]]] = {language: [] for language in MADE}
    learned = list(_real(folder, articles, said))
    learned += [found for found in _bare(articles, r) if found]
    learned += [found for found in _made(articles, said) if found]
    _write(*_train(learned))


def _draft(text: str) -> Draft:
    document = document_source.read(text, "text/plain", Limits())
    lines = text_lines.split(document)
    rules = _rules.load(text_language.guess(lines))
    return Draft(lines, label_line.label(lines, rules), document.metadata, rules)


def _sequence(text: str, is_comment: Callable[[Line], bool]) -> Sequence_ | None:
    draft = _draft(text)
    start = label_sections.first_possible(draft)
    if start >= len(draft.lines):
        return None
    looks, heads = look.looks(draft, start)
    found = list(features.features(draft, start, looks, heads))
    return found, ["C" if is_comment(line) else "O" for line in draft.lines[start:]]


def _real(
    folder: Path, articles: dict[str, list[list[str]]], said: dict[str, list[list[str]]]
) -> Iterator[Sequence_]:
    """Yield the pages themselves; collect their articles and comments on the way."""
    for source in SOURCES:
        with lzma.open(folder / f"{source}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if record["html"]:
                    yield from _page_of(record, articles, said)


def _page_of(
    record: dict[str, Any], articles: dict[str, list[list[str]]], said: dict[str, list[list[str]]]
) -> Iterator[Sequence_]:
    page = _pipeline._label(record["html"], language=None, media_type="text/html", limits=Limits())
    comments = comment_sections.find(page.document.text, page.blocks, page.document.regions)
    paragraphs = record["gold"]["body"] or body(page.blocks).split("\n\n")
    language = page.language or "en"
    if language in articles and len(paragraphs) > 3 and sum(len(p.split()) for p in paragraphs) > ARTICLE:
        articles[language].append(paragraphs)
    whole = [comment for comment in comments if comment.author and comment.posted]
    if language in said:
        parts = [[line.strip(" •") for line in c.text.split("\n") if line.strip(" •")] for c in whole]
        said[language] += [lines for lines in parts if lines and len(lines) < 8]
    text = record["texts"]["flow"]
    if not comments:
        found = None if record["gold"]["comments"] else _sequence(text, lambda line: False)
    elif len(whole) >= 2:
        found = _with_comments(text, [comment.text for comment in whole], [str(c.author) for c in whole])
    else:
        found = None
    if found:
        yield found


def _with_comments(text: str, said: Sequence[str], names: Sequence[str]) -> Sequence_ | None:
    keys = {"".join(line.split()) for comment in said for line in comment.split("\n") if len(line) > 20}
    lines = _draft(text).lines
    known = [n for n, line in enumerate(lines) if "".join(line.text.split()) in keys]
    if not known:
        return None
    first, last = known[0], known[-1]
    for n in range(first - 1, max(-1, first - 5), -1):
        if any(lines[n].text.startswith(name[:12]) for name in names):
            first = n
            break
    return _sequence(text, lambda line: lines[first].first <= line.first <= lines[last].first)


def _bare(articles: dict[str, list[list[str]]], r: random.Random) -> Iterator[Sequence_ | None]:
    """Yield articles without comments."""
    for language, bodies in articles.items():
        for paragraphs in bodies:
            cut = [f"{part.strip(' .')}." for paragraph in paragraphs for part in paragraph.split(". ")]
            titled = ["Some headline of the day", "By Ada Lund", "March 3, 2015 4:27 pm", *paragraphs]
            for text in ("\n\n".join(paragraphs), "\n".join(paragraphs), "\n".join(titled), "\n\n".join(cut)):
                if r.random() < LAYOUTS[language]:
                    yield _sequence(text, lambda line: False)


def _made(
    articles: dict[str, list[list[str]]], said: dict[str, list[list[str]]]
) -> Iterator[Sequence_ | None]:
    """Yield articles with comments in all styles."""
    for language, pages in MADE.items():
        styles = comment_styles.STYLES[language]
        for number in range(pages):
            r = random.Random(f"{language} {number}")
            yield _make(r, language, styles[number % len(styles)], articles[language], said[language])


def _make(
    r: random.Random,
    language: str,
    style: comment_styles.Style,
    articles: list[list[str]],
    said: list[list[str]],
) -> Sequence_ | None:
    blank = r.choice(["all", "between", "none", "all"])
    within = "\n\n" if blank == "all" else "\n"
    between = "\n" if blank == "none" else "\n\n"
    count = r.choice([1, 2, 3, 4, 5, 6, 8, 10, 14, 20])
    parts = list(r.choice(articles))
    if r.random() < 0.3:
        parts.insert(0, "Headline of the story")
    if r.random() < 0.35:
        parts.append(r.choice(comment_styles.HEADS[language]).format(count))
    text = between.join(parts) + between
    names = [comment_styles.name(r) for _ in range(max(1, int(count * 0.8)))]
    form, like_reporters, at_length = r.random(), r.choice([0, 0, 0.3, 0.6, 0.9]), r.choice([0, 0.3, 0.6])
    first = len(text)
    for number, own in enumerate(r.sample(said, min(count, len(said))), 1):
        lines = own
        if r.random() < at_length:
            lines = [*lines, *r.choice(said)] if r.random() < 0.5 else [" ".join([*lines, *r.choice(said)])]
        unit = style(r, r.choice(names), comment_styles.time(r, language, form), lines, number)
        if r.random() < like_reporters and any(role != "t" for _, role in unit):
            article = r.choice(articles)
            at = r.randrange(len(article))
            long = [part for part in article[at : at + r.choice([1, 1, 1, 2, 3])] if len(part) > 3]
            unit = style(r, r.choice(names), comment_styles.time(r, language, form), long or lines, number)
        text += within.join(line for line, _ in unit) + between
    last = len(text)
    if r.random() < 0.3:
        text += "\n".join(r.choice(comment_styles.ENDS))
    return _sequence(text, lambda line: first <= line.first < last)


def _train(learned: Sequence[Sequence_]) -> tuple[dict[str, float], list[float]]:
    trainer = pycrfsuite.Trainer(verbose=False)
    for found, states in learned:
        trainer.append(pycrfsuite.ItemSequence(found), states)
    trainer.set_params(
        {
            "c1": 0.02,
            "c2": 0.05,
            "max_iterations": 150,
            "feature.minfreq": 3,
            "feature.possible_transitions": True,
        }
    )
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
    weights: dict[str, float] = {}
    for (name, state), value in info.state_features.items():
        weights[name] = weights.get(name, 0.0) + (value if state == "C" else -value)
    turn = {
        pair: info.transitions.get(pair, 0.0) for pair in (("O", "O"), ("O", "C"), ("C", "O"), ("C", "C"))
    }
    still = turn["O", "O"]
    return weights, [still - turn["O", "C"], turn["C", "C"] - still, still - turn["C", "O"]]


def _write(weights: dict[str, float], chain: Sequence[float]) -> None:
    rows = [f'"{value:.2f} {name}"' for name, value in sorted(weights.items()) if abs(value) >= SMALLEST]
    shown = textwrap.wrap(
        ", ".join(row.replace(" ", "~") for row in rows).replace(",~", ", "),
        width=116,
        break_long_words=False,
        break_on_hyphens=False,
    )
    print("# Generated by tools/comment_weights.py; do not edit.\n")
    print(
        '[meta]\nlanguage = "all"\nsource = "learned by tools/comment_weights.py"\nlicence = "Apache-2.0"\n'
    )
    print("[words.comments]")
    print(
        "# What it costs to begin a section of comments, what it brings to stay in one, what it costs to end it."
    )
    print("chain = [" + ", ".join(f'"{value:.2f}"' for value in chain) + "]")
    print("# The weight of each feature of a line (`_labels/comments/features.py`), and its name.")
    print("weights = [")
    print("\n".join(f"  {line}" for line in shown).replace("~", " ") + ",")
    print("]")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
