"""When a page was published and changed: what it prints and what it tells machines, weighed against each other.

Each source says a day, and the day with the most behind it wins; a day that the page prints beside its headline counts
for two of the weakest sources. A moment in UTC may be the day before or after in print, and the printed day is right.
"""

from __future__ import annotations

import datetime as dt
import re
from math import fsum
from typing import TYPE_CHECKING, Final

import regex
from attrs import evolve, frozen

from natodocs._document.document import Said
from natodocs._entities.dates import expressions
from natodocs._entities.dates import words as date_words
from natodocs._fields.dates import printed as date_printed
from natodocs._fields.dates import unlabelled
from natodocs._fields.dates.line import DateRole, Stamp
from natodocs._fields.dates.printed import Dates, day_of
from natodocs._types import Timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from natodocs._document.document import Document
    from natodocs._types import Block

LABELLED, FIRST, OTHER = (
    3.0,
    2.0,
    0.5,
)  # what a printed day counts: with a label, the first without one, others
PRINTED, SAID, ADDRESSED = 0.96, 0.9, 0.8  # shares of days that are right, by where they come from
EITHER: Final = 0.6  # the same of numeric dates whose day and month could change places
BETWEEN: Final = 1.5  # at most, what one counts in a line that is no date line
IN_ADDRESS: Final = 1.0  # what the day in an address counts
CHANGED_THEN: Final = 1.0  # what a day counts less on which the page was changed, where it had one before
EAST, WEST = dt.timedelta(hours=14), dt.timedelta(hours=-12)  # the zones of the world
MOST_PRINTED: Final = 40  # printed days that are weighed; pages have three
FIRST_WEB: Final = 1991  # no page is older; what one prints beside its headline may be, such as a birthday
NEVER: Final = frozenset((dt.date(1970, 1, 1), dt.date(1900, 1, 1)))  # what systems write that know no date
ADDRESS: Final = regex.compile(
    r"(?<=[/_.-])(?P<y>(?:19|20)\d{2})(?:[/_-](?P<m>\d{1,2})[/_-](?P<d>\d{1,2})|(?P<m>\d{2})(?P<d>\d{2}))"
    r"(?![\d])|/(?P<y>20\d{2})/(?P<m>[a-z]{3,9})/(?P<d>\d{1,2})(?!\d)|/(?P<d>\d{2})-(?P<m>\d{2})-(?P<y>20\d{2})(?!\d)"
)
# Seconds since 1970, from 2001 on, and their thousandths: what some systems write for a moment.
UNIX: Final = re.compile(r"1\d{9}(?:\d{3})?")
UNIX_SECONDS: Final = 10  # digits
LONGEST_ADDRESS: Final = 1_000  # characters


@frozen
class Claim:
    """A day that some source gives."""

    value: dt.date
    """The day, or the moment."""
    weight: float
    """How much it counts."""
    stamp: Stamp | None = None
    """Where it is printed."""
    text: str = ""
    """What a machine is told."""
    share: float = 1.0
    """How much of all that is said of the day speaks for it, 0 to 1."""
    told: bool = False
    """Whether a machine is told the same day."""

    @property
    def day(self) -> dt.date:
        """The day, in the zone in which it is given."""
        return day_of(self.value)

    def meets(self, day: dt.date) -> bool:
        """Return whether it may be of a day: as it stands, in another zone, or with day and month turned round."""
        if self.day == day or (self.stamp and self.stamp.swapped == day):
            return True
        moment = self.value
        if self.stamp or not isinstance(moment, dt.datetime) or moment.utcoffset() != dt.timedelta():
            return False
        return day in ((moment + WEST).date(), (moment + EAST).date())


def find(document: Document, blocks: Sequence[Block], language: str | None, url: str | None) -> Dates:
    """Find the dates of a page."""
    head = document.metadata
    addresses = [*([url] if url else []), *head.addresses]
    printed = date_printed.printed(blocks, language, head.region, addresses)
    page = _Page(
        document.text, printed.day_first is not None or language not in {None, *expressions.MONTH_FIRST}
    )
    said, changed = list(_read(head.published, language)), list(_read(head.modified, language))
    if not (said or changed or document.regions or url):
        chosen, last = date_printed.choose(printed.stamps)
        if not (chosen or last):
            chosen = date_printed.sole(blocks, language, printed)
        first, changed_last = (Claim(one.value, FIRST, one) if one else None for one in (chosen, last))
        return page.dates(first, changed_last, printed.clock)
    stamps = [*printed.stamps]
    shown = list(_printed(stamps))
    if not shown and document.regions:
        stamps += unlabelled.find(document, blocks, language, printed.day_first)
        shown = [evolve(one, weight=min(one.weight, BETWEEN)) for one in _printed(stamps)]
    shown = [one for one in shown if one.weight == LABELLED or one.value.year >= FIRST_WEB]
    first = _best([*shown[:MOST_PRINTED], *said, *_in_addresses(addresses)], changed)
    if first is None and (
        stamp := date_printed.among_others(blocks, language, printed.day_first)
        or date_printed.opening(blocks, language, printed)
    ):
        first = Claim(stamp.value, OTHER, stamp)
    return page.dates(first, _last(stamps, changed, first), printed.clock)


def _read(said: Iterable[Said], language: str | None) -> Iterator[Claim]:
    for one in said:
        value = _moment(one.text, language)
        if value and day_of(value) not in NEVER:
            yield Claim(value, one.weight, text=one.text)


def _moment(text: str, language: str | None) -> dt.date | dt.datetime | None:
    """Read a date of the metadata, mostly ISO 8601."""
    if UNIX.fullmatch(text.strip()):
        return dt.datetime.fromtimestamp(int(text.strip()[:UNIX_SECONDS]), dt.UTC)
    try:
        value = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return next((moment.value for moment in expressions.find(text, language) if moment.value), None)
    if not expressions.FIRST_YEAR <= value.year <= expressions.LAST_YEAR:
        return None
    return value if len(text.strip()) > len("2024-01-01") else value.date()


def _in_addresses(addresses: Iterable[str]) -> Iterator[Claim]:
    """Yield the day in the first address that has one."""
    for address in addresses:
        for match in ADDRESS.finditer(address[:LONGEST_ADDRESS]):
            try:
                month = date_words.month(match["m"]) if match["m"].isalpha() else int(match["m"])
                day = dt.date(int(match["y"]), month or 0, int(match["d"]))
            except ValueError:
                continue
            yield Claim(day, IN_ADDRESS, text=match.group().strip("/"))
            return


def _printed(stamps: Iterable[Stamp]) -> Iterator[Claim]:
    first = FIRST
    for stamp in {stamp.span: stamp for stamp in stamps}.values():
        if stamp.role == DateRole.PUBLISHED:
            yield Claim(stamp.value, LABELLED, stamp)
        elif stamp.role is None:
            yield Claim(stamp.value, first, stamp)
            first = OTHER


def _best(claims: Sequence[Claim], changed: Sequence[Claim]) -> Claim | None:
    """Return the claim of the day that has the most behind it."""
    days = dict.fromkeys(claim.day for claim in claims)
    days |= dict.fromkeys(claim.stamp.swapped for claim in claims if claim.stamp and claim.stamp.swapped)
    if not days:
        return None

    def support(day: dt.date) -> float:
        meeting = [claim for claim in claims if claim.meets(day)]
        loose = max((claim.weight for claim in meeting if claim.weight == OTHER), default=0.0)
        found = loose + fsum(claim.weight for claim in meeting if claim.weight != OTHER)
        exact = 0.01 * any(claim.day == day and claim.stamp for claim in meeting)
        later = any(claim.day == day for claim in changed) and any(claim.day < day for claim in claims)
        return found + exact - CHANGED_THEN * later

    day = max(days, key=support)
    meeting = [claim for claim in claims if claim.meets(day)]
    best = _as(day, next((claim for claim in meeting if claim.stamp), meeting[0]))
    against = fsum(claim.weight for claim in claims if claim.weight > OTHER and not claim.meets(day))
    behind = max(support(day), OTHER)
    told = any(claim.day == day for claim in meeting if not claim.stamp)
    return evolve(best, share=behind / (behind + against), told=told)


def _as(day: dt.date, claim: Claim) -> Claim:
    """Return a claim of a printed day as it is meant, with day and month in their order."""
    if not claim.stamp or claim.stamp.value == claim.value == day or claim.day == day:
        return claim
    time = claim.value.timetz() if isinstance(claim.value, dt.datetime) else None
    return evolve(claim, value=dt.datetime.combine(day, time) if time else day)


def _last(stamps: Sequence[Stamp], changed: Sequence[Claim], first: Claim | None) -> Claim | None:
    """Return when the page was changed: as it prints it with a label, or as it is said, printed or not."""
    rest = [
        stamp for stamp in stamps if stamp.role != DateRole.PUBLISHED and not (first and first.stamp == stamp)
    ]
    labelled = [Claim(stamp.value, LABELLED, stamp) for stamp in rest if stamp.role == DateRole.MODIFIED]
    for claim in sorted(changed, key=lambda claim: -claim.weight)[:1]:
        shown = [
            *labelled,
            *(Claim(stamp.value, FIRST, stamp) for stamp in rest if stamp.role != DateRole.MODIFIED),
        ]
        days = (claim.day, day_of(claim.value + dt.timedelta(1)), day_of(claim.value - dt.timedelta(1)))
        return next((one for day in days if claim.meets(day) for one in shown if one.day == day), claim)
    return next(iter(labelled), None)


@frozen
class _Page:
    """The text of a page, and whether the order of day and month in it is known."""

    text: str
    ordered: bool

    def dates(self, published: Claim | None, modified: Claim | None, clock: Stamp | None) -> Dates:
        """Return the dates with what stands at their places."""
        looked_at = Claim(clock.value, LABELLED, clock) if clock else None
        return Dates(*map(self._timestamp, (published, modified, looked_at)))

    def _timestamp(self, claim: Claim | None) -> Timestamp | None:
        if not claim:
            return None
        confidence = round(claim.share * self._usual(claim), 2)
        if not claim.stamp:
            return Timestamp(claim.value, None, claim.text, confidence)
        span = claim.stamp.span
        return Timestamp(claim.value, span, self.text[span.start : span.end], confidence)

    def _usual(self, claim: Claim) -> float:
        """Return how often such days are right, where nothing else is said."""
        if not claim.stamp:
            return SAID if claim.weight > IN_ADDRESS else ADDRESSED
        return PRINTED if self.ordered or claim.told or not claim.stamp.swapped else EITHER
