"""What speaks for and against a line being part of the article: its features, for the model of `_model`.

The features of a line come in groups, each of which has a key: a tuple of the name of the group and a few small
values. What a key says is worked out once, however many lines have it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from natodocs._labels import WEAK, Label
from natodocs._lines import Line
from natodocs._neighbours._draft import Draft, K

Key: TypeAlias = tuple[Any, ...]

SIZES: Final = (0, 1, 2, 3, 5, 8, 12, 18, 26, 40, 70)  # words, or lines; the ends of the steps
AMOUNTS: Final = (0, 10, 30, 60, 120, 200, 350, 600)  # words of prose; the ends of the steps
FAR: Final = 99  # lines
MOST: Final = 60  # words; a longer paragraph is no better sign of an article
PARAGRAPH: Final = 12  # words; the least prose to which a distance is counted
NEAR, AROUND = 4, 12  # lines above and below in which prose is counted
LOOKED_AT: Final = 400  # characters of a line, for its capitals and terms
REMEMBERED: Final = 80  # characters; longer lines are prose, which does not come again
BEGINNING: Final = 200  # characters of a line, for its words
CAPITALS: Final = 5  # steps of the share of words with a capital
TERMS: Final = 6  # steps of the share of words that come again
TERM: Final = re.compile(r"[^\W\d_]{4,}")
STEM: Final = 6  # letters of a word that have to be the same
PROSE_WORDS: Final = 8  # words; the least of a line whose words count as those of the page
TITLE_WORDS: Final = 3  # words; the least of a line that may be the headline
REPEATED: Final = 0.6  # share of the words
WORD: Final = re.compile(r"[^\W\d_]+")
UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
QUOTES: Final = "\"'“”„«‘’‚»"
CLOSING: Final = "\"'”’»“)] *"
# What a line is mostly made of in HTML, of which the combinations count.
PARTS: Final = frozenset(
    {"article", "body", "prose", "main", "p", "heading", "li", "blockquote", "aside", "related"}
)
# Lines of these kinds tell where on the page one is.
SIGNPOSTS: Final = frozenset(
    {K.RELATED, K.COMMENT_UI, K.COMMENT, K.TAGS, K.SHARE, K.BYLINE, K.DATE}
    | {K.LEGAL, K.ADVERT, K.CREDIT, K.CAPTION, K.CONTACT, K.BIO, K.METADATA}
)


def _steps(ends: Sequence[int]) -> tuple[int, ...]:
    """Return for each number up to the last end in which step it is."""
    return tuple(next(step for step, end in enumerate(ends) if n <= end) for n in range(ends[-1] + 1))


_SIZE, _AMOUNT = _steps(SIZES), _steps(AMOUNTS)


def size(number: int) -> int:
    """Return the step of a number of words or lines."""
    return _SIZE[number] if number <= SIZES[-1] else len(SIZES)


def amount(words: int) -> int:
    """Return the step of an amount of prose."""
    return _AMOUNT[words] if words <= AMOUNTS[-1] else len(AMOUNTS)


def own(line: Line, label: Label) -> list[str]:
    """Return what a line says of itself."""
    text, words = line.text, line.words
    kind = f"{label.kind}{'' if label.confidence > WEAK else '?'}"
    length, end = size(words), ending(text)
    found = [
        *(
            f"kind {kind}",
            f"kind {kind} size {length}",
            f"size {length}",
            f"end {end}",
            f"size {length} end {end}",
        ),
        *(f"opens {_opening(text)}", f"lead {line.lead.strip()[:1]}"),
    ]
    if words:
        found += _form(text, words)
        found += {f"word {word}" for word in WORD.findall(text[:BEGINNING].casefold())}
    if line.marks:
        found += _markup(line, length)
    return found


def _form(text: str, words: int) -> Iterator[str]:
    tokens = text[:LOOKED_AT].split()
    capitals = sum(token[0].isupper() or token[0].isdigit() for token in tokens)
    yield f"capitals {CAPITALS * capitals // max(1, len(tokens))} {_length(words)}"
    yield f"commas {min(4, text.count(','))}"
    yield f"digits {min(3, 20 * sum(map(str.isdigit, text[:BEGINNING])) // min(len(text), BEGINNING))}"
    if "|" in text or "›" in text or " » " in text:
        yield "bars"
    if "@" in text:
        yield "address"
    if "http" in text or "www." in text:
        yield "link"
    if "©" in text:
        yield "copyright"
    if text.isupper():
        yield "capitals alone"
    if any(mark in text for mark in QUOTES if mark not in "'’"):
        yield f"quotes {words > PARAGRAPH}"
    if UNSPACED.search(text, 0, 40):
        yield "unspaced"
        yield f"unspaced size {size(words)} end {ending(text)}"


def _markup(line: Line, length: int) -> Iterator[str]:
    marks = line.marks
    yield from (f"mark {mark}" for mark in marks)
    yield "part " + " ".join(sorted(marks & PARTS))
    part = next((part for part in ("body", "prose", "article") if part in marks), "")
    yield f"part {'p' * ('p' in marks)} {part} {'link' * ('link' in marks)} size {length}"


def _length(words: int) -> int:
    """Return 0 for a short line, 2 for a long one."""
    return (words >= PROSE_WORDS) + (words >= 20)


def ending(text: str) -> str:
    """Return the sign that a line ends in, with "q" where it is quoted; "w" for a word, "d" for a number."""
    bare = text.rstrip(CLOSING)
    quoted = "q" if text[-1:] in CLOSING and text else ""
    if bare.endswith("..."):
        return "…" + quoted
    last = bare[-1:]
    if last in ".!?…:,;。！？":
        return last + quoted
    return ("w" if last.isalpha() else "d" if last.isdigit() else "o") + quoted


def _opening(text: str) -> str:
    first = text[:1]
    if first in QUOTES:
        return "quote"
    if first.isalpha():
        return "capital" if first.isupper() else "small" if first.islower() else "letter"
    return "digit" if first.isdigit() else "sign"


def look(line: Line, label: Label) -> str:
    """Return what a line looks like from another."""
    words = line.words
    long = "long" if words >= 20 else "line" if words >= 8 else "short" if words >= 3 else "word"
    return f"{label.kind if label.confidence > WEAK else 'any'} {long}{'.' * line.ends_sentence}"


def places(draft: Draft, looks: Sequence[str]) -> Iterator[tuple[Key, ...]]:
    """Yield the keys of each line: what stands around it, and where on the page it stands."""
    lines, count = draft.lines, len(draft.lines)
    around = ("top", "top", *looks, "end", "end")
    prose = [
        min(line.words, MOST) if label.kind == K.PARAGRAPH and label.confidence > WEAK else 0
        for line, label in zip(lines, draft.labels, strict=True)
    ]
    sums = [0, *accumulate(prose)]
    total = sums[-1]
    since, above = _distances(draft.labels, prose)
    back, below = _distances(draft.labels[::-1], prose[::-1])
    till, below = back[::-1], below[::-1]
    forms = _forms(draft)
    for n in range(count):
        so_far = sums[n]
        yield (
            ("near", *around[n : n + 2], *around[n + 3 : n + 5]),
            (
                "prose",
                amount(so_far - sums[max(0, n - NEAR)]),
                amount(sums[min(count, n + 1 + NEAR)] - sums[n + 1]),
                amount(so_far - sums[max(0, n - AROUND)]),
                amount(sums[min(count, n + 1 + AROUND)] - sums[n + 1]),
            ),
            (
                "part",
                amount(so_far),
                amount(total - sums[n + 1]),
                10 * so_far // (total or 1),
                amount(total),
                size(n),
            ),
            ("gap", size(since[n]), size(till[n])),
            ("post", *above[n], *below[n]),
            ("form", *forms[n]),
        )


def _distances(labels: Sequence[Label], prose: Sequence[int]) -> tuple[list[int], list[tuple[str, int]]]:
    """Return for each line how far above the last paragraph is, and which signpost stands above, how far."""
    gaps, posts = [], []
    paragraph, post, kind = -FAR, -1, "none"
    for number, (label, words) in enumerate(zip(labels, prose, strict=True)):
        gaps.append(min(FAR, number - paragraph))
        posts.append((kind, size(number - post)))
        if words >= PARAGRAPH:
            paragraph = number
        if label.kind in SIGNPOSTS and label.confidence > WEAK:
            post, kind = number, str(label.kind)
    return gaps, posts


def _forms(draft: Draft) -> list[Key]:
    """Return for each line what is said twice in it, and whether blank lines part it from others."""
    lines, keys = draft.lines, draft.keys
    terms = [_terms(line.text) if line.words else frozenset[str]() for line in lines]
    prose = Counter[str]()
    for line, some in zip(lines, terms, strict=True):
        if line.words >= PROSE_WORDS:
            prose.update(some)
    printed = Counter(keys)
    seen = set[str]()
    top = terms[0] if terms else frozenset[str]()
    title = _terms(draft.metadata.title or "")
    found: list[Key] = []
    for n, line in enumerate(lines):
        key, own_terms, length = keys[n], terms[n], _length(line.words)
        blank_after = n + 1 >= len(lines) or lines[n + 1].blank_before
        again = 0 if printed[key] == 1 else 2 if key in seen else 1
        seen.add(key)
        twin = (n > 0 and keys[n - 1] == key) or (n + 1 < len(keys) and keys[n + 1] == key)
        known = int(length > 0)  # its own words are among those of the prose
        shared = sum(prose[term] > known for term in own_terms)
        may_be_title = n > 0 and line.words >= TITLE_WORDS and bool(own_terms)
        found.append(
            (
                *((line.blank_before, blank_after), length, again, twin),
                TERMS * shared // len(own_terms) if own_terms else -1,
                min(TERMS, len(own_terms)),
                (
                    may_be_title and len(own_terms & top) >= REPEATED * len(own_terms),
                    may_be_title
                    and bool(title)
                    and len(own_terms & title) >= REPEATED * len(own_terms | title),
                ),
                (line.marks == lines[n - 1].marks if n else False) if line.marks else -1,
            )
        )
    return found


def _terms_of(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in TERM.findall(text[:LOOKED_AT].casefold()))


_remembered_terms: Final = lru_cache(maxsize=16384)(_terms_of)


def _terms(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a line."""
    return (
        _remembered_terms(text)
        if len(text) <= 80
        else frozenset(word[:STEM] for word in TERM.findall(text[:LOOKED_AT].casefold()))
    )


def said(key: Key) -> list[str]:
    """Return the features that a key of `places` stands for."""
    group, *values = key
    return list(_GROUPS[group](*values))


def _near(above: str, before: str, after: str, below: str) -> Iterator[str]:
    yield from (f"-2 {above}", f"-1 {before}", f"+1 {after}", f"+2 {below}")


def _prose(above: int, below: int, far_above: int, far_below: int) -> Iterator[str]:
    yield from (f"prose -{NEAR} {above}", f"prose +{NEAR} {below}", f"prose {above} {below}")
    yield from (f"prose -{AROUND} {far_above}", f"prose +{AROUND} {far_below}")


def _part(above: int, below: int, tenth: int, total: int, number: int) -> Iterator[str]:
    yield from (f"all above {above}", f"all below {below}", f"all {total}", f"line {number}")
    yield f"tenth {tenth if total else 'none'}"


def _gap(above: int, below: int) -> Iterator[str]:
    yield from (f"gap -{above}", f"gap +{below}", f"gap {min(4, above)} {min(4, below)}")


def _post(above: str, lines_above: int, below: str, lines_below: int) -> Iterator[str]:
    yield from (
        f"above {above}",
        f"above {above} {lines_above}",
        f"below {below}",
        f"below {below} {lines_below}",
    )


def _form_of(
    blanks: tuple[bool, bool],
    length: int,
    again: int,
    twin: bool,
    shared: int,
    terms: int,
    alike: tuple[bool, bool],
    like: int,
) -> Iterator[str]:
    (before, after), (top, title) = blanks, alike
    yield "blank" if before else "no blank"
    yield f"blanks {before:d}{after:d} {length}"
    if shared >= 0:
        yield f"shares {shared} {length}"
        yield f"terms {terms}"
    if again:
        yield f"again {again} {length > 0}"
    if twin:
        yield "twin"
    if top:
        yield "as the top"
    if title:
        yield "as the title"
    if like >= 0:
        yield f"marks as before {like:d}"


# What each group of a line's keys says, by its first value.
_GROUPS: Final[Mapping[str, Callable[..., Iterator[str]]]] = MappingProxyType(
    {"near": _near, "prose": _prose, "part": _part, "gap": _gap, "post": _post, "form": _form_of}
)
