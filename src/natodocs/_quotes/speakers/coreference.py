"""A pronoun or a noun -> whom it means, by log-linear ranking of whom the page names (coreference resolution).

Everybody named not too far before the mention is described by features: whether sex and kind agree, how far off and in
which place of its sentence the name stands, who spoke last, what is printed beside the name. So is the answer that the
page names nobody whom it means. `feature_names` lists the features, and `tools/weights/mentions.py` learns what each
weighs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import fsum
from typing import Final

from attrs import define

from natodocs._entities import places
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.speakers import bodies, body_names, mentions
from natodocs._quotes.speakers.feature_names import DISTANCES, FEATURES, RANKS, TIMES
from natodocs._quotes.speakers.mentions import Mention
from natodocs._quotes.speakers.person import Person
from natodocs._quotes.speakers.registry import ALIKE, Registry, parts
from natodocs._quotes.speakers.trail import Event, Speech
from natodocs._weights import load
from natodocs._weights.names import step

LOOKED_AT: Final = 40  # names; the most that are looked through
FARTHEST: Final = 4000  # characters; the farthest that a mention looks back
SPEECHES: Final = 6  # speeches; the most that are looked back at for who spoke
ELSEWHERE: Final = 12  # names; the most of titles and captions, and of those who are described alike
# Added to the score that the page names nobody: with it, most mentions have a name, and few a wrong one.
NOBODY: Final = -0.3
LONGEST_UNKNOWN: Final = 3  # words; the longest name of a person whose given name is on no list
BEFORE: Final = 60  # characters; the longest word before a name


@define(eq=False)
class Candidate:
    """Somebody whom a mention may mean."""

    person: Person
    event: Event | None = None
    """Where the name stands last before the mention."""
    named: int = 0
    """How often it stands there, within reach."""
    speech: Speech | None = None
    """Where he spoke last."""
    fits: bool = False
    """Whether kind and sex agree, as far as they are known."""
    rank: int = 0
    """How many others who fit are named nearer."""


@define(eq=False)
class Look:
    """A mention, with everything around it."""

    mention: Mention
    at: int
    """Where it stands in the page."""
    sentence: int
    """Where its sentence begins in the page."""
    registry: Registry
    text: str
    """The page."""
    marked: bool
    """Whether words in quotation marks are given to whoever is meant."""
    described: Sequence[Person] = ()
    """Whom the page so describes."""
    holder: Person | None = None
    """The one person whom the page gives the office."""
    most_named: int = 0
    """How often who is named most is, within reach."""
    last_lead: int = -1
    """Where the last of those who fit and lead their sentence is named."""
    named_since: frozenset[int] = frozenset()
    """Who is named since somebody spoke, each by its identity."""

    @property
    def words(self) -> Words:
        """The lists of the language."""
        return self.registry.words


def choose(look: Look) -> Person | None:
    """Return whom a mention means, or `None` where the page names nobody for sure."""
    found = candidates(look)
    weigh = _table(look.mention.group)
    fitting = [each for each in found if each.fits]  # the others hardly ever win, and are most of all
    scores = [fsum([weigh[name] for name in _features(look, each)]) for each in fitting]
    nobody = fsum([weigh[name] for name in _of_nobody(look, found)]) + NOBODY
    best = max(range(len(fitting)), key=scores.__getitem__, default=None)
    return None if best is None or scores[best] <= nobody else fitting[best].person


class _Table(dict[str, float]):
    """What each feature weighs with mentions of a group: alone, and with the group, worked out when it is asked for."""

    def __init__(self, group: str) -> None:
        super().__init__()
        self._group = group
        self._weights = load("mentions", FEATURES)

    def __missing__(self, name: str) -> float:
        found = self[name] = self._weights.score([name, f"{self._group}: {name}"])
        return found


_table: Final = cache(_Table)


def candidates(look: Look) -> list[Candidate]:
    """Return whom a mention may mean, the nearest first."""
    found: dict[int, Candidate] = {}
    for person, event, speech in _near(look):
        candidate = found.setdefault(id(person), Candidate(person))
        candidate.event = candidate.event or event
        candidate.speech = candidate.speech or speech
        candidate.named += event is not None
    order = sorted(found.values(), key=lambda each: -_last(each))
    rank = 0
    for candidate in order:
        candidate.fits = _fits(candidate, look.mention, look.words)
        candidate.rank = rank
        rank += candidate.fits
    look.most_named = max((each.named for each in order), default=0)
    look.last_lead = max(
        (event.at for each in order if (event := each.event) and event.leads and each.fits), default=-1
    )
    speeches = look.registry.trail.speeches
    if speeches:
        spoke = speeches[-1].at
        look.named_since = frozenset(
            id(each.person) for each in order if each.event and each.event.at > spoke
        )
    return order


def _near(look: Look) -> Iterator[tuple[Person, Event | None, Speech | None]]:
    """Yield who is named before a mention, who spoke, and whom its nouns may mean elsewhere."""
    trail, mention = look.registry.trail, look.mention
    before = trail.before(look.at)
    for index in range(before - 1, max(-1, before - 1 - LOOKED_AT), -1):
        event = trail.events[index]
        if look.at - event.at > FARTHEST:
            break
        if not event.quoted:
            yield event.person, event, None
    for speech in reversed(trail.speeches[-SPEECHES:]):
        yield speech.person, None, speech
    if mention.kind in mentions.WITHOUT_NOUN:
        return
    offices = look.registry.offices
    look.described = offices.describes(mention.nouns, mention.more)[:ELSEWHERE]
    if mention.kind in (mentions.OFFICE, mentions.PERSON):
        look.holder = offices.holder(" ".join(mention.nouns))
    for person in (*look.described, *trail.elsewhere[:ELSEWHERE]):
        yield person, None, None
    if mention.kind == mentions.BODY:
        body = bodies.named(mention.head, look.text, look.at, look.words)
        if body is not None:
            yield look.registry.entity(tuple(body.split())), None, None


def _last(candidate: Candidate) -> int:
    """Return where somebody was named last, or spoke."""
    named = candidate.event.at if candidate.event is not None else -1
    return max(named, candidate.speech.at if candidate.speech is not None else -1)


def _kind(person: Person, words: Words) -> str:
    """Return what kind of thing a name is, as far as its words tell, and remember that."""
    if not person.kind:
        person.kind = _kind_by_words(person, words)
    return person.kind


def _kind_by_words(person: Person, words: Words) -> str:
    if body_names.is_name(person.words, words) or any(
        words.has("body_words", word.lower()) for word in person.words
    ):
        return "body"
    if person.personal:
        return "person"
    if len(person.words) == 1:
        if person.words[0].isupper():
            return "acronym"
        return "given" if person.gender else "place" if places.is_place(person.name) else "single"
    return "place" if places.is_place(person.name) else "name"


def _fits(candidate: Candidate, mention: Mention, words: Words) -> bool:
    """Return whether somebody may be meant, by kind and sex."""
    person, event = candidate.person, candidate.event
    kind = _kind(person, words)
    if mention.kind in (mentions.BODY, mentions.IT):
        return kind not in ("person", "given")
    if None not in (person.gender, mention.gender) and person.gender != mention.gender:
        return False
    if kind in ("person", "given"):
        return True
    if kind != "name":
        return False
    # A name of two or three words may be a person's whose given name is on no list.
    short = len(person.words) <= LONGEST_UNKNOWN and not words.capital_nouns
    return bool(person.spoke) or (short and event is not None and event.leads)


def describe(look: Look, candidate: Candidate) -> list[str]:
    """Return the features of somebody."""
    told = [*_features(look, candidate)]
    return [*told, *(f"{look.mention.group}: {name}" for name in told)]


def describe_nobody(look: Look, found: Sequence[Candidate]) -> list[str]:
    """Return the features of the answer that the page names nobody whom a mention means."""
    told = _of_nobody(look, found)
    return [*told, *(f"{look.mention.group}: {name}" for name in told)]


def _of_nobody(look: Look, found: Sequence[Candidate]) -> list[str]:
    mention = look.mention
    told = ["0", f"0 {mention.opening}", f"0 nouns {min(3, len(mention.nouns))}"]
    told.append(f"0 people {min(3, sum(each.fits for each in found))}")
    if look.marked:
        told.append("0 marked")
    if mention.more:
        told.append("0 more")
    if mention.plural:
        told.append("0 plural")
    return told


def _features(look: Look, candidate: Candidate) -> Iterator[str]:
    person, mention, words = candidate.person, look.mention, look.words
    trail = look.registry.trail
    kind = _kind(person, words)
    yield f"is {kind}"
    sex = "none" if mention.gender is None else "unknown" if person.gender is None else "same"
    if sex == "same" and person.gender != mention.gender:
        sex = "other"
    yield f"sex {sex}"
    yield f"sex {sex} {kind}"
    fits = "fits" if candidate.fits else "misfit"
    yield fits
    yield f"{fits} {min(RANKS, candidate.rank)}"
    if mention.kind not in mentions.WITHOUT_NOUN:
        yield from _described(look, candidate)
    yield from _spoke(look, candidate)
    event = candidate.event
    if event is None:
        yield (
            "named elsewhere"
            if any(each is person for each in trail.elsewhere[:ELSEWHERE])
            else "not named before"
        )
        return
    yield f"off {step(look.at - event.at, DISTANCES)}"
    yield f"named {min(TIMES, candidate.named)}"
    if candidate.named == look.most_named > 1:
        yield "named most"
    paragraphs = trail.paragraph(look.at) - trail.paragraph(event.at)
    yield f"paragraphs {min(3, paragraphs)}"
    if event.offset + event.sentence == look.sentence:
        yield "same sentence"
    leads = event.leads
    place = "leads" if leads else _place(event, words)
    yield place
    yield f"{place} {min(2, candidate.rank)}"
    if leads and candidate.fits and event.at == look.last_lead:
        yield "leads last"
        if sex == "same":
            yield "leads last same"


def _spoke(look: Look, candidate: Candidate) -> Iterator[str]:
    """Yield what somebody said so far."""
    person, speeches = candidate.person, look.registry.trail.speeches
    if not person.spoke:
        return
    yield "spoke"
    if person.spoke > 2:
        yield "spoke often"
    if len(look.registry.trail.speakers) == 1:
        yield "alone spoke"
    last = speeches[-1]
    if last.person is person:
        yield "spoke last"
        if look.named_since <= {id(person)}:
            yield "spoke last, nobody named since"
        if look.registry.trail.paragraph(look.at) == look.registry.trail.paragraph(last.at):
            yield "spoke last, same paragraph"
    elif len(speeches) > 1 and speeches[-2].person is person:
        yield "spoke before last"
    head = look.mention.head
    if head and any(speech.person is person and speech.noun == head for speech in speeches[-SPEECHES:]):
        yield "so called before"


def _described(look: Look, candidate: Candidate) -> Iterator[str]:
    """Yield what is printed beside a name that fits the nouns of a mention."""
    person, mention = candidate.person, look.mention
    if any(each is person for each in look.described):
        yield "described"
        if len(look.described) == 1:
            yield "described alone"
    if look.holder is person:
        yield "holds the office"
    beside = look.registry.beside(person)
    if mention.head[:ALIKE] in beside:
        yield "head beside"
    shared = parts((*mention.nouns[:-1], *mention.more)) & beside
    if shared:
        yield "words beside"
    elif mention.head[:ALIKE] not in beside and parts([mention.head]) & beside:
        yield "part beside"
    own = {word.lower()[:ALIKE] for word in person.words}
    if mention.head[:ALIKE] in own:
        yield "noun in name"


def _place(event: Event, words: Words) -> str:
    """Return how a name stands in its sentence: behind a preposition, as an owner, or otherwise."""
    if event.text[event.end - 2 : event.end] in ("’s", "'s"):
        return "owns"
    before = event.text[max(0, event.start - BEFORE) : event.start].split()
    if before and words.classes.get(before[-1].lower()) in ("I", "O"):
        return "behind a preposition"
    return "within"
