"""What is unpacked of an archive -> its records; behind damage it goes on at the next line that begins as one.

A record says how long it is. Whether that is so is seen by what stands behind it: an empty line, the next record, or
the end of its member. Where it is not, the next record may stand before the end that it claims, or behind it. Nothing
that was there is unpacked again for that, and each byte is searched once, however many records are damaged.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from natodocs._document.members import Break, Damage, Event, Piece

START: Final = b"WARC/"
VERSION: Final = b"WARC/1."  # by which a record is known behind damage
# Where the line before was cut, its end is not there; then it takes a header too.
RECORD: Final = re.compile(rb"WARC/1\.(?:(?<=[\n\0]WARC/1\.)|\d\r?\n[\w-]{1,64}:)")
OVERLAP: Final = 80  # bytes, in which there is all of that
LENGTH: Final = re.compile(rb"^Content-Length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
KIND: Final = re.compile(
    rb"^WARC-Type[ \t]*:[ \t]*(?:response|resource|conversion)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
LINE_ENDS: Final = b"\r\n"
EMPTY_LINES: Final = (b"\n\r\n", b"\n\n")
WRONG_LENGTH: Final = "a record is not as long as it says"
BEHIND: Final = 8  # bytes that are looked at behind a record, which is twice what stands there
# Bytes in which the end of a header is looked for: it has some hundred, and with more than these it is no header.
HEADERS: Final = (1 << 11, 1 << 15)
# Bytes of a record in which the next can be found if its length is too large. One that is longer, and has such a line
# in it, is taken for that, although it may be an archive itself.
KEPT: Final = 1 << 24


@frozen
class Found:
    """A record that is there to its end."""

    start: int
    """Where it begins in the archive; where its member begins, if it is packed."""
    header: bytes
    content: bytes | None
    """What it holds, or the beginning of it where that is more than was asked for; `None` if it can be no page."""


@frozen
class Gap:
    """Something that is no record, or is one and not there to its end."""

    start: int
    """Where it begins in the archive."""
    resumes: int | None
    """Where the next record begins, or `None` where there is none."""
    why: str


@frozen
class _End:
    """Nothing comes any more."""


@frozen
class _Mark:
    """Something that stands between two bytes."""

    at: int
    what: Break | Damage | _End


def records(events: Iterator[Event], most: int, *, packed: bool) -> Iterator[Found | Gap]:
    """Find the records in what is unpacked of an archive, and what is none.

    Args:
        events: What is unpacked.
        most: How many bytes of a record are given.
        packed: Whether there are members at all.
    """
    return _Reader(events, most, packed=packed).read()


class _Reader:
    """Finds the records. A place in the text is counted from the beginning of all that was unpacked."""

    def __init__(self, events: Iterator[Event], most: int, *, packed: bool) -> None:
        self.events = events
        self.most = most
        self.keep = max(KEPT, most)
        self.packed = packed
        self.text = bytearray()
        self.start = 0  # place of the first byte of the text that is kept
        self.at = 0  # place of what is read next
        self.marks: deque[_Mark] = deque()
        self.origins: deque[tuple[int, int]] = deque()  # a place, and where that is in the archive

    def read(self) -> Iterator[Found | Gap]:
        """Give all that is there."""
        while True:
            ahead = self._look(self.at, BEHIND)
            begins = ahead.lstrip(LINE_ENDS)
            self.at += len(ahead) - len(begins)
            if begins:
                yield self._record()
            elif len(ahead) < BEHIND:
                what = self.marks.popleft().what
                if isinstance(what, _End):
                    return
                if isinstance(what, Damage):
                    yield Gap(what.start, what.resumes, what.why)
            self._forget(self.at)

    def _record(self) -> Found | Gap:
        """Read what begins here, and go behind it."""
        offset = self._offset(self.at)
        if not self._reaches(self.at + len(START)) or self._look(self.at, len(START)) != START:
            return self._gap(offset, self.at, "no record begins here")
        block, ended = self._behind_header()
        header = self._slice(self.at, block)
        if not ended:  # nor has any that begins in it, but at its very end
            return self._gap(offset, max(self.at + 1, block - OVERLAP), "the header of a record has no end")
        if (other := RECORD.search(header, 1)) is not None:
            return self._gap(offset, self.at + other.start(), "the header of a record has no end")
        if (said := LENGTH.search(header)) is None:
            return self._gap(offset, block, "a record does not say how long it is")
        end = block + int(said[1])
        self.at = block
        may_be_page = KIND.search(header) is not None
        content, why = self._content(end, self.most if may_be_page else 0)
        if why is not None:
            return self._gap(offset, self.at, why)
        self.at = end
        return Found(offset, header, content if may_be_page else None)

    def _behind_header(self) -> tuple[int, bool]:
        """Return the place behind the empty line that ends a header, or where it was given up; and whether it ends."""
        stop, ended = self.at, False
        for size in HEADERS:
            while True:
                there = self._has(self.at + size)
                stop = min(self.at + size, self._wall())
                for line in EMPTY_LINES:
                    if (found := self._find(line, self.at, stop)) >= 0:
                        stop, ended = found + len(line), True
                if ended:
                    return stop, True
                if there:
                    break
                if not self._reaches(stop + 1):
                    return stop, False
        return stop, False

    def _content(self, end: int, most: int) -> tuple[bytes, str | None]:
        """Return what stands before the end of a record, up to the most, and what is wrong with that end."""
        beginning: bytes | None = None
        while self.at + self.keep < end:  # it is longer than what is kept
            goal = self.at + self.keep
            if not self._reaches(goal) or self._find_start(self.at, goal) >= 0:
                return b"", WRONG_LENGTH
            if beginning is None:
                beginning = self._slice(self.at, self.at + most)
            self.at = goal - OVERLAP
            self._forget(self.at)
        why = self._wrong_behind(end) if self._reaches(end) else WRONG_LENGTH
        if why is not None:
            return b"", why
        return self._slice(self.at, min(end, self.at + most)) if beginning is None else beginning, None

    def _wrong_behind(self, end: int) -> str | None:
        """Return what is wrong if a record does not end there."""
        behind = self._look(end, BEHIND)
        rest = behind.lstrip(LINE_ENDS)
        if not rest and len(behind) < BEHIND:
            what = self.marks[0].what
            return what.why if isinstance(what, Damage) else None
        whole = behind.startswith((b"\r\n\r\n", b"\n\n")) or START.startswith(rest[: len(START)])
        return None if whole else WRONG_LENGTH

    def _gap(self, offset: int, start: int, why: str) -> Gap:
        """Go to the next record, and return what lies before it."""
        self.at = start
        while True:
            if (found := self._find_start(self.at, self._wall())) >= 0:
                self.at = found
                return Gap(offset, self._offset(self.at), why)
            if not self.marks:
                self.at = max(self.at, self._wall() - OVERLAP)
                self._forget(self.at)
                self._pull()
                continue
            mark = self.marks[0]
            self.at = mark.at
            if isinstance(mark.what, _End):
                return Gap(offset, None, why)
            self.marks.popleft()
            if isinstance(mark.what, Damage):
                return Gap(offset, mark.what.resumes, mark.what.why)
            if self._look(self.at, len(VERSION)) == VERSION:
                return Gap(offset, self._offset(self.at), why)

    # --- what is there

    def _pull(self) -> None:
        """Take one thing more."""
        event = next(self.events, None)
        end = self.start + len(self.text)
        if isinstance(event, Piece):
            if not self.origins or (self.packed and self.origins[-1][1] != event.start):
                self.origins.append((end, event.start))
            self.text += event.content
        else:
            self.marks.append(_Mark(end, event or _End()))

    def _wall(self) -> int:
        """Return the end of the text that hangs together."""
        return self.marks[0].at if self.marks else self.start + len(self.text)

    def _has(self, place: int) -> bool:
        """Return whether text that hangs together goes up to a place."""
        while not self.marks:
            if self.start + len(self.text) >= place:
                return True
            self._pull()
        return self.marks[0].at >= place

    def _reaches(self, place: int) -> bool:
        """Return whether a record may go up to a place; it may go on in the next member, if none begins there."""
        while not self._has(place):
            mark = self.marks.popleft()
            if not isinstance(mark.what, Break) or self._look(mark.at, len(VERSION)) == VERSION:
                self.marks.appendleft(mark)
                return False
        return True

    def _slice(self, start: int, end: int) -> bytes:
        return bytes(self.text[start - self.start : end - self.start])

    def _look(self, place: int, count: int) -> bytes:
        end = place + count
        return self._slice(place, end if self._has(end) else self._wall())

    def _find(self, what: bytes, start: int, end: int) -> int:
        """Return the place of something, or -1."""
        found = self.text.find(what, start - self.start, end - self.start)
        return found + self.start if found >= 0 else -1

    def _find_start(self, start: int, end: int) -> int:
        """Return the place where a record begins, or -1."""
        found = RECORD.search(self.text, start - self.start, end - self.start)
        return found.start() + self.start if found else -1

    def _forget(self, place: int) -> None:
        """Let go of what stands before."""
        del self.text[: place - self.start]
        self.start = place
        while len(self.origins) > 1 and self.origins[1][0] <= place:
            self.origins.popleft()

    def _offset(self, place: int) -> int:
        """Return where in the archive a place is, or its member."""
        begins, offset = self.origins[0]
        for origin in self.origins:
            if origin[0] > place:
                break
            begins, offset = origin
        return offset if self.packed else offset + place - begins
