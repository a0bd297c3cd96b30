"""str or bytes become a document: nothing is changed in plain text, and what is no text is refused."""

from __future__ import annotations

import codecs
import contextlib

import pytest

from growth import grows_badly
from natodocs import Limits, PageTooLarge, UndecodablePage, UnsupportedMediaType
from natodocs._document.document import Document
from natodocs._document.source import read

MEGABYTES = (1_000_000, 4_000_000)  # characters or bytes
PLAIN, HTML = "text/plain", "text/html"


def text_of(source: str | bytes, media_type: str | None = None) -> str:
    return read(source, media_type, Limits()).text


class TestPlainTextIsTheSourceToTheLetter:
    """For plain text, the text is the source itself, whatever is in it."""

    @pytest.mark.parametrize(
        "source",
        [
            pytest.param("", id="nothing"),
            pytest.param(" \n\t\r\n", id="blanks"),
            pytest.param("Tides rise.\r\nTides fall.\f\n", id="all kinds of breaks"),
            pytest.param("a\0b\0\0c", id="NUL"),
            pytest.param("broken \ud800 pair \udfff", id="lone surrogates"),
            pytest.param("\ufeffThe bridge is open.", id="a mark that was decoded as a character"),
            pytest.param("Soft\u00adhyphens and\u200bzero\u2060width", id="invisible characters"),
        ],
    )
    def test_str(self, source: str) -> None:
        assert read(source, None, Limits()) == Document(source)
        assert read(source, PLAIN, Limits()) == Document(source)

    def test_has_no_regions_and_no_metadata(self) -> None:
        document = read("<title>Not read</title>", PLAIN, Limits())
        assert document.text == "<title>Not read</title>"
        assert document.regions == ()
        assert document.metadata.title is None


class TestLimits:
    """What is larger than its limits is `PageTooLarge`, which says how large it is and in what."""

    @pytest.mark.parametrize(
        ("source", "media_type", "limits", "size", "unit"),
        [
            pytest.param("harbour", None, Limits(characters=6), 7, "characters", id="str"),
            pytest.param(b"harbour", None, Limits(bytes=6), 7, "bytes", id="bytes"),
            pytest.param("Æbelø".encode(), None, Limits(characters=4), 5, "characters", id="decoded"),
            pytest.param("<p>a<p>b", HTML, Limits(characters=7), 8, "characters", id="HTML as it comes"),
        ],
    )
    def test_over(
        self, source: str | bytes, media_type: str | None, limits: Limits, size: int, unit: str
    ) -> None:
        with pytest.raises(PageTooLarge) as caught:
            read(source, media_type, limits)
        assert (caught.value.size, caught.value.unit) == (size, unit)

    @pytest.mark.parametrize(
        ("source", "limits"),
        [
            ("harbour", Limits(characters=7)),
            (b"harbour", Limits(bytes=7, characters=7)),
            ("Æbelø".encode(), Limits(bytes=7, characters=5)),
        ],
    )
    def test_at(self, source: str | bytes, limits: Limits) -> None:
        assert read(source, None, limits).text

    def test_size_is_looked_at_before_anything_else(self) -> None:
        with pytest.raises(PageTooLarge):
            read(b"%PDF-1.7", None, Limits(bytes=3))


class TestOtherMediaTypes:
    """What is neither plain text nor HTML is refused with its IANA media type."""

    @pytest.mark.parametrize("media_type", ["application/pdf", "text/markdown", "TEXT/HTML", ""])
    def test_asked_for(self, media_type: str) -> None:
        with pytest.raises(UnsupportedMediaType) as caught:
            text_of("The bridge is open.", media_type)
        assert caught.value.media_type == media_type

    @pytest.mark.parametrize("media_type", [None, PLAIN, HTML])
    @pytest.mark.parametrize(
        ("source", "found"),
        [
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "application/pdf"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
            (b"GIF89a\x01\0\x01\0\x80", "image/gif"),
            (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
            (b"PK\x03\x04\x14\0\x06\0", "application/zip"),
            (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "application/epub+zip"),
            (b"\x1f\x8b\x08\0\0\0\0\0", "application/gzip"),
            (b"BZh91AY&SY\x8e\0", "application/x-bzip2"),
            (b"\x7fELF\x02\x01\x01\0", "application/x-elf"),
            (b"{\\rtf1\\ansi The bridge}", "application/rtf"),
            (b"\0\0\0 ftypisom", "video/mp4"),
            (b"\0\x01\0\x02" * 40, "application/octet-stream"),
            ("Ferry".encode("utf-16-le"), "application/octet-stream"),
        ],
    )
    def test_bytes(self, source: bytes, found: str, media_type: str | None) -> None:
        with pytest.raises(UnsupportedMediaType) as caught:
            text_of(source, media_type)
        assert caught.value.media_type == found

    @pytest.mark.parametrize(
        ("source", "found"),
        [
            ("%PDF-1.4\n1 0 obj", "application/pdf"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".decode("utf-8", "replace"), "image/png"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".decode("latin-1"), "image/png"),
            ("PK\x03\x04\x14\0\x06\0", "application/zip"),
        ],
    )
    def test_str_that_was_decoded_from_one(self, source: str, found: str) -> None:
        with pytest.raises(UnsupportedMediaType) as caught:
            text_of(source)
        assert caught.value.media_type == found

    @pytest.mark.parametrize(
        "source",
        [
            b"GIF89a is the name of a format.",
            b"PDF files sink.",
            b"MZ and BM are initials.",
            b"Rar! cried the gull.",
            b"Stray \0 in a text that is long enough for one of them to be no sign of anything else",
        ],
    )
    def test_text_that_begins_alike(self, source: bytes) -> None:
        assert text_of(source) == source.decode()


class TestBytes:
    """Bytes are decoded by their mark, by what they declare, as UTF-8, and by what they look like."""

    @pytest.mark.parametrize(
        ("mark", "encoding"),
        [
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (codecs.BOM_UTF32_LE, "utf-32-le"),
            (codecs.BOM_UTF32_BE, "utf-32-be"),
        ],
    )
    def test_byte_order_mark(self, mark: bytes, encoding: str) -> None:
        assert text_of(mark + "Fähre „Lund“".encode(encoding)) == "Fähre „Lund“"

    def test_half_a_character_at_the_end_of_marked_text(self) -> None:
        assert text_of(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"c") == "ab\ufffd"

    @pytest.mark.parametrize("source", [b"", b"Harbour", "Hafenfähre – 5 €".encode(), b"Zo\xc3\xab"])
    def test_utf8(self, source: bytes) -> None:
        assert text_of(source) == source.decode()

    def test_utf8_that_was_cut_or_patched(self) -> None:
        sentence = "Die Fähre überquert jährlich größere Flüsse. "
        patched = (sentence * 5).encode() + b"\xe4\xff" + (sentence * 5).encode() + "ü".encode()[:1]
        assert text_of(patched).replace("\ufffd", "") == sentence * 10

    @pytest.mark.parametrize(
        ("encoding", "text"),
        [
            ("cp1252", "Der Bürgermeister sagte „nein“ – und größere Fähren fahren später, über Nacht. " * 3),
            ("cp1251", "Мэр города сказал, что мост откроют завтра утром. " * 3),
            ("koi8-r", "Мэр города сказал, что мост откроют завтра утром. " * 3),
            ("gb18030", "市长说，大桥明天开放。" * 5),
            ("shift_jis", "市長は、橋が明日開通すると述べた。" * 5),
            ("euc-kr", "시장은 내일 다리가 개통된다고 말했다. " * 5),
            ("iso2022_jp", "市長は、橋が明日開通すると述べた。" * 5),
        ],
    )
    def test_other_encodings(self, encoding: str, text: str) -> None:
        assert text_of(text.encode(encoding)) == text

    @pytest.mark.parametrize(
        "head",
        [
            '<meta charset="windows-1251">',
            "<META HTTP-EQUIV=content-type content='text/html; charset=windows-1251'>",
            '<?xml version="1.0" encoding="windows-1251"?><html>',
        ],
    )
    def test_declared_in_html(self, head: str) -> None:
        assert text_of((head + "<p>Мост</p>").encode("cp1251"), HTML) == "Мост"

    def test_declared_as_browsers_know_it(self) -> None:
        assert text_of(b"<meta charset=iso-8859-1><p>\x93Tide\x94</p>", HTML) == "“Tide”"

    @pytest.mark.parametrize("label", ["windows-1251", "utf-16", "x-user-defined", "nonsense"])
    def test_wrong_declaration_is_overruled(self, label: str) -> None:
        text = "Die Fähre überquert jährlich größere Flüsse, und später fährt sie zurück nach Lübeck."
        assert text_of(f"<meta charset={label}><p>{text}</p>".encode(), HTML) == text

    def test_unknown_declaration_is_passed_over(self) -> None:
        text = "Der Bürgermeister fährt später über die größere Brücke zurück, sagte er."
        assert text_of(f"<meta charset=nonsense><p>{text}</p>".encode("cp1252"), HTML) == text

    def test_declaration_is_no_matter_in_plain_text(self) -> None:
        source = '<meta charset="windows-1251"> steht über der Fähre'
        assert text_of(source.encode(), PLAIN) == source

    @pytest.mark.parametrize("media_type", [None, PLAIN, HTML])
    @pytest.mark.parametrize(("source", "position"), [(b"\x81", 0), (b"ok\x01\x81\x02\x03\xff\x04", 2)])
    def test_what_no_encoding_fits(self, source: bytes, position: int, media_type: str | None) -> None:
        with pytest.raises(UndecodablePage) as caught:
            text_of(source, media_type)
        assert caught.value.position == position


class TestHtmlIsTold:
    """A source is HTML if it begins as a document does, or as a fragment of blocks does."""

    @pytest.mark.parametrize(
        "source",
        [
            "<!DOCTYPE html><p>Tide",
            "\ufeff \n<html lang=en><body>Tide",
            "<head><title>Tide</title></head>Tide",
            "<!-- saved --><!-- twice -->\n<!doctype   HTML>Tide",
            '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN">Tide',
            "<body onload=x>Tide",
            "<p>Tide</p>",
            '<div class="a"><h1>Tide',
            "<p>One\n<p>Two\n<p>Three",
            "Tide: <p>one</p><p>two</p><p>three</p>",
            "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<!DOCTYPE html>\n<html><head>",
        ],
    )
    def test_html(self, source: str) -> None:
        assert "<" not in text_of(source)
        assert text_of(source.encode()) == text_of(source)

    @pytest.mark.parametrize(
        "source",
        [
            "Ada Lund, harbour master",
            "Markdown with a stray<br>break and **bold** words",
            "The <b> tag makes bold, and <p> starts a paragraph.",
            "<b>Bold</b> words in a message",
            "<table> tags, explained",
            "<ada@lund.example> wrote:",
            "3 < 4 and 5 > 4",
            "# Blocks\n\n```html\n<div><p>a</p></div><div></div>\n```\n",
            "<rss><channel><item><description>a</description></item></channel></rss>",
            "<!-- never closed",
            "<?php echo 'x'; ?> is how it starts",
            "<",
        ],
    )
    def test_plain_text(self, source: str) -> None:
        assert text_of(source) == source
        assert text_of(source.encode()) == source

    def test_media_type_decides(self) -> None:
        assert text_of("Fish & <b>chips</b>", HTML) == "Fish & chips"
        assert text_of("<!doctype html><p>Tide</p>", PLAIN) == "<!doctype html><p>Tide</p>"

    def test_mark_of_byte_order_is_no_text_in_html(self) -> None:
        assert text_of("\ufeff<html>Tide") == "Tide"

    def test_looks_at_the_beginning_alone(self) -> None:
        article = "The ferry runs again. " * 1_000
        assert text_of(article + "<html><p>a</p>") == article + "<html><p>a</p>"


@pytest.mark.slow
class TestTimeGrowsWithSize:
    """Whatever stands there, four megabytes are read in the time of four."""

    @pytest.mark.parametrize("unit", ["a", "<", " ", "<!--", "<?>", "<!-- -->", "<p ", "\0", "\ud800", "`"])
    def test_str(self, unit: str) -> None:
        assert grows_badly(text_of, [unit * (size // len(unit)) for size in MEGABYTES]) is None

    @pytest.mark.parametrize(
        "unit", [b"a", b"\xe4", b"\xd6\xd0", b"\xc3\xa4", b"<meta ", b"\x1b$", b"\xe4\xb8", b" "]
    )
    @pytest.mark.parametrize("end", [b"", b"\xff"])
    def test_bytes(self, unit: bytes, end: bytes) -> None:
        def work(source: bytes) -> None:
            with contextlib.suppress(UndecodablePage, UnsupportedMediaType):
                text_of(source)

        assert grows_badly(work, [unit * (size // len(unit)) + end for size in MEGABYTES]) is None
