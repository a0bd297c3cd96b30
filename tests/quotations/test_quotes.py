"""Quotations: what is quoted, who speaks, and what only looks like a quotation."""

from __future__ import annotations

import random

import pytest

from natodocs import Quote, QuoteKind, Span, _rules, parse
from natodocs._quotes import finding

DIRECT, MIXED, INDIRECT, SCARE = QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT, QuoteKind.SCARE


def read(text: str, language: str = "en") -> list[Quote]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return list(finding.find(text, spans, _rules.load(language)).quotes)


def name(quote: Quote) -> str | None:
    """Return the name of whoever speaks."""
    return quote.speaker.name if quote.speaker else None


def who(quote: Quote) -> str | None:
    return quote.speaker.mention if quote.speaker else None


def cue(quote: Quote) -> str | None:
    return quote.cue.text if quote.cue else None


ONE = [
    pytest.param('"The bridge holds," Ada Lund said.', DIRECT, "Ada Lund", "said", id="name, verb"),
    pytest.param('"The bridge holds," said Ada Lund.', DIRECT, "Ada Lund", "said", id="verb, name"),
    pytest.param('Ada Lund said: "The bridge holds."', DIRECT, "Ada Lund", "said", id="name, verb, colon"),
    pytest.param('Lund, a diver, said, "The bridge holds."', DIRECT, "Lund", "said", id="apposition"),
    pytest.param('"It holds," Lund, a diver who was there, said.', DIRECT, "Lund", "said", id="relative clause"),
    pytest.param('The diver, Ada Lund, said: "It holds."', DIRECT, "Ada Lund", "said", id="the name is better"),
    pytest.param('"Does it hold?" Lund asked.', DIRECT, "Lund", "asked", id="question"),
    pytest.param('"It holds," according to Ada Lund.', DIRECT, "Ada Lund", "according to", id="according to"),
    pytest.param('LUND: "We went on board at six."', DIRECT, "LUND", ":", id="transcript"),
    pytest.param('"It holds!" beamed Ada Lund.', DIRECT, "Ada Lund", "beamed", id="verb of no list"),
    pytest.param('"It is the oldest bridge of all." — Ada Lund', DIRECT, "Ada Lund", "—", id="signature"),
    pytest.param('"Go," he said.', DIRECT, "he", "said", id="one word"),
    pytest.param('"It holds," he told the council.', DIRECT, "he", "told", id="told"),
    pytest.param('Lund said the bridge was "safe as a house" now.', MIXED, "Lund", "said", id="a part"),
    pytest.param('The bridge is "as safe as a house," Lund said.', MIXED, "Lund", "said", id="a part, before"),
    pytest.param('Lund called the plan "a bad joke".', MIXED, "Lund", "called", id="called"),
    pytest.param('In a statement, Lund said the bridge was "safe".', MIXED, "Lund", "said", id="in a statement"),
    pytest.param("Lund said that the bridge was safe.", INDIRECT, "Lund", "said", id="that"),
    pytest.param("The bridge is safe, Lund said on Monday.", INDIRECT, "Lund", "said", id="clause first"),
    pytest.param("The bridge is safe, said Ada Lund.", INDIRECT, "Ada Lund", "said", id="clause first, inverted"),
    pytest.param('The bridge was described by Lund as "a toy".', MIXED, "Lund", "described", id="passive"),
    pytest.param('Lund saw the bridge. She called it "a toy of iron".', MIXED, "She", "called", id="called it"),
    pytest.param('Lund said:\n"It holds."', DIRECT, "Lund", "said", id="announced above"),
    pytest.param(
        'Lund released a short text and a statement:\n"It holds."', DIRECT, "Lund", ":", id="announced words"
    ),
    pytest.param('Lund stated,\n"It holds." We saw that.', DIRECT, "Lund", "stated", id="announced with a comma"),
    pytest.param('And from Mayor Ada Lund:\n"It holds."', DIRECT, "Mayor Ada Lund", "from", id="sent from"),
    pytest.param('Lund called it\n"the oldest of all."', MIXED, "Lund", "called", id="broken off before it"),
    pytest.param('"It holds," said René d’Arbel, a diver.', DIRECT, "René d’Arbel", "said", id="joined particle"),
    pytest.param('Lund said Moe had called it "a toy for boys".', MIXED, "Moe", "called", id="within a report"),
    pytest.param('In town, with Lund saying it was "all for us".', MIXED, "Lund", "saying", id="with Lund saying"),
    pytest.param('Lund, who in 2010 said it was "safe", left.', MIXED, "Lund", "said", id="a year is no subject"),
    pytest.param("Lund said if it holds, ferries go home.", INDIRECT, "Lund", "said", id="said if"),
    pytest.param("Lund said it cost 900,000 crowns.", INDIRECT, "Lund", "said", id="comma in a number"),
    pytest.param("According to Ada Lund, the bridge is safe.", INDIRECT, "Ada Lund", "According to", id="source"),
]  # fmt: skip


class TestOneSentence:
    @pytest.mark.parametrize(("text", "kind", "speaker", "verb"), ONE)
    def test_speaker(self, text: str, kind: QuoteKind, speaker: str, verb: str | None) -> None:
        (quote,) = read(text)
        assert (quote.kind, who(quote), cue(quote)) == (kind, speaker, verb)

    @pytest.mark.parametrize(
        ("text", "clause"),
        [
            ("Lund said on Monday that the bridge was safe.", "the bridge was safe"),
            ("Lund told the council that it was safe.", "it was safe"),
            ("Lund said it was safe, but Moe insisted that it was not dry.", "it was safe"),
            ("Lund said it was safe, adding that she believed in it.", "it was safe"),
            ("Ada Lund and Per Moe say it is safe.", "it is safe"),
            ("Lund told the council the bridge was shut.", "the bridge was shut"),
            ("Lund called for a new bridge.", "a new bridge"),
            ("Harbour chief Ada Lund warned that it was shut.", "it was shut"),
            ("Lund warned the council that it was shut.", "it was shut"),
            (
                "Lund said he had met Moe, but had put it down to luck.",
                "he had met Moe, but had put it down to luck",
            ),
            ("HARBURG: The bridge is safe again, Lund has stressed.", "The bridge is safe again"),
            ("But, Lund says, she had no choice.", "she had no choice"),
            ("As Lund said in May, the bridge is safe.", "the bridge is safe"),
            ("The bridge is safe, as Lund told the council.", "The bridge is safe"),
            ("The bridge is safe, Lund told the Harburg Gazette.", "The bridge is safe"),
            ("The repairs, which Lund said were long overdue, cost a fortune.", "were long overdue"),
            ("Lund asked the council whether the bridge was safe.", "the bridge was safe"),
            ("Lund asked Moe if he had seen it.", "if he had seen it"),
            ("Lund told Moe to close the bridge.", "to close the bridge"),
            ("Lund vowed never to close the bridge.", "never to close the bridge"),
            ("Lund called on the council to resign.", "the council to resign"),
            ("Lund accused the council of hiding a map.", "the council of hiding a map"),
            ("Lund announced a new bridge.", "a new bridge"),
            ("About 40 percent say they use the bridge.", "they use the bridge"),
            ("Jolly said the bridge was safe.", "the bridge was safe"),
            ("Lund said that was not so.", "that was not so"),
            ("Lund said it was safe and added that she had measured it.", "it was safe"),
            ("Lund said it grew by a tenth, compared with a fifth in May.", "it grew by a tenth"),
            ("While Lund says it is safe, Moe stays at home.", "it is safe"),
            ("Some - Lund says they are few - stay at home.", "they are few"),
            ("The bridge is safe, according to a report lawmakers read on Monday.", "The bridge is safe"),
        ],
    )
    def test_reported_clause(self, text: str, clause: str) -> None:
        assert read(text)[0].text == clause

    @pytest.mark.parametrize(
        "text",
        [
            "Lund hopes that the bridge will open.",
            "Lund did not say that the bridge was safe.",
            "The storm claimed many lives in the harbour.",
            "The report of the council is long.",
            "Lund added a drawing on which the bridge was red.",
            "May I say a word for the divers?",
            "Nobody at the Harbour Office could tell me what a diver does.",
            "Everything Lund says is a lie.",
            "Lund said so several months after the flood.",
            "Lund was accused of hiding a map.",
            "Lund has pledged delegates in every town.",
        ],
    )
    def test_wishes_and_objects_are_no_speech(self, text: str) -> None:
        assert read(text) == []


class TestQuotationsOfSeveralParts:
    def test_interrupted(self) -> None:
        text = '"The bridge holds," Lund said. "We measured it twice."'
        (quote,) = read(text)
        assert [text[part.start : part.end] for part in quote.parts] == [
            '"The bridge holds,"',
            '"We measured it twice."',
        ]
        assert quote.text == text

    def test_interrupted_by_an_apposition(self) -> None:
        text = '"It holds," their chairwoman, Ada Lund, wrote to us in May. "We measured it twice."'
        (quote,) = read(text)
        assert (len(quote.parts), who(quote), cue(quote)) == (2, "Ada Lund", "wrote")

    def test_a_clause_that_its_attribution_interrupts(self) -> None:
        text = "The bridge, Lund said, was never meant for lorries."
        (quote,) = read(text)
        assert [text[part.start : part.end] for part in quote.parts] == [
            "The bridge",
            "was never meant for lorries",
        ]

    def test_taken_over_in_the_next_paragraph(self) -> None:
        text = "“It holds,” Lund said. “It never sank.\n“And it is dry,” added Moe."
        assert [who(quote) for quote in read(text)] == ["Lund", "Moe"]

    def test_over_paragraphs(self) -> None:
        text = "“The bridge holds,” Lund said. “We measured it.\n“And it was dry.” The council rose."
        assert [len(quote.parts) for quote in read(text)] == [3]

    def test_one_after_the_other(self) -> None:
        quotes = read('"It holds," said Ada Lund.\n"It does not," said Per Moe.')
        assert [who(quote) for quote in quotes] == ["Ada Lund", "Per Moe"]


class TestLists:
    """Words of one list have one report."""

    def test_each_has_the_report_of_the_first(self) -> None:
        text = "Lund called Moe a “bore of the first water”, a “liar” and “mad”."
        assert [(who(quote), cue(quote)) for quote in read(text)] == [("Lund", "called")] * 3

    def test_a_headline_with_capitals(self) -> None:
        (quote,) = read("Ada Lund Calls Harburg Bridge Plans ‘A Waste Of Public Money’")
        assert (who(quote), cue(quote)) == ("Ada Lund", "Calls")


class TestInheritance:
    def test_an_adverbial_before_it(self) -> None:
        first, second = read('"It holds," Lund said. As a diver, "we know the river and its stones."')
        assert who(first) == who(second) == "Lund"

    """A quotation without an attribution goes on with the speaker before, less surely."""

    def test_same_paragraph(self) -> None:
        quotes = read('Lund said that it was safe. "It never leaked at all."')
        assert [who(quote) for quote in quotes] == ["Lund", "Lund"]

    def test_quotation_that_fills_its_paragraph(self) -> None:
        first, second = read('"It holds," Lund told the council.\n"We have measured every one of the piers."')
        assert who(second) == "Lund"
        assert second.confidence < first.confidence

    def test_a_person_and_no_finding(self) -> None:
        text = 'Lund noted the findings show that it is safe. "It is the best of all our bridges."'
        assert [who(quote) for quote in read(text)] == ["Lund", "Lund"]

    def test_signature_below(self) -> None:
        (quote,) = read('"It was the best day of my life."\n— Ada Lund, Harburg')
        assert who(quote) == "Ada Lund"

    def test_nobody(self) -> None:
        (quote,) = read('"It was the best day of my life."')
        assert (quote.kind, quote.speaker) == (DIRECT, None)

    def test_a_subject_that_is_no_person_says_nothing(self) -> None:
        text = "The group, headed by Professor Ada Lund, “will look at the bridge and say what it needs.”"
        assert [quote.speaker for quote in read(text)] == [None]


SCARES = [
    'The "experts" came by boat.',
    "He starred in the film “The Long Bridge” that year.",
    "Lund is the author of “Bridges of the North.”",
    'They closed a loophole called the "back door" last year.',
    "The so-called ‘harbour club’ met again.",
    "What the builders call “tide control” is a brick.",
    'Lund said nothing. Foot divers and "persons with a rope" go free.',
    'Visitors wore "Save Our Bridge" hats.',
]


class TestWordsThatNobodyIsQuotedFor:
    @pytest.mark.parametrize("text", SCARES)
    def test_scare(self, text: str) -> None:
        (quote,) = read(text)
        assert (quote.kind, quote.speaker) == (SCARE, None)

    def test_who_is_asked_did_not_say_it(self) -> None:
        assert [quote.speaker for quote in read('Moe, asked about "the plan," left at once.')] == [None]

    def test_a_title_beside_a_verb(self) -> None:
        quotes = read('"It holds," Lund said on "Good Evening Harburg" on Monday.')
        assert [(quote.kind, who(quote)) for quote in quotes] == [(DIRECT, "Lund"), (SCARE, None)]


class TestTranscripts:
    def test_names_in_capitals_open_the_speeches(self) -> None:
        text = "LUND: The bridge holds.\nMOE: It does not hold.\nLUND: It does.\nMOE: We shall see."
        assert [who(quote) for quote in read(text)] == ["LUND", "MOE", "LUND", "MOE"]

    @pytest.mark.parametrize(
        ("labels", "language", "speakers"),
        [
            (
                ["Courier", "Ada Lund", "Courier", "Lund"],
                "en",
                ["Courier", "Ada Lund", "Courier", "Ada Lund"],
            ),
            (["Greta", "Ada", "Greta", "Ada"], "en", ["Greta Moe", "Ada Lund", "Greta Moe", "Ada Lund"]),
            (["GM", "AL", "GM", "AL"], "en", ["Greta Moe", "Ada Lund", "Greta Moe", "Ada Lund"]),
            (["G.M.", "A.L.", "G.M.", "A.L."], "en", ["Greta Moe", "Ada Lund", "Greta Moe", "Ada Lund"]),
            (["COURIER", "Lund", "COURIER", "Lund"], "de", ["COURIER", "Ada Lund", "COURIER", "Ada Lund"]),
            (["Note", "The bridge", "Note", "The harbour"], "en", []),
        ],
    )
    def test_names_in_part(self, labels: list[str], language: str, speakers: list[str]) -> None:
        text = "Ada Lund met Greta Moe.\n\n" + "\n\n".join(f"{label}: It is a bridge." for label in labels)
        assert [name(quote) for quote in read(text, language)] == speakers

    @pytest.mark.parametrize(
        ("question", "answer", "language"),
        [
            ("Q:", "A:", "en"),
            ("Q.", "A.", "en"),
            ("Frage:", "Antwort:", "de"),
            ("Domanda:", "Risposta:", "it"),
        ],
    )
    def test_questions_and_answers(self, question: str, answer: str, language: str) -> None:
        turns = f"{question} Is it safe?\n\n{answer} It is.\n\n" * 2
        assert [name(quote) for quote in read("Ada Lund has a bridge.\n\n" + turns, language)] == [
            "Ada Lund"
        ] * 2
        several = read("Ada Lund met Greta Moe.\n\n" + turns, language)
        assert [name(quote) for quote in several] == [None, None]

    def test_a_heading_that_a_name_opens(self) -> None:
        text = "ADA LUND: A BRIDGE FOR ALL\n\n“It is an old bridge, and nobody has measured it in a hundred years”."
        assert [name(quote) for quote in read(text)] == ["ADA LUND"]
        assert [name(quote) for quote in read(text.replace("ADA LUND", "GREAT NEWS"))] == [None]
        assert [name(quote) for quote in read(text.replace("FOR ALL", "FOR ALL."))] == [None]

    def test_names_in_bold(self) -> None:
        turns = ["Courier", "Ada Lund", "Courier", "Lund"]
        said = (
            "It has stood here for a hundred years, and it has never once been closed for longer than a day."
        )
        paragraphs = "".join(f"<p><strong>{name}:</strong> {said}</p>" for name in turns)
        intro = (
            "<p>Ada Lund has run the harbour for ten years, and she knows every pier of its old bridge.</p>"
        )
        page = parse.page(
            f"<html><body><article><h1>The bridge</h1>{intro}{paragraphs}</article></body></html>"
        )
        assert [name(quote) for quote in page.quotes] == [
            "Courier",
            "Ada Lund",
            "Courier",
            "Ada Lund",
        ]

    def test_a_dateline_opens_none(self) -> None:
        assert read("HARBURG: The bridge is open again.") == []


class TestOtherLanguages:
    """Marks, colons and names beside marks are read in any language."""

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("«La nova ponto tenas bone», diras Ada Lund.", "eo"),
            ("”Uusi silta kestää hyvin”, sanoo Ada Lund.", "fi"),
            ("Ada Lund: „Most drží od včera.“", "sk"),
        ],
    )
    def test_beside(self, text: str, language: str) -> None:
        (quote,) = read(text, language)
        assert who(quote) == "Ada Lund"
        assert quote.confidence < 0.9


GERMAN = [
    pytest.param("„Die Brücke hält“, sagte Ada Lund.", DIRECT, "Ada Lund", "sagte", id="verb, name"),
    pytest.param("Lund sagte: „Die Brücke hält.“", DIRECT, "Lund", "sagte", id="name, verb"),
    pytest.param("„Die Brücke hält“, so Lund am Montag.", DIRECT, "Lund", "so", id="so"),
    pytest.param("Am Montag sagte Lund, die Brücke halte.", INDIRECT, "Lund", "sagte", id="verb second"),
    pytest.param("Lund sagte, dass die Brücke hält.", INDIRECT, "Lund", "sagte", id="dass"),
    pytest.param("Der Taucherin Ada Lund zufolge hält die Brücke noch.", INDIRECT, "Der Taucherin Ada Lund", "zufolge",
                 id="zufolge"),
    pytest.param("Laut Ada Lund, die dort taucht, hält die Brücke.", INDIRECT, "Ada Lund", "Laut", id="laut"),
]  # fmt: skip


class TestGerman:
    @pytest.mark.parametrize(("text", "kind", "speaker", "verb"), GERMAN)
    def test_speaker(self, text: str, kind: QuoteKind, speaker: str, verb: str) -> None:
        (quote,) = read(text, "de")
        assert (quote.kind, who(quote), cue(quote)) == (kind, speaker, verb)

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("„Sie hält“, sagte Polizeisprecherin Ada Lund.", "Ada Lund"),
            ("„Sie hält“, sagte die Taucherin.", None),
        ],
    )
    def test_name(self, text: str, name: str | None) -> None:
        (quote,) = read(text, "de")
        assert quote.speaker is not None
        assert quote.speaker.name == name


class TestPromises:
    """Spans fit the text, answers repeat, and nothing is raised."""

    def test_spans_fit_whatever_is_read(self) -> None:
        dice = random.Random(7)
        pieces = [*"\"“”‘',.?\n—:()", "said", "that", "Lund", "Ada", "who", "\ud800", "\0"]
        found = 0
        for _ in range(300):
            text = " ".join(dice.choice(pieces) for _ in range(dice.randint(0, 40)))
            quotes = read(text)
            assert quotes == read(text)
            found += len(quotes)
            for quote in quotes:
                assert text[quote.span.start : quote.span.end] == quote.text
                assert (quote.parts[0].start, quote.parts[-1].end) == (quote.span.start, quote.span.end)
                for each in (quote.speaker, quote.cue):
                    assert each is None or text[each.span.start : each.span.end] in (
                        getattr(each, "mention", None),
                        getattr(each, "text", None),
                    )
                assert 0 <= quote.confidence <= 1
        assert found > 300

    def test_hard_wrapped_lines_are_one_paragraph(self) -> None:
        text = '"The bridge\nholds," Ada\nLund said.'
        (quote,) = finding.find(text, [Span(0, len(text))], _rules.load("en")).quotes
        assert quote.text == '"The bridge\nholds,"'
        assert quote.speaker is not None
        assert quote.speaker.name == "Ada Lund"
        assert quote.speaker.mention == "Ada\nLund"

    @pytest.mark.parametrize("unit", ["said ", "that ", '" ', "“", "a, ", "Ada Lund ", "he said. ", "LUND: "])
    def test_monotonous_pages_end(self, unit: str) -> None:
        assert len(read(unit * 4_000)) <= 4_000
