"""str or bytes become a document: nothing is changed in plain text, and what is no text is refused."""

from __future__ import annotations

import base64
import codecs
import contextlib
import gzip
import quopri
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from growth import grows_badly
from natodocs import Limits, PageTooLarge, UndecodablePage, UnsupportedMediaType
from natodocs._document.document import Document
from natodocs._document.source import read

if TYPE_CHECKING:
    from collections.abc import Callable

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
            (gzip.compress(gzip.compress(b"text", mtime=0), mtime=0), "application/gzip"),
            (gzip.compress(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", mtime=0), "image/png"),
            (
                b"PK\x03\x04\x14\0"
                + b"\0" * 24
                + b"[Content_Types].xml"
                + b"\0" * 30
                + b"PK\x03\x04word/document.xml",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
            (b"MZ\x90\0\x03\0\0\0\x04\0", "application/vnd.microsoft.portable-executable"),
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


RSS = '<rss version="2.0"><channel><title>Harbury</title></channel></rss>'
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
MAIL = "Return-Path: <ada@lund.example>\r\nReceived: from a\r\n\tby b\r\nMessage-ID: <1@b>\r\n\r\nOpen."
RELATED = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n\nText\n--a--"


class TestTextThatIsNoPage:
    """Feeds and other XML, JSON, mails and web archives are refused, if nobody says that they are to be read."""

    @pytest.mark.parametrize(
        ("source", "found"),
        [
            (DECLARATION + RSS, "application/rss+xml"),
            ("\ufeff \n" + DECLARATION + "<!-- made by hand -->\n" + RSS, "application/rss+xml"),
            (
                DECLARATION + "<?xml-stylesheet href='a.xsl'?><!DOCTYPE rss [<!ENTITY a 'b'>]>" + RSS,
                "application/rss+xml",
            ),
            (RSS, "application/rss+xml"),
            ("<rss>\n<channel><item>", "application/rss+xml"),
            (DECLARATION + '<rdf:RDF xmlns:rdf="x">', "application/rss+xml"),
            ('<feed xml:lang="en" xmlns="http://www.w3.org/2005/Atom">', "application/atom+xml"),
            (DECLARATION + "<nitf><body><p>Open</p></body></nitf>", "application/xml"),
            (DECLARATION + '<svg xmlns="x"></svg>', "image/svg+xml"),
            ('{"title": "Bridge", "text": "The bridge is open."}', "application/json"),
            ('{"text": "' + "The bridge is open. " * 1_000 + '"}', "application/json"),
            ('{"title": "One"}\n{"title": "Two"}\n', "application/json"),
            ('[{"ids": [1, -2.5e3, null, true]}, {}]', "application/json"),
            ('["One", "Two"]', "application/json"),
            ("{}", "application/json"),
            (MAIL, "message/rfc822"),
            ("From ada@lund.example Mon Jan  3 10:00:00 2031\n" + MAIL, "message/rfc822"),
            ("WARC/1.0\r\nWARC-Type: response\r\n", "application/warc"),
            (
                "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n\nText\n--a--",
                "multipart/related",
            ),
        ],
    )
    def test_refused(self, source: str, found: str) -> None:
        for given in (source, source.encode(), source.encode("utf-16")):
            with pytest.raises(UnsupportedMediaType) as caught:
                text_of(given)
            assert caught.value.media_type == found
            assert text_of(given, PLAIN).lstrip("\ufeff") == source.lstrip("\ufeff")
            text_of(given, HTML)

    @pytest.mark.parametrize(
        "source",
        [
            "{Updated at noon} The bridge is open.",
            '{ "The bridge is open" } said the town.',
            '{"@context": "https://schema.org"}\nBridge reopens\n\nThe bridge is open.',
            "[Reuters] The bridge is open.",
            "[1] The bridge is open.",
            "[1, 2] are notes.",
            '["Open at last!", said the town.',
            "From: Ada Lund\nTo: All\nSubject: Bridge\nDate: 3 May 2031\n\nThe bridge is open.",
            "From: Ada Lund\nMIME-Version: 1.0\n\nThe bridge is open.",
            "Received: a letter. Subject: the bridge.",
            "Message-ID: what is it?\nAnd the bridge?",
            "WARC/1.0 is a format.",
        ],
    )
    def test_articles_that_begin_alike(self, source: str) -> None:
        assert text_of(source) == source
        assert text_of(source.encode()) == source

    def test_xhtml_with_a_declaration_is_a_page(self) -> None:
        for page in ("<html><p>Tide", "<div><p>Tide</p></div>", "<!DOCTYPE html>\n<html><p>Tide"):
            assert text_of(DECLARATION + page) == "Tide"


def saved(html: bytes, *headers: str, before: str = "") -> bytes:
    """Return a page as browsers save it."""
    part = "\r\n".join(headers).encode()
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbury.example/\r\n"
        "Subject: =?utf-8?Q?Br=C3=BCcke?=\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x--(a)"\r\n'
        f"\r\n\r\n{before}"
    )
    picture = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    line = b"----x--(a)"
    end = line + b"--\r\n"
    return (
        head.encode() + line + b"\r\n" + part + b"\r\n\r\n" + html + b"\r\n" + line + b"\r\n" + picture + end
    )


class TestSavedPages:
    """What browsers save with its pictures (MHTML) is read as the page in it."""

    @pytest.mark.parametrize(
        ("packing", "pack"),
        [("quoted-printable", quopri.encodestring), ("base64", base64.encodebytes), ("8bit", bytes)],
    )
    @pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
    def test_packing_and_charset(self, packing: str, pack: Callable[[bytes], bytes], charset: str) -> None:
        html = "<!DOCTYPE html><p>Мост снова открыт, сообщил мэр города.</p>"
        source = saved(
            pack(html.encode(charset)),
            f"Content-Type: text/html; charset={charset}",
            f"Content-Transfer-Encoding: {packing}",
        )
        assert text_of(source) == "Мост снова открыт, сообщил мэр города."
        if packing != "8bit" or charset == "utf-8":
            assert text_of(source.decode()) == text_of(source)
        assert text_of(source, PLAIN).startswith("From: <Saved by Blink>")

    def test_the_first_page_counts(self) -> None:
        frame = "----x--(a)\r\nContent-Type: text/css\r\n\r\np {}\r\n"
        assert text_of(saved(b"<p>Tide", "Content-Type: text/html", before=frame)) == "Tide"

    def test_parts_in_parts(self) -> None:
        inner = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Tide\r\n--b--"
        assert text_of(saved(inner, "Content-Type: multipart/alternative; boundary=b")).strip() == "Tide"

    @pytest.mark.parametrize(
        "headers",
        [
            ["Content-Type: text/plain"],
            ["Content-Type: text/html" + "; a=b" * 4_000],
            ["Content-Type: multipart/mixed"],
        ],
    )
    def test_no_page_in_it(self, headers: list[str]) -> None:
        with pytest.raises(UnsupportedMediaType, match="there is no HTML in it"):
            text_of(saved(b"<p>Tide", *headers))

    def test_a_mail_is_none(self) -> None:
        with pytest.raises(UnsupportedMediaType, match="message/rfc822"):
            text_of(
                b"Message-ID: <1@b>\r\nReceived: from a\r\n" + saved(b"<p>Tide", "Content-Type: text/html")
            )

    @pytest.mark.parametrize("charset", ["klingon", "a\0b", "=", "'x'y", "\xff"])
    def test_a_charset_that_is_none(self, charset: str) -> None:
        source = saved(
            b"<p>Tide", f"Content-Type: text/html; charset={charset}", "Content-Transfer-Encoding: \xff"
        )
        assert text_of(source) == "Tide"


class TestGzip:
    """Bytes that are packed with gzip are unpacked, as far as the limits go."""

    def test_text_and_html(self) -> None:
        assert text_of(gzip.compress("Die Fähre – größer".encode())) == "Die Fähre – größer"
        assert text_of(gzip.compress(b"<!DOCTYPE html><p>Tide")) == "Tide"
        assert text_of(gzip.compress(b"<p>Tide"), PLAIN) == "<p>Tide"
        assert text_of(gzip.compress(b"The ferry ") + gzip.compress(b"runs.")) == "The ferry runs."

    def test_a_bomb(self) -> None:
        bomb = gzip.compress(bytes(50_000_000))
        tracemalloc.start()
        try:
            with pytest.raises(PageTooLarge) as caught:
                read(bomb, None, Limits(bytes=100_000))
            assert tracemalloc.get_traced_memory()[1] < 1_000_000  # bytes
        finally:
            tracemalloc.stop()
        assert caught.value.size == 100_001

    @pytest.mark.parametrize("media_type", [None, PLAIN, HTML])
    def test_damage(self, media_type: str | None) -> None:
        packed = gzip.compress(b"The ferry runs. " * 100)
        for broken in (
            packed[:-1],
            packed[:12],
            packed[:-8] + bytes(4) + packed[-4:],
            packed[:10] + b"\xff" * 9,
        ):
            with pytest.raises(UndecodablePage) as caught:
                text_of(broken, media_type)
            assert caught.value.encoding == "gzip"


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
            "<rss> and <channel> are the first tags of a feed",
            "<feed> is another",
            '<?xml version="1.0"?> is how XML begins',
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

    @pytest.mark.parametrize(
        "unit",
        [
            "a",
            "<",
            " ",
            "<!--",
            "<?>",
            "<!-- -->",
            "<p ",
            "\0",
            "\ud800",
            "`",
            '{"a',
            "<?xml ?><!--",
            "From: a\n",
        ],
    )
    def test_str(self, unit: str) -> None:
        assert grows_badly(text_of, [unit * (size // len(unit)) for size in MEGABYTES]) is None

    @pytest.mark.parametrize(
        "unit",
        [
            b"a",
            b"\xe4",
            b"\xd6\xd0",
            b"\xc3\xa4",
            b"<meta ",
            b"\x1b$",
            b"\xe4\xb8",
            b" ",
            gzip.compress(b"a", mtime=0),
        ],
    )
    @pytest.mark.parametrize("end", [b"", b"\xff"])
    def test_bytes(self, unit: bytes, end: bytes) -> None:
        def work(source: bytes) -> None:
            with contextlib.suppress(UndecodablePage, UnsupportedMediaType):
                text_of(source)

        assert grows_badly(work, [unit * (size // len(unit)) + end for size in MEGABYTES]) is None
