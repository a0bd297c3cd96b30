"""Page -> dictionaries and JSON, and back without loss.

Every class of `_types.py` becomes an object with its fields as keys, in their order: enumerations by their
value, dates in ISO 8601 (a date has no "T"), tuples as lists, spans as `{"start": 0, "end": 5}`. The text of
whatever has a span stands beside it, so that a reader in another language, which may not count characters as
Python does, need not slice. `page.schema.json` says the same to machines; `tools/schema.py` writes it.

The way of a class out is laid once, from its annotations; `restore.py` has the way in, and checks it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, Final, TypeVar, get_args, get_origin

import attrs

from natodocs._output import restore
from natodocs._output.restore import Misfit
from natodocs._types import PageData, Span

VERSION: Final = 2  # of the form written here; goes up when a reader of the old form would go wrong
# What an older form had not, by its number, with what it is read as.
ADDED_SINCE: Final[Mapping[int, Mapping[str, Any]]] = {1: {"truncated": False}, VERSION: {}}

Way = Callable[[Any], Any]
P = TypeVar("P", bound=PageData)


def to_dict(page: PageData) -> dict[str, Any]:
    """Return a page as dictionaries, lists, strings and numbers; see `Page.to_dict`."""
    return _keep_halves_apart({"version": VERSION, **_way_out(PageData)(page)})


def to_json(page: PageData, *, indent: int | None) -> str:
    r"""Return `to_dict` as JSON that any encoder takes; see `Page.to_json`.

    Half a surrogate pair, which UTF-8 cannot hold, is written as an escape (`\ud800`).
    """
    written = json.dumps(to_dict(page), ensure_ascii=False, allow_nan=False, indent=indent)
    return written if _is_utf8(written) else _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", written)


def from_dict(data: Mapping[str, Any], kind: type[P]) -> P:
    """Rebuild a page, of the class `kind`, from what `to_dict` or `to_json` gave; see `Page.from_dict`."""
    if not isinstance(data, Mapping):
        raise TypeError(f"data is {type(data).__name__}, and must be a dict as Page.to_dict gives it")
    try:
        added = ADDED_SINCE[_version(data)]
        splitter = _splitter(data)
        fields = {
            **added,
            **{key: value for key, value in data.items() if key not in ("version", "splitter")},
        }
        page = restore.page(fields, kind)
        if splitter is not None:
            fields = _each_string(_way_out(PageData)(page), lambda text: text.replace(splitter, ""))
            page = restore.page(fields, kind)
        restore.require_fit(page)
    except Misfit as misfit:
        raise ValueError(str(misfit)) from None
    return page


def _version(data: Mapping[str, Any]) -> int:
    if "version" not in data:
        raise Misfit(f"is missing; where natodocs wrote the page, it is {VERSION}", ".version")
    version = data["version"]
    if type(version) is not int or version not in ADDED_SINCE:
        problem = f"is {restore.short(version)}, and this natodocs reads {', '.join(map(str, ADDED_SINCE))}"
        raise Misfit(f"{problem}; use the natodocs that wrote the page", ".version")
    return version


# --- out: the way of each class, laid once


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
        inner = _way_out(restore.given(kind))
        return inner if inner is _as_it_is else lambda value: None if value is None else inner(value)
    return _as_it_is


def _object_out(kind: type) -> Way:
    if kind is Span:  # half of all objects of a page
        return lambda span: {"start": span.start, "end": span.end}
    fields = restore.fields(kind) | restore.computed(kind)
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
_SLICES: Final = {"blocks": (), "quotes": (), "comments": ()}  # what stands in them stands in the text too


def _keep_halves_apart(data: dict[str, Any]) -> dict[str, Any]:
    if _is_utf8("".join(_strings(data | _SLICES))):
        return data
    taken = set("".join(_strings(data)))
    splitter = next(mark for mark in map(chr, _SPLITTERS) if mark not in taken)
    apart = _each_string(data, lambda text: _BEFORE_ITS_OTHER.sub(lambda half: half[0] + splitter, text))
    return data if apart == data else {**apart, "splitter": splitter}


def _splitter(data: Mapping[str, Any]) -> str | None:
    if "splitter" not in data:
        return None
    splitter = data["splitter"]
    if not isinstance(splitter, str) or len(splitter) != 1:
        raise Misfit(f"is {restore.short(splitter)}, and must be one character", ".splitter")
    return splitter


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _strings(entry)


def _each_string(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_string(entry, change) for key, entry in value.items()}
    return [_each_string(entry, change) for entry in value] if isinstance(value, list) else value
