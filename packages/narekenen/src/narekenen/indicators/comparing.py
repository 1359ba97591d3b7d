"""Areas beside each other: each with its interval and its place in a funnel, in the order of the file, never ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.intervals import Array
from narekenen.indicators.areafile import Area
from narekenen.indicators.funnels import (
    TAILS,
    Overdispersion,
    judge_ratios,
    judge_shares,
    overdispersed_limits,
    overdispersion,
)
from narekenen.indicators.rates import Rates, proportion, rate

Kind = Literal["share", "rate", "ratio"]
PER: dict[Kind, float] = {"share": 100, "rate": 100_000, "ratio": 1}


@dataclass(frozen=True, slots=True)
class Compared:
    """One area. verdict: "high (0.001)", ..., or "" within what chance and the spread between areas give."""

    name: str
    count: float
    base: float
    value: float | None
    low: float | None
    high: float | None
    method: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """phi, tau2: overdispersion, None with fewer than three areas. outside: areas beyond 99.8% with that spread;
    outside_by_chance: without it."""

    kind: Kind
    per: float
    level: float
    areas: tuple[Compared, ...]
    phi: float | None
    tau2: float | None
    outside: int
    outside_by_chance: int


def compare(areas: Sequence[Area], kind: Kind, *, per: float | None = None, level: float = 0.95) -> Comparison:
    """Areas with numbers (count, base). Shares count persons out of persons; rates and ratios count events.

    The spread between areas that chance does not explain is part of the funnel wherever there are three areas or more.
    """
    x, n = (np.array([float(area.numbers[i]) for area in areas]) for i in (0, 1))
    scale = PER[kind] if per is None else per
    if scale <= 0:
        raise UnusableInput(
            say("Values per {scale:g} cannot be", scale=scale), where="--per", do="Use 100, 1000, 100000, ..."
        )
    make = proportion if kind == "share" else rate
    rates = make(x, n, multiplier=scale, level=level)
    plain = judge_shares(x, n) if kind == "share" else judge_ratios(x, _expected(x, n, kind))
    spread = None if len(areas) < 3 else _spread(x, n, kind)
    verdicts = plain if spread is None else _judged(spread, x, n, kind)
    rows = tuple(_row(area, rates, i, verdicts[i]) for i, area in enumerate(areas))
    return Comparison(
        kind, scale, level, rows, spread.phi if spread else None, spread.tau2 if spread else None,
        sum("0.001" in verdict for verdict in verdicts), sum("0.001" in verdict for verdict in plain),
    )  # fmt: skip


def _expected(x: Array, n: Array, kind: Kind) -> Array:
    return n if kind == "ratio" else n * x.sum() / n.sum()


def _spread(x: Array, n: Array, kind: Kind) -> Overdispersion:
    return (
        overdispersion(x, n, scale="share")
        if kind == "share"
        else overdispersion(x, _expected(x, n, kind), scale="root")
    )


def _judged(spread: Overdispersion, x: Array, n: Array, kind: Kind) -> tuple[str, ...]:
    base = n if kind == "share" else _expected(x, n, kind)
    target = float(x.sum() / n.sum()) if kind == "share" else 1.0
    out = [""] * len(x)
    for tail in TAILS:
        low, high = overdispersed_limits(spread, base, target, tail)
        for i, value in enumerate(x / base):
            out[i] = f"low ({tail})" if value < low[i] else f"high ({tail})" if value > high[i] else out[i]
    return tuple(out)


def _row(area: Area, rates: Rates, i: int, verdict: str) -> Compared:
    value, low, high = (_known(column[i]) for column in (rates.value, rates.low, rates.high))
    return Compared(
        area.name,
        float(rates.count[i]),
        float(rates.base[i]),
        value,
        low,
        high,
        rates.method[i],
        verdict,
    )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
