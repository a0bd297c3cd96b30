"""A mention -> the name of whoever it means (coreference resolution): "the mayor", "she", "the court", "Lund".

What is printed within or beside the mention goes first; then who was so described, named or called by that office
before; then whom the discourse offers. A pronoun, and a noun that all these leave without a name, mean whom
`coreference` ranks highest.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from natodocs._entities.words import given_names
from natodocs._quotes.drafts import Place
from natodocs._quotes.grammar import noun_phrases
from natodocs._quotes.grammar.pieces import FULL_NAME, NAME, TITLES
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.speakers import bodies, body_names, coreference, mentions, name_runs
from natodocs._quotes.speakers.mentions import Mention
from natodocs._quotes.speakers.person import Person
from natodocs._quotes.speakers.registry import Registry

COUPLE: Final = re.compile("NN?CNN?")  # "Sonja und Per Moe"
SHARED: Final = re.compile("D?N+CN+[wT]+$")  # "the Norwegian and Swedish governments": nobody's name
# "Harburg Party for the River leader Ada Lund": the name at the end, and not whoever stands before "for".
LED: Final = re.compile("^(?:N|T+C)[NT']*[ICDNT']*(?:[N']T+|TT+)(?P<name>" + NAME + ")$")
OF: Final = re.compile("^T+ID?(?P<run>" + FULL_NAME + ")$")  # "Secretary of State Ada Lund"
OPENS: Final = re.compile("T*(?P<name>N[N']+)(?=[IRBw])")  # "Ada Lund with the Harburg Police"
NAMED: Final = TITLES + "(?P<name>" + FULL_NAME + "),"
BESIDE: Final = re.compile("(?:^|[,.;:Q-])" + NAMED + "$")  # "Ada Lund, chair of the council said"
NAMED_BEHIND: Final = re.compile("," + NAMED)  # "MEC for rivers, Ada Lund, said"


def resolve(place: Place, text: str, registry: Registry, words: Words) -> str | None:
    """Return the fullest name that the page prints for whoever a mention means, or `None`.

    Args:
        place: The mention; to be called in the order of the page, which remembers who speaks.
        text: The text of the page.
        registry: Its names.
        words: The lists of its language.
    """
    sentence = place.sentence
    tokens = sentence.words[place.first : place.last]
    codes = _classes(sentence.codes[place.first : place.last], tokens)
    at = place.paragraph.reading.origin(place.where[0])
    if codes in ("P", "D"):
        ranked = _ranked(mentions.pronoun(tokens[0].lower(), words), place, text, registry)
        return ranked or _pronoun(tokens[0].lower(), at, registry)
    comma = codes.rfind(",")
    if comma > 0 and noun_phrases.NAME_ALONE.fullmatch(codes, comma + 1):
        # "the mayor, Ada Lund,"
        named = Place(place.paragraph, sentence, place.first + comma + 1, place.last)
        return resolve(named, text, registry, words)
    beside = _beside(place, codes, words)
    if beside is not None:
        return resolve(beside, text, registry, words)
    body = body_names.find(codes, tokens, words)
    if body is not None:
        return _body(place, body, registry)
    given = _given(place, codes, tokens, registry)
    if given is not None:
        return given
    if "C" in codes and SHARED.match(codes):
        return None
    head = _head(codes)
    described = _described(place, codes, tokens, registry)
    if described is not None:
        return _noted(described, registry, at, office=True, noun=tokens[len(head) - 1].lower())
    name = _proper(place, head, registry) if "N" in head else None
    if name is not None or head[-1:] not in ("T", "N", "w", "E", "X"):
        return name
    office = _office(tokens[: len(head)], at, registry, words) if head[-1:] != "X" else None
    found = office or _anaphor(tokens[: len(head)], at, text, registry, words)
    if found is not None:
        return found
    return _ranked(mentions.noun(codes, tokens, len(head), words), place, text, registry)


def _ranked(mention: Mention | None, place: Place, text: str, registry: Registry) -> str | None:
    """Return the likeliest name of whoever a mention means that says nothing of a name, where one is likely."""
    if mention is None:
        return None
    reading = place.paragraph.reading
    at, sentence = reading.origin(place.where[0]), reading.origin(place.sentence.start)
    person = coreference.choose(
        coreference.Look(mention, at, sentence, registry, text, registry.trail.marked)
    )
    if person is None:
        return None
    if person.gender is None and person.personal:
        person.gender = mention.gender
    return _noted(person, registry, at, noun=mention.head)


def _pronoun(word: str, at: int, registry: Registry) -> str | None:
    """Return whom a pronoun means by the points that are set by hand."""
    person = registry.discourse.pronoun(word, at)
    if person is not None:
        return _noted(person, registry, at)
    body = registry.discourse.body_near(at) if registry.words.has("neuter", word) else None
    if body is not None:
        registry.trail.note(registry.entity(tuple(body.split())), at)
    return body


def opener(place: Place, text: str, registry: Registry, words: Words) -> str | None:
    """Return the name of whoever a word means that opens a speech: "A: We went on.", "GM: We went on."."""
    token, at = place.sentence.words[place.first], place.paragraph.reading.origin(place.where[0])
    answers = words.has("interview_answers", token.lower())
    person = registry.discourse.interviewed(at) if answers else registry.by_initials(token)
    if person is not None:
        return _noted(person, registry, at)
    return None if answers else resolve(place, text, registry, words)


def _noted(person: Person, registry: Registry, at: int, *, office: bool = False, noun: str = "") -> str:
    """Note that somebody speaks, and return the name.

    Args:
        person: Who.
        registry: The names of the page.
        at: Where the mention stands.
        office: Whether it is an office.
        noun: The noun that it is, in small letters.
    """
    registry.discourse.note(person, at if office else None)
    registry.trail.note(person, at, noun)
    return person.name


def _beside(place: Place, codes: str, words: Words) -> Place | None:
    """Return the person's name within or beside a mention that is mostly a description."""
    sentence, first = place.sentence, place.first
    opens = OPENS.match(codes)
    if opens is not None and name_runs.is_given(sentence.words[first + opens.start("name")]):
        start, end = opens.span("name")
        tokens = sentence.words[first + start : first + end]
        if not any(words.has("body_words", token.lower()) for token in tokens):
            return Place(place.paragraph, sentence, first + start, first + end)
    if "T" in codes and (led := LED.match(codes)):
        return Place(place.paragraph, sentence, first + led.start("name"), place.last)
    if codes[0] == "T" and (of := OF.match(codes)):
        for index in range(of.start("run") + 1, of.end("run") - 1):
            word = sentence.words[first + index]
            if name_runs.gender_of(words, word) or name_runs.is_given(word):
                return Place(place.paragraph, sentence, first + index, place.last)
    if codes[0] == "T" and "N" not in _head(codes) and (before := BESIDE.search(sentence.codes, 0, first)):
        return Place(place.paragraph, sentence, *before.span("name"))
    if (
        "I" in codes
        and _head(codes) in ("N", "T")
        and (behind := NAMED_BEHIND.match(sentence.codes, place.last))
    ):
        start, end = behind.span("name")
        if name_runs.gender_of(words, sentence.words[start]):
            return Place(place.paragraph, sentence, start, end)
    return None


def _anaphor(tokens: list[str], at: int, text: str, registry: Registry, words: Words) -> str | None:
    """Return whom a phrase with "the" means that says nothing of a name: "the court", "the 51-year-old"."""
    article, noun = tokens[0].lower(), tokens[-1].lower()
    if not words.has("definite", article):
        return None
    if len(tokens) == 2 and (body := bodies.named(noun, text, at, words)) is not None:
        registry.discourse.body = body
        registry.trail.note(registry.entity(tuple(body.split())), at, noun)
        return body
    gender = (
        name_runs.WOMEN
        if words.has("she_articles", article)
        else name_runs.MEN
        if words.has("he_articles", article)
        else None
    )
    aged = noun.endswith(tuple(words.lists.get("ages", ())))
    if not (aged and noun[0].isdigit()) and not noun.endswith(tuple(words.lists.get("epithets", ()))):
        return None
    person = registry.discourse.only_near(at, gender)
    return _noted(person, registry, at, noun=noun) if person is not None else None


def _body(place: Place, body: tuple[int, int], registry: Registry) -> str:
    """Return the name of a body as it is printed."""
    start, end = place.sentence.at(place.first + body[0], place.first + body[1])
    name = " ".join(place.paragraph.reading.text[start:end].split())
    person = registry.full(tuple(name.split()))
    at = place.paragraph.reading.origin(place.where[0])
    if person is not None:
        registry.discourse.note(person)
    registry.trail.note(registry.entity(tuple(name.split())), at)
    return name


def _given(place: Place, codes: str, tokens: list[str], registry: Registry) -> str | None:
    """Return the full name within a phrase that has more nouns: "der Chef des Verwaltungsrats Per Moe"."""
    words, at = registry.words, place.paragraph.reading.origin(place.where[0])
    if not words.lists.get("flags"):
        return None
    if COUPLE.fullmatch(codes):
        return " ".join(tokens)
    for index in range(len(codes) - 1):
        if codes[index] == "N" and codes[index + 1] in "N'" and name_runs.gender_of(words, tokens[index]):
            end = next((i for i in range(index, len(codes)) if codes[i] not in "N'"), len(codes))
            name = tuple(word.rstrip(".'’") for word in tokens[index:end])
            person = registry.full(name)
            if person is not None:
                return _noted(person, registry, at)
            registry.trail.note(registry.entity(name), at)
            return " ".join(name)
    return None


def _described(place: Place, codes: str, tokens: list[str], registry: Registry) -> Person | None:
    """Return the one person whom the page describes so: "the harbour master"; "its grower, Ada Lund"."""
    if codes[0] not in "DZP" or registry.words.has("indefinite", tokens[0].lower()):
        return None
    people = registry.offices.described(tokens, len(_head(codes)))
    if not registry.words.has("definite", tokens[0].lower()):
        # Whose grower it is changes from one sentence to the next: the name must stand beside it.
        text, end = place.paragraph.reading.text, place.where[1]
        people = [person for person in people if text.startswith(f", {person.words[0]}", end)]
    return people[0] if len(people) == 1 else None


def _head(codes: str) -> str:
    """Return the classes up to the first link: "a spokesman" of "a spokesman for the council"."""
    for index, letter in enumerate(codes):
        if letter in "I,CRO" and index:
            return codes[:index]
    return codes


def _proper(place: Place, head: str, registry: Registry) -> str | None:
    """Return the name at the end of a noun phrase; a phrase that ends in a common noun has none."""
    tokens = _named_tokens(head)
    if tokens is None:
        return None
    first, last = tokens
    words = registry.words
    parsed = name_runs.parse(words, _printed(place, first, last, registry))
    if parsed is None or not parsed.words:
        return None
    person = registry.full(parsed.words)
    if place.first + first == 0 and _is_described(parsed.words, person, words):
        return None
    at = place.paragraph.reading.origin(place.where[0])
    if person is not None:
        return _noted(person, registry, at)
    article = place.sentence.words[place.first].lower()
    if len(parsed.words) == 1 and words.has("before_nouns", article):
        return None
    registry.trail.note(registry.entity(parsed.words), at)
    return " ".join(parsed.words)


def _classes(codes: str, tokens: list[str]) -> str:
    """Return the classes of a mention, a possessive at its end as the name that it is: "Ada Lund’s verdict: ..."."""
    return f"{codes[:-1]}N" if codes.endswith("Z") and tokens[-1][0].isupper() else codes


def _named_tokens(head: str) -> tuple[int, int] | None:
    """Return the tokens of the name that ends a noun phrase: the first, and the one after the last."""
    last = len(head.rstrip("'"))
    first = len(head[:last].rstrip("NT'"))
    return (first, last) if last and head[last - 1] in "NT" else None


def _printed(place: Place, first: int, last: int, registry: Registry) -> str:
    """Return the name that some tokens of a mention are, as it is printed."""
    start, end = place.sentence.at(place.first + first, place.first + last)
    text = place.paragraph.reading.text
    if text.startswith(".", end) and registry.words.has(
        "suffixes", text[start:end].rpartition(" ")[2].lower()
    ):
        end += 1
    run = text[start:end]
    if run[:1].isupper() or registry.begins_with_particle(run):
        return run
    return run[next((i for i, letter in enumerate(run) if letter.isupper()), 0) :]


def _is_described(name: tuple[str, ...], person: Person | None, words: Words) -> bool:
    """Return whether two words that open a sentence are no name but a noun: „Medizinisches Personal“."""
    endings = words.lists.get("adjective_endings")
    if not endings or len(name) != 2 or name[0].lower() in given_names():
        return False
    once = person is None or (person.count <= 1 and not person.personal)
    return once and name[0].lower().endswith(tuple(endings))


def _office(tokens: list[str], at: int, registry: Registry, words: Words) -> str | None:
    """Return who holds the office that a noun phrase names: "the mayor", "SG"."""
    small = " ".join(token.lower() for token in tokens).replace("-", " ")
    if words.has("indefinite", tokens[0].lower()):
        return None
    if words.capital_nouns and any(token.islower() for token in tokens[1:]):
        return None  # "der brasilianische Präsident": one of several presidents
    if not _offices(words).search(small):
        return None
    nouns = words.capital_nouns  # each may be an office, and not the same one
    person = registry.offices.holder(small) or (None if nouns else registry.discourse.only_speaker())
    if person is None:
        return None
    if person.personal:
        registry.offices.add(small.rpartition(" ")[2], person)  # and stays so when others have spoken
    return _noted(person, registry, at, office=True, noun=tokens[-1].lower())


@cache
def _offices(words: Words) -> re.Pattern[str]:
    """Return what finds an office in a noun phrase, also within a longer word."""
    return re.compile("|".join(map(re.escape, sorted(words.lists["offices"]))) or "(?!)")
