"""The names of a site, for telling them from headlines and from authors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex
from attrs import frozen

from natodocs._patterns import late
from natodocs._patterns.lazy import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable

NEITHER: Final = lazily(r"[^\p{L}\p{N}]++", regex.VERSION1)  # letters nor digits
PART: Final = 3  # letters; the shortest part of a site's name that stands for it at the end of a title
WHOLE: Final = 6  # letters; what is that long, and part of the publisher's name, is no person's name


@frozen
class Publisher:
    """What a site is called, each name reduced by `bare`."""

    names: frozenset[str]
    """All names; "DW.COM" is called DW as well."""
    fronts: frozenset[str] = frozenset()
    """What links to its front page say, and its address: "Home" is one, a person's blog may bear the person's name."""

    def is_meant(self, name: str) -> bool:
        """Return whether a name is one of the site, or of its front page."""
        short = bare(name)
        return short in self.names or short in self.fronts

    def adds(self, name: str) -> bool:
        """Return whether a name is what the site adds to a title: one of its names, a part of it, or it and more."""
        short = bare(name)
        return self.is_meant(name) or any(
            (len(short) >= PART and short in site) or (len(site) >= PART and site in short)
            for site in self.names
        )

    def is_author(self, name: str) -> bool:
        """Return whether an author by that name is the site itself."""
        short = bare(name)
        if short in self.names or any(
            len(word) >= WHOLE and bare(word) in self.names for word in name.split()
        ):
            return True
        return len(short) >= WHOLE and any(short in site for site in self.names)


NOBODY: Final = Publisher(frozenset())


def named(sites: Iterable[str], fronts: Iterable[str] = ()) -> Publisher:
    """Return a publisher by what its site is called, and by what links to its front page say."""
    names = (bare(name) for site in sites for name in (site, site.removeprefix("www.").split(".")[0]))
    return Publisher(frozenset(filter(None, names)), frozenset(filter(None, map(bare, fronts))))


def bare(name: str) -> str:
    """Return the letters and digits of a name, for comparing."""
    return NEITHER.sub("", late.folded(name))
