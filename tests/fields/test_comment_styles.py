"""Comments in the ways that blogs, papers and forums print them, below an article without anything between."""

from __future__ import annotations

import pytest

from natodocs import parse

ARTICLE = (
    "The old bridge over the harbour opened again on Monday after two years of repairs, the town council said.",
    "Forty boats sailed below it in the rain, and nearly all of the people of Harbury stood on the quay to see it.",
    "The council had closed it in the spring of 2021, when a pillar was found to be weaker than anybody had thought.",
    "“It is the best day that this town has had for years,” said the mayor, Ada Lund, who cut the ribbon at noon.",
    "The repairs cost 12 million crowns, twice as much as the council had announced, and a fourth pillar is to follow.",
)
SAID = (
    ("Berta Holm", "I was there and I loved every minute of it, thanks for the lovely article!"),
    ("ole77", "Twice as much money and nobody asks why? You really have to wonder what they do all day."),
    ("Ragnhild", "My kids can finally walk to school again. I'm so glad it is over!!"),
    ("Per M.", "@ole77 you should have come to the meeting then, I did and they explained it quite well."),
)
TIMES = (
    "May 3, 2021 at 4:27 pm",
    "May 3, 2021 at 5:02 pm",
    "May 4, 2021 at 9:15 am",
    "May 4, 2021 at 10:40 am",
)
ABOVE = {
    "WordPress": "{name} says:\n{time}\n{text}\nReply",
    "name and time in a line": "{name} {time}\n{text}",
    "a bar between": "{name} | {time}\n{text}",
    "on a day": "{name} on {time}\n{text}",
    "the time first": "{time}\n{name} says:\n{text}",
    "on a day somebody said": "On {time}, {name} said:\n{text}",
    "numbered": "#{number} {name} {time}\n{text}",
    "numbered with a stop": "{number}. {name}\n{time}\n{text}",
    "number alone": "{number}\n{name}\n{time}\n{text}",
    "posted by": "Posted by {name} on {time}\n{text}",
    "written by": "written by {name}, {time}\n{text}",
    "with a town": "{name}, Fairview, {time}\n{text}",
    "Disqus": "{name} • {time}\n{text}\n• Reply • Share ›",
    "lines": "{name}\n{time}\n{text}\nReport Abuse",
    "submitted by": "Submitted by {name} on {time}.\n{text}\nreply",
    "board": "by {name} » {time}\n{text}",
    "buttons in two lines": "{name}\n{time}\n{text}\nLike\nReply",
}
BELOW = {
    "posted by": "{text}\nPosted by: {name} | {time}",
    "dash": "{text}\n— {name}, {time}",
    "left by": "{text}\nLeft by {name} on {time}",
}


def dump(style: str, *, heading: str = "", blank: bool = False) -> str:
    """Return the article with the four comments in a style."""
    comments = [
        style.format(name=name, text=text, time=time, number=number)
        for number, ((name, text), time) in enumerate(zip(SAID, TIMES, strict=True), 1)
    ]
    text = "\n".join([*ARTICLE, *([heading] if heading else []), *comments])
    return text.replace("\n", "\n\n") if blank else text


@pytest.mark.parametrize("blank", [False, True], ids=["lines", "paragraphs"])
@pytest.mark.parametrize("heading", ["", "4 Comments"], ids=["bare", "headed"])
@pytest.mark.parametrize(
    "style", [*ABOVE.values(), *BELOW.values()], ids=[*ABOVE, *(f"{s}, below" for s in BELOW)]
)
class TestEveryStyle:
    """The comments are taken apart, and the body is the article."""

    def test_is_taken_apart(self, style: str, heading: str, blank: bool) -> None:
        page = parse.page(dump(style, heading=heading, blank=blank))
        assert [(comment.author, comment.text) for comment in page.comments] == list(SAID)
        assert all(comment.posted for comment in page.comments)

    def test_leaves_the_article(self, style: str, heading: str, blank: bool) -> None:
        assert parse.body(dump(style, heading=heading, blank=blank)).split("\n\n") == list(ARTICLE)


@pytest.mark.parametrize(
    "style",
    ["{name}\n{text}", "{number}. {name}\n{text}", "{name}\n{text}\nReply"],
    ids=["bare names", "numbered names", "names and buttons"],
)
def test_names_without_times(style: str) -> None:
    page = parse.page(dump(style, heading="4 Comments"))
    assert [(comment.author, comment.text) for comment in page.comments] == list(SAID)
    assert not any(comment.posted for comment in page.comments)


def test_what_repeats_beside_the_names_is_no_comment() -> None:
    style = "{time}\n#{number}\n{name}\nSenior Member\nPosts: 12{number}\n{text}\nReply With Quote"
    page = parse.page(dump(style))
    assert [(comment.author, comment.text) for comment in page.comments] == list(SAID)


def test_a_description_in_place_of_a_name() -> None:
    headers = ("Berta Holm added 2 days ago", "Ole is the Post's Head of Pictures.\n\nadded 9 hours ago",
               "Ragnhild added 1 day ago", "Per M. added 1 day ago")  # fmt: skip
    texts = [f"{header}\n\n{text}" for header, (_, text) in zip(headers, SAID, strict=True)]
    page = parse.page("\n\n".join((*ARTICLE, "Comments (4)", *texts)))
    assert [comment.text for comment in page.comments] == [text for _, text in SAID]
    assert page.comments[1].author == "Ole"


def test_times_below_and_names_above() -> None:
    page = parse.page(dump("{name} said...\n{text}\n{time}"))
    assert [(comment.author, comment.posted) for comment in page.comments] == [
        (name, time) for (name, _), time in zip(SAID, TIMES, strict=True)
    ]


LOOK_ALIKES = {
    "an end with a quotation": (*ARTICLE, "Ada Lund said:", "“We have waited for this bridge long enough, all of us.”"),
    "a byline at the end": (*ARTICLE, "Posted by Ada Lund on May 3, 2021"),
    "subheads that are names": (
        ARTICLE[0], "Ada Lund", ARTICLE[1], "Per Moe", ARTICLE[2], "Berta Holm", ARTICLE[4],
    ),
    "an update": (*ARTICLE, "Update, May 3, 2021 at 4:27 pm:", "The council said the fourth pillar is to come."),
    "answers of an interview": (
        ARTICLE[0], "Q: What did it cost?", "A: Twice as much as we thought it would, to be honest with the town.",
        "Q: And the ferry?", "A: The ferry stays until the fourth pillar stands, which will be in the autumn.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lines", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_an_article_alone_has_no_comments(lines: tuple[str, ...]) -> None:
    assert parse.comments("\n\n".join(lines)) == ()
