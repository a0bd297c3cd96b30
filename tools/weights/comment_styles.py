"""Ways in which pages print a comment, for training: each makes the lines of one.

A header is marked by "h", a button by "b", the text by "t". Names and towns are invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Final

Unit = list[tuple[str, str]]
Style = Callable[[random.Random, str, str, Sequence[str], int], Unit]

FIRST: Final = [
    "Anna",
    "Bob",
    "Carol",
    "Dave",
    "Ed",
    "Frank",
    "Gina",
    "Hank",
    "Iris",
    "Joe",
    "Kate",
    "Liz",
    "Mike",
    "Nora",
    "Oscar",
    "Paul",
    "Quinn",
    "Rita",
    "Steve",
    "Tom",
    "Ursula",
    "Vic",
    "Wendy",
    "Xavier",
    "Yvonne",
    "Zack",
    "Dorothea",
    "Jens",
    "Matthias",
    "Claire",
    "Pierre",
    "Luc",
    "Ahmed",
    "Priya",
]
LAST: Final = [
    "Smith",
    "Jones",
    "Holm",
    "Lund",
    "Moe",
    "Becker",
    "Weber",
    "Martin",
    "Dupont",
    "Garcia",
    "Rossi",
    "Patel",
    "Nguyen",
    "O'Neil",
    "McKay",
    "Brown",
    "Kowalski",
    "Berg",
]
HANDLES: Final = [
    "bluesky77",
    "oldsalt",
    "lupa_99",
    "truthteller",
    "mom2three",
    "Jedi_Knight",
    "ratdog",
    "wonderer",
    "GoTeam!",
    "citizen_x",
    "kk",
    "smartypants",
    "notme2",
    "anonymous",
    "Anonymous",
    "jwillis",
    "SFgal",
    "cowboy_up",
    "the_dude",
    "AnnaK",
    "mrT",
    "tigerfan24",
    "Guest",
]
TOWNS: Final = (
    "Harbury, UK",
    "Fairview",
    "New Holm",
    "Port Lund, Australia",
    "Ohio",
    "Fairview, USA",
    "London",
)
MONTHS: Final = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
DAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
TITLES: Final = (
    "Great article",
    "Not so sure",
    "What about the ferry",
    "Well said",
    "Unfassbar",
    "Na und?",
    "Frage",
)
HEADS: Final = {
    "en": (
        "{} Comments", "Comments", "{} Responses to this story", "Comments ({})", "{} comments:",
        "Reader Comments",
        "Comments:", "Discussion", "{} Comments so far", "What others say", "Responses",
    ),
    "de": ("{} Kommentare", "Kommentare", "Kommentare ({})", "Leserkommentare", "{} Antworten",
    "Was Leser sagen"),
    "fr": ("{} commentaires", "Commentaires", "Vos réactions", "{} réactions"),
}  # fmt: skip
ENDS: Final = (
    ("Leave a Reply", "Name *", "Email *", "Website"),
    ("About us", "Contact", "Privacy Policy", "© 2015 The Harbury Post"),
    ("Related stories", "Bridge opens after ten years of work", "Mayor wants a second ferry"),
)


def name(r: random.Random) -> str:
    """Return a name or a handle."""
    kind = r.random()
    if kind < 0.3:
        return r.choice(FIRST)
    if kind < 0.6:
        return f"{r.choice(FIRST)} {r.choice(LAST)}"
    return f"{r.choice(FIRST)} {r.choice(LAST)[0]}." if kind < 0.7 else r.choice(HANDLES)


def time(r: random.Random, language: str, form: float) -> str:
    """Return a time in one of the forms of a language; `form`, from 0 to 1, chooses which."""
    year, number, day = r.randint(2006, 2023), r.randint(1, 12), r.randint(1, 28)
    hour, minute, word = r.randint(0, 23), r.randint(0, 59), MONTHS[language][number - 1]
    half, ap, weekday = hour % 12 or 12, "am" if hour < 12 else "pm", DAYS[day % 7]
    forms = {
        "de": (
            f"{day}. {word} {year} um {hour}:{minute:02} Uhr",
            f"{day:02}.{number:02}.{year}, {hour:02}:{minute:02}",
            f"{day:02}.{number:02}.{year} {hour:02}:{minute:02} Uhr", f"vor {day} Stunden",
            f"am {day}. {word} {year}",
        ),
        "fr": (
            f"{day} {word} {year} à {hour}:{minute:02}", f"{day:02}/{number:02}/{year} à {hour:02}h{minute:02}",
            f"il y a {day} jours", f"le {day} {word} {year}",
        ),
        "en": (
            f"{word} {day}, {year} at {half}:{minute:02} {ap}",
            f"{word} {day}, {year} {half}:{minute:02} {ap.upper()}",
            f"{word[:3]} {day}, {year} at {half}:{minute:02}{ap}",
            f"{number}/{day}/{year} {half}:{minute:02} {ap.upper()}",
            f"{day} {word} {year} at {hour:02}:{minute:02}", f"{half} hours ago",
            f"{r.randint(2, 9)} years ago",
            f"{word} {day}, {year}", f"{day:02} {word[:3]} {year}, {hour:02}:{minute:02}",
            f"{weekday}, {word} {day}, {year} {half}:{minute:02}:{minute:02} {ap.upper()}",
            f"{half}:{minute:02} {ap} on {word} {day}, {year}",
            f"{year}-{number:02}-{day:02} {hour:02}:{minute:02}:00",
            f"{word[:3]} {day}, {year} {half}:{minute:02} {ap.upper()} EST",
            f"{number}/{day}/{year % 100:02} {half}:{minute:02} {ap.upper()}",
            f"{half}:{minute:02} {ap.upper()} on {number:02}/{day:02}/{year}",
            f"{half}:{minute:02} {ap.upper()}",
            f"{word[:3]} {day}th, {year} at {half}:{minute:02} {ap}",
            f"{number:02}-{day:02}-{year}, {half:02}:{minute:02} {ap.upper()}",
            f"{number:02}.{day:02}.{year % 100:02} at {half}:{minute:02} {ap}",
            f"{word[:3]}. {day}, {year}, {half}:{minute:02} {ap[0]}.m.",
            f"{weekday[:3]}, {number:02}/{day:02}/{year} - {hour:02}:{minute:02}",
            f"{r.randint(2, 9)} weeks, {r.randint(2, 6)} days ago",
            f"{day} {word[:3]} {year % 100:02}", f"{word} {day}",
        ),
    }[language]  # fmt: skip
    return forms[int(form * len(forms))]


def _style(pattern: str) -> Style:
    """Return the style of a pattern: its lines, "h" before a header, "b" before a button, "*" for the text."""

    def make(r: random.Random, n: str, w: str, text: Sequence[str], k: int) -> Unit:
        unit: Unit = []
        for line in pattern.split(" / "):
            if line == "*":
                unit += [(part, "t") for part in text]
            else:
                filled = line[2:].format(
                    n=n, w=w, k=k, town=r.choice(TOWNS), few=r.randint(1, 9), many=r.randint(10, 900),
                    title=r.choice(TITLES), word=n.replace(" ", "_"), small=n.lower().replace(" ", "."),
                )  # fmt: skip
                unit.append((filled, line[0]))
        if unit and unit[0][1] == "i":  # a name that stands in the line of the text
            unit = [(unit[0][0] + unit[1][0], "t"), *unit[2:]]
        return unit

    return make


PATTERNS: Final = {
    "en": (
        "h {n} says: / h {w} / * / b Reply", "h {n} says: / h {w} / *", "h On {w}, {n} said: / *",
        "h {w} / h {n} says: / *", "h {n} said... / * / h {w}", "h {n} / h {w} / * / b ReplyDelete",
        "h {n} {w} / * / b Reply", "h {n} {w} / *", "h {n} | {w} / *", "h {n} - {w} / *", "h {n} on {w} / *",
        "h by {n} on {w} / * / b reply actions", "* / h Posted by: {n} | {w}", "* / h Posted by {n} on {w}",
        "h Posted by {n} on {w} / *", "h Posted by {n} at {w} / *", "* / h — {n}, {w}",
        "* / h - {n}, {town}, {w}",
        "h {n}, {town}, {w} / * / b Reply", "* / h - {n}, {town}, {w} / b Click to rate     Rating   {many}",
        "h {k}. {n} / h {w} / *", "h #{k} {n} {w} / *", "h {k} / h {n} / h {w} / *",
        "h {k}. Comment by {n} — {w} / *",
        "h {k}. {n} / *", "h written by {n}, {w} / *", "h {n} / *", "* / h {n}", "h {n} ({town}) / *",
        "h {n} / * / b Reply", "h {n} • {w} / * / b • Reply • Share ›", "h {n} / h {w} / * / b Like / b Reply",
        "h {n} / * / b Like · Reply · {many} · {w}",
        "h {n} · Works at Home / * / b Reply · Like · Follow Post · {w}",
        "h {w} / h #{k} / h {n} / h Senior Member / h Join Date: May 2004 / h Posts: {many} / * / b Reply With Quote",
        "h Re: the bridge / h by {n} » {w} / *", "h {n} / h {w} (UTC) / * / b (Reply) (Thread)",
        "h Re: what now (Score:{few}) / h by {n} writes: on {w} / *",
        "h [–]{word} {many} points {few} months ago / * / b permalink embed save report reply",
        "h {word} {few} hours ago | next [–] / * / b reply",
        "h @{word}-{many} / h {few} months ago / * / b {few} / b Reply",
        "h {n} / h {many} Fans / h {w} / *", "h {n} / h {w} / * / b Report Abuse",
        "h {n} / h {town} / h {w} / * / b Recommended by {many} Readers", "h {n} wrote on {w}: / *",
        "h {n} commented {w} / *", "h Comment from {n} / h Time: {w} / *", "* / h Left by {n} on {w}",
        "i {n}:  / *",
        "h {n}: / *", "h {title} / h {n} ({w}) / *", "h Submitted by {n} on {w}. / * / b reply", "* / h {w}",
        "*",
        "* / b Reply", "* / h {n} | {w} | Permalink", "* / h Comment by {n} {w}",
        "h {n} at {few}:30 PM May {few}, 2011 / *",
        "h {small}@... / h {w} / *",
    ),
    "de": (
        "h {n} / h {w} / * / b Antworten", "h {n} sagt: / h {w} / * / b Antworten", "h {n} schrieb am {w} / *",
        "h #{k} von {n} / h {w} / *", "h {n}, {w} / *", "* / h Kommentar von {n}, {w}", "h {n} / *",
        "h {k}. {title} / h {n} {w} / * / b Melden", "*",
    ),
    "fr": (
        "h {n} a dit : / h {w} / * / b Répondre", "h Par {n}, {w} / * / b Signaler", "h {n} / h {w} / *",
        "* / h Rédigé par : {n} | {w}",
    ),
}  # fmt: skip
STYLES: Final = {
    language: [_style(pattern) for pattern in patterns] for language, patterns in PATTERNS.items()
}
