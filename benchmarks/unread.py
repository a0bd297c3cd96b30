"""Keep the figures of pages that nobody has read, for the documentation.

    python benchmarks/unread.py FIGURES.json

FIGURES.json has a number for each key, in the way that `scorecard.py --save` writes them, taken on the records of the
publishers that are kept back (see README.md). Those that the scorecard has a row for become `unread.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("figures", type=Path, metavar="FIGURES.json")
    figures = json.loads(options.parse_args().figures.read_text(encoding="utf-8"))
    rows = json.loads((HERE / "scorecard.json").read_text(encoding="utf-8"))
    keys = [f"{row['of']}.{row['path']}" for row in rows]
    kept = {key: figures[key] for key in keys if key in figures}
    if not kept:
        print("no figure of the scorecard is among them", file=sys.stderr)
        return 1
    (HERE / "unread.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"{len(kept)} figures kept; no row for {', '.join(sorted(figures.keys() - kept.keys())) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
