"""The errors: what they say, what they are, and what raises them."""

from __future__ import annotations

import copy
import gzip
import io
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from natodocs import (
    Failure,
    Limits,
    NatodocsError,
    PageTooLarge,
    UndecodablePage,
    UnsupportedMediaType,
    parse,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ERRORS: list[NatodocsError] = [
    PageTooLarge(12_000_000, 10_000_000, "characters"),
    UndecodablePage("utf-8", 1_204),
    UnsupportedMediaType("application/pdf"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
class TestEveryError:
    """Each error is the built-in kind that a caller expects, and survives the way to another process."""

    def test_kind(self, error: NatodocsError) -> None:
        assert isinstance(error, NatodocsError)
        assert isinstance(error, ValueError)

    @pytest.mark.parametrize("copied", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy, copy.deepcopy])
    def test_copies(self, error: NatodocsError, copied: Callable[[NatodocsError], NatodocsError]) -> None:
        again = copied(error)
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)

    def test_message_says_what_to_do(self, error: NatodocsError) -> None:
        assert "; " in str(error)


class TestMessages:
    """An error says what it met, what was allowed, and what to do."""

    def test_page_too_large(self) -> None:
        said = str(PageTooLarge(12_000_000, 10_000_000, "characters"))
        assert "12_000_000 characters" in said
        assert "10_000_000" in said
        assert "Limits(characters=...)" in said

    def test_undecodable_page(self) -> None:
        error = UndecodablePage("utf-8", 1_204)
        assert (error.encoding, error.position) == ("utf-8", 1_204)
        assert "1_204" in str(error)
        assert "utf-8" in str(error)

    def test_unsupported_media_type(self) -> None:
        error = UnsupportedMediaType("application/pdf")
        assert error.media_type == "application/pdf"
        assert "application/pdf" in str(error)
        assert "text/html" in str(error)

    @pytest.mark.parametrize(
        ("media_type", "advice"),
        [
            ("application/rss+xml", "fetch the pages that it links to"),
            ("application/json", "take the field"),
            ("message/rfc822", "email.message_from_bytes"),
            ("application/epub+zip", "XHTML files"),
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pandoc"),
            ("application/pdf", "pdftotext"),
            ("application/x-elf", "it is a program"),
            ("image/webp", "OCR"),
            ("chemical/x-pdb", "extract its text first"),
        ],
    )
    def test_advice_for_each_kind(self, media_type: str, advice: str) -> None:
        assert advice in str(UnsupportedMediaType(media_type))


@pytest.mark.parametrize(
    "reader", [parse.page, parse.body, parse.comments], ids=lambda reader: reader.__name__
)
class TestBinarySources:
    """A PDF, an image or an archive is `UnsupportedMediaType`, and the error names what it is."""

    @pytest.mark.parametrize(
        ("source", "media_type"),
        [
            pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "application/pdf", id="pdf"),
            pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png", id="png"),
            pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01", "image/jpeg", id="jpeg"),
            pytest.param(b"GIF89a\x01\0\x01\0\x80\0\0", "image/gif", id="gif"),
            pytest.param(b"PK\x03\x04\x14\0\0\0\x08\0", "application/zip", id="zip"),
            pytest.param(gzip.compress(b"%PDF-1.7"), "application/pdf", id="pdf in gzip"),
        ],
    )
    def test_signatures(self, reader: Callable[..., Any], source: bytes, media_type: str) -> None:
        with pytest.raises(UnsupportedMediaType) as caught:
            reader(source)
        assert caught.value.media_type == media_type

    def test_media_type_of_another_kind(self, reader: Callable[..., Any]) -> None:
        with pytest.raises(UnsupportedMediaType) as caught:
            reader("text", media_type="application/json")
        assert caught.value.media_type == "application/json"


class TestWrongTypes:
    """A wrong Python type is a `TypeError` that names the argument."""

    @pytest.mark.parametrize(
        "reader", [parse.page, parse.body, parse.comments], ids=lambda reader: reader.__name__
    )
    @pytest.mark.parametrize(
        "source",
        [None, 7, ["text"], Path("page.html"), io.BytesIO(b"text")],
        ids=lambda value: type(value).__name__,
    )
    def test_source(self, reader: Callable[..., Any], source: Any) -> None:
        with pytest.raises(TypeError, match="source"):
            reader(source)

    @pytest.mark.parametrize(
        ("source", "method"), [(Path("page.html"), ".read_bytes()"), (io.StringIO("text"), ".read()")]
    )
    def test_paths_and_files_say_how(self, source: Any, method: str) -> None:
        with pytest.raises(TypeError, match="must be str or bytes; pass what its ") as caught:
            parse.page(source)
        assert method in str(caught.value)
        (failure,) = parse.pages([source], workers=0)
        assert isinstance(failure, Failure)
        assert str(failure.error) == str(caught.value)

    @pytest.mark.parametrize("kind", [bytearray, memoryview, lambda text: memoryview(text * 2)[: len(text)]])
    def test_other_kinds_of_bytes_are_read(self, kind: Callable[[bytes], Any]) -> None:
        text = "The bridge of Harbury is open again, said Ada Lund. Größe."
        assert parse.page(kind(text.encode())).text == text
        assert parse.body(kind(text.encode())) == parse.body(text)
        assert parse.comments(kind(text.encode())) == ()
        (page,) = parse.pages([kind(text.encode())], workers=0)
        assert page == parse.page(text)
        with pytest.raises(TypeError, match="must be an iterable of pages"):
            parse.pages(kind(b"text"), workers=0)

    @pytest.mark.parametrize(
        "reader", [parse.byline, parse.dateline, parse.quotes], ids=lambda reader: reader.__name__
    )
    @pytest.mark.parametrize("text", [None, 7, b"By Ada Lund"], ids=lambda value: type(value).__name__)
    def test_text(self, reader: Callable[..., Any], text: Any) -> None:
        with pytest.raises(TypeError, match="text"):
            reader(text)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("url", 7),
            ("url", b"https://harbury.example"),
            ("language", 7),
            ("media_type", b"text/html"),
            ("limits", 100),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_arguments(self, name: str, value: Any) -> None:
        with pytest.raises(TypeError, match=name):
            parse.page("text", **{name: value})

    def test_limits_may_not_be_missing(self) -> None:
        reader: Callable[..., Any] = parse.page
        with pytest.raises(TypeError, match="limits"):
            reader("text", limits=None)

    def test_source_has_no_name(self) -> None:
        reader: Callable[..., Any] = parse.page
        with pytest.raises(TypeError):
            reader(source="text")

    def test_limits_of_a_subclass_are_limits(self) -> None:
        class Tight(Limits):
            """What a caller may make of them."""

        assert parse.page("text", limits=Tight()).text == "text"
