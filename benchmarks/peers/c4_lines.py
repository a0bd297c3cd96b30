"""The line filter of C4, for plain text: lines of five words or more that end as a sentence does.

The marks of other scripts and typographic quotation marks end a sentence too: C4 knew English alone.
"""

from __future__ import annotations

from typing import Any

ENDS = tuple(".!?\"'”’»“。」")
LEAST = 5  # words


def run(record: dict[str, Any], mode: str) -> dict[str, Any]:
    lines = (line.strip() for line in record["source"].split("\n"))
    return {"body": "\n".join(line for line in lines if keeps(line))}


def keeps(line: str) -> bool:
    ends = line.endswith(ENDS) and not line.endswith("...")
    return ends and len(line.split()) >= LEAST and "javascript" not in line.lower()
