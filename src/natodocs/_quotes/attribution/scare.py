"""A passage -> its kind of quotation, and whether it is nobody's: a title, a nickname, irony (scare quotes)."""

from __future__ import annotations

from typing import Final

import regex

from natodocs._patterns.lazy import lazily
from natodocs._quotes.drafts import Draft
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.passages import Passage
from natodocs._types import QuoteKind

SHORT: Final = 3  # words; titles and scare quotes are mostly no longer
TITLE: Final = 9  # words; the longest title of a work that capitals alone tell
SUBJECT: Final = lazily("[TN][VJA]", regex.VERSION1)  # around the name of a subject
LAW: Final = 11  # words; the same where titles have small letters, and laws are cited by theirs
STAGE: Final = lazily(r"""["“]?\(\p{Lu}[\p{Lu} .]*+\)["”]?""", regex.VERSION1)  # (LAUGHTER), in a transcript
# “Bridge shut again” — Harburg Mail, May 3, 2016: the headline of a source.
CITED: Final = lazily(r"-{1,2}[DTNwIC'.]{1,9},(?:X?M|I?M)", regex.VERSION1)
# "What the makers call “driver help”": a name that many give a thing, and nobody's words; not "what Lund calls".
WHAT_MANY: Final = lazily(r"H[DZ]?[wTB]{1,4}$", regex.VERSION1)
# A list of three passages or more, around one of them, and how many tokens before it are looked at.
LISTED_WITH: Final = lazily(r"(?:,?C?[DZ]?w?Q){2}", regex.VERSION1)
LISTED_NEXT: Final = lazily(r",?C?[DZ]?w?Q", regex.VERSION1)
LISTED_BEFORE: Final = lazily(r"Q,?C?[DZ]?w?$", regex.VERSION1)
LISTED_ALREADY: Final = lazily(r"(?:Q,?C?[DZ]?w?){2}$", regex.VERSION1)
ITEM: Final = 10
SPOKEN: Final = tuple(".!?…,。！？")  # what one word ends with that is a sentence: “Go,” he said
ENDED: Final = frozenset(".!?…。！？")


def kind(draft: Draft, inside: str, *, plain: bool, unlisted: bool) -> QuoteKind:
    """Return the kind of a passage.

    Args:
        draft: What was found out about it.
        inside: The passage as it is read, marks included.
        plain: Whether titles are written in small letters.
        unlisted: Whether no reporting word of the language is known, so that only its punctuation tells.
    """
    spoken = unlisted and _is_punctuated(draft, inside)
    nobody = draft.report is None and draft.speaker is None
    cited = plain and draft.words <= LAW and not spoken
    brief = draft.words <= SHORT or (draft.title and draft.words <= TITLE) or cited
    if draft.scare or (nobody and brief and not draft.whole):
        return QuoteKind.SCARE
    if draft.whole:
        return QuoteKind.DIRECT
    codes, token = draft.sentence.codes, draft.token
    before = codes[token - 1] if token else ""
    after_verb = draft.report is not None and draft.report.last == token
    begins = before in ("", ",", ":", "-", "Q") or after_verb
    if begins and not first(inside).islower() and (draft.words > 1 or last(inside) in SPOKEN):
        return QuoteKind.DIRECT
    return QuoteKind.MIXED


def _is_punctuated(draft: Draft, inside: str) -> bool:
    """Return whether the punctuation in and around a passage is that of speech."""
    codes, token = draft.sentence.codes, draft.token
    before, after = codes[token - 1] if token else "", codes[token + 1 : token + 2]
    return last(inside) in SPOKEN or before == ":" or (draft.opens and after in (",", "-"))


def is_sentence(inside: str, passage: Passage, *, outside: bool = False) -> bool:
    """Return whether a passage that stands alone is a sentence: it begins with a capital and ends with a full stop.

    With `outside`, the full stop stands behind the marks.
    """
    end = last(inside)
    return not first(inside).islower() and (outside or end in ENDED or end == "," or not passage.closed)


def first(inside: str) -> str:
    """Return the first letter or digit of a passage; "" where it has none."""
    return next(filter(str.isalnum, inside), "")


def last(inside: str) -> str:
    """Return the last character of a passage before its marks."""
    return inside.rstrip("\"'”’»«“„」』 ")[-1:]


def is_title(spoken: list[str], words: Words) -> bool:
    """Return whether words are written like a title: all with capitals but the little ones."""
    small = words.lists["title_words"]
    return bool(spoken) and all(word[0].isupper() or word[0].isdigit() or word in small for word in spoken)


def _is_subject(draft: Draft, inside: str, words: Words) -> bool:
    """Return whether words in marks name the subject of the verb behind them: "газета «Порт» сообщила"."""
    if not words.has("flags", "plain-titles") or words.has("flags", "verb-last"):
        return False
    codes, token = draft.sentence.codes, draft.token
    around = codes[token - 1] + codes[token + 1 : token + 2]
    return SUBJECT.fullmatch(around) is not None and last(inside) not in SPOKEN


def _is_name(draft: Draft, inside: str, words: Words) -> bool:
    """Return whether words in marks are a name where all nouns have capitals: "sagte der „Neuen Zeitung“"."""
    if not words.capital_nouns:
        return False
    if not first(inside).isupper() or draft.sentence.codes[draft.token - 1] in (":", "S", "Q"):
        return False
    article = draft.sentence.words[draft.token - 1].lower()
    titled = draft.title and draft.words > 1 and not words.has("indefinite", article)
    if draft.title and draft.words == 1 and words.has("before_outlets", article):
        return True  # "sagte Lund bei „Hafenradio“"
    return titled or words.has("oblique", article)  # but "sprach von einer „Gefahr für Leib und Leben“"


def is_in_a_compound(text: str, passage: Passage, inside: str) -> bool:
    """Return whether words in marks are the first part of another word: the "bridge"-gate, „Brücken“-Gipfel."""
    hyphen, letter = text[passage.end : passage.end + 1], text[passage.end + 1 : passage.end + 2]
    return hyphen == "-" and letter.isalpha() and last(inside) not in SPOKEN


def is_scare(draft: Draft, inside: str, words: Words) -> bool:
    """Return whether the words beside a passage say that it is a title, a name or a term."""
    sentence, token = draft.sentence, draft.token
    dated = sentence.codes.startswith("(X)", token + 1)  # “The Harbour at Night” (1960)
    if STAGE.fullmatch(inside) or (dated and draft.words <= TITLE) or CITED.match(sentence.codes, token + 1):
        return True
    if draft.words > TITLE or not (draft.title or draft.words <= SHORT):
        return False
    after = sentence.words[token + 1].lower() if token + 1 < len(sentence.words) else ""
    if draft.words == 0 or words.has("scare_after", after) or _is_in_a_list(draft, words):
        return True
    if token == 0:
        return False
    return _is_announced(draft, words) or _is_subject(draft, inside, words) or _is_name(draft, inside, words)


def _is_in_a_list(draft: Draft, words: Words) -> bool:
    """Return whether a passage is one of three titles or more: “Harbour Lights”, “The Crane” and “Two Boats”."""
    if not draft.title or words.capital_nouns:
        return False
    codes, token = draft.sentence.codes, draft.token
    left = max(0, token - ITEM)
    if LISTED_WITH.match(codes, token + 1) or LISTED_ALREADY.search(codes, left, token):
        return True
    return (
        LISTED_BEFORE.search(codes, left, token) is not None
        and LISTED_NEXT.match(codes, token + 1) is not None
    )


def _is_announced(draft: Draft, words: Words) -> bool:
    """Return whether the words before a passage say that a name or a title follows."""
    codes, token = draft.sentence.codes, draft.token
    back = token - 1
    while back > 0 and codes[back] in ",D":
        back -= 1
    before = draft.sentence.words[back].lower()
    if words.has("scare_before", before):
        return True
    if words.capital_nouns and codes[back] == "L" and draft.title:
        return True  # "laut „Hafenblatt“"
    behind = "".join(draft.sentence.words[token + 1 : token + 2]).lower()
    if words.has("naming", before) and back > 0 and codes[back - 1] in "wAE" and not words.has("by", behind):
        return True  # "a loophole called the “back door”", not "he called it"
    if words.has("naming_base", before) and WHAT_MANY.search(codes, max(0, back - TITLE), back):
        return True
    # "on “Meet the Harbour”", "told “Harbour Talk”", "the channel’s “Harbour”": a title after a preposition
    letter = codes[token - 1]
    after_preposition = letter == "I" or words.has("addressed", before)
    return draft.title and (letter == "Z" or (draft.words > 1 and after_preposition))
