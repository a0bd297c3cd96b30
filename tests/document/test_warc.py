"""`natodocs.warc`: the pages of web archives, whole and cut. The archives are made here."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import pickle
import re
import subprocess
import sys
import tracemalloc
import warnings
import zlib
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest

from natodocs import Limits, PageTooLarge, UnsupportedMediaType, parse

pytest.importorskip("fastwarc")

from fastwarc import stream_io

from growth import grows_badly
from natodocs import warc
from natodocs._document import archives

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

HTML = "<!DOCTYPE html><title>Bridge</title><p>The bridge of Harbury is open again, the town said."
END = b"\r\n\r\n"


def response(
    body: bytes = HTML.encode(),
    content_type: str = "text/html",
    *,
    status: str = "200 OK",
    number: int = 0,
    headers: str = "",
) -> bytes:
    """Return a record as a crawler makes it."""
    said = f"Content-Type: {content_type}\r\n" if content_type else ""
    http = f"HTTP/1.1 {status}\r\n{said}{headers}Content-Length: {len(body)}\r\n\r\n".encode()
    return record(http + body, "application/http; msgtype=response", number=number)


def record(
    block: bytes, content_type: str = "text/plain", *, kind: str = "response", number: int = 0, url: str = ""
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"WARC-Target-URI: {url or f'https://harbury.example/{number}'}\r\n"
        f"WARC-Date: 2031-01-28T08:42:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + END


def several(count: int) -> list[bytes]:
    return [response(f"<p>Page {number}".encode() * 500, number=number) for number in range(count)]


def zipped(records: Sequence[bytes]) -> bytes:
    """Return each record as a gzip member of its own, as crawlers write them."""
    return b"".join(map(gzip.compress, records))


def read(archive: bytes, **options: Any) -> list[warc.Record]:
    """Read, where a warning is an error."""
    return list(warc.read(io.BytesIO(archive), **options))


def cut(archive: bytes) -> list[warc.Record]:
    """Read an archive that must be told to be cut."""
    with pytest.warns(warc.TruncatedArchive, match="the archive is (cut off or )?damaged at byte"):
        return read(archive)


def damages(archive: bytes, **options: Any) -> tuple[list[warc.Record], list[tuple[int, int | None]]]:
    """Read, and return the warnings too, by what they name."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = list(warc.read(io.BytesIO(archive), **options))
    told = [warning.message for warning in caught]
    assert all(isinstance(message, warc.TruncatedArchive) for message in told)
    return found, [(message.offset, message.resumes) for message in told]  # type: ignore[union-attr]


class TestWhatIsAPage:
    """`response` records with the status 200, `resource` records, and `conversion` records, if they are text."""

    def test_a_response(self) -> None:
        (found,) = read(response(HTML.encode(), "text/html; charset=UTF-8", number=7))
        assert found == warc.Record(
            url="https://harbury.example/7",
            date=dt.datetime(2031, 1, 28, 8, 42, tzinfo=dt.UTC),
            content=HTML.encode(),
            media_type="text/html",
            charset="UTF-8",
            offset=0,
        )
        assert parse.page(found.source, url=found.url, media_type=found.media_type).url == found.url

    def test_text_of_common_crawl(self) -> None:
        text = "Bridge\n<p> is a tag\nPrag: Die Brücke über den Fluss ist wieder offen."
        info = record(b"software: none\r\n", "application/warc-fields", kind="warcinfo")
        (found,) = read(zipped([info, record(text.encode(), kind="conversion", number=3)]))
        assert (found.source, found.media_type, found.charset) == (text.encode(), "text/plain", None)
        assert found.offset == len(gzip.compress(info))
        assert parse.page(found.source, media_type=found.media_type).text == text

    def test_a_resource(self) -> None:
        (found,) = read(record(b"caf\xe9 ouvert", "text/plain; charset=latin-1", kind="resource"))
        assert found.source == "café ouvert"

    @pytest.mark.parametrize("kind", ["request", "metadata", "revisit", "warcinfo", "continuation"])
    def test_other_records_are_left_out(self, kind: str) -> None:
        assert [found.content for found in read(record(b"No page", kind=kind) + response())] == [
            HTML.encode()
        ]

    @pytest.mark.parametrize(
        "status", ["301 Moved Permanently", "404 Not Found", "500 Oops", "206 Part", "what"]
    )
    def test_other_answers_are_left_out(self, status: str) -> None:
        assert read(response(status=status)) == []

    @pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "text/css", "application/json"])
    def test_other_media_are_left_out(self, media_type: str) -> None:
        assert read(response(content_type=media_type)) == []

    @pytest.mark.parametrize(
        ("said", "media_type"),
        [
            ("TEXT/HTML;Charset=utf-8", "text/html"),
            ("application/xhtml+xml", "text/html"),
            ("text/plain", "text/plain"),
            ("", None),
        ],
    )
    def test_media(self, said: str, media_type: str | None) -> None:
        assert read(response(content_type=said))[0].media_type == media_type

    def test_an_address_in_brackets(self) -> None:
        (found,) = read(record(b"text", kind="resource", url="<https://oste.example/>"))
        assert found.url == "https://oste.example/"

    @pytest.mark.parametrize("whole", [False, True])
    def test_lines_that_end_in_a_line_feed(self, whole: bool) -> None:
        http = b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + HTML.encode()
        made = record(http, "application/http; msgtype=response")
        if whole:
            made = made.replace(b"\r\n", b"\n")
        assert [found.content for found in read(made * 2)] == [HTML.encode()] * 2

    def test_what_the_archive_does_not_say(self) -> None:
        lines = record(b"text", kind="resource").split(b"\r\n")
        bare = [line for line in lines if not line.startswith((b"WARC-Target-URI", b"WARC-Date"))]
        (found,) = read(b"\r\n".join(bare))
        assert (found.url, found.date) == (None, None)


class TestTheEncodingOfTheServer:
    """It outranks what the page says itself; text that is plainly UTF-8 is read as that."""

    def source(self, body: bytes, charset: str) -> str | bytes:
        return read(response(body, f'text/html; charset="{charset}"'))[0].source

    def test_it_counts(self) -> None:
        assert self.source("<p>Мост открыт".encode("cp1251"), "windows-1251") == "<p>Мост открыт"
        assert self.source("<p>橋は開いている".encode("shift_jis"), "Shift_JIS") == "<p>橋は開いている"

    def test_it_outranks_the_page(self) -> None:
        body = '<meta charset="iso-8859-1"><p>Мост открыт'
        assert self.source(body.encode("cp1251"), "windows-1251") == body

    def test_plain_utf_8_outranks_it(self) -> None:
        body = "<p>Die Brücke über den Fluss heißt „Große Schöne“"
        assert self.source(body.encode(), "iso-8859-1") == body

    def test_one_that_nobody_knows(self) -> None:
        body = '<meta charset="windows-1251"><p>Мост открыт'
        assert self.source(body.encode("cp1251"), "klingon") == body

    def test_what_is_no_text_stays_bytes(self) -> None:
        pdf = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
        assert self.source(pdf, "utf-8") == pdf
        with pytest.raises(UnsupportedMediaType, match="application/pdf"):
            parse.page(self.source(pdf, "utf-8"), media_type="text/html")

    def test_bytes_that_fit_no_encoding(self) -> None:
        noise = bytes(range(1, 9)) * 40 + b"\x81\x8d"
        assert self.source(noise, "windows-1252") == noise


class TestThePackingOfTransfersIsUndone:
    """Chunks, gzip, deflate and Brotli; and not where the crawler has done it already."""

    @pytest.mark.parametrize(
        ("name", "pack"),
        [
            pytest.param("gzip", gzip.compress, id="gzip"),
            pytest.param("x-gzip", gzip.compress, id="x-gzip"),
            pytest.param("deflate", zlib.compress, id="deflate"),
            pytest.param("deflate", lambda body: zlib.compress(body, wbits=-15), id="bare deflate"),
            pytest.param("identity", bytes, id="identity"),
        ],
    )
    def test_content(self, name: str, pack: Callable[[bytes], bytes]) -> None:
        headers = f"Content-Encoding: {name}\r\n"
        assert read(response(pack(HTML.encode()), headers=headers))[0].content == HTML.encode()
        assert read(response(HTML.encode(), headers=headers) + response(b"next"))[1].content == b"next"
        assert read(response(HTML.encode(), headers=headers))[0].content == HTML.encode()

    def test_brotli_that_is_none(self) -> None:
        assert read(response(headers="Content-Encoding: br\r\n"))[0].content == HTML.encode()

    def test_chunks(self) -> None:
        packed = gzip.compress(HTML.encode())
        body = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (20, packed[:20], len(packed) - 20, packed[20:])
        headers = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
        assert read(response(body, headers=headers))[0].content == HTML.encode()
        assert read(response(packed, headers=headers))[0].content == HTML.encode()

    def test_a_bomb(self) -> None:
        packed = gzip.compress(b"x" * 50_000_000)
        (found,) = read(response(packed, headers="Content-Encoding: gzip\r\n"), limits=Limits(bytes=1_000))
        assert len(found.content) == 1_001


class TestLimits:
    """Of a page that is too large one byte too many is read, and `parse.page` says so."""

    def test_a_large_page(self) -> None:
        limits = Limits(bytes=1_000)
        first, large, last = read(
            zipped([response(), response(b"<p>" + b"x" * 9_000), response()]), limits=limits
        )
        assert len(large.content) == 1_001
        assert first.content == last.content == HTML.encode()
        with pytest.raises(PageTooLarge):
            parse.page(large.source, limits=limits)


class TestArchivesThatAreCut:
    """An archive gives the records that it holds whole, and a warning."""

    @pytest.mark.parametrize("pack", [zipped, b"".join], ids=["gzip", "plain"])
    def test_wherever_it_is_cut(self, pack: Callable[[list[bytes]], bytes]) -> None:
        records = several(3)
        whole, start = pack(records), len(pack(records[:2]))
        assert len(read(whole)) == 3
        assert len(read(whole[:start])) == 2  # between two records, which nobody can tell
        for end in range(start + 30, len(whole) - len(END) - 8, 61):
            assert len(cut(whole[:end])) == 2, end

    def test_a_few_bytes_of_a_member(self) -> None:
        whole = zipped(several(2))
        assert len(cut(whole + zipped(several(1))[:5])) == 2

    def test_one_member_for_all(self) -> None:
        whole = gzip.compress(b"".join(several(30)))
        assert len(read(whole)) == 30
        assert 0 < len(cut(whole[: len(whole) // 2])) < 30

    def test_damage(self) -> None:
        first, second = (gzip.compress(each) for each in several(2))
        assert len(cut(first + b"no record, no member" + second)) == 2

    def test_the_warning_names_the_file_and_the_line_of_the_caller(self, tmp_path: Path) -> None:
        path = tmp_path / "cut.warc.gz"
        path.write_bytes(zipped(several(2))[:-20])
        with pytest.warns(warc.TruncatedArchive, match="cut.warc.gz") as caught:
            assert len(list(warc.read(path))) == 1
        assert caught[0].filename == __file__

    def test_a_stream_that_cannot_go_back(self) -> None:
        class Pipe(io.BytesIO):
            def seekable(self) -> bool:
                return False

        assert len(list(warc.read(Pipe(zipped(several(2)))))) == 2
        with pytest.warns(warc.TruncatedArchive):
            assert len(list(warc.read(Pipe(zipped(several(2))[:-30])))) == 1


HIT = 10  # the record of a thousand that is damaged


@pytest.fixture(scope="module")
def thousand() -> list[bytes]:
    return several(1000)


def off_by(record: bytes, more: int) -> bytes:
    """Return a record that says another length than it has."""
    length = re.compile(rb"Content-Length: (\d+)")
    return length.sub(lambda said: b"Content-Length: %d" % (int(said[1]) + more), record, count=1)


class TestDamageCostsOneRecord:
    """Behind damage reading goes on at the next record, and the warning names both places."""

    def holds(self, packed: list[bytes]) -> None:
        """Check that all records but the one that is hit are given, each with the place where it begins."""
        found, told = damages(b"".join(packed))
        places = [0, *accumulate(map(len, packed))]
        expected = [(f"https://harbury.example/{number}", places[number]) for number in range(1000)]
        assert [(record.url, record.offset) for record in found] == expected[:HIT] + expected[HIT + 1 :]
        assert told == [(places[HIT], places[HIT + 1])]

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(
                lambda record: record.replace(b"Content-Length", b"Content-Size", 1), id="no length"
            ),
            pytest.param(
                lambda record: record.replace(b"Content-Length: ", b"Content-Length: x", 1), id="no number"
            ),
            *(
                pytest.param(partial(off_by, more=more), id=f"off by {more}")
                for more in (5, 100, 3000, 10**6, 10**15)
            ),
            *(
                pytest.param(partial(off_by, more=more), id=f"off by {more}")
                for more in (-1, -5, -100, -3000)
            ),
            pytest.param(lambda record: record[: len(record) // 2], id="cut"),
            pytest.param(lambda record: record[:150], id="cut in its header"),
            pytest.param(lambda record: record[20:], id="without its first bytes"),
        ],
    )
    def test_a_record(self, thousand: list[bytes], change: Callable[[bytes], bytes]) -> None:
        records = [*thousand[:HIT], change(thousand[HIT]), *thousand[HIT + 1 :]]
        self.holds(records)
        self.holds(list(map(gzip.compress, records)))

    @pytest.mark.parametrize(
        "change",
        [
            *(
                pytest.param(lambda member, at=at: member[:at] + b"\xf0" + member[at + 1 :], id=f"byte {at}")
                for at in (0, 1, 3, 12, 40, 60, 120)
            ),
            pytest.param(lambda member: member[:-8] + bytes(4) + member[-4:], id="sum"),
            pytest.param(lambda member: member[:-4] + bytes(4), id="size"),
            *(
                pytest.param(lambda member, at=at: member[:at], id=f"cut at {at}")
                for at in (2, 5, 40, 120, -3)
            ),
        ],
    )
    @pytest.mark.parametrize("level", [9, 0])
    def test_a_member(self, thousand: list[bytes], change: Callable[[bytes], bytes], level: int) -> None:
        packed = [gzip.compress(record, level) for record in thousand]
        packed[HIT] = change(packed[HIT])
        self.holds(packed)

    def test_a_kilobyte_of_zeros_between_two(self, thousand: list[bytes]) -> None:
        for packed in (thousand, list(map(gzip.compress, thousand))):
            start = len(b"".join(packed[:HIT]))
            found, told = damages(b"".join([*packed[:HIT], bytes(1024), *packed[HIT:]]))
            assert len(found) == 1000
            assert told == [(start, start + 1024)]
            assert found[HIT].offset == start + 1024

    def test_a_large_header_of_http(self, thousand: list[bytes]) -> None:
        cookie = response(headers=f"Set-Cookie: {'a' * 40_000}\r\n", number=HIT)
        for pack in (zipped, b"".join):
            assert len(read(pack([*thousand[:HIT], cookie, *thousand[HIT + 1 :]]))) == 1000

    def test_a_header_of_http_that_is_none(self, thousand: list[bytes]) -> None:
        cookie = response(headers=f"Set-Cookie: {'a' * 2_000_000}\r\n", number=HIT)
        records = [*thousand[:HIT], cookie, *thousand[HIT + 1 :]]
        self.holds(records)
        self.holds(list(map(gzip.compress, records)))

    def test_in_one_member_for_all(self, thousand: list[bytes]) -> None:
        records = [*thousand[:HIT], off_by(thousand[HIT], 100), *thousand[HIT + 1 :]]
        found, told = damages(gzip.compress(b"".join(records)))
        assert len(found) == 999
        assert told == [(0, 0)]
        whole = gzip.compress(b"".join(several(30)), 1)
        found, told = damages(whole[:-900] + b"zzzz" + whole[-896:])
        assert 0 < len(found) < 30
        assert told == [(0, None)]

    def test_records_that_go_on_in_the_next_member(self, thousand: list[bytes]) -> None:
        text = b"".join(thousand)
        packed = b"".join(gzip.compress(text[at : at + 5_003]) for at in range(0, len(text), 5_003))
        assert len(read(packed)) == 1000

    def test_a_page_about_records(self) -> None:
        example = b"<p>A record:\n\n" + record(b"text", kind="resource") * 3 + b"<p>And so on."
        for pack in (zipped, b"".join):
            assert [found.content for found in read(pack([response(example)] * 3))] == [example] * 3

    def test_at_the_beginning(self) -> None:
        first, *others = several(5)
        for pack in (zipped, b"".join):
            found, told = damages(b"\0\1" + pack([first])[2:] + pack(others))
            assert len(found) == 4
            assert told == [(0, len(pack([first])))]

    def test_a_pipe(self, thousand: list[bytes]) -> None:
        class Pipe(io.RawIOBase):
            def __init__(self, content: bytes) -> None:
                self.inside = io.BytesIO(content)

            def readable(self) -> bool:
                return True

            def readinto(self, buffer: Any) -> int:
                content = self.inside.read(min(len(buffer), 1_000))
                buffer[: len(content)] = content
                return len(content)

        records = [*thousand[:HIT], off_by(thousand[HIT], 10**6), *thousand[HIT + 1 :]]
        for pack in (zipped, b"".join):
            with pytest.warns(warc.TruncatedArchive):
                assert len(list(warc.read(io.BufferedReader(Pipe(pack(records)))))) == 999

    def test_a_record_with_a_gap_of_many_megabytes(self) -> None:
        film = record(b"film" * 10_000_000, "video/mp4", kind="resource")
        lying = off_by(response(), 10**12)
        found, told = damages(b"".join([response(), film, lying, film, response()]))
        assert [page.content for page in found] == [HTML.encode()] * 2
        assert len(told) == 1

    def test_an_answer_without_a_word(self) -> None:
        assert (
            read(record(b"", "application/http; msgtype=response") + response())[0].content == HTML.encode()
        )

    @pytest.mark.parametrize("writer", [stream_io.ZstdWriter, stream_io.Lz4Writer])
    def test_other_packing(self, writer: Any) -> None:
        packed = io.BytesIO()
        for each in several(20):
            with writer(packed) as inside:
                inside.write(each)
        whole = packed.getvalue()
        assert len(read(whole)) == 20
        found, ((_, resumes),) = damages(whole[: len(whole) // 2])
        assert 0 < len(found) < 20
        assert resumes is None

        class Broken(io.BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                if self.tell():
                    raise ConnectionResetError("the host has gone")
                return super().read(100)

        with pytest.raises(ConnectionResetError, match="the host has gone"):
            list(warc.read(Broken(whole)))

    def test_the_warning_can_be_sent_to_another_process(self) -> None:
        told = warc.TruncatedArchive("crawl.warc", 7, None, "it is cut")
        again = pickle.loads(pickle.dumps(told))
        assert (str(again), again.offset, again.resumes) == (str(told), 7, None)


@pytest.mark.slow
class TestDamageTakesLinearTime:
    """However many records are damaged, no part of the archive is read again for each."""

    @pytest.mark.parametrize(
        "unit",
        [
            pytest.param(gzip.compress(b"x" * 99)[:-8] + bytes(8), id="sums"),
            pytest.param(gzip.compress(record(b"text"))[:-8] + bytes(8), id="sums of records"),
            pytest.param(gzip.compress(record(b"text"))[:70], id="cut members"),
            pytest.param(gzip.compress(record(b"text"), 0)[:-30], id="cut members without compression"),
            # Each claims the 65,535 bytes that follow.
            pytest.param(
                b"\x1f\x8b\x08" + bytes(8) + b"\xff\xff\0\0" + record(b"text"), id="members that run on"
            ),
            *(
                pytest.param(off_by(record(b"text", kind="resource"), more), id=f"off by {more}")
                for more in (500, 50_000, 10**6, 10**8)
            ),
            pytest.param(gzip.compress(off_by(record(b"text"), 10**6)), id="members off by a million"),
            pytest.param(b"WARC/1.0\n", id="lines that begin a record"),
            pytest.param(b"WARC/1.0\r\nA: b\r\n", id="headers without end"),
            pytest.param(b"\x1f\x8b\x08", id="signs of gzip"),
            pytest.param(gzip.compress(b""), id="empty members"),
            pytest.param(b"\0", id="zeros"),
        ],
    )
    def test_units(self, unit: bytes) -> None:
        def work(archive: bytes) -> None:
            for _ in archives.read(io.BytesIO(archive), Limits()):
                pass

        begin = gzip.compress(record(b"text")) if unit.startswith(b"\x1f") else record(b"text")
        sizes = (100_000, 400_000)  # bytes
        assert grows_badly(work, [begin + unit * (size // len(unit)) for size in sizes]) is None

    def test_memory_is_bounded(self) -> None:
        bomb = gzip.compress(record(b"<p>" + b"x" * 60_000_000, "text/html", kind="resource"))
        limits = Limits(bytes=1_000)
        tracemalloc.start()
        try:
            found = list(warc.read(io.BytesIO(bomb * 3), limits=limits))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert [len(page.content) for page in found] == [1_001] * 3
        assert peak < 50_000_000  # bytes


class TestArchives:
    """The name of a file, or a file."""

    @pytest.mark.parametrize("pack", [zipped, b"".join, lambda records: gzip.compress(b"".join(records))])
    def test_by_name(self, tmp_path: Path, pack: Callable[[list[bytes]], bytes]) -> None:
        path = tmp_path / "pages.warc"
        path.write_bytes(pack(several(3)))
        by_name = list(warc.read(path))
        assert by_name == list(warc.read(str(path))) == read(path.read_bytes())
        assert [found.url for found in by_name] == [
            f"https://harbury.example/{number}" for number in range(3)
        ]

    def test_no_pages(self) -> None:
        assert read(b"") == []

    @pytest.mark.parametrize("content", [b"The bridge is open.", HTML.encode(), b"%PDF-1.7", b"PK\x03\x04"])
    def test_what_is_none(self, content: bytes) -> None:
        with pytest.raises(ValueError, match="is no WARC or WET archive: it begins with"):
            read(content)

    def test_a_file_that_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            list(warc.read(tmp_path / "nothing.warc"))

    def test_a_file_that_breaks(self) -> None:
        class Broken(io.BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                if self.tell() > 100_000:
                    raise ConnectionResetError("the host has gone")
                return super().read(size)

        with pytest.raises(ConnectionResetError, match="the host has gone"):
            list(warc.read(Broken(b"".join(several(100)))))

    def test_records_are_read_one_at_a_time(self) -> None:
        file = io.BytesIO(b"".join(several(2_000)))
        next(warc.read(file))
        assert file.tell() < 1_000_000

    def test_without_the_extra(self) -> None:
        program = "import sys; sys.modules['fastwarc'] = None; import natodocs.warc"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert "natodocs.warc needs fastwarc" in done.stderr
        assert "natodocs[warc]" in done.stderr


def test_any_bytes_end_well() -> None:
    """Whatever stands in a file, there are records, a warning or a `ValueError`."""
    whole = zipped(several(3))
    assert len(read(whole)) == 3
    for place in range(0, len(whole), 7):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", warc.TruncatedArchive)
            try:
                found = read(whole[:place] + b"\xff\x00" + whole[place + 2 :])
            except ValueError:
                found = []
        assert len(found) <= 3
