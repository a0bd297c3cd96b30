"""How much a page may hold."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen, validators

TIMEOUT: Final = 60.0  # seconds that a worker may take over one page; it takes milliseconds, or it hangs


@frozen(kw_only=True)
class Limits:
    """Bounds on one page; a page over them is `PageTooLarge`.

    The time of a parse grows linearly with the size of its page, so these are what bounds it. The defaults
    take any real page, and are there for the archive that was handed in by mistake.
    """

    characters: int = field(default=10_000_000, validator=[validators.instance_of(int), validators.ge(0)])
    """The most characters of a `str`, or of what `bytes` decode to, and of the text that HTML renders to."""
    bytes: int = field(default=40_000_000, validator=[validators.instance_of(int), validators.ge(0)])
    """The most bytes of a `bytes` source, before decoding."""
