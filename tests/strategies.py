"""Pages for the property tests: any text, text in the manner of news dumps, HTML, and bytes."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final, Literal

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

MediaType = Literal["text/plain", "text/html"]

# What the library looks at: marks, brackets, blanks and breaks of all kinds, letters of several scripts, what
# is invisible, what belongs to nothing (a lone surrogate), what is wider than one unit of UTF-16, and what the oldest
# Python does not know.
ODD: Final = (
    "\"'“”„‟‘’‚«»‹›`´「」『』‹›‐-–—―/|\\<>[](){}*_#&;:,.!?…=+@•●·\t\n\r\f\v\0\x1c\x85\xa0\xad\u200b\u2009"
    "\u2028\u2029\u202e\u3000\ufeff\ud800\udfff0123456789AaBbИСсеΑο文é\u0301ßİıﬁ😀\U0001fae8\U00010d50\U00011f52"
)

PLACES: Final = ("HARBURY", "Oste", "PORT NESS, Vale", "LOWER TARN", "St. Orr", "Nørre Æbel")
PEOPLE: Final = (
    "Ada Lund",
    "Per Moe",
    "Yrsa Holm",
    "Cornel Batista Jr.",
    "J. D. van der Vliet",
    "O'Hara",
    "Łucja Żak",
)
OFFICES: Final = ("Mayor", "Harbour Master", "the minister", "a spokesman", "he", "She", "NATO chief", "")
VERBS: Final = (
    "said",
    "told reporters",
    "added",
    "warned that",
    "according to",
    "called it",
    "says",
    "asked",
)
AGENCIES: Final = ("Northern Wire", "Reuters", "AP", "Corvane Photo", "The Harbury Courier")
DATES: Final = (
    "14 October 2023",
    "Oct. 6, 2015",
    "2023-10-14T18:05:00+02:00",
    "31.02.2020",
    "05/06/2017",
    "08:42 GMT +228 January 2031",
    "13:30 GMT",
    "Today: Monday, 6 March 2034 year",
    "Feb 30",
    "99 May 0000",
)
SENTENCES: Final = (
    "The swing bridge at Harbury carried its first car on Saturday",
    "We have beaten the herring by a week",
    "Ships do not brake",
    "Nobody has asked 'the bells' what they think, and it's late",
    "Die Zelle bleibt stehen, sagte sie",
    "新しい橋が開いた。",
)
BUTTONS: Final = (
    "Share this article",
    "• Сomment",
    "Reply",
    "All comments",
    "3 Comments",
    "Related stories",
    "Search in Site",
    "Subscribe",
    "© 2030 Observer Publishing. All rights reserved.",
    "Tags: Harbury, bridges",
    "Filed under: [ice](#), [canals](#)",
    "Region: [Northern Isles](#)",
    "Advertisement",
    "Home | News | Tides",
    "Read more: Ferry rower retires",
    "Show new comments (0)",
    "Leave a Reply",
    "desk@harbury.example",
)
MARKS: Final = ('""', "“”", '"”', '“"', "„“", "«»", "‘’", "''", "“ ", " ”", "»«", "「」", ",,''")


def _pick(*choices: str) -> SearchStrategy[str]:
    return st.sampled_from(choices)


def any_text() -> SearchStrategy[str]:
    """Return any `str`, lone surrogates too."""
    return st.text(st.characters(exclude_categories=()))


def odd_text(max_size: int = 120) -> SearchStrategy[str]:
    """Return text of the characters that the library looks at."""
    return st.text(st.sampled_from(ODD), max_size=max_size)


def quotations() -> SearchStrategy[str]:
    """Return sentences with somebody's words, their marks paired or not."""

    @st.composite
    def build(draw: st.DrawFn) -> str:
        marks = draw(st.sampled_from(MARKS))
        words = draw(st.sampled_from(SENTENCES)) + draw(st.sampled_from(("", ".", ",", "?", "—")))
        said = marks[0] + words + marks[-1]
        office = f"{draw(st.sampled_from(OFFICES))} {draw(st.sampled_from((*PEOPLE, '')))}".strip()
        verb = draw(st.sampled_from(VERBS))
        shape = draw(
            st.sampled_from(
                (
                    "{said} {office} {verb}.",
                    "{said} {verb} {office}.",
                    "{office} {verb}: {said}",
                    "{office} {verb} {said} and left.",
                    "{said}",
                )
            )
        )
        return shape.format(said=said, office=office, verb=verb)

    return build()


def lines() -> SearchStrategy[str]:
    """Return single lines of a page dump: headlines, bylines, captions, clocks, buttons, comments, prose."""
    people, dates = _pick(*PEOPLE), _pick(*DATES)
    return st.one_of(
        _pick(*SENTENCES, *BUTTONS, *DATES),
        quotations(),
        st.lists(
            st.one_of(_pick(*SENTENCES).map(lambda words: words + "."), quotations()), min_size=1, max_size=4
        ).map(" ".join),
        st.builds("By {} and {}, {}".format, people, people, _pick(*AGENCIES)),
        st.builds("{}, {} ({}) - {}.".format, _pick(*PLACES), dates, _pick(*AGENCIES), _pick(*SENTENCES)),
        st.builds("{}: {}.".format, _pick(*PLACES), _pick(*SENTENCES)),
        st.builds(
            "{} {}".format, _pick("Published:", "Updated", "Posted on", "By Ada Lund |", "• avatar"), dates
        ),
        st.builds("{} says:".format, people),
        st.builds("{} at the bridge on {}. Photo: {}".format, people, dates, _pick(*AGENCIES)),
        st.builds("© {}/ {}".format, _pick(*AGENCIES), people),
        st.builds("By [{}](https://harbury.example/{})".format, people, odd_text(8)),
        st.builds(
            "{}{}".format, _pick("# ", "## ", "> ", "* ", "• ", "- ", "**", "    ", "\xa0"), _pick(*SENTENCES)
        ),
        odd_text(40),
    )


@st.composite
def dumps(draw: st.DrawFn) -> str:
    """Return text in the manner of a page dump, with line breaks of one or of several kinds."""
    breaks = draw(
        st.sampled_from(
            (("\n",), ("\n\n",), ("\r\n",), ("\r",), ("\n", "\n\n", "\r\n", "\n \n", "\f", " ", ""))
        )
    )
    pieces = draw(st.lists(lines(), max_size=14))
    twice = draw(st.booleans())  # a headline or a caption is
    pieces = pieces[:1] * twice + pieces
    return "".join(piece + draw(st.sampled_from(breaks)) for piece in pieces)


def plain() -> SearchStrategy[str]:
    """Return plain text of every kind."""
    return st.one_of(dumps(), odd_text(), any_text())


TAGS: Final = (
    "p",
    "div",
    "h1",
    "h2",
    "li",
    "ul",
    "article",
    "aside",
    "footer",
    "nav",
    "figure",
    "figcaption",
    "blockquote",
)
INLINE: Final = (
    "a",
    "b",
    "em",
    "span",
    "time",
    "q",
    "br",
    "img",
    "script",
    "style",
    "textarea",
    "title",
    "table",
    "td",
)
ATTRIBUTES: Final = (
    "",
    ' class="comment"',
    ' class="byline author"',
    ' id="comments"',
    ' rel="author" href="#"',
    ' datetime="2029-02-17T06:30:00+01:00"',
    ' style="display:none"',
    " hidden",
    ' lang="de"',
    ' itemprop="datePublished" content="yesterday"',
    " =<\"'",
)
LD: Final = '<script type="application/ld+json">'
HEADS: Final = (
    "",
    "<!DOCTYPE html>",
    '<meta charset="utf-8">',
    '<meta charset="utf-16">',
    "<title>Ships do not brake | The Harbury Courier</title>",
    '<meta property="og:title" content="Ships do not brake">',
    f'{LD}{{"@type": "NewsArticle", "author": {{"name": "Ada Lund"}}, "datePublished": "x"}}</script>',
    f'{LD}{{"@graph": [{{"@type": ["Article"], "headline": 7, "author": [null, "AP"]}}]}}</script>',
    f'{LD}[[[[{{"author": </script>',
    "<html lang=en-GB><body>",
)


def html() -> SearchStrategy[str]:
    """Return HTML: a head, nested elements that may lack their ends, entities, comments, and text between."""
    leaves = st.one_of(
        lines(),
        _pick("&amp;", "&nbsp;", "&#x201c;", "&#xD800;", "&#0;", "<!-- x -->", "<!--", "<![CDATA[", "</p>"),
    )

    def wrap(inner: SearchStrategy[str]) -> SearchStrategy[str]:
        return st.builds(
            lambda tag, attribute, kids, end: (
                f"<{tag}{attribute}>{''.join(kids)}{f'</{tag}>' if end else ''}"
            ),
            _pick(*TAGS, *INLINE),
            _pick(*ATTRIBUTES),
            st.lists(inner, max_size=4),
            st.sampled_from((True, True, True, False)),
        )

    body = st.recursive(leaves, wrap, max_leaves=16)
    return st.builds(
        lambda heads, parts: "".join(heads + parts),
        st.lists(_pick(*HEADS), max_size=4),
        st.lists(body, max_size=5),
    )


ENCODINGS: Final = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "iso-8859-1",
    "koi8-r",
    "shift_jis",
    "gb18030",
)
SIGNATURES: Final = (
    b"",
    codecs.BOM_UTF8,
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
    codecs.BOM_UTF32_LE,
    b"%PDF-1.7\n",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"GIF89a",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"RIFF\0\0\0\0WEBP",
    b"\xd0\xcf\x11\xe0",
)


def encoded() -> SearchStrategy[bytes]:
    """Return pages in the encodings of the web, with what does not fit left out, and at times cut short."""
    return st.builds(
        lambda text, encoding, cut: text.encode(encoding, "ignore")[: cut or None],
        st.one_of(dumps(), html()),
        st.sampled_from(ENCODINGS),
        st.sampled_from((0, 0, 1, 7, 101)),
    )


def raw() -> SearchStrategy[bytes]:
    """Return any bytes, some with the first bytes of a file that is no text."""
    return st.builds(bytes.__add__, st.sampled_from(SIGNATURES), st.binary(max_size=300))


def sources() -> SearchStrategy[str | bytes]:
    """Return whatever a caller may hand in."""
    return st.one_of(plain(), html(), encoded(), raw())


def media_types() -> SearchStrategy[MediaType | None]:
    """Return what a caller may say of it."""
    return st.sampled_from((None, None, "text/plain", "text/html"))
