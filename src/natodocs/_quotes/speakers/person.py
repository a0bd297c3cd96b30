"""Whom a page names: the entity that mentions are resolved to."""

from __future__ import annotations

from attrs import define


@define(eq=False)
class Person:
    """Somebody, or some body, with a name on the page."""

    words: tuple[str, ...]
    """The name, word by word, without titles."""
    gender: str | None
    """"m", "f" or `None`."""
    personal: bool
    """Whether it is surely a person's name: a given name, a title, or words of its own on the page."""
    spoke: int = 0
    """How often somebody of this name was quoted so far."""
    count: int = 0
    """How often the name is printed in full."""
    kind: str = ""
    """What kind of thing the name is, as far as its words tell, once that was asked."""

    @property
    def name(self) -> str:
        """The name as it is printed."""
        return " ".join(self.words)
