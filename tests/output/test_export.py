"""`to_dict` and `to_json` lose nothing; `from_dict` takes nothing on trust; the schema tells the truth."""

from __future__ import annotations

import copy
import datetime as dt
import json
import math
import pickle
import subprocess
import sys
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
import jsonschema
import msgspec
import pytest
from hypothesis import given

from natodocs._output import Page
from natodocs._types import Byline, Dateline, PartialDate, Quote, Timestamp
from specimen import bare, pages, specimen

TOOL = Path(__file__).parents[2] / "tools" / "schema.py"
SCHEMA = json.loads(resources.files("natodocs").joinpath("page.schema.json").read_text(encoding="utf-8"))


def through_json(page: Page, indent: int | None = None) -> Page:
    """Return the page after a way through a file."""
    return Page.from_dict(json.loads(page.to_json(indent=indent).encode().decode()))


class TestNothingIsLost:
    """A page comes back as it was, from dictionaries and from JSON."""

    def test_the_specimen(self) -> None:
        page = specimen()
        assert Page.from_dict(page.to_dict()) == page
        assert through_json(page) == page
        assert through_json(page, indent=2) == page

    @given(pages())
    def test_any_page(self, page: Page) -> None:
        assert Page.from_dict(page.to_dict()) == page
        assert through_json(page) == page

    @given(pages())
    def test_json_is_the_dictionaries(self, page: Page) -> None:
        assert json.loads(page.to_json()) == page.to_dict()

    def test_nothing_found(self) -> None:
        assert through_json(bare("Nothing to see here.")) == bare("Nothing to see here.")
        assert through_json(bare("")) == bare("")

    @pytest.mark.parametrize(
        ("value", "written"),
        [
            (dt.date(2024, 10, 3), "2024-10-03"),
            (dt.datetime(2024, 10, 3), "2024-10-03T00:00:00"),
            (dt.datetime(2024, 10, 3, 14, 5, tzinfo=dt.UTC), "2024-10-03T14:05:00+00:00"),
            (dt.datetime(2024, 10, 3, 14, 5, 1, 500, tzinfo=dt.UTC), "2024-10-03T14:05:01.000500+00:00"),
            (
                dt.datetime(2024, 10, 3, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=-3, minutes=-30))),
                "2024-10-03T14:05:00-03:30",
            ),
        ],
        ids=["date", "midnight is a time", "aware", "microseconds", "offset"],
    )
    def test_a_date_is_no_time_and_an_offset_is_kept(self, value: dt.date, written: str) -> None:
        page = attrs.evolve(bare(""), published=Timestamp(value, None, "from metadata"))
        data = page.to_dict()
        back = Page.from_dict(data).published
        assert data["published"]["value"] == written
        assert back is not None
        assert (type(back.value), repr(back.value)) == (type(value), repr(value))

    @pytest.mark.parametrize("year", [2023, None, 5, 12_345])
    def test_a_day_without_a_year(self, year: int | None) -> None:
        page = specimen()
        assert page.dateline is not None
        page = attrs.evolve(page, dateline=attrs.evolve(page.dateline, date=PartialDate(year, 2, 29)))
        assert page.to_dict()["dateline"]["date"] == {"year": year, "month": 2, "day": 29}
        assert through_json(page) == page

    def test_a_page_of_the_first_form(self) -> None:
        """It did not say whether a page was cut short, since none was."""
        old = specimen().to_dict() | {"version": 1}
        del old["truncated"]
        assert Page.from_dict(old) == specimen()

    def test_a_page_from_before_words_and_reasons(self) -> None:
        """They were added to the form without a new number: whoever reads the old one goes on."""
        old = specimen().to_dict()
        for quote in old["quotes"]:
            del quote["words"], quote["reason"]
        back = Page.from_dict(old)
        assert [quote.reason for quote in back.quotes] == [""] * len(back.quotes)
        assert [quote.words for quote in back.quotes] == [quote.words for quote in specimen().quotes]

    def test_it_pickles(self) -> None:
        assert pickle.loads(pickle.dumps(specimen())) == specimen()


class TestTheFormIsPlain:
    """Dictionaries, lists, strings and numbers of the plain types, in the order of the fields."""

    def test_types(self) -> None:
        found = set()

        def look(value: object) -> None:
            found.add(type(value))
            for entry in (
                value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            ):
                look(entry)

        look(specimen().to_dict())
        assert found == {dict, list, str, int, float, bool, type(None)}

    def test_keys(self) -> None:
        assert list(specimen().to_dict()) == ["version", *(field.name for field in attrs.fields(Page))]

    def test_a_span_and_its_text(self) -> None:
        data = specimen().to_dict()
        assert data["blocks"][1] == {
            "kind": "clock",
            "span": {"start": 46, "end": 74},
            "text": "Fri, 04 Oct 2024 09:12 GMT\n\n",
            "confidence": 0.97,
            "reason": "a time with its zone, above all prose",
        }

    def test_as_msgspec_writes_it(self) -> None:
        page, data = specimen(), specimen().to_dict()
        for quote in data["quotes"]:
            del quote["words"], quote["fingerprint"]  # no fields: they follow from the parts
        for name in ("blocks", "byline", "dateline", "quotes", "comments", "tags"):
            assert data[name] == json.loads(msgspec.json.encode(getattr(page, name))), name

    def test_msgspec_reads_it(self) -> None:
        page, data = specimen(), json.loads(specimen().to_json())
        assert msgspec.convert(data["quotes"], tuple[Quote, ...]) == page.quotes
        assert msgspec.convert(data["byline"], Byline) == page.byline
        assert msgspec.convert(data["dateline"], Dateline) == page.dateline

    def test_letters_stay_letters(self) -> None:
        assert "Übergröße — „Ä“ 日本 😀" in bare("Übergröße — „Ä“ 日本 😀").to_json()

    def test_indent(self) -> None:
        assert "\n" not in specimen().to_json()
        assert specimen().to_json(indent=3).startswith('{\n   "version": 2,\n   "text": ')


class TestAnyTextCanBeWritten:
    """JSON is always UTF-8, also of a text that is not."""

    @pytest.mark.parametrize(
        "text", ["\ud800", "a\udfff\n", "\0\x1f\x7f\u2028", "\udfff\ud800", "\U0001f600"]
    )
    def test_halves_of_pairs_are_escaped(self, text: str) -> None:
        assert "splitter" not in bare(text).to_dict()
        assert through_json(bare(text)) == bare(text)

    @pytest.mark.parametrize(
        "text", ["\ud83d\ude00", "\ufdd0 \ud83d\ude00", "x\ud83d\ud83d\ude00\ude00\U0001f600"]
    )
    def test_both_halves_are_kept_apart(self, text: str) -> None:
        data = bare(text).to_dict()
        assert data["splitter"] not in text
        assert json.loads(json.dumps(data)) == data
        assert through_json(bare(text)) == bare(text)

    def test_halves_outside_the_text(self) -> None:
        page = attrs.evolve(bare("A"), url="\ud83d\ude00", tags=("\ud83d", "\ude00", "\ud83d\ude00"))
        assert through_json(page) == page

    @pytest.mark.parametrize("splitter", ["", "ab", 1, None])
    def test_a_splitter_is_one_character(self, splitter: object) -> None:
        with pytest.raises(ValueError, match=r"^splitter is .*, and must be one character$"):
            Page.from_dict({**bare("A").to_dict(), "splitter": splitter})

    def test_no_number_that_json_does_not_have(self) -> None:
        page = specimen()
        odd = attrs.evolve(page, quotes=(attrs.evolve(page.quotes[0], confidence=math.nan),))
        with pytest.raises(ValueError, match="not JSON compliant"):
            odd.to_json()


class TestWhatComesInIsChecked:
    """A `ValueError` names the place, what stands there, and what must stand there."""

    @pytest.mark.parametrize(
        ("place", "value", "message"),
        [
            (
                "version",
                3,
                "version is 3, and this natodocs reads 1, 2; use the natodocs that wrote the page",
            ),
            ("version", True, "version is True, and this natodocs reads 1, 2"),
            ("truncated", 1, "truncated is 1, and must be true or false"),
            ("version", ..., "version is missing"),
            ("text", ..., "text is missing; where nothing was found, write null or an empty list"),
            ("colour", "red", "the page has the unknown key 'colour'; take it out. Known are text, blocks"),
            ("text", None, "text is None, and must be a string"),
            ("text", 7, "text is 7, and must be a string"),
            ("title", ["A"], "title is ['A'], and must be a string"),
            ("blocks", {}, "blocks is {}, and must be a list"),
            ("blocks", "AB", "blocks is 'AB', and must be a list"),
            ("blocks.3", None, "blocks[3] is None, and must be an object with kind, span, text"),
            ("blocks.3.span", ..., "blocks[3].span is missing"),
            ("blocks.3.span", [1, 2], "blocks[3].span is [1, 2], and must be an object with start, end"),
            ("blocks.3.kind", "poem", "blocks[3].kind is 'poem', and must be one of title, deck, byline"),
            ("blocks.3.kind", [], "blocks[3].kind is [], and must be one of title"),
            ("blocks.3.confidence", 1.5, "blocks[3].confidence is 1.5, and must be a number from 0 to 1"),
            ("blocks.3.confidence", math.nan, "blocks[3].confidence is nan, and must be a number"),
            ("blocks.3.confidence", True, "blocks[3].confidence is True, and must be a number"),
            ("blocks.3.confidence", "1", "blocks[3].confidence is '1', and must be a number"),
            (
                "blocks.3.span.start",
                7.5,
                "blocks[3].span.start is 7.5, and must be a whole number, 0 or more",
            ),
            ("blocks.0.span.start", -1, "blocks[0].span.start is -1, and must be a whole number, 0 or more"),
            ("blocks.0.span.start", False, "blocks[0].span.start is False, and must be a whole number"),
            ("byline.authors", [], "byline.authors is empty, and must have at least one entry"),
            ("byline.authors.1.name", None, "byline.authors[1].name is None, and must be a string"),
            ("byline.authors.1.age", 40, "byline.authors[1] has the unknown key 'age'"),
            ("dateline.date.month", 13, "dateline.date.month is 13, and must be a whole number from 1 to 12"),
            ("dateline.date.year", "24", "dateline.date.year is '24', and must be a whole number"),
            (
                "published.value",
                "3 October",
                "published.value is '3 October', and must be a date (\"2023-11-28\")",
            ),
            ("published.value", "20241003", "published.value is '20241003', and must be a date"),
            (
                "published.value",
                "2024-02-30",
                "published.value is '2024-02-30': day is out of range for month",
            ),
            ("published.value", 2024, "published.value is 2024, and must be a date"),
            ("quotes.0.parts", [], "quotes[0].parts is empty, and must have at least one entry"),
            ("quotes.0.speaker.mention", None, "quotes[0].speaker.mention is None, and must be a string"),
            ("comments.1.depth", -1, "comments[1].depth is -1, and must be a whole number, 0 or more"),
            ("tags.2", None, "tags[2] is None, and must be a string"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_keys_and_types(self, place: str, value: object, message: str) -> None:
        data = changed(place, value)
        with pytest.raises(ValueError, match="^" + escaped(message)):
            Page.from_dict(data)
        if "out of range" not in message:  # no pattern knows how long a month is
            assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(finite(data))

    @pytest.mark.parametrize(
        ("place", "value", "message"),
        [
            (
                "blocks.3.span.start",
                100,
                "blocks[3].span starts at 100, and the block before ends at 116; blocks cover",
            ),
            ("blocks.23.span.end", 9_999, "blocks end at 9999, and the text at "),
            (
                "blocks.3.text",
                "All",
                "blocks[3].text is not what stands at 116 to 190 of the text; spans count Unicode",
            ),
            ("title", "Another", None),
            ("byline.span.end", 9_999, "byline.span is 190 to 9999, and the text has "),
            ("byline.span.end", 0, "byline.span is 190 to 0, and the text has "),
            ("published.text", "4 October", "published.text is not what stands at "),
            ("dateline.span.start", 0, "dateline.text is not what stands at 0 to "),
            ("quotes.1.text", "“a miracle”", "quotes[1].text is not what stands at "),
            ("quotes.1.speaker.mention", "He", "quotes[1].speaker.mention is not what stands at "),
            ("quotes.1.cue.span.start", 0, "quotes[1].cue.text is not what stands at 0 to "),
            ("quotes.0.parts.1.start", 0, "quotes[0].parts[1] is 0 to "),
            ("quotes.0.parts.2.end", 9_999, "quotes[0].parts[2] is "),
            (
                "comments.0.span",
                {"start": 9_999, "end": 9_999},
                "comments[0].span is 9999 to 9999, and the text has ",
            ),
            ("text", "short", "blocks end at "),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_spans_and_texts(self, place: str, value: object, message: str | None) -> None:
        data = changed(place, value)
        if message is None:
            assert Page.from_dict(data).title == value
            return
        with pytest.raises(ValueError, match="^" + escaped(message)):
            Page.from_dict(data)

    @pytest.mark.parametrize("data", [None, "{}", [], 1])
    def test_no_dictionary_is_a_wrong_python_type(self, data: Any) -> None:
        with pytest.raises(TypeError, match=r"must be a dict as Page\.to_dict gives it"):
            Page.from_dict(data)

    def test_spans_of_another_language_are_told(self) -> None:
        page = bare("😀 A smile opens the page.")
        data = page.to_dict()
        data["blocks"][0]["span"]["end"] += 1  # what JavaScript counts
        with pytest.raises(ValueError, match="blocks end at 26, and the text at 25; blocks cover"):
            Page.from_dict(data)

    def test_long_values_are_shown_short(self) -> None:
        with pytest.raises(ValueError, match="blocks is") as caught:
            Page.from_dict(changed("blocks", "x" * 10_000))
        assert len(str(caught.value)) < 200

    def test_what_other_languages_and_types_make_of_it_is_taken(self) -> None:
        page = specimen()
        data = page.to_dict()
        data["quotes"] = tuple(map(MappingProxyType, data["quotes"]))
        data["blocks"][0] |= {"confidence": 1, "span": {"start": 0.0, "end": 46.0}}
        back = Page.from_dict(MappingProxyType(data))
        assert back.quotes == page.quotes
        assert repr(back.blocks[0].confidence) == "1.0"
        assert repr(back.blocks[0].span) == "Span(start=0, end=46)"

    def test_what_went_in_is_left_alone(self) -> None:
        data = specimen().to_dict()
        before = copy.deepcopy(data)
        Page.from_dict(data)
        assert data == before


class TestTheSchemaTellsTheTruth:
    """`page.schema.json` is what the types say, and every page keeps to it."""

    def test_it_is_a_schema(self) -> None:
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_the_specimen_keeps_to_it(self) -> None:
        jsonschema.validate(json.loads(specimen().to_json()), SCHEMA, cls=jsonschema.Draft202012Validator)

    @given(pages())
    def test_any_page_keeps_to_it(self, page: Page) -> None:
        jsonschema.validate(page.to_dict(), SCHEMA, cls=jsonschema.Draft202012Validator)

    def test_every_field_is_described(self) -> None:
        assert SCHEMA["properties"]
        assert SCHEMA["$defs"]
        for name, definition in {"Page": SCHEMA, **SCHEMA["$defs"]}.items():
            assert definition["description"], name
            for field in definition.get("properties", {}):
                assert definition["properties"][field]["description"], (name, field)
            for member in definition.get("oneOf", ()):
                assert member["description"], (name, member)

    @pytest.mark.skipif(not TOOL.exists(), reason="tools/ is not in the source distribution")
    def test_it_has_not_drifted(self) -> None:
        done = subprocess.run([sys.executable, TOOL, "--check"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def changed(place: str, value: object) -> dict[str, Any]:
    """Return the specimen with another value at a place, such as `blocks.3.kind`; `...` takes the key out."""
    data = specimen().to_dict()
    *way, last = place.split(".")
    at: Any = data
    for step in way:
        at = at[int(step)] if isinstance(at, list) else at[step]
    key = int(last) if isinstance(at, list) else last
    if value is ...:
        del at[key]
    else:
        at[key] = value
    return data


def escaped(message: str) -> str:
    """Return a pattern for a message."""
    return "".join(f"\\{mark}" if mark in "()[]{}.?*+|^$" else mark for mark in message)


def finite(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with what JSON has instead of NaN, which no bounds of a schema refuse."""
    copied: dict[str, Any] = json.loads(json.dumps(data).replace("NaN", "null"))
    return copied
