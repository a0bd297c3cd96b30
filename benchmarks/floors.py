"""Set the floors: what was measured, less a margin. `nox -s quality` fails where a figure is worse than its floor.

Run `python benchmarks/scorecard.py --save benchmarks/measured.json` before it.
"""

from __future__ import annotations

import json
from pathlib import Path

from _data import Record

HERE = Path(__file__).resolve().parent
MARGIN = 0.005  # of a share
SLOWER = 0.3  # of a ratio of times: another machine has other ratios
DIGITS = 4


def floor(row: Record, value: float) -> float:
    """The worst that a figure may become; what must not happen at all stays so."""
    margin = SLOWER * value if row["of"] == "speed" else MARGIN if value else 0.0
    bound = value - margin if row["more_is_better"] else value + margin
    return round(max(0.0, bound), DIGITS)


def main() -> None:
    rows = json.loads((HERE / "scorecard.json").read_text(encoding="utf-8"))
    measured = json.loads((HERE / "measured.json").read_text(encoding="utf-8"))
    keys = {f"{row['of']}.{row['path']}": row for row in rows}
    floors = {key: floor(row, measured[key]) for key, row in keys.items() if key in measured}
    (HERE / "floors.json").write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
