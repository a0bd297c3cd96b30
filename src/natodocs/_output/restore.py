"""Dictionaries -> PageData, with every value checked; see `export.py` for the form.

What comes in may have been through other hands, so nothing is taken on trust: keys, types, numbers, and
whether spans and texts fit. What does not fit is a `Misfit`, whose message names the place and the way out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from reprlib import Repr
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

import attrs

from natodocs._types import PageData, Quote, Span

# What a number may be, by the name of its field: the least and the greatest, both allowed.
BOUNDS: Final[Mapping[str, tuple[float, float]]] = {
    "start": (0, float("inf")),
    "end": (0, float("inf")),
    "confidence": (0, 1),
    "month": (1, 12),
    "day": (1, 31),
    "depth": (0, float("inf")),
}
# What a class has got since the first pages of this form were written: theirs have none of it.
ADDED: Final[Mapping[type, Mapping[str, Any]]] = {Quote: {"reason": "", "words": ""}}
NEVER_EMPTY: Final = frozenset({"authors", "parts"})  # fields with at least one entry

_OFFSET: Final = r"Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{6})?)?"
_TIME: Final = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
MOMENT: Final = rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(T{_TIME}({_OFFSET})?)?"
_IS_MOMENT: Final = re.compile(MOMENT).fullmatch

Way = Callable[[Any], Any]
P = TypeVar("P", bound=PageData)


class Misfit(Exception):
    """Data that is no page. The place grows on its way up: `.span`, `[3].span`, `.blocks[3].span`."""

    def __init__(self, problem: str, place: str = "") -> None:
        super().__init__(problem, place)
        self.problem = problem
        self.place = place

    def __str__(self) -> str:
        return f"{self.place.removeprefix('.') or 'the page'} {self.problem}"


def page(data: Mapping[str, Any], kind: type[P]) -> P:
    """Rebuild a page of a class from its fields; whether they fit together, `require_fit` tells."""
    hashable: Any = kind  # mypy does not take a class of a variable type for a key
    restored: P = _way_in(hashable)(data)
    return restored


def fields(kind: type) -> dict[str, Any]:
    """Return the fields of a class, in order, with what each may be."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in attrs.fields(kind)}


def computed(kind: type) -> dict[str, Any]:
    """Return what a class says beside its fields, as properties; it is written, and follows again when it is read."""
    names = [name for name, value in vars(kind).items() if isinstance(value, property)]
    return {name: get_type_hints(vars(kind)[name].fget)["return"] for name in names}


def given(kind: Any) -> Any:
    """Return `X` for `X | None`."""
    return next(each for each in get_args(kind) if each is not type(None))


@cache
def _way_in(kind: Any, field: str = "") -> Way:
    if attrs.has(kind):
        return _object_in(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _member_in(kind)
    if dt.date in get_args(kind):
        return _moment_in
    if get_origin(kind) is tuple:
        return _tuple_in(_way_in(get_args(kind)[0]), never_empty=field in NEVER_EMPTY)
    if type(None) in get_args(kind):
        inner = _way_in(given(kind), field)
        return lambda value: None if value is None else inner(value)
    if kind is bool:
        return _truth_in
    return _text_in if kind is str else _number_in(kind, field)


def _object_in(kind: type) -> Way:
    ways = [(name, _way_in(of, name)) for name, of in fields(kind).items()]
    more = tuple(computed(kind))
    names = {*(name for name, _ in ways), *more}
    added = ADDED.get(kind, {})

    def read(value: Any) -> Any:
        if type(value) is not dict and not isinstance(value, Mapping):
            raise _wrong(value, "an object with " + ", ".join(name for name, _ in ways))
        if value.keys() != names and (value := {**added, **value}).keys() != names:
            raise _wrong_keys(value, [*(name for name, _ in ways), *more])
        read_so_far = []
        for name, way in ways:
            try:
                read_so_far.append(way(value[name]))
            except Misfit as misfit:
                misfit.place = f".{name}{misfit.place}"
                raise
        return kind(*read_so_far)

    return read


def _tuple_in(way: Way, *, never_empty: bool) -> Way:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _wrong(value, "a list")
        if never_empty and not value:
            raise Misfit("is empty, and must have at least one entry")
        read_so_far: list[Any] = []
        try:
            for entry in value:
                read_so_far.append(way(entry))  # noqa: PERF401  an index is left when it fails
        except Misfit as misfit:
            misfit.place = f"[{len(read_so_far)}]{misfit.place}"
            raise
        return tuple(read_so_far)

    return read


def _member_in(kind: type[StrEnum]) -> Way:
    members = {member.value: member for member in kind}

    def read(value: Any) -> StrEnum:
        if isinstance(value, str) and value in members:
            return members[value]
        raise _wrong(value, "one of " + ", ".join(members))

    return read


def _truth_in(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong(value, "true or false")
    return value


def _number_in(kind: type[int] | type[float], field: str) -> Way:
    low, high = BOUNDS.get(field, (float("-inf"), float("inf")))
    wanted = ("a whole number" if kind is int else "a number") + _bounds_in_words(low, high)

    def read(value: Any) -> int | float:
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            raise _wrong(value, wanted)
        # Not every language writes 7 and 1.0 as Python does: the number counts, as in JSON Schema.
        if kind is int and isinstance(value, float) and not value.is_integer():
            raise _wrong(value, wanted)
        return kind(value)

    return read


def _bounds_in_words(low: float, high: float) -> str:
    if high < float("inf"):
        return f" from {low} to {high}"
    return f", {low} or more" if low > float("-inf") else ""


def _text_in(value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(value, "a string")
    return value


def _moment_in(value: Any) -> dt.date:
    if isinstance(value, str) and _IS_MOMENT(value):
        try:
            return dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
        except ValueError as error:  # the 31st of February
            raise Misfit(f"is {value!r}: {error}") from None
    raise _wrong(value, 'a date ("2023-11-28") or a time ("2023-11-28T09:30:00+01:00")')


_SHORT: Final = Repr()
_SHORT.maxstring = _SHORT.maxother = 60  # characters of a wrong value that its message shows


def short(value: object) -> str:
    """Show a wrong value in a message."""
    return _SHORT.repr(value)


def _wrong(value: Any, wanted: str) -> Misfit:
    return Misfit(f"is {short(value)}, and must be {wanted}")


def _wrong_keys(value: Mapping[Any, Any], names: Sequence[str]) -> Misfit:
    for name in names:
        if name not in value:
            return Misfit("is missing; where nothing was found, write null or an empty list", f".{name}")
    unknown = next(key for key in value if key not in names)
    return Misfit(f"has the unknown key {short(unknown)}; take it out. Known are {', '.join(names)}")


# --- does it fit together?


def require_fit(page: PageData) -> None:
    """Raise a `Misfit` where blocks do not tile the text, or a span or a text is not what it says."""
    _require_tiling(page)
    for place, span, name, text in _placed(page):
        _require_slice(page.text, place, span, name, text)
    for index, quote in enumerate(page.quotes):
        _require_parts(quote, f".quotes[{index}].parts")


def _require_tiling(page: PageData) -> None:
    rule = "blocks cover the text without a gap or an overlap"
    reached = 0
    for index, block in enumerate(page.blocks):
        if block.span.start != reached:
            problem = f"starts at {block.span.start}, and the block before ends at {reached}"
            raise Misfit(f"{problem}; {rule}", f".blocks[{index}].span")
        reached = block.span.end
    if reached != len(page.text):
        raise Misfit(f"end at {reached}, and the text at {len(page.text)}; {rule}", ".blocks")


def _placed(page: PageData) -> Iterator[tuple[str, Span, str, str]]:
    """Yield what has a span and a text: its place in the data, its span, the name of its text, its text."""
    for index, block in enumerate(page.blocks):
        yield f".blocks[{index}]", block.span, "text", block.text
    for name in ("byline", "dateline", "wire", "published", "modified", "clock"):
        found = getattr(page, name)
        if found is not None and found.span is not None:
            yield f".{name}", found.span, "text", found.text
    for index, quote in enumerate(page.quotes):
        place = f".quotes[{index}]"
        yield place, quote.span, "text", quote.text
        if quote.speaker is not None:
            yield f"{place}.speaker", quote.speaker.span, "mention", quote.speaker.mention
        if quote.cue is not None:
            yield f"{place}.cue", quote.cue.span, "text", quote.cue.text
    for index, comment in enumerate(page.comments):
        yield f".comments[{index}]", comment.span, "text", comment.text


def _require_slice(whole: str, place: str, span: Span, name: str, text: str) -> None:
    rule = "spans count Unicode characters from 0, neither bytes nor UTF-16 units"
    if not span.start <= span.end <= len(whole):
        problem = f"is {span.start} to {span.end}, and the text has {len(whole)} characters"
        raise Misfit(f"{problem}; {rule}", f"{place}.span")
    if whole[span.start : span.end] != text:
        problem = f"is not what stands at {span.start} to {span.end} of the text"
        raise Misfit(f"{problem}; {rule}", f"{place}.{name}")


def _require_parts(quote: Quote, place: str) -> None:
    reached = quote.span.start
    for index, part in enumerate(quote.parts):
        if not reached <= part.start <= part.end <= quote.span.end:
            problem = f"is {part.start} to {part.end}, and must lie between {reached} and {quote.span.end}"
            raise Misfit(f"{problem}; parts are in order, inside their quote", f"{place}[{index}]")
        reached = part.end
