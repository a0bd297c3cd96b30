"""Gazetteers: which places a paper names without saying where they are: cities, countries, states and provinces."""

from __future__ import annotations

import unicodedata
from functools import cache

from natodocs import _rules
from natodocs._rules import loader


def is_place(text: str) -> bool:
    """Return whether a text is the name of a known city, country, state or province."""
    return is_city(text) or is_region(text)


def is_city(text: str) -> bool:
    """Return whether a text is the name of a large city."""
    return _plain(text) in _cities()


def is_town(text: str) -> bool:
    """Return whether a text is the name of a city or of a smaller town, which may be a family name too."""
    plain = _plain(text)
    return plain in _cities() or plain in _towns()


def may_be_town(text: str) -> bool:
    """Return whether a text is a town, or has the ending or the first word of one ("Kleinharburg", "Bad Harbury")."""
    if "--" in text:
        return False
    if is_town(text):
        return True
    first, *more = _plain(text).split() or [""]
    if first in _words("town_openings"):
        return len(more) == 1
    return not more and first.endswith(tuple(_words("town_endings"))) and first not in _words("no_towns")


def may_be_beside_a_town(text: str) -> bool:
    """Return whether a text may follow a town and a slash: another one, or the river it lies on ("Harburg/Oste")."""
    return _plain(text) in _words("rivers") or may_be_town(text)


def is_region(text: str) -> bool:
    """Return whether a text is a country, state or province, also cut short ("Calif.", "N.J.")."""
    return _plain(text) in _regions()


def _plain(text: str) -> str:
    """Return a name without capitals, accents and its last full stop: papers print MONTREAL."""
    if text.isascii() and text.isalpha():  # most are
        return text.lower()
    bare = " ".join(text.casefold().strip(" .,").replace("’", "'").split())
    if bare.isascii():
        return bare
    return "".join(
        letter for letter in unicodedata.normalize("NFD", bare) if not unicodedata.combining(letter)
    )


@cache
def _cities() -> frozenset[str]:
    large = loader.load_list("cities")
    rules = _rules.load_all()
    return frozenset(
        map(_plain, {*large, *rules.words("dateline.cities")} - rules.words("dateline.not_places"))
    )


@cache
def _towns() -> frozenset[str]:
    small = loader.load_list("towns")
    rules = _rules.load_all()
    words = (
        rules.words("dateline.not_places")
        | rules.words("dateline.not_a_place")
        | rules.words("dateline.not_towns")
    )
    return frozenset(map(_plain, {*small} - words))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(_plain, _rules.load_all().words(f"dateline.{name}")))


@cache
def _regions() -> frozenset[str]:
    countries = loader.load_list("countries")
    return frozenset(map(_plain, {*countries, *_rules.load_all().words("dateline.regions")}))
