"""The model of which lines are the article: its sums against all paths, its fast steps against plain ones."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp, isclose, prod
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as some

from natodocs import _rules
from natodocs._document.document import Document, Metadata
from natodocs._labels.article import context_features, crf, model, own_features
from natodocs._labels.draft import Draft
from natodocs._labels.line import label
from natodocs._text import lines as text_lines
from natodocs._text import normalized
from natodocs._types import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS: Final = (0.3, -0.4, 0.6, -0.9, 0.1, -0.7, 0.5, 0.0)
ODDS: Final = some.floats(0.01, 100)
PROSE: Final = some.lists(some.sampled_from((0, 0, 0, 5, 12, 30, 60)), min_size=1, max_size=120)


def by_all_paths(powers: Sequence[crf.Powers]) -> list[float]:
    """Return the probability of each line to be in the article, by the sums over every path there is."""
    steps = dict(zip(crf.STEPS, STEPS, strict=True))
    of_state = [dict(zip(crf.STATES, (1.0, *line), strict=True)) for line in powers]
    total, found = 0.0, [0.0] * len(powers)
    for path in product(crf.STATES, repeat=len(powers)):
        pairs = list(pairwise(path))
        if path[0] in {"inside", "after"} or path[-1] == "inside" or any(pair not in steps for pair in pairs):
            continue
        odds = prod(line[state] for line, state in zip(of_state, path, strict=True))
        odds *= exp(sum(steps[pair] for pair in pairs))
        total += odds
        for number, state in enumerate(path):
            found[number] += odds * (state == "article")
    return [likely / total for likely in found]


class TestTheChain:
    """Its sums are those over all paths, and no page is too long or too strange for them."""

    @given(some.lists(some.tuples(ODDS, ODDS, ODDS), min_size=1, max_size=5))
    def test_sums_over_all_paths(self, powers: list[crf.Powers]) -> None:
        assert crf.article(powers, STEPS) == pytest.approx(by_all_paths(powers), abs=1e-9)

    @pytest.mark.parametrize("odds", [1e13, 1e100])
    def test_takes_lines_that_contradict_each_other(self, odds: float) -> None:
        after, before, article = (1.0, 1.0, odds), (1 / odds, 1 / odds, 1 / odds), (odds, 1.0, 1.0)
        for page in product((after, before, article), repeat=3):
            likely = crf.article([line for line in page for _ in range(40)], STEPS)
            assert len(likely) == 120
            assert all(0 <= one <= 1 for one in likely)

    def test_takes_a_long_page(self) -> None:
        likely = crf.article(
            [(0.01, 0.01, 0.01)] * 9_000 + [(99.0, 1.0, 1.0)] * 3 + [(0.01, 0.01, 9.0)] * 9_000, STEPS
        )
        assert [number for number, one in enumerate(likely) if one > 0.5] == [9_000, 9_001, 9_002]

    def test_takes_no_line(self) -> None:
        assert crf.article([], STEPS) == []


class TestALineAlone:
    """What is asked of all letters is asked of those of Latin-1 in another way, with the same answer."""

    @given(
        some.text(
            some.characters(max_codepoint=255, exclude_characters="µ") | some.sampled_from("“”’–"), min_size=1
        )
    )
    def test_is_read_the_same_way_in_latin_letters(self, text: str) -> None:
        latin = normalized.latin(text)
        assert latin is not None
        for whole, letters in ((text, latin), (text * 60, latin * 60)):  # a few words, and many
            beginning, words = own_features._words(whole, letters)
            assert beginning == own_features.WORD.findall(whole[: own_features.BEGINNING].casefold())
            assert words == own_features.WORD.findall(whole.casefold())
        assert own_features._counts_latin(text) == own_features._counts(text)

    def test_has_terms(self) -> None:
        assert own_features.terms("The Bürgermeister of Harbury, 2021: boats") == {
            "bürger",
            "harbur",
            "boats",
        }
        assert own_features.terms("Мэр города приехал") == {"города", "приеха"}

    @pytest.mark.parametrize(
        ("text", "sign"),
        [
            ("It rained.", "."),
            ("“It rained.”", ".q"),
            ("More ...", "…"),
            ("Harbury", "w"),
            ("In 2021", "d"),
            ("Harbury ©", "o"),
        ],
    )
    def test_has_an_ending(self, text: str, sign: str) -> None:
        assert own_features.ending(text) == sign

    def test_has_a_step_of_size(self) -> None:
        assert [own_features.size(number) for number in (0, 1, 4, 5, 6, 70, 71, 9_999)] == [
            0,
            1,
            4,
            4,
            5,
            10,
            11,
            11,
        ]


class TestThePlacesOfLines:
    """What is worked out for a whole page at once is what one would count for each line."""

    @given(PROSE, some.sampled_from((context_features.NEAR, context_features.AROUND)))
    def test_prose_near_by(self, prose: list[int], width: int) -> None:
        steps = context_features._windows(prose, width)
        assert len(steps) > len(prose)
        for number in range(len(prose)):
            assert steps[number] == context_features.amount(sum(prose[max(0, number - width) : number]))
            assert steps[number + width + 1] == context_features.amount(
                sum(prose[number + 1 : number + 1 + width])
            )

    @given(PROSE)
    def test_gaps(self, prose: list[int]) -> None:
        gaps = context_features._gaps(prose)
        assert len(gaps) == len(prose)
        for number, step in enumerate(gaps):
            above = [other for other in range(number) if prose[other] >= own_features.PARAGRAPH]
            assert step == own_features.size(number - above[-1] if above else 99)

    @given(PROSE)
    def test_parts(self, prose: list[int]) -> None:
        keys = context_features._parts(prose)
        assert len(keys) == len(prose)
        total = sum(prose)
        for number, (above, below, tenth, of_all) in enumerate(keys):
            so_far = sum(prose[:number])
            assert (above, of_all) == (context_features.amount(so_far), context_features.amount(total))
            assert below == context_features.amount(sum(prose[number + 1 :]))
            assert tenth == 10 * so_far // (total or 1)

    @given(some.lists(some.sampled_from(("", "", "", "byline", "share")), min_size=1, max_size=120))
    def test_signposts(self, posts: list[str]) -> None:
        found = context_features._posts(posts)
        assert len(found) == len(posts)
        for number, (kind, step) in enumerate(found):
            above = [other for other in range(number) if posts[other]]
            assert kind == (posts[above[-1]] if above else "none")
            assert step == own_features.size(number - (above[-1] if above else -1))

    @given(some.lists(some.sampled_from("abcd"), max_size=12))
    def test_repeated(self, keys: list[str]) -> None:
        found = context_features._repeated(keys)
        assert len(found) == len(keys)
        for number, (again, twin) in enumerate(found):
            assert again == (
                0 if keys.count(keys[number]) == 1 else 2 if keys[number] in keys[:number] else 1
            )
            assert twin == (
                keys[number] in (keys[max(0, number - 1) : number] + keys[number + 1 : number + 2])
            )

    def test_shared_terms(self) -> None:
        prose, other = frozenset({"bridge", "quay"}), frozenset({"bridge", "boats"})
        assert context_features._shared([prose, other, other, frozenset()], [1, 1, 0, 0]) == [
            (3, 2),
            (3, 2),
            (6, 2),
            (-1, 0),
        ]


def draft_of(text: str) -> Draft:
    rules = _rules.load("en")
    lines = text_lines.split(Document(text))
    return Draft(lines, label(lines, rules), Metadata(), rules)


class TestTheModel:
    """It says of each line how likely it is part of the article."""

    TEXT: Final = "\n\n".join(
        ["Home", "News", "Sport", "Bridge opens again in Harbury"]
        + [
            "The old bridge over the harbour opened again on Monday after two years of repairs, the council said."
        ]
        * 2
        + [
            "Forty boats sailed below it in the rain, and nearly all of the people stood on the quay to see it."
        ]
        + ["Share", "Most read", "Contact", "Imprint"]
    )

    def test_each_group_of_features_has_a_column(self) -> None:
        draft = draft_of(self.TEXT)
        read = [
            own_features.read(line.text, "", line.words, line.marks, BlockKind.OTHER, 0.9)
            for line in draft.lines
        ]
        columns = context_features.columns(draft, [own.face for own in read])
        assert columns.keys() == context_features.CONTEXT_GROUPS.keys()
        assert {group for own in read for group, _ in own.keys} <= own_features.OWN_GROUPS.keys()

    def test_finds_the_prose(self) -> None:
        likely = model.probabilities(draft_of(self.TEXT))
        assert min(likely[4:7]) > 0.5 > max(likely[:3] + likely[8:])

    def test_says_the_same_of_a_line_that_was_seen_before(self) -> None:
        first = model.probabilities(draft_of(self.TEXT))
        model._remembered.cache_clear()
        for table in model.load("text").tables.values():
            table.clear()
        assert model.probabilities(draft_of(self.TEXT)) == first

    def test_has_no_line(self) -> None:
        assert model.probabilities(draft_of("")) == []

    def test_weighs_features_together(self) -> None:
        weights = {"a": model.powers([0, 100, 0, -50]), "b": model.powers([100, 0, 0, 0])}
        article, inside, after = model.together(weights, ["a", "b", "unknown"])
        assert isclose(article, 1)
        assert isclose(inside, exp(-1))
        assert isclose(after, exp(-1.5))

    def test_a_weak_label_looks_like_any(self) -> None:
        for confidence, look in (0.5, "any word"), (0.9, "byline word"):
            own = own_features.read("Harbury", "", 1, frozenset(), BlockKind.BYLINE, confidence)
            assert own.face.look == look
