"""Synthetic histories with a known truth, as tables in the documentation.

uv run python benchmarks/simulations_forecasts.py     (about a minute; `--print` writes to the terminal instead)
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from narekenen.forecasts.simulation import TABLES, cell

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs/reference/forecasts-simulations.md"
HEAD = """# Forecasts: known truths found again

Written by `just simulations` at commit {commit}; do not edit. The seed of every number is its place (table, row,
column): the test suite computes a random sample of them again and expects the same digits.
"""
INTRODUCTIONS = {
    "Lead times": """The true mean is 430 days (log-normal, coefficient of variation 0.5); starts are spread evenly over
the age of the programme, given in days. `naive` is the mean of what has ended, `censored` that of the fit which counts
what is open: means over 20 histories of 2,000 cases. `coverage`: percent of 300 intervals of 95 %, from 300 cases each,
that hold 430 (the band of luck is 92.3 to 97.3).""",
    "Late registration": """About 40 cases a month, registered up to eight months late; rows are months back from the
last complete month. `registered`: percent known by then. `80` and `90`: percent of 400 nowcast windows of that level
that hold the truth (the bands of luck are 76 to 84 and 87 to 93; whole numbers make windows a little wider than asked
for).""",
    "The fan": """Reference case: 17,500 addresses (1,856 of them possible), three stages that grow in three years from
30 % of 800, 3,300 and 1,400 places to all of them. Width of the day on which 95 % is finished, over 300 replications:
standard deviation, and P90 minus P10, in days. Shared: scope from 15,644 to 17,500; capacity with a coefficient of
variation of 15 % and a memory of 0.98 from quarter to quarter; durations 10 %; capacity up to a year late.""",
}


def main() -> None:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.strip()
    lines = [HEAD.format(commit=commit)]
    for title, (_, rows, columns) in TABLES.items():
        lines += [
            f"## {title}",
            "",
            INTRODUCTIONS[title],
            "",
            "| | " + " | ".join(columns) + " |",
            "|---|" + "---|" * len(columns),
        ]
        for row in rows:
            print(f"{title}: {row}", file=sys.stderr)
            lines.append(f"| {row} | " + " | ".join(cell(title, row, column) for column in columns) + " |")
        lines.append("")
    text = "\n".join(lines)
    if "--print" in sys.argv:
        print(text)
    else:
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
