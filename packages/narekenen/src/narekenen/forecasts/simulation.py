"""Synthetic histories with a known truth: does a fit find it, do windows hold as often as they say, what shares do.

Every number is keyed by its identity (table, row, column), so that one cell can be computed again alone.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.fits import fit
from narekenen.forecasts.nowcast import nowcast
from narekenen.forecasts.plan import Addresses, Capacity, Inclusion, Plan, Shared, Stage
from narekenen.forecasts.running import run
from narekenen.forecasts.spells import Spells

TRUE_MEAN, TRUE_CV = 430.0, 0.5
AGES = (365, 456, 548, 730, 1095)
DELAYS = (0.3, 0.25, 0.15, 0.1, 0.08, 0.05, 0.04, 0.02, 0.01)
START = date(2024, 1, 1)


def generator(*identity: str) -> np.random.Generator:
    """Random numbers of one cell."""
    return np.random.default_rng(list(hashlib.blake2b("\x1f".join(identity).encode(), digest_size=16).digest()))


def history(age: float, cases: int, rng: np.random.Generator) -> Spells:
    """Starts spread over a programme of `age` days; what has not ended by then is open."""
    s = math.sqrt(math.log1p(TRUE_CV**2))
    started, lasts = rng.uniform(0, age, cases), rng.lognormal(math.log(TRUE_MEAN) - s * s / 2, s, cases)
    seen = age - started
    return Spells(np.minimum(lasts, seen), np.where(lasts <= seen, lasts, np.inf), np.zeros(cases))


def lead_time(age: str, what: str) -> float:
    """Mean over twenty histories of 2,000 cases (naive, censored), or the share in percent of 300 intervals from 300
    cases that hold the truth."""
    rng, days = generator("lead time", age, what), float(age)
    if what == "coverage":
        fits = [fit(history(days, 300, rng), "lognormal") for _ in range(300)]
        return 100 * float(np.mean([each.low <= TRUE_MEAN <= each.high for each in fits]))
    records = [history(days, 2000, rng) for _ in range(20)]
    if what == "naive":
        return float(np.mean([spells.low[~spells.open].mean() for spells in records]))
    return float(np.mean([fit(spells, "lognormal").mean for spells in records]))


def late_registration(months_back: str, what: str) -> float:
    """Percent of 400 windows that hold the truth, or what is registered by then in percent of the truth."""
    rng, back = generator("nowcast", months_back, what), int(months_back)
    held, registered, truths = 0, 0.0, 0.0
    for i in range(400):
        full = np.stack([rng.multinomial(n, DELAYS) for n in rng.poisson(40, 30)]).astype(np.float64)
        seen: Floats = full.copy()
        for row in range(30):
            seen[row, 30 - row :] = np.nan
        truth = full[29 - back].sum()
        found = nowcast(seen, level=0.8 if what == "80" else 0.9, seed=i)[-1 - back]
        held += found.low <= truth <= found.high
        registered, truths = registered + found.registered, truths + truth
    return 100 * registered / truths if what == "registered" else held / 4


FANS: dict[str, tuple[bool, Shared]] = {
    "independent luck alone": (False, Shared()),
    "scope": (True, Shared()),
    "capacity": (False, Shared(0.15, 0.98)),
    "duration": (False, Shared(duration_cv=0.1)),
    "ramp": (False, Shared(ramp_high=365)),
    "all four": (True, Shared(0.15, 0.98, 0.1, 0, 365)),
}


def reference_case(scope: bool, shared: Shared) -> Plan:
    """17,500 addresses of which 1,856 are possible; three stages that grow in three years from 30 % of 800, 3,300 and
    1,400 places to all of them."""
    n = 17_500
    groups = tuple("possible" if i % 1000 < 106 else "" for i in range(n))
    addresses = Addresses(
        tuple(f"a{i:05}" for i in range(n)), ("all",) * n, tuple(i * 6 * 365 // n for i in range(n)), groups=groups
    )
    stages = tuple(Stage(f"s{mean}", Duration("lognormal", mean, mean / 2)) for mean in (90, 430, 180))
    capacities = tuple(
        Capacity(f"s{mean}", ((START, 0.3 * places), (date(2027, 1, 1), places)), linear=True)
        for mean, places in ((90, 800), (430, 3300), (180, 1400))
    )
    plan = Plan(START, stages, capacities, addresses, shared=shared, horizon=9000)
    return replace(plan, inclusions=(Inclusion("possible", 0.0, 1.0) if scope else Inclusion("possible", 1.0, 1.0),))


def fan_width(name: str, what: str) -> float:
    """Over 300 replications of the reference case: standard deviation of the day of 95 %, or P90 minus P10, in days."""
    days = run(reference_case(*FANS[name]), replications=300, shares=(0.95,), seed="fan").dates[:, 0]
    return float(days.std()) if what == "sd" else float(np.subtract(*np.quantile(days, (0.9, 0.1))))


TABLES: dict[str, tuple[Callable[[str, str], float], tuple[str, ...], tuple[str, ...]]] = {
    "Lead times": (lead_time, tuple(map(str, AGES)), ("naive", "censored", "coverage")),
    "Late registration": (late_registration, ("0", "1", "2", "3"), ("registered", "80", "90")),
    "The fan": (fan_width, tuple(FANS), ("sd", "p90-p10")),
}


def cell(table: str, row: str, column: str) -> str:
    """One cell as it is printed. Raises UnusableInput where there is no such cell."""
    if table not in TABLES or row not in TABLES[table][1] or column not in TABLES[table][2]:
        raise UnusableInput(say("There is no cell {table} / {row} / {column}", table=table, row=row, column=column))
    return f"{TABLES[table][0](row, column):.1f}"
