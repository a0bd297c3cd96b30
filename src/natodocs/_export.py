"""Page -> dictionaries and JSON, and back without loss.

Every class of `_types.py` becomes an object with its fields as keys, in their order: enumerations by their
value, dates in ISO 8601 (a date has no "T"), tuples as lists, spans as `{"start": 0, "end": 5}`. The text of
whatever has a span stands beside it, so that a reader in another language, which may not count characters as
Python does, need not slice. `page.schema.json` says the same to machines; `tools/schema.py` writes it.

The way of a class out is laid once, from its annotations; `_restore.py` has the way in, and checks it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, Final, get_args, get_origin

import attrs

from natodocs import _restore
from natodocs._restore import Misfit
from natodocs._types import Page, Span

VERSION: Final = 1  # of the form written here; goes up when a reader of the old form would go wrong

Way = Callable[[Any], Any]


def to_dict(page: Page) -> dict[str, Any]:
    """Return a page as dictionaries, lists, strings and numbers; see `Page.to_dict`."""
    return {"version": VERSION, **_way_out(Page)(page)}


def to_json(page: Page, *, indent: int | None) -> str:
    r"""Return `to_dict` as JSON that any encoder takes; see `Page.to_json`.

    Half a surrogate pair, which UTF-8 cannot hold, is written as an escape (`\ud800`).
    """
    data = to_dict(page)
    written = _dump(data, indent)
    try:
        written.encode()
    except UnicodeEncodeError:
        return _escape_halves(data, written, indent)
    return written


def from_dict(data: Mapping[str, Any]) -> Page:
    """Rebuild a page from what `to_dict` or `to_json` gave; see `Page.from_dict`."""
    if not isinstance(data, Mapping):
        raise TypeError(f"data is {type(data).__name__}, and must be a dict as Page.to_dict gives it")
    try:
        _require_version(data)
        splitter = _splitter(data)
        page = _restore.page(
            {key: value for key, value in data.items() if key not in ("version", "splitter")}
        )
        if splitter is not None:
            page = _restore.page(_without(splitter, _way_out(Page)(page)))
        _restore.require_fit(page)
    except Misfit as misfit:
        raise ValueError(str(misfit)) from None
    return page


def _require_version(data: Mapping[str, Any]) -> None:
    if "version" not in data:
        raise Misfit(f"is missing; where natodocs wrote the page, it is {VERSION}", ".version")
    version = data["version"]
    if version != VERSION or isinstance(version, bool):
        problem = f"is {_restore.short(version)}, and this natodocs reads {VERSION}"
        raise Misfit(f"{problem}; use the natodocs that wrote the page", ".version")


# --- out: the way of each class, laid once


def _dump(data: Mapping[str, Any], indent: int | None) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)


@cache
def _way_out(kind: Any) -> Way:
    if attrs.has(kind):
        return _object_out(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {member: member.value for member in kind}.__getitem__
    if dt.date in get_args(kind):
        return lambda moment: moment.isoformat()
    if get_origin(kind) is tuple:
        entry = _way_out(get_args(kind)[0])
        return list if entry is _as_it_is else lambda entries: [entry(each) for each in entries]
    if type(None) in get_args(kind):
        inner = _way_out(_restore.given(kind))
        return inner if inner is _as_it_is else lambda value: None if value is None else inner(value)
    return _as_it_is


def _object_out(kind: type) -> Way:
    if kind is Span:  # half of all objects of a page
        return lambda span: {"start": span.start, "end": span.end}
    fields = _restore.fields(kind)
    names = tuple(fields)
    values = attrgetter(*names)  # gives a tuple: every class has two fields or more
    ways = [(name, way) for name, of in fields.items() if (way := _way_out(of)) is not _as_it_is]

    def out(value: Any) -> dict[str, Any]:
        done = dict(zip(names, values(value), strict=True))
        for name, way in ways:
            done[name] = way(done[name])
        return done

    return out


def _as_it_is(value: Any) -> Any:
    return value


# --- halves of surrogate pairs

# Python takes both halves of a pair as two characters; JSON cannot tell them from the one character that they
# encode, and all spans behind them would shift. No sound text has them, but a broken decoder makes them. They
# are kept apart by a character that the page does not have, which the key "splitter" names.
_HALF: Final = re.compile("[\ud800-\udfff]")
_BEFORE_ITS_OTHER: Final = re.compile("[\ud800-\udbff](?=[\udc00-\udfff])")
_SPLITTERS: Final = range(0xFDD0, 0x110000)  # from the first character that Unicode promises never to use


def _escape_halves(data: dict[str, Any], written: str, indent: int | None) -> str:
    if _BEFORE_ITS_OTHER.search(written):
        taken = set(written)
        splitter = next(mark for mark in map(chr, _SPLITTERS) if mark not in taken)
        written = _dump({**data, "splitter": splitter}, indent)
        written = _BEFORE_ITS_OTHER.sub(lambda half: half[0] + splitter, written)
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", written)


def _splitter(data: Mapping[str, Any]) -> str | None:
    if "splitter" not in data:
        return None
    splitter = data["splitter"]
    if not isinstance(splitter, str) or len(splitter) != 1:
        raise Misfit(f"is {_restore.short(splitter)}, and must be one character", ".splitter")
    return splitter


def _without(splitter: str, value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(splitter, "")
    if isinstance(value, dict):
        return {key: _without(splitter, entry) for key, entry in value.items()}
    return [_without(splitter, entry) for entry in value] if isinstance(value, list) else value
