"""NatodocsError and its kinds.

Each says what was met, what is allowed and what to do, keeps its numbers as attributes, is the built-in
kind that a caller expects, and survives pickling.
"""

from __future__ import annotations


class NatodocsError(Exception):
    """The base of every error that natodocs raises about a page."""


class PageTooLarge(NatodocsError, ValueError):
    """The page holds more than its `Limits` allow."""

    size: int
    """How much the page holds, in `unit`."""
    limit: int
    """How much is allowed, in `unit`."""
    unit: str
    """What was counted: "characters" or "bytes"; it is also the name of the field of `Limits`."""

    def __init__(self, size: int, limit: int, unit: str) -> None:
        super().__init__(size, limit, unit)  # what rebuilds it in another process
        self.size, self.limit, self.unit = size, limit, unit

    def __str__(self) -> str:
        return (
            f"the page has {self.size:_} {self.unit}, and the limit is {self.limit:_}; "
            f"pass limits=Limits({self.unit}=...) to allow more, or cut the page"
        )


class UndecodablePage(NatodocsError, ValueError):
    """The bytes of the page are no text in the encoding that they declare, nor in any that was detected."""

    encoding: str
    """The encoding that was tried last."""
    position: int
    """Index of the first byte that does not fit, from 0."""

    def __init__(self, encoding: str, position: int) -> None:
        super().__init__(encoding, position)
        self.encoding, self.position = encoding, position

    def __str__(self) -> str:
        return (
            f"the bytes are no text: byte {self.position:_} does not fit {self.encoding}; "
            "decode them yourself and pass a str"
        )


class UnsupportedMediaType(NatodocsError, ValueError):
    """The source is neither plain text nor HTML."""

    media_type: str
    """What the source is, as an IANA media type, or what the caller asked for."""

    def __init__(self, media_type: str) -> None:
        super().__init__(media_type)
        self.media_type = media_type

    def __str__(self) -> str:
        return (
            f"the source is {self.media_type}, and natodocs reads text/plain and text/html; "
            "extract its text first and pass that"
        )


class PageTooSlow(NatodocsError, TimeoutError):
    """The page kept a worker of `natodocs.parse.pages` for longer than its time limit.

    It is the one answer that depends on the machine and on what else runs there. It is never raised: it comes as
    the error of a `Failure`.
    """

    seconds: float
    """The time limit, in seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return (
            f"the page was read for longer than {self.seconds:g} seconds, and its worker was ended; "
            "pass timeout=... to allow more, or None for no limit"
        )
