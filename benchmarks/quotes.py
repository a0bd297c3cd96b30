#!/usr/bin/env python3
"""Score a system that finds quotations in news text and says who spoke them.

    quotes.py --system natodocs
    quotes.py --adapter my_system.py --data FILE.jsonl.gz --errors 20 --json figures.json

An adapter is a Python file with a function ``run(text, language)`` that returns dictionaries with the
keys ``kind`` (direct, mixed, indirect, scare), ``span`` and, where known, ``parts``, ``speaker_span``,
``speaker_name`` and ``cue_span``. All spans are half-open pairs of character offsets.

The unit of the direct and mixed figures is the *passage*: the part of a quote between quotation marks,
within one paragraph. `"A," he said. "B."` has two passages, whether a system calls that one quote or two.

Where a names file (names_*.json) lies beside the data, or one is given with --names, the resolved
``speaker_name`` is scored too, on the quotes that the file holds.
"""

import argparse
import collections
import gzip
import importlib
import json
import lzma
import re
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from _data import DATA, Record, load_script, require

Span = tuple[int, int]
Run = Callable[[str, str], list[Record]]
Error = tuple[str, Record, Record, Record | None]  # cause, record, gold, found

CLOSERS = {"“": '”"', "„": '“”"', "«": "»", "»": "«", "‹": "›", '"': '"”', "「": "」", "『": "』"}
AMBIGUOUS = '“”"'  # marks that one writer opens and another closes a quotation with
PRONOUNS = frozenset(
    "he she they we i you it who him her them us me one er sie es wir ich ihr man dieser diese".split()
)
SURNAME_SUFFIXES = frozenset("jr sr ii iii iv phd md".split())
ARTICLES = frozenset("the a an der die das den dem des ein eine einer eines einem einen".split())
TITLES = frozenset(
    "mr mrs ms miss dr prof sir rev president senator sen rep gov governor mayor herr frau".split()
)
SURE = 0.9  # confidence; names of the quotations from there on are a group of their own
NAME_VERDICTS = ("right", "partial", "wrong", "none", "missed")
CAUSES = (
    "missed quote", "wrong span", "no speaker", "wrong speaker", "wrong name", "false attribution",
    "exception",
)  # fmt: skip


# ---------------------------------------------------------------- text


def quoted_passages(text: str) -> list[Span]:
    """Spans between quotation marks, marks included; none crosses a line break."""
    passages = []
    open_before = False
    for line in re.finditer(r"[^\n]+", text):
        if not line.group().strip():
            continue
        found, open_before = _passages_of_line(text, line.start(), line.end(), open_before)
        passages += found
    return passages


def _passages_of_line(
    text: str, line_start: int, line_end: int, open_before: bool
) -> tuple[list[Span], bool]:
    passages, opened = (
        list[Span](),
        list[int](),
    )  # `opened` holds the offsets of the marks that wait for their closer
    for i in range(line_start, line_end):
        char = text[i]
        opening = _looks_opening(text, i, line_start, line_end)
        if opened and not (opening and char in AMBIGUOUS):
            depth = _depth_closed(text, opened, char)
            if depth is not None:
                if depth == 0:
                    passages.append((opened[0], i + 1))
                del opened[depth:]
                continue
        if not opened and char in AMBIGUOUS and _looks_closing(text, i, line_start, line_end):
            if open_before and not passages:
                before = text[line_start:i]
                passages.append((i - len(before.lstrip()), i + 1))
        elif char in CLOSERS and (opening or not opened):
            opened.append(i)
        elif char == "‘" and not opened and not text[i - 1 : i].isalnum():
            end = _single_close(text, i + 1, line_end)
            if end:
                passages.append((i, end + 1))
    if opened:
        passages.append((opened[0], line_start + len(text[line_start:line_end].rstrip())))
    return _disjoint(passages), bool(opened)


def _depth_closed(text: str, opened: list[int], char: str) -> int | None:
    """Index of the open mark that this character closes: the innermost fitting one, else one that it may."""
    for fits in (lambda closers: closers[0] == char, lambda closers: char in closers):
        for depth in reversed(range(len(opened))):
            if fits(CLOSERS[text[opened[depth]]]):
                return depth
    return None


def _looks_opening(text: str, i: int, line_start: int, line_end: int) -> bool:
    before = text[i - 1] if i > line_start else " "
    after = text[i + 1] if i + 1 < line_end else " "
    return (before.isspace() or before in "([{“‘") and not after.isspace()


def _looks_closing(text: str, i: int, line_start: int, line_end: int) -> bool:
    before = text[i - 1] if i > line_start else " "
    after = text[i + 1] if i + 1 < line_end else " "
    return not (before.isspace() or before in "([{—–-/:") and not after.isalnum()


def _single_close(text: str, start: int, line_end: int) -> int | None:
    for i in range(start, line_end):
        if text[i] == "’" and not text[i + 1 : i + 2].isalnum():
            return i
        if text[i] in '“”"':
            return None
    return None


def _disjoint(passages: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(passages):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


# ---------------------------------------------------------------- spans


def overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def any_overlap(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    return any(overlap(a, b) for a in spans for b in others)


def iou(spans: Sequence[Span], others: Sequence[Span]) -> float:
    """Characters in common over characters in either, for two lists of disjoint spans."""
    common = sum(overlap(a, b) for a in spans for b in others)
    size = sum(e - s for s, e in spans) + sum(e - s for s, e in others) - common
    return common / size if size else 0.0


def close_to_any(item: Record, spans: Iterable[Span]) -> bool:
    return any(iou([item["span"]], [span]) >= 0.5 for span in spans)


def match(
    gold: list[Record], predicted: list[Record], key: Callable[[Record], list[Span]], threshold: float = 0.5
) -> dict[int, int]:
    """Pair items one to one, best overlap first: {index in gold: index in predicted}."""
    scored: list[tuple[float, int, int]] = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            score = iou(key(g), key(p))
            if score >= threshold:
                scored.append((-score, i, j))
    pairs, used = dict[int, int](), set[int]()
    for _, i, j in sorted(scored):
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


# ---------------------------------------------------------------- gold and predictions


def gold_passages(record: Record) -> list[Record]:
    """The record's direct and mixed quotes, one item per passage."""
    items = []
    for quote in record["quotes"]:
        for span in quote.get("quoted", ()):
            if quote["kind"] != "indirect":
                items.append({**quote, "span": span})
    return sorted(items, key=lambda item: item["span"])


def predicted_passages(text: str, predictions: list[Record]) -> list[Record]:
    """The predicted quotes, one item per passage.

    A direct quote counts as it stands; of any other, what lies outside of quotation marks is cut off.
    """
    marked = quoted_passages(text)
    items = []
    for quote in predictions:
        if quote["kind"] == "indirect":
            continue
        parts = quote.get("parts") or [quote["span"]]
        inside = [m for m in marked if any(_mostly_within(m, part) for part in parts)]
        if quote["kind"] == "direct" or not inside:
            inside = [line for part in parts for line in _lines(text, part)]
        items += [{**quote, "span": span} for span in inside]
    unique: dict[Span, Record] = {}
    for item in items:  # two quotes may not both claim a passage: the one with a speaker wins
        known = unique.get(tuple(item["span"]))
        if known is None or (not has_speaker(known) and has_speaker(item)):
            unique[tuple(item["span"])] = item
    return sorted(unique.values(), key=lambda item: tuple(item["span"]))


def _mostly_within(passage: Span, part: Span) -> bool:
    return overlap(passage, part) * 2 >= passage[1] - passage[0]


def _lines(text: str, span: Span) -> list[Span]:
    start = span[0]
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"\S[^\n]*", text[start : span[1]])]


def has_speaker(quote: Record) -> bool:
    return bool(quote.get("speaker_span") or quote.get("speaker_name"))


def head_of_name(name: str | None) -> str:
    words = re.findall(r"[^\W\d_][\w'’-]*", name or "")
    while len(words) > 1 and words[-1].lower() in SURNAME_SUFFIXES:
        words.pop()
    return words[-1] if words else ""


def speaker_is_right(text: str, gold: Record, predicted: Record, strict: bool = False) -> bool:
    if not gold["speaker"]:
        return not has_speaker(predicted)
    if predicted.get("speaker_span") and any_overlap(gold["speaker"], [predicted["speaker_span"]]):
        return True
    head = head_of_name(predicted.get("speaker_name"))
    if strict or not head:
        return False
    mention = " ".join(text[s:e] for s, e in gold["speaker"] or ())
    return re.search(rf"(?<!\w){re.escape(head)}(?!\w)", mention) is not None


def speaker_form(text: str, gold: Record) -> str:
    """How the gold speaker is mentioned: name, pronoun, noun or none (a German noun counts as a name)."""
    if not gold["speaker"]:
        return "none"
    words = " ".join(text[s:e] for s, e in gold["speaker"]).split()
    if len(words) <= 2 and words[0].lower().strip(",.") in PRONOUNS:
        return "pronoun"
    if any(w[:1].isupper() for w in words[1:]) or (len(words) == 1 and words[0][:1].isupper()):
        return "name"
    return "noun"


# ---------------------------------------------------------------- names


def name_tokens(name: str | None) -> list[str]:
    """The words of a name: small letters, no accents, no possessive, no leading article."""
    plain = unicodedata.normalize("NFKD", (name or "").replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = re.findall(r"[^\W_]+", re.sub(r"'s(?!\w)", "", plain))
    while len(words) > 1 and words[0] in ARTICLES:
        del words[0]
    return words


def same_name(gold: list[str], said: list[str]) -> bool:
    """Whether two names differ by no more than a suffix or middle names and initials."""
    gold, said = _without_suffix(gold), _without_suffix(said)
    if gold == said:
        return True
    shorter, longer = sorted((gold, said), key=len)
    if len(shorter) < 2 or (shorter[0], shorter[-1]) != (longer[0], longer[-1]):
        return False
    rest = iter(longer)
    return (
        len(longer) - len(shorter) <= 2
        and not {"and", "und"} & ({*longer} - {*shorter})
        and all(word in rest for word in shorter)
    )


def _without_suffix(words: list[str]) -> list[str]:
    words = list(words)
    while len(words) > 1 and words[-1] in SURNAME_SUFFIXES:
        words.pop()
    return words


def judge_name(entry: Record, mention: str, name: str | None) -> str:
    """What a resolved name is worth: right, partial (last name alone, or a title too many), none or wrong.

    An entry without a name wants its noun phrase, or no name at all. A pronoun is no name.
    """
    said = name_tokens(name)
    golds = [name_tokens(gold) for gold in (entry["name"], *entry.get("also", ())) if gold]
    if any(same_name(gold, said) for gold in golds):
        return "right"
    nobody = not said or (len(said) == 1 and said[0] in PRONOUNS)
    if entry["name"] is None:
        mentioned = name_tokens(mention)
        headed = {*name_tokens(entry["head"])} <= {*said} <= {*name_tokens(entry["noun"]), *mentioned}
        return "right" if nobody or headed or said == mentioned else "wrong"
    if nobody:
        return "none"
    said = _without_suffix(said)
    while len(said) > 1 and said[0] in TITLES:
        del said[0]
    for gold in map(_without_suffix, golds):
        within = any(said[i : i + len(gold)] == gold for i in range(len(said)))
        if within or said == gold[-len(said) :]:
            return "partial"
    return "wrong"


# ---------------------------------------------------------------- scoring


class Tally:
    """Counts of one language and the figures that follow from them."""

    def __init__(self) -> None:
        self.count: collections.Counter[Any] = collections.Counter()
        self.seconds: list[float] = []
        self.errors: list[Error] = []

    def add_record(self, record: Record, predictions: list[Record]) -> None:
        text = record["text"]
        gold = gold_passages(record)
        predicted = predicted_passages(text, predictions)
        unclear = record.get("unclear_quoted", ())
        quotes = [p for p in predicted if p["kind"] != "scare" and not close_to_any(p, unclear)]
        self._add_passages(record, text, gold, quotes)
        self._add_unattributed(record, text, predicted)
        self._add_indirect(record, text, predictions)

    def _add_passages(self, record: Record, text: str, gold: list[Record], predicted: list[Record]) -> None:
        pairs = match(gold, predicted, lambda item: [item["span"]])
        self.count["predicted"] += len(predicted)
        self.count["exact"] += sum(
            list(gold[i]["span"]) == list(predicted[j]["span"]) for i, j in pairs.items()
        )
        self.count["right kind"] += sum(gold[i]["kind"] == predicted[j]["kind"] for i, j in pairs.items())
        for i, item in enumerate(gold):
            found = predicted[pairs[i]] if i in pairs else None
            groups = ["all", item["kind"]]
            if item["speaker"]:
                groups.append("form " + speaker_form(text, item))
            right = found is not None and speaker_is_right(text, item, found)
            strict = found is not None and speaker_is_right(text, item, found, strict=True)
            for group in groups:
                self.count[group, "gold"] += 1
                self.count[group, "found"] += found is not None
                self.count[group, "joint"] += right
                if item["speaker"]:
                    self.count[group, "with speaker"] += 1
                    self.count[group, "found with speaker"] += found is not None
                    self.count[group, "right"] += right
                    self.count[group, "strict"] += strict
                if item["cue"]:
                    self.count[group, "with cue"] += 1
                    cue = found.get("cue_span") if found else None
                    self.count[group, "cue right"] += cue is not None and any_overlap(item["cue"], [cue])
            if not right:
                self._note_error(record, item, found, predicted)
            self._add_name(record, text, item, found, noted=not right)

    def _add_name(self, record: Record, text: str, gold: Record, found: Record | None, noted: bool) -> None:
        entry = record.get("names", {}).get("{}:{}".format(*gold["span"]))
        if entry is None:
            return
        verdict = "missed"
        if found is not None:
            mention = " ".join(text[s:e] for s, e in gold["speaker"] or ())
            verdict = judge_name(entry, mention, found.get("speaker_name"))
        named = "named" if entry["name"] else "unnamed"
        groups = ["all", named, "form " + speaker_form(text, gold)]
        if found is not None and has_speaker(found) and found.get("confidence", 0) >= SURE:
            groups.append("sure")
        for group in groups:
            self.count["name of " + group, verdict] += 1
        if verdict in ("partial", "none", "wrong") and not noted:
            self.errors.append(("wrong name", record, {**gold, "entry": entry}, found))

    def _note_error(
        self, record: Record, gold: Record, found: Record | None, predicted: list[Record]
    ) -> None:
        if found is None:
            touched = [p for p in predicted if overlap(p["span"], gold["span"])]
            cause, found = ("wrong span", touched[0]) if touched else ("missed quote", None)
        elif not gold["speaker"]:
            cause = "false attribution"
        else:
            cause = "wrong speaker" if has_speaker(found) else "no speaker"
        self.errors.append((cause, record, gold, found))

    def _add_unattributed(self, record: Record, text: str, predicted: list[Record]) -> None:
        spans = record.get("unattributed_quoted", ())
        self.count["unattributed"] += len(spans)
        for span in spans:
            best = max(predicted, key=lambda p: iou([p["span"]], [span]), default=None)
            if best and iou([best["span"]], [span]) >= 0.5 and has_speaker(best):
                self.count["falsely attributed"] += 1
                gold = {"kind": "scare", "span": span, "speaker": None, "cue": None}
                self.errors.append(("false attribution", record, gold, best))

    def _add_indirect(self, record: Record, text: str, predictions: list[Record]) -> None:
        gold = [q for q in record["quotes"] if q["kind"] == "indirect"]
        others = [q for q in record["quotes"] if q["kind"] != "indirect"]
        predicted = [
            {**p, "content": p.get("parts") or [p["span"]]} for p in predictions if p["kind"] == "indirect"
        ]
        pairs = match(gold, predicted, lambda item: item["content"])
        rest = [p for j, p in enumerate(predicted) if j not in pairs.values()]
        # An indirect quote that the gold calls mixed is neither right nor wrong here.
        ignored = match(others, rest, lambda item: item["content"])
        self.count["indirect", "gold"] += len(gold)
        self.count["indirect", "predicted"] += len(predicted) - len(ignored)
        self.count["indirect", "found"] += len(pairs)
        self.count["indirect", "speech"] += sum(q.get("speech", True) for q in gold)
        self.count["indirect", "speech found"] += sum(gold[i].get("speech", True) for i in pairs)
        self.count["indirect", "joint"] += sum(
            speaker_is_right(text, gold[i], predicted[j]) for i, j in pairs.items()
        )

    def figures(self, characters: int) -> Record:
        count = self.count
        gold, predicted = count["all", "gold"], count["predicted"]
        found = count["all", "found"]
        indirect = {
            name: prf(count["indirect", key], count["indirect", "predicted"], count["indirect", "gold"])
            for name, key in (("span", "found"), ("span_and_speaker", "joint"))
        }
        return {
            "records": len(self.seconds),
            "exceptions": count["exceptions"],
            "passages": gold,
            "span": prf(found, predicted, gold),
            "span_exact": prf(count["exact"], predicted, gold),
            "speaker": ratio(count["all", "right"], count["all", "with speaker"]),
            "speaker_strict": ratio(count["all", "strict"], count["all", "with speaker"]),
            "speaker_of_found": ratio(count["all", "right"], count["all", "found with speaker"]),
            "joint": prf(count["all", "joint"], predicted, gold),
            "cue": ratio(count["all", "cue right"], count["all", "with cue"]),
            "kind_of_found": ratio(count["right kind"], found),
            "false_attribution": ratio(count["falsely attributed"], count["unattributed"]),
            "unattributed": count["unattributed"],
            "indirect": {
                "gold": count["indirect", "gold"],
                "recall_of_speech": ratio(count["indirect", "speech found"], count["indirect", "speech"]),
                **indirect,
            },
            "groups": {group: self._group(group) for group in self._groups()},
            "name": {group: self._name(group) for group in self._groups(names=True)},
            "speed": self._speed(characters),
        }

    def _groups(self, names: bool = False) -> list[str]:
        groups = {key[0] for key in self.count if isinstance(key, tuple)} - {"all", "indirect"}
        resolved = {group for group in groups if group.startswith("name of ")}
        return sorted(group.removeprefix("name of ") for group in (resolved if names else groups - resolved))

    def _name(self, group: Any) -> Record:
        verdicts = {v: self.count["name of " + group, v] for v in NAME_VERDICTS}
        quotes = sum(verdicts.values())
        shares = {verdict: ratio(number, quotes) for verdict, number in verdicts.items()}
        right_of_found = ratio(verdicts["right"], quotes - verdicts["missed"])
        return {"quotes": quotes, **shares, "right_of_found": right_of_found}

    def _group(self, group: Any) -> Record:
        count = self.count
        return {
            "passages": count[group, "gold"],
            "recall": ratio(count[group, "found"], count[group, "gold"]),
            "speaker": ratio(count[group, "right"], count[group, "with speaker"]),
            "cue": ratio(count[group, "cue right"], count[group, "with cue"]),
        }

    def _speed(self, characters: int) -> Record:
        total = sum(self.seconds)
        p99 = statistics.quantiles(self.seconds, n=100)[98] if len(self.seconds) > 1 else total
        return {
            "characters_per_second": round(characters / total) if total else None,
            "records_per_second": round(len(self.seconds) / total, 2) if total else None,
            "p99_milliseconds": round(p99 * 1000, 3),
        }


def ratio(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def prf(right: float, predicted: float, gold: float) -> Record:
    precision, recall = ratio(right, predicted), ratio(right, gold)
    f1 = ratio(2 * right, predicted + gold)
    return {"precision": precision, "recall": recall, "f1": f1}


# ---------------------------------------------------------------- systems


def load_adapter(path: str | Path) -> Run:
    sys.path.insert(0, str(Path(path).resolve().parent))
    run: Run = load_script(Path(path)).run
    return run


def load_natodocs() -> Run:
    parse = importlib.import_module("natodocs.parse")

    def pair(thing: Any) -> Span | None:
        return (thing.span.start, thing.span.end) if thing is not None and thing.span else None

    def run(text: str, language: str) -> list[Record]:
        return [
            {
                "kind": str(quote.kind),
                "span": pair(quote),
                "parts": [(part.start, part.end) for part in quote.parts],
                "speaker_span": pair(quote.speaker),
                "speaker_name": quote.speaker.name if quote.speaker else None,
                "confidence": quote.confidence,
                "cue_span": pair(quote.cue),
            }
            for quote in parse.quotes(text, language=language)
        ]

    return run


def evaluate(run: Run, records: list[Record]) -> dict[str, tuple[Tally, int]]:
    """Run a system over all records: {language: (tally, number of characters)}."""
    tallies, characters = dict[str, Tally](), collections.Counter[str]()
    for record in records:
        language = record["language"]
        tally = tallies.setdefault(language, Tally())
        characters[language] += len(record["text"])
        begin = time.perf_counter()
        try:
            predictions = run(record["text"], language)
        except Exception as error:  # a failure of the system is a result, not the end of the run
            predictions = []
            tally.count["exceptions"] += 1
            gold = {"kind": "", "span": (0, 0), "speaker": None, "cue": None}
            found = {"speaker_name": f"{type(error).__name__}: {error}"}
            tally.errors.append(("exception", record, gold, found))
        tally.seconds.append(time.perf_counter() - begin)
        tally.add_record(record, predictions)
    return {language: (tally, characters[language]) for language, tally in tallies.items()}


# ---------------------------------------------------------------- input and output


def read_records(paths: Iterable[str | Path]) -> Iterator[Record]:
    for path in paths:
        openers: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".xz": lzma.open}
        opener = openers.get(Path(path).suffix, open)
        with opener(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def read_names(paths: Iterable[str | Path], files: Iterable[str | Path] | None = None) -> dict[str, Record]:
    """Who spoke, for the records of these data files: {record id: {"start:end": entry}}."""
    files = files or sorted({file for path in paths for file in Path(path).parent.glob("names_*.json")})
    return {
        key: entries
        for file in files
        for key, entries in json.loads(Path(file).read_text(encoding="utf-8")).items()
    }


def print_figures(language: str, figures: Record) -> None:
    def show(value: float | None) -> str:
        return "   -  " if value is None else f"{100 * value:6.1f}"

    print(f"\n{language}: {figures['records']} records, {figures['passages']} quoted passages,", end=" ")
    print(f"{figures['exceptions']} exceptions")
    print(f"  {'':34}{'P':>6} {'R':>6} {'F1':>6}")
    rows = [
        ("quoted passages, IoU >= 0.5", figures["span"]),
        ("quoted passages, exact", figures["span_exact"]),
        ("quoted passages with speaker", figures["joint"]),
        (f"indirect ({figures['indirect']['gold']})", figures["indirect"]["span"]),
        ("indirect with speaker", figures["indirect"]["span_and_speaker"]),
    ]
    for name, row in rows:
        print(f"  {name:34}{show(row['precision'])} {show(row['recall'])} {show(row['f1'])}")
    print(f"  speaker {show(figures['speaker'])}  strict {show(figures['speaker_strict'])}", end="")
    print(f"  of found {show(figures['speaker_of_found'])}  cue {show(figures['cue'])}", end="")
    print(f"  kind of found {show(figures['kind_of_found'])}")
    print(f"  false attribution {show(figures['false_attribution'])} of {figures['unattributed']}", end="")
    print(f"  recall of indirect speech {show(figures['indirect']['recall_of_speech'])}")
    for name, group in figures["groups"].items():
        print(f"    {name:14} n {group['passages']:5}  recall {show(group['recall'])}", end="")
        print(f"  speaker {show(group['speaker'])}  cue {show(group['cue'])}")
    for name, group in figures["name"].items():
        print(f"    name of {name:14} n {group['quotes']:4}  right {show(group['right'])}", end="")
        print(f"  partial {show(group['partial'])}  wrong {show(group['wrong'])}", end="")
        print(f"  none {show(group['none'])}  missed {show(group['missed'])}", end="")
        print(f"  right of found {show(group['right_of_found'])}")
    speed = figures["speed"]
    print(f"  {speed['characters_per_second']} characters/s", end="")
    print(f"  {speed['records_per_second']} records/s  p99 {speed['p99_milliseconds']} ms")


def print_errors(errors: list[Error], limit: int) -> None:
    by_cause: collections.defaultdict[str, list[Error]] = collections.defaultdict(list)
    for error in errors:
        by_cause[error[0]].append(error)
    total = len(errors)
    for cause in CAUSES:
        group = by_cause[cause]
        if not group:
            continue
        shown = max(1, round(limit * len(group) / total))
        step = max(1, len(group) // shown)
        print(f"\n=== {cause}: {len(group)} of {total}")
        for _, record, gold, found in group[::step][:shown]:
            _print_error(record, gold, found)


def _print_error(record: Record, gold: Record, found: Record | None, width: int = 200) -> None:
    text, (start, end) = record["text"], gold["span"]
    mentions = [text[s:e] for s, e in gold["speaker"] or ()]
    cues = [text[s:e] for s, e in gold["cue"] or ()]
    print(f"\n--- {record['id']} {gold['kind']} at {start}  gold speaker {mentions}  cue {cues}")
    print(text[max(0, start - width) : start] + "[[" + text[start:end] + "]]" + text[end : end + width])
    if "entry" in gold:
        print(f"gold name {gold['entry']['name']!r} noun {gold['entry']['noun']!r}")
    if found:
        span = found.get("speaker_span")
        mention = text[slice(*span)] if span else None
        extent = found.get("span")
        print(f"--> predicted {found.get('kind')} {extent} speaker {mention!r} {found.get('speaker_name')!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    system = parser.add_mutually_exclusive_group(required=True)
    system.add_argument("--system", choices=["natodocs"])
    system.add_argument("--adapter", metavar="FILE")
    parser.add_argument(
        "--data", nargs="+", default=sorted((DATA / "quotes").glob("*dev.jsonl.*")), metavar="FILE"
    )
    parser.add_argument("--names", nargs="+", metavar="FILE", help="default: names_*.json beside the data")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N records of each file")
    parser.add_argument("--json", metavar="FILE", help="write the figures here")
    parser.add_argument("--errors", type=int, metavar="N", help="print about N wrong cases, by cause")
    options = parser.parse_args()
    require(Path(options.data[0]) if options.data else DATA / "quotes")
    output = Path(options.json).resolve() if options.json else None  # an adapter may change the folder

    run = load_natodocs() if options.system else load_adapter(options.adapter)
    records = [record for path in options.data for record in list(read_records([path]))[: options.limit]]
    names = read_names(options.data, options.names)
    for record in records:
        record["names"] = names.get(record["id"], {})
    evaluate(run, records[:1])  # the first call may load data: it is not counted
    results = evaluate(run, records)
    figures = {language: tally.figures(size) for language, (tally, size) in results.items()}
    for language, values in figures.items():
        print_figures(language, values)
    if options.errors:
        print_errors([e for tally, _ in results.values() for e in tally.errors], options.errors)
    if output:
        output.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
