"""Names behind mentions: the fullest that the page prints, and none where it names nobody."""

from __future__ import annotations

import re

import pytest

from natodocs import Quote, Span, _rules
from natodocs._quotes import finding

INTRODUCED = "Harburg Mayor Ada Lund met the engineer Per Moe on Monday.\n"


def read(text: str, *, title: str = "") -> list[Quote]:
    page = f"{title}\n{text}" if title else text
    spans, start = [], 0
    for line in page.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    above = spans[:1] if title else []
    return list(finding.find(page, spans[len(above) :], _rules.load("en"), elsewhere=above).quotes)


def name(text: str, *, title: str = "") -> str | None:
    """Return the name of the last speaker."""
    speaker = read(text, title=title)[-1].speaker
    assert speaker is not None
    return speaker.name


NAMES = [
    pytest.param('"It holds," said Mayor Ada Lund.', "Ada Lund", id="title dropped"),
    pytest.param('"It holds," said Sen. Ada Lund.', "Ada Lund", id="abbreviated title dropped"),
    pytest.param('"It holds," said former Vice President Ada Lund.', "Ada Lund", id="several titles dropped"),
    pytest.param('"It holds," said Harburg spokesman Per Moe.', "Per Moe", id="role dropped"),
    pytest.param('"It holds," said Per Moe, a diver who was there.', "Per Moe", id="apposition left out"),
    pytest.param(
        '"It holds," said Per van der Moe Jr.', "Per van der Moe Jr.", id="particles and suffix kept"
    ),
    pytest.param('"It holds," the Harbour Commission said.', "Harbour Commission", id="a body has a name"),
    pytest.param(INTRODUCED + '"It holds," Lund said.', "Ada Lund", id="last name"),
    pytest.param('Per “Sparks” Moe is a diver.\n"It holds," Moe said.', "Per Moe", id="nickname"),
    pytest.param('Labour’s Per Moe was there.\n"It holds," Moe said.', "Per Moe", id="behind a possessive"),
    pytest.param(
        'The Harburg District Court met.\n"It holds," said the court.',
        "Harburg District Court",
        id="body by its kind",
    ),
    pytest.param(
        'The 4th Court of Appeal met.\n"It holds," the court said.',
        "4th Court of Appeal",
        id="number and place of a body",
    ),
    pytest.param(
        'The Harbour Commission said no.\n"It holds," it said.',
        "Harbour Commission",
        id="it is the body that spoke",
    ),
    pytest.param(
        'Striker Per Moe scored.\n"It was luck," the 23-year-old said.',
        "Per Moe",
        id="by age, the only one near",
    ),
    pytest.param(INTRODUCED + 'Her answer: "It holds for sure."', "Ada Lund", id="her answer"),
    pytest.param(INTRODUCED + '"It holds," Mr. Moe said.', "Per Moe", id="last name with a title"),
    pytest.param(INTRODUCED + 'LUND: "It holds."', "Ada Lund", id="last name in capitals"),
    pytest.param(INTRODUCED + '"It holds," the mayor said.', "Ada Lund", id="office printed beside the name"),
    pytest.param(
        'Ada Lund, the mayor of Harburg, left.\n"It holds," the mayor said.',
        "Ada Lund",
        id="office behind the name",
    ),
    pytest.param(
        'Anna Lund spoke to Peter Moe on Monday.\n"It holds," she said.', "Anna Lund", id="pronoun by gender"
    ),
    pytest.param(
        '"It holds," Peter Moe said.\nThe bridge is old.\n"We measured it," he said.',
        "Peter Moe",
        id="pronoun of the speaker",
    ),
    pytest.param(
        'Karl Vik said it held. "We saw it," Mr Vik said.\nAuthor Quarna Lund spoke of the old pier.\n'
        '"We swam there," she said.\nMs Lund left early.',
        "Quarna Lund",
        id="pronoun of the subject above, whose title elsewhere says who she is",
    ),
    pytest.param(
        'The newspaper Harbour News had the story.\n"It holds," the newspaper said.',
        "Harbour News",
        id="paper",
    ),
]

MASTER = "Harbour Master Oda Vik came late.\n"

# What the page prints beside a name, before or behind it, tells whom it means elsewhere.
DESCRIBED = [
    pytest.param(MASTER + '"It holds," the harbour master said.', "Oda Vik", id="two capitals"),
    pytest.param(
        MASTER + 'The harbour master said "no". She called it "old iron".', "Oda Vik", id="and a pronoun"
    ),
    pytest.param(
        'Conductor Dorit Vik said it was "dry".', "Dorit Vik", id="a calling is no part of the name"
    ),
    pytest.param(
        'Sea Office Director Oda Vik left.\n"It holds," said Per Moe.\n"It does," the Sea Office chief said.',
        "Oda Vik",
        id="one head of a body for another",
    ),
    pytest.param(
        'The Minister for Ports, Oda Vik, left.\n"It holds," said Per Moe.\n"It does," the minister said.',
        "Oda Vik",
        id="apposition before",
    ),
    pytest.param(
        'Oda Vik, 81, a retired pilot, left.\n"It holds," said Per Moe.\n"It does," the pilot said.',
        "Oda Vik",
        id="apposition behind",
    ),
    pytest.param(
        '"It holds," said its keeper, Oda Vik, who was wet.', "Oda Vik", id="name behind the mention"
    ),
    pytest.param(
        'Head gardener Oda Vik left.\n"It holds," said Per Moe.\n"It does," the gardener said.',
        "Oda Vik",
        id="calling",
    ),
    pytest.param(
        '"It holds," said René d’Arbel.\n"It does," d’Arbel said.', "René d’Arbel", id="joined particle"
    ),
]

NOBODY = [
    INTRODUCED + '"It was luck," the 23-year-old said.',
    MASTER + 'Harbour Master Per Moe left.\n"It holds," the harbour master said.',
    'In the city, Oda Vik met Per Moe.\n"It holds," the city said.',
    'When he met the baker, Oda Vik left.\n"It holds," the baker said.',
    'Oda Vik, the baker said, met Per Moe.\n"It holds," the baker said.',
    'Its keeper, Oda Vik, left with Per Moe.\n"It holds," his keeper said.',
    'Divers Oda Vik and Per Moe left.\n"It holds," the divers said.',
    '"It holds," a spokesman said.',
    '"It holds," an official said on Monday.',
    '"It holds," she said.',
    "Officials said that the bridge holds.",
    INTRODUCED + '"It holds," a diver said.',
    INTRODUCED + '"It holds," they said.',
]


class TestNames:
    @pytest.mark.parametrize(("text", "expected"), NAMES)
    def test_fullest_name(self, text: str, expected: str) -> None:
        assert name(text) == expected

    @pytest.mark.parametrize(("text", "expected"), DESCRIBED)
    def test_described(self, text: str, expected: str) -> None:
        assert name(text) == expected

    @pytest.mark.parametrize("text", NOBODY)
    def test_nobody_named(self, text: str) -> None:
        assert name(text) is None

    def test_a_name_in_the_title_counts(self) -> None:
        assert name('"It holds," Lund said.', title="Ada Lund: bridge is safe") == "Ada Lund"

    def test_the_only_speaker_holds_the_office(self) -> None:
        text = '"It holds," said Ada Lund.\n"We measured it," the harbour chief said.'
        assert name(text) == "Ada Lund"

    def test_of_two_speakers_the_last_may_hold_an_office(self) -> None:
        text = '"It holds," said Ada Lund.\n"No," said Per Moe.\n"We measured it," the harbour chief said.'
        assert name(text) == "Per Moe"

    def test_an_office_stays_with_its_holder(self) -> None:
        text = '"It holds," said Ada Lund.\n"Yes," the harbour chief said.\n"No," said Per Moe.\n"But," the chief said.'
        assert name(text) == "Ada Lund"

    def test_two_of_one_last_name(self) -> None:
        text = 'Mr. Karl Lund and Mrs. Anna Lund came. Anna Lund spoke.\n"It holds," Anna Lund said.'
        assert name(text) == "Anna Lund"


class TestMentions:
    """The mention is what is printed; the name is read."""

    def test_mention_and_span(self) -> None:
        text = INTRODUCED + '"It holds," the mayor said.'
        speaker = read(text)[-1].speaker
        assert speaker is not None
        assert speaker.mention == "the mayor"
        assert text[speaker.span.start : speaker.span.end] == speaker.mention

    def test_markup_is_read_over(self) -> None:
        text = '"It holds," said **Ada\xa0Lund**.'
        speaker = read(text)[0].speaker
        assert speaker is not None
        assert speaker.name == "Ada Lund"
        assert speaker.mention == "Ada\xa0Lund"

    @pytest.mark.parametrize(
        ("text", "mention"),
        [
            ('Harburg Mayor Ada Lund on Monday said it "would hold for years".', "Mayor Ada Lund"),
            ('Lund brushed Moe off, saying only, "We measured every single pillar."', "Lund"),
            (
                'The bridge was torn apart by an old diver who said it was "rotten from the start".',
                "an old diver",
            ),
        ],
    )
    def test_what_is_no_part_of_it(self, text: str, mention: str) -> None:
        speaker = read(text)[-1].speaker
        assert speaker is not None
        assert speaker.mention in (mention, f"Harburg {mention}")


BODIES = [
    ("en", "The Bureau of Rivers and Coastal Waters said it would hold.", "Bureau of Rivers and Coastal Waters"),
    ("en", '"It holds," the National Harbour Masters’ Council said.', "National Harbour Masters’ Council"),
    ("en", "Lund and Moe Police confirmed that it had fallen.", "Lund and Moe Police"),
    ("en", "According to the Lund Investor Education Foundation, it is safe.", "Lund Investor Education Foundation"),
    ("en", "The Department for Bridges said it would hold.", "Department for Bridges"),
    ("en", "Ada Lund of the University of Harburg said it would hold.", "Ada Lund"),
    ("en", "Harburg Council leader Ada Lund said it would hold.", "Ada Lund"),
    ("en", "Harburg Party for the River leader Ada Lund said it would hold.", "Ada Lund"),
    ("en", "Ada Lund’s verdict: “It will hold for years.”", "Ada Lund"),
    ("en", "Secretary of State Ada Lund said it would hold.", "Ada Lund"),
    ("en", "Secretary of State Ada Lund came on Monday. “It holds,” Lund said.", "Ada Lund"),
    ("en", "“It holds,” said NATO’s spokesman. “It does,” said NFK Ada Lund.", "Ada Lund"),
    ("en", "Police and Rivers Commissioner Ada Lund said it would hold.", "Ada Lund"),
    ("en", "Cllr Ada Lund, chair of the Local Bridge Association said: “It will hold for years.”", "Ada Lund"),
    ("en", "The Norwegian and Swedish governments said it would hold.", None),
    ("de", "Das Amt für Brücken teilte mit, sie sei „ganz fest“.", "Amt für Brücken"),
    ("de", "Die Polizei Harburg erklärte: „Wir suchen Zeugen.“", "Polizei Harburg"),
    ("de", "Laut der Harburger Post plant Lund, die Brücke zu sperren.", "Harburger Post"),
    ("de", "Medizinisches Personal teilte mit, es seien „viele Verletzte“ gekommen.", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(
            "es",
            "Oda Murátov abrió el puente.\n«El puente aguanta», dijo Muratov.",
            "Oda Murátov",
            id="last name without its accent",
        ),
        pytest.param(
            "es",
            "Taty Almendra abrió el puente.\n«El puente aguanta», dijo Taty.",
            "Taty Almendra",
            id="first name that is on no list",
        ),
        pytest.param(
            "de",
            "Karsten Lund vom Hafenamt Harburg kam.\n„Die Brücke hält“, sagte Lund.",
            "Karsten Lund",
            id="what a person is of is no part of the name",
        ),
        pytest.param(
            "de",
            "Anna Maria von Harburg kam.\n„Die Brücke hält“, sagte Anna Maria von Harburg.",
            "Anna Maria von Harburg",
            id="but a particle is",
        ),
        pytest.param(
            "en",
            "“It holds,” said Martin Lund from the Harburg River Justice Alliance.",
            "Martin Lund",
            id="person before a body",
        ),
        pytest.param(
            "en",
            "NATO Anna Lund came.\n“It holds,” Lund said.",
            "Anna Lund",
            id="capitals of a body before a name",
        ),
        pytest.param(
            "en",
            "“It holds,” Minister of Education Stefania Lund said.",
            "Stefania Lund",
            id="office of something before a name",
        ),
    ],
)
def test_a_name_alone(language: str, text: str, expected: str) -> None:
    paragraphs = [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    speaker = finding.find(text, paragraphs, _rules.load(language)).quotes[-1].speaker
    assert speaker is not None
    assert speaker.name == expected


@pytest.mark.parametrize(("language", "text", "expected"), BODIES)
def test_bodies_and_persons_in_one_mention(language: str, text: str, expected: str | None) -> None:
    speaker = finding.find(text, [Span(0, len(text))], _rules.load(language)).quotes[-1].speaker
    assert speaker is not None
    assert speaker.name == expected


@pytest.mark.parametrize("text", ["Per “” Mr", "Ada “Sparks” Mr is here.", "Dr. “Sparks” Mrs."])
def test_a_title_behind_a_nickname_is_nobody(text: str) -> None:
    """A fuzzer found the first: titles alone are no name."""
    assert [quote.speaker for quote in read(text)] == [None]


def test_the_first_word_of_a_sentence_is_nobody() -> None:
    text = "Umso wichtiger sei die Brücke: „Wir brauchen sie jeden Tag, auch im Winter.“"
    (quote,) = finding.find(text, [Span(0, len(text))], _rules.load("de")).quotes
    assert quote.speaker is None
