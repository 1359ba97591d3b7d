"""Secondary suppression in every margin of a large table, with its audit.

uv run python benchmarks/margins.py [REGIONS]     Nothing is timed of a list that the audit does not find clean.

Claim: the class of table on which withholding was reported not to finish (sdcTools/UserSupport#146: 650,000
combinations of some 3,000 areas, 10, 2, 75 and 10 classes) in minutes. That tool is not run here; nothing is compared.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np
from indicators import large_table

from narekenen.disclosure.marginaudit import audit_margins
from narekenen.disclosure.margins import Margins, margins
from narekenen.disclosure.marginsuppression import WithheldMargins, suppress_margins

NAMES = ("region", "area", "two", "band", "age", "ten", "other ten")


def told(found: WithheldMargins) -> None:
    """Per table: cells, those of five persons or more, those published, and the share of persons in them."""
    table = found.margins
    tables = table.table_of(table.keys)
    for some in sorted(table.sets.tolist(), key=int.bit_count):
        here = tables == some
        name = " x ".join(name for column, name in enumerate(NAMES) if some >> column & 1) or "all"
        share = table.numbers[here & found.listed].sum() / table.counts.sum()
        large, shown = int((here & ~found.primary).sum()), int((here & found.listed).sum())
        print(f"{name:50} {here.sum():9,} cells, large {large:9,}, published {shown:9,}; {share:4.0%} of the persons")


def made(regions: int) -> Margins:
    """The table of `benchmarks/indicators.py`, or its first regions."""
    codes, counts, _ = large_table()
    chosen = codes[0] < regions
    return margins([code[chosen] for code in codes], counts[chosen])


def main() -> None:
    regions = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    suppress_margins(margins([[0, 0, 1, 1, 2], [0, 1, 0, 1, 1]], [3, 9, 9, 8, 30]))  # compiled before it is timed
    start = time.process_time()
    table = made(regions)
    counted = time.process_time()
    found = suppress_margins(table)
    withheld = time.process_time()
    checked = audit_margins(found)
    audited = time.process_time()
    print(f"{len(table.counts):,} combinations, {len(table.sets)} tables, {len(table.keys):,} cells")
    print(f"{found.primary.sum():,} small, {found.secondary():,} with them, {found.listed.sum():,} published")
    print(checked)
    spent = (counted - start, withheld - counted, audited - withheld)
    print("CPU-seconds: counting {:.1f}, withholding {:.1f}, audit {:.1f}".format(*spent))
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB", flush=True)
    assert checked.clean()
    assert np.all(found.margins.numbers[found.listed] >= found.threshold)
    told(found)


if __name__ == "__main__":
    main()
