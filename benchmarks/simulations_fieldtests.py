"""False alarms and coverage of every test and interval for field tests, as a table in the documentation.

uv run python benchmarks/simulations_fieldtests.py     (some minutes; `--print` writes to the terminal instead)
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from narekenen.fieldtests.simulation import INTERVALS, SCENARIOS, SIZES, TESTS, applies, rate

TARGET = Path(__file__).resolve().parents[1] / "docs/reference/fieldtests-simulations.md"
HEAD = """# Field tests: false alarms and coverage

Written by `just simulations`; do not edit. Every number is keyed by scenario, number of pairs and method: the test
suite computes a random sample of them again and expects the same digits.

Scenarios, as shares of all pairs: under the null `n10` = `n01` = 0.10; under the alternative 0.14 and 0.06; `n11` =
0.25 throughout. With agencies, each is tested five times and leans one way or the other (intra-agency correlation 0.3
of the discordant pairs). Tests at 5 %, intervals at 95 %. Runs: 20,000, with agencies 4,000; 2,000 for Fisher and the
cluster delta interval; 1,000 for the clustered test and the multinomial bootstrap; 500 for the cluster bootstrap. The
simulation error (one standard error) of a rate of 5 % is 0.15, 0.3, 0.5, 0.7 and 1.0 points.

## What theory says, and what to use

- The exact test and the exact interval of the odds ratio are conservative: they keep the level at every size.
- Mid-p and the score test may exceed the level by a fraction of a point where few pairs are discordant: their level
  is that of the exact test on average over tables, not at every table (Fagerland, Lydersen and Laake 2013).
- Delta limits and both bootstraps are too narrow with few discordant pairs. They are there to be compared with.
- With agencies the plain tests and intervals are too sure of themselves, by the design effect, at every size. That
  is why the report takes the clustered test as soon as the file has an agency column. Below 30 informative agencies
  it counts sign patterns, which is conservative.
- The cluster bootstrap needs 40 agencies or more; below 20 it warns.
- R `callback` 0.1.1 is shown by its own formulas (`peers.py`) on independent pairs, where it is at its best. Three
  of its tests do not test equal treatment: see the rows that are far from 5 % under the null.
"""


def table(title: str, methods: list[str], scenarios: tuple[int, ...]) -> list[str]:
    lines = [f"## {title}", ""]
    for i in scenarios:
        scenario = SCENARIOS[i]
        lines += [f"### {scenario.name}", "", "| method | " + " | ".join(f"n = {n}" for n in SIZES) + " |",
                  "|---|" + "---|" * len(SIZES)]  # fmt: skip
        for method in methods:
            if applies(method, scenario):
                print(f"{scenario.name}: {method}", file=sys.stderr)
                rates = [rate(scenario, n, method) for n in SIZES]
                lines.append(f"| {method} | " + " | ".join(f"{100 * r:.1f}" for r in rates) + " |")
        lines.append("")
    return lines


def main() -> None:
    start = time.process_time()
    lines = [HEAD]
    lines += table("False alarms in percent (nominal 5)", list(TESTS), (0, 2))
    lines += table("Power in percent", list(TESTS), (1, 3))
    lines += table("Coverage in percent (nominal 95)", list(INTERVALS), (0, 1, 2, 3))
    text = "\n".join(lines)
    if "--print" in sys.argv:
        print(text)
    else:
        TARGET.write_text(text, encoding="utf-8")
    print(f"{time.process_time() - start:.0f} CPU-seconds", file=sys.stderr)


if __name__ == "__main__":
    main()
