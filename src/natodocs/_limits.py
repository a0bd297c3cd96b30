"""How much a page may hold."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen, validators

TIMEOUT: Final = 60.0  # seconds that a worker may take over one page; it takes milliseconds, or it hangs


@frozen(kw_only=True)
class Limits:
    """Bounds on one page. The defaults take any real page, and are there for what was handed in by mistake.

    A page that is larger than `characters` or `bytes` is `PageTooLarge`. One with more `blocks` or `quotes` is read as
    far as they go, and `Page.truncated` says so: its text is still there to the letter, and covered by blocks.
    The time of a parse grows linearly with the size of its page, so it is bounded too; so is the memory that it takes.
    """

    characters: int = field(default=10_000_000, validator=[validators.instance_of(int), validators.ge(0)])
    """The most characters of a `str`, or of what `bytes` decode to, and of the text that HTML renders to."""
    bytes: int = field(default=40_000_000, validator=[validators.instance_of(int), validators.ge(0)])
    """The most bytes of a `bytes` source, before decoding."""
    blocks: int = field(default=50_000, validator=[validators.instance_of(int), validators.ge(0)])
    """The most blocks that a page is taken apart into, before neighbours of one kind are joined: the most lines, then.
    What stands behind them is one block more, of which nothing is known."""
    quotes: int = field(default=10_000, validator=[validators.instance_of(int), validators.ge(0)])
    """The most quotations that are looked for."""
