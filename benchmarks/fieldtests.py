"""Field tests: from a CSV of 300,000 pairs to the full report; a thousand strata resampled; a thousand designs.

uv run --group bench python benchmarks/fieldtests.py     Equal results are asserted before anything is timed.

Claims: the report in under 0.5 CPU-seconds after start-up; 1,000 strata x 999 bootstraps under 0.3 s; power for 1,000
designs under 1 s; 1,000 x R callback at 10,000 pairs. Peers in the same run: pandas with statsmodels for the same file;
R callback where R is installed (`Rscript` with the package callback, see `with_r`).
"""

from __future__ import annotations

import csv
import io
import math
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from rich.console import Console

from narekenen.fieldtests import clusters
from narekenen.fieldtests.analysis import Report, analyse
from narekenen.fieldtests.bootstrap import multinomial_bootstrap
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.counting import cells_by
from narekenen.fieldtests.estimands import estimand
from narekenen.fieldtests.keyed import generator
from narekenen.fieldtests.mcnemar import mcnemar
from narekenen.fieldtests.pairfile import Reading, read_pairs
from narekenen.fieldtests.peers import as_callback_r
from narekenen.fieldtests.power import exact_power, pairs_needed
from narekenen.fieldtests.printing import print_report

PROFILES = ("p1", "p2", "p3", "p4", "p5", "p6")


def write_pairs(path: Path, pairs: int) -> None:
    """A made-up fieldwork of six profiles, 400 agencies, two waves, two regions."""
    rng = generator("benchmark", str(pairs))
    open_, gap = rng.random(pairs) < 0.4, rng.random(pairs) < 0.12
    columns = {
        "listing": [f"NL{i:07}" for i in range(pairs)],
        "profile": rng.choice(PROFILES, pairs).tolist(),
        "control": (open_ & (rng.random(pairs) < 0.9)).astype(int).tolist(),
        "test": (open_ & ~gap & (rng.random(pairs) < 0.9)).astype(int).tolist(),
        "control_first": rng.integers(0, 2, pairs).tolist(),
        "agency": [f"agency{i:03}" for i in rng.integers(0, 400, pairs)],
        "wave": rng.integers(1, 3, pairs).tolist(),
        "region": rng.choice(["G4", "rest"], pairs).tolist(),
        "note": ["reply handled by the second desk"] * pairs,
    }
    with path.open("w") as file:
        file.write(",".join(columns) + "\n")
        file.writelines(",".join(map(str, row)) + "\n" for row in zip(*columns.values(), strict=True))


def ours(path: Path) -> Report:
    return analyse(read_pairs(path, Reading(by=("region",))))


def printed(path: Path) -> str:
    """From the file to the text on the terminal, with nothing remembered from the run before."""
    clusters._times_drawn.cache_clear()
    target = io.StringIO()
    print_report(Console(file=target, width=160, markup=False), ours(path), "nl")
    return target.getvalue()


def pandas_and_statsmodels(path: Path) -> dict[tuple[str, ...], tuple[PairedCells, float]]:
    """Cells and McNemar p per profile and per profile and region: a small part of the report."""
    import pandas as pd
    from statsmodels.stats.contingency_tables import mcnemar as peer

    frame, out = pd.read_csv(path), {}
    for keys in (["profile"], ["profile", "region"]):
        for key, group in frame.groupby(keys):
            table = pd.crosstab(group["control"], group["test"])
            cells = PairedCells(*(int(table.loc[i, j]) for i, j in ((1, 1), (1, 0), (0, 1), (0, 0))))
            out[tuple(key)] = cells, float(peer(table, exact=False, correction=True).pvalue)
    return out


def statsmodels_logit(path: Path) -> list[float]:
    """The model of all profiles at once, by the method that is right (Newton)."""
    import pandas as pd
    from statsmodels.discrete.conditional_models import ConditionalLogit

    frame = pd.read_csv(path)
    pairs = len(frame)
    X = np.zeros((2 * pairs, len(PROFILES) + 1))
    for i, name in enumerate(PROFILES):
        X[pairs:, i] = frame["profile"] == name
    X[pairs:, -1] = frame["control_first"] - 0.5
    y = np.concatenate([frame["control"], frame["test"]])
    kept = np.tile(frame["control"].to_numpy() != frame["test"].to_numpy(), 2)
    group = np.tile(np.arange(pairs), 2)
    model = ConditionalLogit(y[kept], X[kept], groups=group[kept])
    return [float(b) for b in model.fit(method="newton", disp=False).params]


def naive_bootstrap(cells: PairedCells, replicates: int) -> tuple[float, float]:
    """Resampling the pairs themselves, as the textbook says."""
    rng = generator("naive")
    kinds = np.repeat([0, 1, 2, 3], [cells.n10, cells.n01, cells.n11, cells.n00])
    draws = np.empty(replicates)
    for i in range(replicates):
        a, b, c, _ = np.bincount(rng.choice(kinds, len(kinds)), minlength=4)
        draws[i] = (a - b) / (a + b + c)
    low, high = np.quantile(draws, [0.025, 0.975])
    return float(low), float(high)


def clock(work: Callable[[], object], repeat: int = 3) -> float:
    """Best CPU-seconds of a few runs, all threads counted."""
    best = math.inf
    for _ in range(repeat):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def assert_equal(path: Path, report: Report) -> None:
    peer = pandas_and_statsmodels(path)
    rows = [row for family in report.families.values() for row in family]
    assert len(rows) == len(peer)
    for row in rows:
        cells, p = peer[row.group]
        assert row.cells == cells, row.group
        assert math.isclose(mcnemar(cells, "corrected").p, p, rel_tol=1e-6), row.group
    assert report.model is not None
    fitted = [c.value for c in report.model.coefficients]
    assert np.allclose(fitted, statsmodels_logit(path), atol=1e-6)


def line(what: str, seconds: float, claim: str = "") -> None:
    print(f"{what:66} {seconds:9.3f} s {claim}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.csv"
        write_pairs(path, 300_000)
        size = path.stat().st_size / 1e6
        assert_equal(path, ours(path))
        print(f"equal results asserted: 18 tables, 18 p-values, 7 coefficients ({size:.0f} MB, 300,000 pairs)")
        own = clock(lambda: printed(path))
        line("narekenen: CSV to full report on the terminal, CPU", own, "claim < 0.5")
        line("  of which reading and forming pairs", clock(lambda: read_pairs(path, Reading(by=("region",)))))
        part = clock(lambda: pandas_and_statsmodels(path), 1)
        logit = clock(lambda: statsmodels_logit(path), 1)
        line("pandas + statsmodels: the tables and one test each", part)
        line("pandas + statsmodels: the conditional logit", logit)
        print(f"ratio {(part + logit) / own:.0f} x, for a part of the report")
        cells = cells_by(read_pairs(path))[("p1",)]
    resampling(cells)
    designs()
    with_r()


def resampling(cells: PairedCells) -> None:
    low, high = naive_bootstrap(cells, 400)
    found = multinomial_bootstrap({"x": cells}, seed="1")["x"]
    assert isinstance(found.low, float)
    assert isinstance(found.high, float)
    assert abs(found.low - low) < 0.004
    assert abs(found.high - high) < 0.004
    strata = {f"s{i}": PairedCells(n11=464, n10=307, n01=80, n00=1883 + i) for i in range(1000)}
    assert estimand("ndr_any_positive").value(strata["s0"]) is not None
    line(
        "narekenen: 1,000 strata x 999 bootstraps",
        clock(lambda: multinomial_bootstrap(strata, seed="1")),
        "claim < 0.3",
    )
    one = clock(lambda: naive_bootstrap(cells, 20), 1) * 999 / 20
    line(f"resampling {cells.total:,} pairs 999 times, one stratum (from 20)", one)


def designs() -> None:
    """Peer: power by playing each design, as there is no package with the power of McNemar's test."""
    from statsmodels.stats.contingency_tables import mcnemar as peer

    n = int(pairs_needed(0.12, 0.06))
    rng, hits, runs = generator("designs"), 0, 2000
    start = time.process_time()
    for n11, n10, n01, n00 in rng.multinomial(n, [0.25, 0.12, 0.06, 0.57], runs):
        hits += peer([[n11, n10], [n01, n00]], exact=True).pvalue <= 0.05
    played = time.process_time() - start
    exact = exact_power(n, 0.12, 0.06, test="exact")
    assert abs(hits / runs - exact) < 4 * math.sqrt(exact * (1 - exact) / runs)
    grid = [(200 + 7 * i, 0.06 + 0.0001 * (i % 300), 0.05) for i in range(1000)]
    line("narekenen: exact power of 1,000 designs", clock(lambda: [exact_power(*g) for g in grid]), "claim < 1")
    line("playing one design 2,000 times with statsmodels", played)


R_SCRIPT = """
suppressMessages(library(callback)); given <- commandArgs(TRUE)
seconds <- function(t) t[["user.self"]] + t[["sys.self"]]
d <- read.csv(given[1], stringsAsFactors = TRUE)
t <- seconds(system.time(m <- callback(d, "listing", "candidate", "callback", comp = "ref")))
u <- seconds(system.time({ s <- stat_count(m); mcr <- stat_mcr(m); tcs <- stat_tcs(m); ecs <- stat_ecs(m) }))
tests <- function(x, name) { out <- cbind(x$t.fisher["p_Fisher"], x$t.pearson["p_Pearson"], x$t.student["p_Student"])
  names(out) <- paste0(c("p_fisher_", "p_pearson_", "p_student_"), name); out }
found <- cbind(s$counts, tests(mcr, "mcr"), tests(tcs, "tcs"), tests(ecs, "ecs"))
write.csv(format(found, digits = 15), given[2])
cat(as.character(packageVersion("callback")), R.version$major, R.version$minor, t, u)
"""


def with_r() -> None:
    """R callback on the same 10,000 pairs. Needs Rscript (Debian: r-base-core, r-cran-ggplot2) and callback installed
    from its source, in R's own library or where R_LIBS points."""
    with tempfile.TemporaryDirectory() as folder:
        pairs, long, script, out = (Path(folder) / name for name in ("pairs.csv", "long.csv", "peer.R", "out.csv"))
        write_pairs(pairs, 10_000)
        rows = [text.split(",") for text in pairs.read_text().splitlines()[1:]]
        # A third candidate, as callback fails on two; it answers like the control of the listing before.
        long.write_text("listing,candidate,callback\n" + "".join(
            f"{r[0]},control,{r[2]}\n{r[0]},test,{r[3]}\n{r[0]},third,{rows[i - 1][2]}\n" for i, r in enumerate(rows)
        ))  # fmt: skip
        own = clock(lambda: cells_by(read_pairs(long)))
        line("narekenen: 10,000 listings with 3 candidates, file to counts", own)
        line("narekenen: 10,000 pairs, full report on the terminal", clock(lambda: printed(pairs)))
        if shutil.which("Rscript") is None:
            print("R is not installed: callback was not timed")
            return
        script.write_text(R_SCRIPT)
        done = subprocess.run(
            ["Rscript", str(script), str(long), str(out)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"callback was not timed: {done.stderr.strip().splitlines()[-1]}")
            return
        assert_equal_to_r(out, cells_by(read_pairs(long)))
        version, major, minor, forming, tests = done.stdout.split()
        print("equal results asserted with R: 2 tables, 18 p-values")
        line(f"R {major}.{minor}, callback {version}: the same listings to counts", float(forming))
        line("  its tests, from those counts", float(tests))
        print(f"ratio {float(forming) / own:,.0f} x, CPU-seconds of both, claim >= 1,000")


def assert_equal_to_r(out: Path, ours_: dict[tuple[str, ...], PairedCells]) -> None:
    with out.open() as file:
        found = {row[""].split(".vs.")[-1]: row for row in csv.DictReader(file)}
    assert len(found) == len(ours_) == 2, list(found)
    for (profile,), cells in ours_.items():
        row = found[profile]
        assert [int(row[f"c{kind}"]) for kind in ("11", "10", "01", "00")] == [
            cells.n11, cells.n10, cells.n01, cells.n00
        ]  # fmt: skip
        numbers = as_callback_r(cells)
        for name in (name for name in row if name.startswith("p_")):
            assert math.isclose(numbers[name], float(row[name]), rel_tol=1e-6, abs_tol=1e-300), (profile, name)


if __name__ == "__main__":
    sys.exit(main())
