"""What a pattern needs, and that a sieve gives the answers of trying one pattern after the other."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from natodocs import _rules
from natodocs._patterns import literals, prefilter
from natodocs._patterns.lazy import lazily
from natodocs._patterns.prefilter import Row, Search, Sieve
from natodocs._rules import loader
from strategies import any_text, dumps

FILES = [loader.EVERYWHERE, *sorted(loader.languages())]
RULES = [rule for name in FILES for rows in loader.load_file(name).rules.values() for rule in rows]


class TestNeeds:
    """Of what must stand one after the other the rarest is needed, of branches one string each."""

    @pytest.mark.parametrize(
        ("pattern", "exact", "folded"),
        [
            (r"photo by \p{Lu}", ("photo by ",), ()),
            (r"(?:Photo|Picture)s? by", ("Photo", "Picture"), ()),
            (r"(?i:Photos?|BILD)\s?:", (), ("bild", "photo")),
            (r"(?i)straße|weg", (), ("weg", "strasse")),
            (r"[^|]{1,32}\|", ("|",), ()),
            (r"a[>›»]b", ("»", "›", ">"), ()),
            (r"(?=.{2}@)\w+", ("@",), ()),
            (r"colou?r", ("colo",), ()),
            (r"(?<!un)kind\b(?!er)ly", ("kindly",), ()),
        ],
    )
    def test_table(self, pattern: str, exact: tuple[str, ...], folded: tuple[str, ...]) -> None:
        needs = literals.of(pattern)
        assert needs is not None
        assert (sorted(needs.exact), sorted(needs.folded)) == (sorted(exact), sorted(folded))

    @pytest.mark.parametrize(
        "pattern", [r"\d+", r"(?:photo)?", r"photo|\d", r"x*", r"(?x) photo", r"\x41b", r"[[a]]b"]
    )
    def test_nothing_is_said(self, pattern: str) -> None:
        assert literals.of(pattern) is None

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.file}-{rule.table}-{rule.name}")
    def test_what_a_rule_matches_has_what_it_needs(self, rule: loader.Rule) -> None:
        needs = literals.of(rule.pattern.pattern)
        assert rule.matches
        if needs is None:
            return
        for text in rule.matches:
            folded = literals.fold(text)
            assert any(one in text for one in needs.exact) or any(one in folded for one in needs.folded)

    @pytest.mark.parametrize("text", ["İLGİLİ", "ilgili", "ILGILI", "ılgılı"])
    def test_every_i_is_one(self, text: str) -> None:
        assert literals.fold(text) == "ilgili"


class TestLazily:
    """A pattern that is not compiled yet answers as one that is."""

    @pytest.mark.parametrize("source", [r"(?P<word>\w+)ing", r"a|b"])
    def test_answers_as_the_pattern(self, source: str) -> None:
        pattern = regex.compile(source, regex.VERSION1)
        text = "a being and a thing"
        found, expected = lazily(source).search(text), pattern.search(text)
        assert found
        assert expected
        assert found.span() == expected.span()
        assert lazily(source).sub("", text) == pattern.sub("", text)
        assert lazily(source).groupindex == pattern.groupindex
        assert lazily(source).pattern == pattern.pattern

    def test_is_compiled_once_and_late(self) -> None:
        compiled: list[str] = []

        def compiling(source: str, flags: int) -> regex.Pattern[str]:
            compiled.append(source)
            return regex.compile(source, flags)

        pattern = lazily("a", compiler=compiling)
        assert (pattern.pattern, compiled) == ("a", [])
        assert pattern.match("a")
        assert pattern.fullmatch("a")
        assert compiled == ["a"]

    def test_has_nothing_that_a_pattern_has_not(self) -> None:
        pattern = lazily("a")
        for _ in ("before it is compiled", "after"):
            with pytest.raises(AttributeError):
                _ = pattern.matches  # type: ignore[attr-defined]  # what is not there is asked for
            pattern.match("a")


class TestSieve:
    """The answers are those of trying one pattern after the other, on any text."""

    ROWS = tuple(rule for rule in RULES if rule.table == "signs")
    SIEVE = Sieve(Row(rule.pattern, rule.name) for rule in ROWS)
    WARM = Sieve(Row(rule.pattern, rule.name) for rule in ROWS)

    @given(
        dumps()
        | any_text()
        | st.sampled_from([text for rule in ROWS for text in (*rule.matches, *rule.spares)]),
        st.integers(0, 9),
    )
    def test_matches(self, text: str, start: int) -> None:
        text = text[start : start + 300]
        one_by_one = [(rule.name, rule.pattern.match(text)) for rule in self.ROWS]
        expected = [(name, match.span()) for name, match in one_by_one if match]
        cold(self.SIEVE)
        for _ in ("nothing is compiled", "what the text needs is"):
            assert [(name, match.span()) for name, match in self.SIEVE.matches(text)] == expected

    @given(dumps() | any_text())
    def test_matches_where_all_is_compiled(self, text: str) -> None:
        sieve = self.WARM
        for sifted in sieve._rows:
            sifted.compile()
        one_by_one = [(rule.name, rule.pattern.match(text[:300])) for rule in self.ROWS]
        found = [(name, match.span()) for name, match in sieve.matches(text[:300])]
        assert found == [(name, match.span()) for name, match in one_by_one if match]

    def test_a_pattern_is_compiled_when_a_line_has_what_it_needs(self) -> None:
        compiled: list[str] = []

        def compiling(source: str, flags: int) -> regex.Pattern[str]:
            compiled.append(source)
            return regex.compile(source, flags)

        sources = ("(?i:photos?) by", r"\d+ comments", "Tags:", r"\p{Lu}{3}")
        sieve = Sieve(Row(lazily(source, compiler=compiling), source) for source in sources)
        assert compiled == []
        assert list(sieve.matches("The boats")) == []
        assert compiled == [r"\p{Lu}{3}"]  # which needs no string
        assert [value for value, _ in sieve.matches("PHOTO by Ada Lund")] == ["(?i:photos?) by", r"\p{Lu}{3}"]
        assert compiled == [r"\p{Lu}{3}", "(?i:photos?) by"]
        for number in range(prefilter.LAZY):
            assert list(sieve.matches(f"{number:03}")) == []
        assert sorted(compiled) == sorted(sources)

    def test_a_pattern_that_opens_with_anything(self) -> None:
        sieve = Sieve([Row(regex.compile(r"[^.]{0,120}?\bcookies? (?:is|are)\b"), "cookies")])
        for text in ("hb 1 year the cookie is set", "A cookie is set", "– the cookies are set"):
            assert [value for value, _ in sieve.matches(text)] == ["cookies"]

    def test_words_are_held_against_the_rows(self) -> None:
        sieve = Sieve(
            [Row(regex.compile("a"), "short", range(1, 3)), Row(regex.compile("a"), "long", range(3, 9))]
        )
        assert [value for value, _ in sieve.matches("a b c", words=3)] == ["long"]

    def test_a_tail_is_all_that_a_row_sees(self) -> None:
        sieve = Sieve([Row(regex.compile(r".{2,40}Photo: Ada Lund$"), "credit", tail=24)])
        assert [value for value, _ in sieve.matches(100 * "Boats. " + "Photo: Ada Lund")] == ["credit"]
        assert not list(sieve.matches("Boats. Photo: Ada Lund" + 10 * " of Harbury"))
        assert not list(sieve.matches("Photo: Ada Lund"))

    @given(st.sampled_from([text for rule in RULES for text in (*rule.matches, *rule.spares)]))
    def test_starts(self, text: str) -> None:
        tails = [rule for rule in RULES if rule.more.get("part") == "tail"]
        found = sorted(Sieve(Row(rule.pattern, rule) for rule in tails).starts(text))
        assert found == sorted(match.start() for rule in tails if (match := rule.pattern.search(text)))


def cold(sieve: Sieve[str]) -> None:
    """Let a sieve forget what it has compiled."""
    for sifted in sieve._rows:
        sifted.is_compiled = sifted.fails_soon = False
    sieve._opened.cache_clear()


class TestSearch:
    """A search among several patterns finds what their alternation finds."""

    TABLES = ("comment_ago", "comment_says", "comment_around")

    @pytest.mark.parametrize("table", TABLES)
    @given(text=dumps() | any_text())
    def test_is_as_the_pattern_alone(self, table: str, text: str) -> None:
        sources = [rule.source for rule in _rules.load_all().rules(table)]
        pattern = regex.compile("|".join(f"(?:{source})" for source in sources), regex.VERSION1)
        search = Search(sources, pattern)
        for line in text.split("\n"):
            found, expected = search.search(line[:200]), pattern.search(line[:200])
            assert (found and found.span()) == (expected and expected.span())
        lines = [line for rule in RULES if rule.table == table for line in rule.matches]
        assert len(lines) >= len(sources)
        for line in lines:
            assert search.search(line), line
