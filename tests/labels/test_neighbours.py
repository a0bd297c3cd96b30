"""The kinds of all lines, read in order: each revision on a page written for it."""

from __future__ import annotations

import pytest

from natodocs import _rules, parse
from natodocs._document import source
from natodocs._labels import line as label_line
from natodocs._labels.comments import features, look, sections
from natodocs._labels.comments.feature_names import FEATURES
from natodocs._labels.draft import Draft
from natodocs._labels.revisions import REVISIONS
from natodocs._limits import Limits
from natodocs._output import Page
from natodocs._text import lines as text_lines
from natodocs._types import BlockKind
from natodocs._weights import load

K = BlockKind

PROSE = (
    "The old bridge over the harbour opened again on Monday after two years of repairs, the town council said.",
    "Forty boats sailed below it in the rain, and nearly all of the people of Harbury stood on the quay to see it.",
    "The council had closed it in the spring of 2021, when a pillar was found to be weaker than anybody had thought.",
)


def kinds(page: Page) -> list[tuple[str, str]]:
    """Return each printed line with its kind."""
    return [
        (line.strip(), str(block.kind))
        for block in page.blocks
        for line in block.text.splitlines()
        if line.strip()
    ]


def kind_of(page: Page, line: str) -> str:
    return dict(kinds(page))[line]


def read(*lines: str) -> Page:
    return parse.page("\n\n".join(lines))


class TestTheHeadline:
    """It stands above the article, mostly near, often twice; a page may have none."""

    def test_stands_above(self) -> None:
        page = read("Bridge opens again in Harbury", "By Ada Lund", *PROSE)
        assert page.title == "Bridge opens again in Harbury"

    @pytest.mark.parametrize(
        ("below", "published", "byline"),
        [
            ("3 February 2024", True, None),
            ("12 comments", False, None),
            ("by Ada Lund", False, "by Ada Lund"),
        ],
    )
    def test_is_not_wrapped_into_the_line_below(
        self, below: str, published: bool, byline: str | None
    ) -> None:
        title = "Bridge opens again in Harbury after two long years"
        page = read(f"{title}\n{below}", *PROSE)
        assert page.title == title
        assert (page.published is not None) is published
        assert (page.byline and page.byline.text) == byline

    def test_is_wrapped_where_it_is_wide(self) -> None:
        title = (
            "Bridge opens again in Harbury after two long years of repairs for",
            "which nobody wanted to pay",
        )
        assert read("\n".join(title), *PROSE).title == " ".join(title)

    def test_is_printed_twice(self) -> None:
        page = read("Bridge opens again in Harbury", "Bridge opens again in Harbury", *PROSE)
        assert [kind for _, kind in kinds(page)][:2] == ["title", "title"]

    def test_is_repeated_with_the_name_of_the_site(self) -> None:
        page = read(
            "Bridge opens again in Harbury | Harbury Post", "Local", "Bridge opens again in Harbury", *PROSE
        )
        assert page.title == "Bridge opens again in Harbury"
        assert kind_of(page, "Bridge opens again in Harbury | Harbury Post") == "title"

    def test_the_first_paragraph_is_none(self) -> None:
        assert read(*PROSE).title is None

    def test_a_caption_printed_twice_is_none(self) -> None:
        page = read(
            "Bridge opens again in Harbury", "The bridge at dawn", "The bridge at dawn", "By Ada Lund", *PROSE
        )
        assert page.title == "Bridge opens again in Harbury"
        assert kind_of(page, "The bridge at dawn") == "caption"

    def test_a_dated_caption_above_it_is_none(self) -> None:
        caption = "The mayor of Harbury crosses the old bridge with forty children on Tuesday, May 5, 2020"
        page = read(caption, "Bridge opens again in Harbury", "By Ada Lund", *PROSE)
        assert page.title == "Bridge opens again in Harbury"
        assert kind_of(page, caption) == "caption"


class TestAHeadlineBelowSentencesOfThePage:
    """What a page says of itself above it may look like the article; it is looked for there as well."""

    TITLE = "The old bridge over the harbour opens again in Harbury"
    TOP = (
        "Your reading list is kept on this device for thirty days, and is lost when you clear its memory.",
        "You have read all of your free stories of this month, and may read another one on Monday.",
        "Readers of the Post write to its editors about Harbury and its harbour on every day of the week.",
    )

    def test_is_found(self) -> None:
        page = read(*self.TOP, "Menu", "Boats", "Local", self.TITLE, "By Ada Lund", "May 5, 2031", *PROSE)
        assert page.title == self.TITLE

    def test_a_heading_of_the_article_is_none(self) -> None:
        page = read(self.TITLE, "By Ada Lund", *PROSE, "Advertisement", "Two years of repairs", *PROSE[::-1])
        assert page.title == self.TITLE
        assert page.body.count(PROSE[0]) == 2


class TestDaysTellTheHeadline:
    """A day among other things stands below a headline, and is none itself."""

    @pytest.mark.parametrize(
        "below",
        [
            "Added: 31 December 2021, 11:00 Author: S. Lund",
            "Harbury Post 1 November 20231 November 2023 Quay Street, Harbour",
        ],
    )
    def test_below_it(self, below: str) -> None:
        page = read("Home", "Harbour", "Dog drives thief away", below, *PROSE)
        assert page.title == "Dog drives thief away"

    @pytest.mark.parametrize(
        "line", ["UPDATE: Bridge opens again in Harbury today", "VIDEO: Voting on the Future of Harbury"]
    )
    def test_a_row_that_takes_it_for_something_else_is_wrong(self, line: str) -> None:
        page = read("Home", line, "By Ada Lund", "3 February 2024", *PROSE)
        assert page.title == line

    def test_a_credit_above_the_byline_of_another_headline_is_none(self) -> None:
        page = read(
            "Bridge opens again in Harbury", "Photo: Per Moe for the Harbury Post", "By Ada Lund", *PROSE
        )
        assert page.title == "Bridge opens again in Harbury"

    def test_above_a_day_what_looks_like_the_article_is_none(self) -> None:
        page = read(
            "Our aim",
            "This is no ordinary list of pages: here everybody may write of what they know best, for all to read.",
            "If you would like to tell others of your page, add a text, and we will look at it within a week.",
            "A list for all",
            "Front page » Health",
            "Play for your health",
            "Author: Ada Lund. Published Tue, 2011-05-31 11:30",
            *PROSE,
        )
        assert page.title == "Play for your health"

    @pytest.mark.parametrize(
        "line",
        [
            "Deprecated: Function set_quay() is deprecated in /srv/harbour/inc/load.php on line 52",
            "Harbour #{{story.tag}} {{story.views}} views",
        ],
    )
    def test_what_a_program_left_is_none(self, line: str) -> None:
        page = read(line, "Bridge opens again in Harbury", "3 February 2024", *PROSE)
        assert page.title == "Bridge opens again in Harbury"
        assert kind_of(page, line) == K.OTHER


class TestNamesWithoutACue:
    """Near the headline a line of the form of a name is a byline, where a date, a role or a cue is beside it."""

    TITLE = "Bridge opens again in Harbury"

    @pytest.mark.parametrize(
        "lines",
        [
            pytest.param(["Zelko Ambrunn", "May 5, 2020, 10:12"], id="a date below"),
            pytest.param(["May 5, 2020", "Zelko Ambrunn"], id="a date above"),
            pytest.param(["Zelko Ambrunn | May 5, 2020"], id="a date on the line"),
            pytest.param(["Zelko Ambrunn5 hours ago"], id="glued to the time"),
            pytest.param(["Zelko Ambrunn Harbour editor", "May 5, 2020"], id="a role on the line"),
            pytest.param(["By", "Zelko Ambrunn"], id="below a cue"),
        ],
    )
    def test_names_the_author(self, lines: list[str]) -> None:
        page = read(self.TITLE, *lines, *PROSE)
        assert page.byline is not None
        assert [author.name for author in page.byline.authors] == ["Zelko Ambrunn"]

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("Old Bridge", id="words that the text has in small letters"),
            pytest.param("Local News", id="a section"),
            pytest.param("London", id="a place"),
        ],
    )
    def test_is_none(self, line: str) -> None:
        assert read(self.TITLE, line, "May 5, 2020", *PROSE).byline is None

    def test_the_one_whom_the_text_is_about_is_none(self) -> None:
        subject = "Peter Ambrunn said on Monday that the bridge would be open to all carts and carriages again soon."
        assert read("Peter Ambrunn", self.TITLE, *PROSE, subject, *PROSE).byline is None

    def test_a_signature_ends_the_article(self) -> None:
        page = read(self.TITLE, *PROSE, "Peter Ambrunn")
        assert page.byline is not None
        assert page.byline.text == "Peter Ambrunn"


class TestDaysBesideTheHeadline:
    """A short line beside it may hold the day among other things; a caption says it in a sentence."""

    @pytest.mark.parametrize(
        "line",
        [
            "5 May 2020 zelko Leave a comment",
            "5 May 2020 · Filed under harbours",
            "harbours | 5 May 2020 | no comments",
        ],
    )
    def test_dates_the_article(self, line: str) -> None:
        page = read("Bridge opens again in Harbury", line, *PROSE)
        assert page.published is not None
        assert str(page.published.value) == "2020-05-05"

    def test_a_caption_does_not(self) -> None:
        page = read(
            "Bridge opens again in Harbury", "The first carts on the bridge on May 5, 2020 at dawn", *PROSE
        )
        assert page.published is None


class TestBesideTheArticle:
    """Deck, captions, roles and bios are told by what stands around them."""

    def test_a_sentence_between_headline_and_byline_is_the_deck(self) -> None:
        deck = "After two years of repairs the boats are back."
        page = read("Bridge opens again in Harbury", deck, "By Ada Lund", *PROSE)
        assert kind_of(page, deck) == "deck"
        assert page.body.startswith(deck)

    def test_a_line_above_a_credit_is_a_caption(self) -> None:
        page = read(
            "Bridge opens again in Harbury", *PROSE[:1], "Boats below the bridge", "© Per Moe", *PROSE[1:]
        )
        assert kind_of(page, "Boats below the bridge") == "caption"

    def test_a_name_above_a_bio_belongs_to_it(self) -> None:
        page = read("Bridge opens again", *PROSE, "Ada Lund", "Ada Lund is a reporter at the Harbury Post.")
        assert kind_of(page, "Ada Lund") == "bio"

    def test_a_line_below_the_byline_is_metadata(self) -> None:
        page = read("Bridge opens again in Harbury", "By Ada Lund", "Harbury Media Centre", *PROSE)
        assert kind_of(page, "Harbury Media Centre") == "metadata"


class TestPicturesBesideTheArticle:
    """Twins below the headline are captions; above it they are a menu."""

    CAPTION = "Carts wait on the eastern quay."

    @pytest.mark.parametrize("first", [CAPTION, f"{CAPTION} Ivo Marek for the Post"])
    def test_twins_in_the_article(self, first: str) -> None:
        page = read(
            "Bridge opens again in Harbury", "By Ada Lund", *PROSE[:2], first, self.CAPTION, *PROSE[2:]
        )
        assert kind_of(page, first) == K.CAPTION
        assert kind_of(page, self.CAPTION) == K.CAPTION

    def test_a_heading_and_a_paragraph_that_begins_as_it_does_are_none(self) -> None:
        heading = "The bridge is the oldest of all"
        page = read("Bridge opens again in Harbury", *PROSE[:2], heading, f"{heading}, {PROSE[2]}", PROSE[0])
        assert kind_of(page, heading) == K.HEADING

    @pytest.mark.parametrize(
        "line",
        [
            "Help us with your gift",
            "Where to hear our station of the coast Where to hear our station of the coast",
        ],
    )
    def test_above_the_headline(self, line: str) -> None:
        page = read(line, line, "Bridge opens again in Harbury", "By Ada Lund", *PROSE)
        assert kind_of(page, line) != K.CAPTION


class TestADeckOfPoints:
    """Short lines in a row, without a blank between them, above the last line of byline and date."""

    POINTS = ("Carts on the quay from March", "Region pays the bill", "Traders: 'no Saturdays'")

    @pytest.mark.parametrize(
        ("above", "below"),
        [((), ("By Ada Lund", "3 February 2024")), (("Marta Ruud",), ("Published 2024.02.03 15:40",))],
    )
    def test_points(self, above: tuple[str, ...], below: tuple[str, ...]) -> None:
        page = read("Bridge opens again in Harbury", *above, "\n".join(self.POINTS), *below, *PROSE)
        assert {kind_of(page, point) for point in self.POINTS} == {K.DECK}

    def test_words_of_a_menu_are_none(self) -> None:
        page = read("Bridge opens again in Harbury", "News\nQuay and sea\nSports", "By Ada Lund", *PROSE)
        assert kind_of(page, "Quay and sea") != K.DECK


class TestTheNameOfTheAuthorBelow:
    """It heads what is said of its bearer."""

    ABOUT = (
        "Reporter, harbour desk",
        "Has followed the quays since the strike, and writes on boats and herring.",
    )

    def test_bio(self) -> None:
        page = read(
            "Bridge opens again in Harbury", "By Ada Lund", *PROSE, "\n".join(("Ada Lund", *self.ABOUT))
        )
        assert {kind_of(page, line) for line in ("Ada Lund", *self.ABOUT)} == {K.BIO}
        assert self.ABOUT[1] not in page.body

    def test_a_list_of_stories_is_none(self) -> None:
        stories = "Herring is back\nAda Lund\nSand for sale\nAda Lund\nNo ferry on Monday\nPer Moe"
        page = read("Bridge opens again in Harbury", "By Ada Lund", *PROSE, stories)
        assert K.BIO not in {kind for _, kind in kinds(page)}


class TestTheLastSentence:
    """Short sentences close an article, on a page that has nothing else below it."""

    @pytest.mark.parametrize(
        ("lines", "end"),
        [
            (("Pilot: I have smoke in the wheelhouse.", "Tower: Which way are you heading?", "Pilot: Home."),
             "The boat was found at noon."),
            (("Post: What makes a good bell?", "Ada Lund: Patience. And a dry cellar.", "Post: And a bad one?"),
             "Lund: Hurry."),
        ],
    )  # fmt: skip
    def test_is_of_the_article(self, lines: tuple[str, ...], end: str) -> None:
        opening = "The recorder gave up four lines, which were read out in court on Monday."
        page = read("Last words to the tower", "By Per Moe", opening, *lines, end)
        assert end in page.body


class TestATailThatSpeaksToTheReader:
    """Below an article that does not, it is none of it."""

    CONSENT = (
        "We value your choices",
        "When you open our pages, small files are kept on your device to remember your settings and to count visits.",
        "Files of our partners let us measure how far each text was read. You may refuse them at any time you like.",
    )

    def test_consent(self) -> None:
        page = read("Bridge opens again in Harbury", "By Ada Lund", *PROSE, *self.CONSENT, "Accept all")
        assert PROSE[2] in page.body
        assert not [line for line in self.CONSENT if line in page.body]

    def test_an_article_that_speaks_to_the_reader_keeps_its_end(self) -> None:
        advice = (
            "If you want to cross the bridge by boat, you need the card that the harbour office gives you."
        )
        end = "Bring your own rope, and ask your doctor whether you may pull that long on such a windy day."
        page = read("How to cross", "By Ada Lund", *PROSE, advice, end)
        assert end in page.body

    def test_what_the_article_speaks_of_stays(self) -> None:
        end = "You may cross the bridge over the harbour again from Monday, when the council opened it to the boats."
        page = read("Bridge opens again in Harbury", "By Ada Lund", *PROSE, end)
        assert end in page.body

    def test_who_is_quoted_stays(self) -> None:
        end = "“You bring your own soup and your own spoon, whatever the weather is,” said Berta Holm, who sells bread."
        page = read("Bridge opens again in Harbury", "By Ada Lund", *PROSE, end)
        assert end in page.body


class TestRuns:
    """A list with bullets, and a box of short lines between paragraphs, is of the article or is not."""

    def test_a_box(self) -> None:
        box = (
            "Post plus",
            "Read on with Post plus",
            "Five weeks for 1 crown",
            "All plus articles",
            "Ends when you wish.",
        )
        page = read("Bridge opens again in Harbury", "By Ada Lund", *PROSE[:2], *box, *PROSE)
        assert not [line for line in box if line in page.body]

    @pytest.mark.parametrize(
        "above",
        [
            "These are the things that every passenger should bring on board in winter:",
            "What should a passenger bring on board?",
        ],
    )
    def test_a_list_below_what_announces_it(self, above: str) -> None:
        ferry = (
            "The council bought the new ferry in May, after two years of talks with the yard in Oste and its bank.",
            "It takes forty cars and two hundred people over the river in nine minutes, as its captain said on Monday.",
        )
        items = "• Gloves\n• A lamp\n• Dry socks\n• Tea"
        end = (
            "Whoever has none of them may stay at the quay, where the harbour master lets people wait in his office.",
            "The ferry goes every half hour until midnight, and on Sundays every hour until ten in the evening.",
        )
        page = read("New ferry for Harbury", "By Ada Lund", *ferry, above, items, *end, "Home\nNews\nSport")
        assert {kind_of(page, item) for item in items.split("\n")} == {"paragraph"}

    def test_a_list_below(self) -> None:
        links = [
            f"• {name}, leaves this site"
            for name in ("Fish desk", "Careers", "Cookies", "Terms of use", "Privacy")
        ]
        page = read("Bridge opens again in Harbury", "By Ada Lund", *PROSE, "\n".join(links))
        assert "leaves this site" not in page.body


class TestInsideAndOutside:
    """A short line alone is a heading inside the article, and a menu word or another story outside."""

    def test_inside(self) -> None:
        page = read("Bridge opens again in Harbury", PROSE[0], "A pillar of salt", *PROSE[1:])
        assert kind_of(page, "A pillar of salt") == "heading"
        assert "A pillar of salt" in page.body

    def test_several_are_other_stories(self) -> None:
        links = (
            "Ferry sinks in calm water", "Mayor of Harbury steps down again", "Five bakeries, one oven",
            "What the tide left behind", "Lighthouse for sale",
        )  # fmt: skip
        page = read("Bridge opens again in Harbury", PROSE[0], PROSE[1], "Read more", *links, PROSE[2])
        assert {kind_of(page, link) for link in links} == {"related"}

    def test_below(self) -> None:
        links = "Ferry sinks in calm water off the coast", "Council puts off the vote on the tram line"
        menu = "News", "Coast", "Sport", "Weather"
        page = read("Bridge opens again in Harbury", *PROSE, *links, *menu)
        assert {kind_of(page, link) for link in links} == {"related"}
        assert kind_of(page, "Coast") == "navigation"

    def test_a_list_of_terms_below_is_tags(self) -> None:
        page = read("Bridge opens again in Harbury", *PROSE, "bridges, Harbury, town council, boats")
        assert page.tags == ("bridges", "Harbury", "town council", "boats")

    def test_items_of_a_list_inside_are_paragraphs(self) -> None:
        items = "• Forty boats were built for it, and sold.\n• Two ferries will go on as before."
        page = parse.page(f"Bridge opens again\n\n{PROSE[0]}\n\n{items}\n\n{PROSE[1]}")
        assert kind_of(page, "• Two ferries will go on as before.") == "paragraph"


class TestCommentSections:
    """They begin below headers with words under them, or below a run of buttons; never within the article."""

    def test_names_and_times(self) -> None:
        page = read(
            "Bridge opens again in Harbury", *PROSE, "2 thoughts on “Bridge opens again”",
            "Berta Holm says:", "May 3, 2021 at 4:27 pm", "At last. I had to row for two years", "Reply",
            "Ole says:", "May 3, 2021 at 5:02 pm", "Rowing is good for you.", "Reply",
        )  # fmt: skip
        assert [(c.author, c.posted, c.text) for c in page.comments] == [
            ("Berta Holm", "May 3, 2021 at 4:27 pm", "At last. I had to row for two years"),
            ("Ole", "May 3, 2021 at 5:02 pm", "Rowing is good for you."),
        ]
        assert "row" not in page.body

    def test_buttons_alone(self) -> None:
        page = read(
            "Bridge opens again in Harbury",
            *PROSE,
            "2 comments",
            "At last, I say. The boats are back!",
            "Reply",
            "I'm so glad, thanks for the story!",
            "Reply",
        )
        assert [comment.text for comment in page.comments] == [
            "At last, I say. The boats are back!",
            "I'm so glad, thanks for the story!",
        ]

    @pytest.mark.parametrize("form", ["{}", "{}:", "{}, 3 May"])
    def test_few_that_are_all_that_is_left_of_the_page(self, form: str) -> None:
        """They need no button: there is no menu and no other story to be taken for them."""
        said = (
            "The repairs of one pillar took two years and cost the town four million crowns, which it had saved.",
            "The ferry of the harbour company carried two hundred people a day, as the company said in its report.",
        )
        names = ("Per Moe", "Berta Holm")
        lines = [line for name, text in zip(names, said, strict=True) for line in (form.format(name), text)]
        page = read("Bridge opens again in Harbury", *PROSE, *lines)
        assert [(comment.author, comment.text) for comment in page.comments] == list(
            zip(names, said, strict=True)
        )

    def test_an_article_with_headings_is_none(self) -> None:
        page = read("How to cross", PROSE[0], "In the rain", PROSE[1], "In the spring", PROSE[2], *PROSE[:2])
        assert page.comments == ()

    def test_a_list_of_dated_stories_is_none(self) -> None:
        page = read(
            "Bridge opens again in Harbury",
            *PROSE,
            "Ferry Sinks",
            "May 3, 2021",
            "Mayor Steps Down",
            "May 2, 2021",
            "Rain Ahead",
            "May 1, 2021",
        )
        assert page.comments == ()

    def test_an_article_that_ends_in_a_quotation_is_none(self) -> None:
        page = read("Bridge opens again in Harbury", *PROSE, "“The boats are back,” said Berta Holm.")
        assert page.comments == ()
        assert page.body.endswith("said Berta Holm.")

    def test_a_button_above_the_article_opens_none(self) -> None:
        page = read("Bridge opens again in Harbury", "3 comments", "Leave a comment", *PROSE)
        assert page.comments == ()
        assert len(page.body.split("\n\n")) == len(PROSE)


@pytest.mark.parametrize("row", REVISIONS, ids=lambda row: row.why)
def test_each_revision_takes_a_page_without_lines(row: object) -> None:
    from natodocs import _rules
    from natodocs._document.document import Metadata
    from natodocs._labels.draft import Draft
    from natodocs._labels.revisions import Revision

    assert isinstance(row, Revision)
    draft = Draft([], [], Metadata(), _rules.load(None))
    row.apply(draft)
    assert draft.labels == []


def test_a_section_is_weighed_by_the_features_that_were_learned() -> None:
    prose = "The mill by the old harbour of Tarnfield was sold on Monday, and its owners told nobody why.\n\n"
    said = "3 Comments\n\nAda Lund says:\n\nI think you're RIGHT!! :-)\n\nBo says:\n\nWhy… not?\n"
    document = source.read(prose * 4 + said, "text/plain", Limits())
    lines = text_lines.split(document)
    rules = _rules.load("en")
    draft = Draft(lines, list(label_line.label(lines, rules)), document.metadata, rules)
    start = sections.first_possible(draft)
    kinds, heads = look.looks(draft, start)
    weights = load("comments", FEATURES).weights
    learned = [
        sum(weights.get(name, 0.0) * value for name, value in found.items())
        for found in features.features(draft, start, kinds, heads)
    ]
    assert sections._scores(draft, start, kinds, heads) == pytest.approx(learned)
