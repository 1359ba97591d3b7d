"""Unique persons: 10 million stays of 3 million persons, to one level and to all 16 margins; small cells withheld.

uv run --group bench python benchmarks/indicators.py [STAYS]     Equal results are asserted before anything is timed.

Claims: one level in 0.7 s, all margins in 1.5 CPU-seconds with 1.5 GB, 20 times DuckDB's GROUP BY CUBE. Peers in the
same run: polars, DuckDB, pandas (one level). Every engine gets the same columns in memory. Each cube runs in a process
of its own, so that its memory is its own.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from narekenen.disclosure.audit import fixed
from narekenen.disclosure.detail import detail, narrowest
from narekenen.disclosure.suppression import suppress
from narekenen.disclosure.tables import crossed
from narekenen.indicators.cube import Cube, unique_persons

if TYPE_CHECKING:
    import pandas as pd

SIZES = {"municipality": 342, "sex": 2, "age": 7, "year": 10}
NAMES = tuple(SIZES)


def make(stays: int) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Stays with a 64-bit pseudonym; a person has one sex, mostly one municipality, and ages by year."""
    rng = np.random.default_rng(7)
    persons = stays * 3 // 10
    pseudonym = rng.integers(0, 2**63, persons).astype(np.uint64)
    who = rng.integers(0, persons, stays)
    home, sex, age = (rng.integers(0, SIZES[name], persons).astype(np.int16) for name in NAMES[:3])
    moved = rng.random(stays) < 0.2
    place = np.where(moved, rng.integers(0, 342, stays), home[who]).astype(np.int16)
    codes = {"municipality": place, "sex": sex[who], "age": age[who]}
    codes["year"] = rng.integers(0, SIZES["year"], stays).astype(np.int16)
    return pseudonym[who], codes


def ours(data: tuple[np.ndarray, dict[str, np.ndarray]], margins: list[tuple[str, ...]] | None = None) -> Cube:
    return unique_persons(data[0], dict(data[1]), SIZES, margins=margins)


def frame_of(data: tuple[np.ndarray, dict[str, np.ndarray]]) -> pl.DataFrame:
    return pl.DataFrame({"person": data[0], **data[1]})


def polars_level(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.group_by(NAMES).agg(pl.col("person").n_unique().alias("n"))


def duckdb_query(data: tuple[np.ndarray, dict[str, np.ndarray]], grouping: str) -> list[tuple[int, ...]]:
    import duckdb

    columns = {"person": data[0], **data[1]}
    base = duckdb.connect()
    base.register("stays", columns)
    return base.execute(f"SELECT {', '.join(NAMES)}, count(DISTINCT person) FROM stays GROUP BY {grouping}").fetchall()


def clock(work: Callable[[], object], repeat: int = 3) -> tuple[float, float]:
    """Best wall seconds and best CPU-seconds (all threads) of a few runs."""
    walls, cpus = [], []
    for _ in range(repeat):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return min(walls), min(cpus)


def line(what: str, seconds: tuple[float, float], more: str = "") -> None:
    print(f"{what:58} {seconds[0]:8.2f} s wall {seconds[1]:8.2f} s CPU  {more}", flush=True)


def assert_equal(stays: int) -> None:
    """All 16 margins against DuckDB's cube, and the whole level against polars and pandas, cell by cell."""
    data = make(stays)
    cube = ours(data)
    cells = 0
    for *codes, n in duckdb_query(data, f"CUBE ({', '.join(NAMES)})"):
        kept = {name: code for name, code in zip(NAMES, codes, strict=True) if code is not None}
        assert cube.count(**kept) == n
        cells += 1
    assert cells == sum(int((table > 0).sum()) for table in cube.tables.values())
    level = cube.tables[NAMES]
    for *codes, n in polars_level(frame_of(data)).iter_rows():
        assert level[tuple(codes)] == n
    for codes, n in pandas_level(data).items():
        assert level[codes] == n
    print(f"equal results asserted: {cells:,} cells of 16 margins ({stays:,} stays)")


def pandas_level(data: tuple[np.ndarray, dict[str, np.ndarray]]) -> pd.Series:
    import pandas as pd

    return pd.DataFrame({"person": data[0], **data[1]}).groupby(list(NAMES))["person"].nunique()


def alone(what: str, stays: int) -> tuple[float, float, float]:
    """One piece of work in a process of its own: wall, CPU, and the peak of its memory in GB, data included."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", what, str(stays)], capture_output=True, text=True, check=True
    )
    wall, cpu, memory = (float(word) for word in done.stdout.split())
    return wall, cpu, memory


def one(what: str, stays: int) -> None:
    data = make(stays)
    if what == "ours":
        ours(make(2000))
    work = {"ours": lambda: ours(data), "duckdb": lambda: duckdb_query(data, f"CUBE ({', '.join(NAMES)})")}[what]
    wall, cpu = clock(work, 1)
    print(wall, cpu, peak())


def peak() -> float:
    """Most memory that this program held, in GB. (getrusage counts what its parent held before it began as well.)"""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1e6


def withholding() -> None:
    """A table with every margin, protected and audited; the audit draws its own random numbers again."""
    rng = np.random.default_rng(0)
    cells = crossed(rng.poisson(rng.gamma(0.7, 30, (342, 6, 2, 7))))
    found = suppress(cells, audit=False)
    assert fixed(cells, found.withheld(), seed=1).size == 0
    spent = clock(lambda: suppress(cells, audit=False), 1)
    counts = f"{found.primary.sum():,} small, {found.secondary.sum():,} with them"
    line(f"withhold in {cells.values.size:,} cells, every margin", spent, counts + ", none can be worked out")


def large_table(rows: int = 650_000) -> tuple[list[np.ndarray], np.ndarray, list[int]]:
    """Combinations of region and area, 10 classes, 2, 75 in bands, 10: areas of very different size, half of the
    combinations with fewer than five persons."""
    rng, areas = np.random.default_rng(3), 3000
    weight = rng.pareto(1.2, areas) + 0.2
    area = rng.choice(areas, 3 * rows, p=weight / weight.sum())
    uneven = np.arange(10, 0, -1) / 55
    parts = (rng.choice(10, 3 * rows, p=uneven), rng.integers(0, 2, 3 * rows), rng.integers(0, 75, 3 * rows),
             rng.choice(10, 3 * rows, p=uneven))  # fmt: skip
    every = np.unique(np.column_stack([area, *parts]), axis=0)
    area, one, two, age, other = every[rng.choice(len(every), rows, replace=False)].T
    return [area % 30, area, two, age // 15, age, one, other], rng.geometric(0.15, rows), [30, areas, 2, 5, 75, 10, 10]


def at_the_detail_it_can_bear() -> None:
    """The class of table on which withholding was reported not to finish (sdcTools/UserSupport#146)."""
    codes, counts, sizes = large_table()
    found = detail(codes, counts, sizes)
    assert found.count.min() >= 5
    children = np.bincount(found.parent[1:], weights=found.count[1:], minlength=len(found.count))
    assert np.array_equal(children[children > 0], found.count[children > 0])
    spent = clock(lambda: detail(codes, counts, sizes), 1)
    least = narrowest(found, codes, counts)
    single = np.bincount(found.leaf, minlength=len(found.count)) == 1
    own = counts[single[found.leaf]].sum() / counts.sum()
    line(f"detail of {len(counts):,} combinations, {(counts < 5).mean():.0%} small", spent,
         f"{len(found.count):,} numbers; {own:.0%} of persons in their own; least left open {least:g}")  # fmt: skip


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
        return
    stays = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    assert_equal(min(stays, 300_000))
    one_level(stays)
    mine, peer = alone("ours", stays), alone("duckdb", stays)
    line("narekenen: all 16 margins", mine[:2], f"peak {mine[2]:.2f} GB with the data; claim 1.5 CPU-seconds, 1.5 GB")
    line("DuckDB: GROUP BY CUBE", peer[:2], f"peak {peer[2]:.2f} GB with the data")
    print(
        f"ratio {peer[1] / mine[1]:.0f} x in CPU-seconds, {peer[0] / mine[0]:.0f} x in wall time (claim 20)", flush=True
    )
    withholding()
    at_the_detail_it_can_bear()


def one_level(stays: int) -> None:
    data = make(stays)
    frame = frame_of(data)
    level = ours(data, [NAMES]).tables[NAMES]
    assert level.sum() == polars_level(frame)["n"].sum()
    line("narekenen: one level", clock(lambda: ours(data, [NAMES])), "claim 0.7 s")
    line("polars: one level", clock(lambda: polars_level(frame), 1))
    line("DuckDB: one level", clock(lambda: duckdb_query(data, ", ".join(NAMES)), 1))
    line("pandas: one level", clock(lambda: pandas_level(data), 1))


if __name__ == "__main__":
    main()
