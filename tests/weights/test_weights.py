"""Learned numbers: their files, and the names that tie each of them to what the code yields."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from importlib import import_module, resources
from math import fsum
from pathlib import Path
from typing import Any, Final
from unittest import mock

import pytest
from attrs import evolve

from natodocs import _rules, parse
from natodocs._document import source
from natodocs._labels import calibration, revisions
from natodocs._labels import line as label_line
from natodocs._labels.article import context_features, extent, own_features
from natodocs._labels.article import feature_names as article_names
from natodocs._labels.byline import feature_names as byline_names
from natodocs._labels.byline import features as byline_features
from natodocs._labels.byline import marking as byline_marking
from natodocs._labels.comments import feature_names as comment_names
from natodocs._labels.comments import features as comment_features
from natodocs._labels.comments import look, sections
from natodocs._labels.draft import Draft
from natodocs._labels.furniture import around as furniture_around
from natodocs._labels.furniture import feature_names as furniture_names
from natodocs._labels.furniture import features as furniture_features
from natodocs._labels.furniture import marking as furniture_marking
from natodocs._labels.headline import feature_names as headline_names
from natodocs._labels.headline import features as headline_features
from natodocs._labels.headline import marking as headline_marking
from natodocs._limits import Limits
from natodocs._quotes import finding, passages
from natodocs._quotes.attribution import feature_names as report_names
from natodocs._quotes.attribution import ranking
from natodocs._quotes.grammar import words as grammar_words
from natodocs._quotes.speakers import coreference, registry, resolution
from natodocs._quotes.speakers import feature_names as mention_names
from natodocs._quotes.speakers.person import Person
from natodocs._text import language as text_language
from natodocs._text import lines as text_lines
from natodocs._weights import Vocabulary, Weights, loading, names

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = Path(__file__).parents[1] / "pages"
MADE: Final = Path(__file__).parent / "features"  # pages made for features that those of `PAGES` have not
WEIGHTS: Final = Path(str(resources.files("natodocs._weights")))

VOCABULARIES: Final = {
    "article": article_names.FEATURES,
    "byline": byline_names.FEATURES,
    "calibration": calibration.FEATURES,
    "comments": comment_names.FEATURES,
    "furniture": furniture_names.FEATURES,
    "headline": headline_names.FEATURES,
    "mentions": mention_names.FEATURES,
    "reports": report_names.FEATURES,
}


def draft_before(revision: Callable[[Draft], None], page: Path) -> Draft:
    """Return the draft of a page as a revision of its labels finds it."""
    media_type = "text/html" if page.suffix == ".html" else "text/plain"
    document = source.read(page.read_bytes(), media_type, Limits())
    lines = text_lines.split(document)
    rules = _rules.load(text_language.guess(lines))
    draft = Draft(lines, label_line.label(lines, rules), document.metadata, rules)
    for row in revisions.REVISIONS:
        if row.apply is revision:
            break
        row.apply(draft)
    return draft


def article(page: Path) -> Iterator[str]:
    draft = draft_before(extent.find, page)
    own = [
        own_features.read(line.text, line.lead, line.words, line.marks, label.kind, label.confidence)
        for line, label in zip(draft.lines, draft.labels, strict=True)
    ]
    for read in own:
        yield from (f"word {word}" for word in read.words)
        for group, key in read.keys:
            yield from own_features.OWN_GROUPS[group](*key)
    for group, keys in (context_features.columns(draft, [read.face for read in own]) if own else {}).items():
        for key in keys:
            yield from context_features.CONTEXT_GROUPS[group](*key)


def comments(page: Path) -> Iterator[str]:
    draft = draft_before(sections.mark, page)
    start = sections.first_possible(draft)
    kinds, heads = look.looks(draft, start)
    for found in comment_features.features(draft, start, kinds, heads):
        yield from found


def headline(page: Path) -> Iterator[str]:
    clues = headline_features.Clues(draft_before(headline_marking.mark_title, page))
    for number in clues.candidates:
        yield from (name for name, _ in clues.of(number))


def byline(page: Path) -> Iterator[str]:
    clues = byline_features.Clues(draft_before(byline_marking.mark, page))
    for number in clues.candidates:
        yield from clues.of(number)


def furniture(page: Path) -> Iterator[str]:
    for line in furniture_around.names(draft_before(furniture_marking.mark, page)):
        yield from (name for name in line if name != furniture_features.ARTICLE)


def mentions(page: Path) -> Iterator[str]:
    found: list[str] = []

    def choose(look: coreference.Look) -> Person | None:
        candidates = coreference.candidates(look)
        found.extend(coreference.describe_nobody(look, candidates))
        for candidate in candidates:
            found.extend(coreference.describe(look, candidate))
        return chosen(look)

    chosen = coreference.choose
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(coreference, "choose", choose))
        for rule in ("_described", "_office", "_anaphor"):  # as if they knew of nobody
            stack.enter_context(mock.patch.object(resolution, rule, return_value=None))
        parse.page(page.read_bytes(), media_type="text/html" if page.suffix == ".html" else "text/plain")
    yield from found


def reports(page: Path) -> Iterator[str]:
    english = grammar_words.of(_rules.load("en"))
    # As if the same words were of other languages, whose words have no weights; in one, verbs need no subject.
    other = evolve(english, weighed=False)
    third = evolve(other, lists={**english.lists, "flags": frozenset(["drops-subject"])})
    text = page.read_text(encoding="utf-8", errors="replace")
    styles = passages.styles(_rules.load("en"))
    for words in (english, other, third):
        people = registry.Registry(words)
        for paragraph in finding._read(text, text_lines.paragraphs(text), styles, people, False):
            for draft in paragraph.drafts:
                inside = paragraph.reading.text[draft.passage.start : draft.passage.end]
                found = paragraph.reports[draft.sentence.number]
                for offer in ranking.offers(draft, inside, found, words, people.by_last):
                    yield from offer.features


YIELDING: Final[Mapping[str, Callable[[Path], Iterator[str]]]] = {
    "article": article,
    "byline": byline,
    "comments": comments,
    "furniture": furniture,
    "headline": headline,
    "mentions": mentions,
    "reports": reports,
}
SOURCES: Final = sorted([*PAGES.glob("*/page.*"), *MADE.glob("*.*")])
TRAIN_AGAIN: Final = "not in `feature_names`, which the weights are held to: name it there, and train again"


@pytest.fixture(scope="module", params=YIELDING)
def yielded(request: pytest.FixtureRequest) -> tuple[str, set[str]]:
    """Return a model, and the names that its features have on all pages of the tests."""
    return request.param, {name for page in SOURCES for name in YIELDING[request.param](page)}


class TestNames:
    """Each weight is of a feature that the code yields, under the name that it had when the weight was learned."""

    @pytest.mark.parametrize("file", sorted(WEIGHTS.glob("*.json")), ids=lambda path: path.stem)
    def test_each_weight_has_a_feature(self, file: Path) -> None:
        vocabulary = VOCABULARIES[file.stem]
        for model in loading.read(file.stem).models.values():
            weighed = [*model.weights, *model.states, *model.sparse, *model.curves]
            assert weighed
            assert [name for name in weighed if not vocabulary.holds(name)] == [], (
                "weights that nothing yields"
            )

    def test_each_feature_is_in_the_table(self, yielded: tuple[str, set[str]]) -> None:
        model, found = yielded
        unknown = sorted(name for name in found if not VOCABULARIES[model].holds(name))
        assert not unknown, f"{model}: the code yields {unknown[:5]}, {TRAIN_AGAIN}"

    def test_each_name_of_the_table_is_yielded(self, yielded: tuple[str, set[str]]) -> None:
        model, found = yielded
        vocabulary = VOCABULARIES[model]
        met = {template for name in found for template in vocabulary.fitting(name)}
        unmet = [template for template in vocabulary.templates if template not in met]
        assert not unmet, (
            f"{model}: no page of the tests yields {unmet}: delete them with their weights, or add a page"
        )

    @pytest.mark.parametrize("name", VOCABULARIES)
    def test_the_file_was_learned_with_these_names(self, name: str) -> None:
        learned_with = loading.read(name).meta.features
        assert learned_with == VOCABULARIES[name].digest, "names of features changed: train again"

    def test_other_names_have_no_weights(self) -> None:
        with pytest.raises(
            loading.BadWeights, match=r"byline\.json: meta\.features: .* train again, by tools/weights"
        ):
            loading.load("byline", Vocabulary(("any name",)))


class TestVocabulary:
    """A table of names is what its templates and slots say."""

    NAMES: Final = Vocabulary(
        ("any", "{size} words", "{part} above {part}", "cue {word}", "marks {marks}"),
        {
            "size": names.steps_of((1, 5)),
            "part": names.one_of(["top.", "end"]),
            "word": names.WORD,
            "marks": names.some_of(["p", "prose"]),
        },
    )

    @pytest.mark.parametrize(
        "name", ["any", "<=1 words", ">5 words", "top. above end", "cue said", "marks ", "marks p prose"]
    )
    def test_holds(self, name: str) -> None:
        assert self.NAMES.holds(name)

    @pytest.mark.parametrize(
        "name", ["", "any ", "<=2 words", "topx above end", "top. above", "cue ", "cue had said", "marks p q"]
    )
    def test_holds_no_other(self, name: str) -> None:
        assert not self.NAMES.holds(name)

    @pytest.mark.parametrize(
        "other",
        [
            Vocabulary(("a {size}", "c"), {"size": names.one_of([1, 2])}),
            Vocabulary(("a {size}", "b"), {"size": names.one_of([1, 2, 3])}),
            Vocabulary(("a {size}", "b", "c"), {"size": names.one_of([1, 2])}),
        ],
    )
    def test_any_change_is_another_digest(self, other: Vocabulary) -> None:
        assert Vocabulary(("a {size}", "b"), {"size": names.one_of([1, 2])}).digest != other.digest

    def test_the_order_says_nothing(self) -> None:
        assert Vocabulary(("a", "b")).digest == Vocabulary(("b", "a")).digest

    @pytest.mark.parametrize(("value", "name"), [(-1, "<=0"), (0, "<=0"), (0.4, "<=0.5"), (1, ">0.5")])
    def test_steps(self, value: float, name: str) -> None:
        assert names.step(value, (0, 0.5)) == name


class TestScores:
    """One scorer."""

    def test_a_feature_without_a_weight_counts_nothing(self) -> None:
        weights = Weights({"a": 0.5, "b": -2.0})
        assert weights.score(["a", "c", "b", "a"]) == -1.0
        assert weights.score([]) == 0
        assert weights.score_group(("a", "c")) == weights.score_group(("a", "c")) == 0.5

    def test_the_order_says_nothing(self) -> None:
        """Nor does the Python, which adds numbers in another way from 3.12 on."""
        weights = Weights({"a": 0.1, "b": 0.2, "c": 0.3, "d": -0.6})
        assert weights.score("abcd") == weights.score("dbca") == fsum((0.1, 0.2, 0.3, -0.6))


META: Final = {
    "about": "numbers",
    "tool": "a tool",
    "learned": "by it",
    "sources": "a collection",
    "licence": "Apache-2.0",
    "data": {"pages": None, "more": f"sha256:{64 * '0'}"},
    "out_of_fold": {"right": 0.9},
    "features": f"sha256:{64 * 'a'}",
}
MODELS: Final = {
    "all": {
        "weights": {"a": 1, "b": -0.5},
        "states": {"a": [1, 2, 3, 4]},
        "sparse": {"a": [0, 5, 7, -2]},
        "chain": {"begin": 2.5},
        "curves": {"all": [[0.1, 0.2], [0.5, 1]]},
    }
}


def changed(place: str, value: object) -> str:
    """Return a file that is right but for one place, such as `meta.data.pages`; `...` takes the key out."""
    whole = json.loads(json.dumps({"meta": META, "models": MODELS}))
    *way, last = place.split(".")
    at: Any = whole
    for step in way:
        at = at[step]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return json.dumps(whole)


class TestFiles:
    """A file is read whole, or an error names what is wrong with it."""

    def test_a_file(self) -> None:
        file = loading.parse("some", json.dumps({"meta": META, "models": MODELS}))
        assert file.meta.data["pages"] is None
        model = file.models["all"]
        assert (model.weights, model.states) == ({"a": 1.0, "b": -0.5}, {"a": (1, 2, 3, 4)})
        assert (model.chain, model.curves) == ({"begin": 2.5}, {"all": ((0.1, 0.2), (0.5, 1.0))})

    @pytest.mark.parametrize("key", [*META, "data.pages"])
    def test_of_the_provenance_nothing_may_be_wrong(self, key: str) -> None:
        with pytest.raises(loading.BadWeights, match=r"some\.json: meta.*" + key.rpartition(".")[2]):
            loading.parse("some", changed(f"meta.{key}", 7))

    @pytest.mark.parametrize("key", META)
    def test_of_the_provenance_nothing_may_lack(self, key: str) -> None:
        with pytest.raises(loading.BadWeights, match=rf"some\.json: meta needs {key}"):
            loading.parse("some", changed(f"meta.{key}", ...))

    @pytest.mark.parametrize(
        ("place", "value", "said"),
        [
            ("meta.colour", "red", r"meta: there is no 'colour'"),
            ("meta.data", {}, r"meta\.data is empty"),
            ("meta.out_of_fold", {}, r"meta\.out_of_fold is empty"),
            (
                "meta.out_of_fold.right",
                "0.9",
                r"meta\.out_of_fold\['right'\] is '0\.9', and must be a number",
            ),
            ("meta.features", None, r"meta\.features"),
            ("models", [], r"models must be an object"),
            ("models", ..., r"needs models"),
            ("more", {}, r"there is no 'more'"),
            ("models.all", {}, r"models\.all is empty"),
            ("models.all.names", {}, r"models\.all: there is no table 'names'"),
            ("models.all.weights", [], r"models\.all\.weights must be an object"),
            ("models.all.weights.a", "1", r"models\.all\.weights\['a'\] is '1', and must be a number"),
            ("models.all.weights.a", True, r"models\.all\.weights\['a'\] is True, and must be a number"),
            (
                "models.all.weights.a",
                float("nan"),
                r"models\.all\.weights\['a'\] is nan, and must be a number",
            ),
            ("models.all.sparse.a", [1, 5, 2], r"models\.all\.sparse\['a'\] is \[1, 5, 2\].*places"),
            ("models.all.sparse.a", [-1, 5], r"models\.all\.sparse\['a'\] is \[-1, 5\].*places"),
            ("models.all.states.a", [0.5], r"models\.all\.states\['a'\] is \[0\.5\]"),
            ("models.all.curves.all", [], r"models\.all\.curves\['all'\] must be a list of pairs"),
            ("models.all.curves.all", [[1]], r"models\.all\.curves\['all'\] must be a list of pairs"),
        ],
    )
    def test_what_is_wrong_is_named(self, place: str, value: object, said: str) -> None:
        with pytest.raises(loading.BadWeights, match=rf"some\.json: {said}|some\.json {said}"):
            loading.parse("some", changed(place, value))

    @pytest.mark.parametrize("content", ["", "[]", "{"])
    def test_no_file_of_weights(self, content: str) -> None:
        with pytest.raises(loading.BadWeights, match=r"some\.json"):
            loading.parse("some", content)

    def test_a_model_that_is_not_there(self) -> None:
        with pytest.raises(loading.BadWeights, match=r"reports\.json: models has no 'xx'"):
            loading.load("reports", report_names.FEATURES, "xx")

    @pytest.mark.parametrize("name", VOCABULARIES)
    def test_it_is_as_the_tools_write_it(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.syspath_prepend(str(ROOT))
        trainer = import_module("tools.weights.trainer")
        file = loading.read(name)
        assert (WEIGHTS / f"{name}.json").read_text("utf-8") == trainer.shown(file.meta, file.models)
        assert (ROOT / file.meta.tool).is_file()
