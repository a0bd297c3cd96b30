"""Exports of quotations: the sentences around them, fingerprints, Web Annotations."""

from __future__ import annotations

import json

import pytest

from natodocs import CueKind, Page, Quote, parse
from natodocs._patterns import unmarked

TEXT = (
    "Rain fell on Harburg. “We saw it sway,” said Ada Lund, who keeps the lock. “We did not sleep.” "
    "The bridge was built in 1890.\n\nPer Moe’s “Night Bridge” is a novel about it.\n\nMoe denied that it was “a toy”."
)


def quote_of(text: str) -> Quote:
    (quote,) = parse.quotes(text, language="en")
    return quote


def page() -> Page:
    return parse.page(TEXT, language="en")


class TestContext:
    """The sentences from the first to the last that hold a part, the speaker or the cue."""

    def test_all_parts_and_the_attribution(self) -> None:
        first = parse.quotes(TEXT, language="en")[0]
        assert first.context == "“We saw it sway,” said Ada Lund, who keeps the lock. “We did not sleep.”"

    def test_one_sentence(self) -> None:
        last = parse.quotes(TEXT, language="en")[-1]
        assert last.context == "Moe denied that it was “a toy”."

    def test_a_speaker_in_a_sentence_before(self) -> None:
        assert quote_of("Fog. Lund had said so. “It was a cold night on the river.”").context.startswith(
            "Lund had"
        )

    @pytest.mark.parametrize(
        "sentence", ["{}“It holds,” said Ada Lund{}.", "{}ルンドは「これは良い」と述べた{}"]
    )
    def test_a_sentence_without_an_end(self, sentence: str) -> None:
        """Of what is longer than any sentence, the context is what stands around the quotation, in whole words."""
        far = "alas and " * 400
        text = sentence.format("Alas " + far, ", " + far)
        said = parse.quotes(text)[0]
        place = text.index(said.context)
        assert len(said.context) in range(900, 1_001)
        assert said.text in said.context
        assert said.span.start - place in range(400, 600)
        assert said.context == said.context.strip()
        assert {*said.context.split()} <= {*text.split()}

    def test_a_quotation_without_an_end(self) -> None:
        text = f"Lund said: “{'It holds and holds ' * 100}.” She left."
        said = quote_of(text)
        assert len(said.text) > 1_000
        assert said.context == said.text[: len(said.context)]
        assert len(said.context) in range(900, 1_001)

    def test_no_blank_follows_a_closing_mark(self) -> None:
        text = "首相は月曜日に「これは良い」と述べた。" * 2_000
        said = parse.quotes(text)
        assert len(said) == 2_000
        assert {len(quote.context) for quote in said} <= set(range(1_001))

    def test_it_holds_its_quotation(self) -> None:
        quotes = parse.quotes(TEXT, language="en")
        assert len(quotes) > 1
        for quote in quotes:
            assert quote.text in quote.context


class TestFingerprint:
    """The same words meet; other words do not."""

    def test_is_promised_to_stay(self) -> None:
        assert quote_of("“The bridge holds,” said Ada Lund.").fingerprint == "ad05306c92ca9a42"

    @pytest.mark.parametrize(
        "text",
        [
            '"The bridge holds," Ada Lund said.',
            "„The Bridge holds!“ said Ada Lund.",
            "“The bridge,” said Ada Lund, “holds.”",
            "“The brídge — holds …” said Ada Lund.",
        ],
    )
    def test_prints_of_the_same_words(self, text: str) -> None:
        assert quote_of(text).fingerprint == quote_of("“The bridge holds,” said Ada Lund.").fingerprint

    def test_apostrophes(self) -> None:
        one, other = (quote_of(f"“It{mark}s safe here,” said Ada Lund.") for mark in "’'")
        assert one.fingerprint == other.fingerprint

    def test_other_words(self) -> None:
        one, other = quote_of("“It holds,” said Ada Lund."), quote_of("“It held,” said Ada Lund.")
        assert one.fingerprint != other.fingerprint


class TestWords:
    """What was said, alone: without outer marks, without what interrupts it."""

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("“The bridge holds,” said Ada Lund.", "The bridge holds,"),
            ("“The bridge,” said Ada Lund, “holds.”", "The bridge, holds."),
            ("“We left.\n\n“We never came back,” said Ada Lund.", "We left. We never came back,"),
            ("“He said ‘the  bridge\nholds’,” said Ada Lund.", "He said ‘the bridge holds’,"),
            ("``The bridge holds,'' said Ada Lund.", "The bridge holds,"),
            ("Ada Lund said “the bridge” would hold “for now” and hold well.", "the bridge"),
        ],
    )
    def test_of_a_quotation(self, text: str, words: str) -> None:
        assert parse.quotes(text)[0].words == words

    @pytest.mark.parametrize(
        ("part", "words"),
        [
            ("„Die „alte“ Brücke“", "Die „alte“ Brücke"),
            ('„Die "alte" Brücke“', 'Die "alte" Brücke'),
            ("»Ja.«", "Ja."),
            ("‘The dogs’ kennel isn’t old,’", "The dogs’ kennel isn’t old,"),
            ("”Hej då.”", "Hej då."),
            ("「ええ」", "ええ"),
            ('"He said "go" and', 'He said "go" and'),
            ("“He said “go”, and", "He said “go”, and"),
            ("and left.”", "and left."),
            ('He said "go"', 'He said "go"'),
            ("«Мост» — это «дом»", "«Мост» — это «дом»"),
            ('"', ""),
            ("”", ""),
            ("", ""),
        ],
    )
    def test_of_a_part(self, part: str, words: str) -> None:
        assert unmarked.words([part], marked=True) == words

    def test_of_a_clause(self) -> None:
        assert unmarked.words(["‘tis the season”", ""], marked=False) == "‘tis the season”"


class TestReason:
    """What gave the speaker, in a few words."""

    @pytest.mark.parametrize(
        ("text", "language", "reason"),
        [
            ("“The bridge holds,” said Ada Lund.", "en", "subject of said"),
            ("According to Ada Lund, the bridge will hold for now.", "en", "behind According to"),
            ("Ada Lund said the bridge would hold for now.", "en", "subject of said"),
            ("LUND: The bridge holds.\n\nLUND: It is old.", "en", "name that opens a speech"),
            ("Ada Lund: “The bridge holds for now.”", "en", "named before a colon"),
            ("“The bridge holds for now.” — Ada Lund", "en", "named behind a dash"),
            (
                "Ada Lund said:\n\n“The bridge holds for now.”",
                "en",
                "announced at the end of the paragraph before",
            ),
            ("„Die Brücke hält“, sagte Ada Lund.", "de", "subject of sagte"),
            ("„Die Brücke hält noch“, freut sich Ada Lund.", "de", "subject of freut"),
            ("The “Walnut Key” is on show.", "en", "a title, a name or a term"),
            ("“The bridge holds, and it held all winter.”", "en", "nobody is named"),
        ],
    )
    def test_of_one(self, text: str, language: str, reason: str) -> None:
        assert parse.quotes(text, language=language)[0].reason == reason

    def test_what_goes_on(self) -> None:
        first, second = parse.quotes("“It holds,” said Ada Lund. She smiled. “For now at least.”")
        assert (first.reason, second.reason) == ("subject of said", "goes on from the quotation before")


class TestAnnotations:
    """The quotations in the Web Annotation Data Model."""

    def test_each_quotation_and_no_title(self) -> None:
        bodies = [[part["value"] for part in each["body"]] for each in page().to_annotations()]
        assert bodies == [["Ada Lund", "direct", "neutral"], ["Per Moe", "mixed", "denying"]]

    def test_each_part_is_a_target(self) -> None:
        target = page().to_annotations()[0]["target"]
        quoted = [each["selector"][0] for each in target]
        assert [each["exact"] for each in quoted] == ["“We saw it sway,”", "“We did not sleep.”"]
        assert quoted[0]["prefix"] == "Rain fell on Harburg. "
        assert quoted[1]["suffix"].startswith(" The bridge")

    def test_places(self) -> None:
        targets = [target for annotation in page().to_annotations() for target in annotation["target"]]
        assert len(targets) > 1
        for target in targets:
            words, place = target["selector"]
            assert TEXT[place["start"] : place["end"]] == words["exact"]

    def test_source(self) -> None:
        there = parse.page(TEXT, language="en", url="https://paper.example/bridge").to_annotations()
        assert there[0]["target"][0]["source"] == "https://paper.example/bridge"
        assert page().to_annotations()[0]["target"][0]["source"].startswith("ni:///sha-256;")

    def test_names_are_distinct_and_stay(self) -> None:
        names = [each["id"] for each in page().to_annotations()]
        assert len({*names}) == len(names) == 2
        assert names == [each["id"] for each in page().to_annotations()]

    def test_half_a_surrogate_pair_in_the_address(self) -> None:
        found = parse.page(TEXT, language="en", url="https://news.example/\ud800").to_annotations()
        assert found[0]["target"][0]["source"] == "https://news.example/\ud800"
        assert json.loads(json.dumps(found)) == found

    def test_is_json(self) -> None:
        assert json.loads(json.dumps(page().to_annotations())) == page().to_annotations()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lund said that it was safe.", CueKind.NEUTRAL),
        ("“It is safe,” according to Lund.", CueKind.NEUTRAL),
        ("“It is safe!” beamed Ada Lund.", CueKind.NEUTRAL),
        ("Lund insisted that it was safe.", CueKind.ASSERTING),
        ("Lund pointed out that it was “safe and sound”.", CueKind.ASSERTING),
        ("Lund admitted that it was not safe.", CueKind.ADMITTING),
        ("Lund would admit that it was not safe.", CueKind.ADMITTING),
        ("Lund denied that it was safe.", CueKind.DENYING),
        ("“Is it safe?” Lund wondered.", CueKind.ASKING),
        ("Lund promised that it would be safe.", CueKind.PROMISING),
        ("Lund warned that it was not safe.", CueKind.WARNING),
        ("Lund left early, warning that it was not safe.", CueKind.WARNING),
        ("“It is safe!” shouted Lund.", CueKind.VOICING),
        ("Lund called the bridge “a heap of rust”.", CueKind.JUDGING),
    ],
)
def test_what_a_cue_says(text: str, kind: CueKind) -> None:
    cue = quote_of(text).cue
    assert cue is not None
    assert cue.kind is kind
