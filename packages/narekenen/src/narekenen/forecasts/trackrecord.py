"""Scores as recipes: were earlier statements right, and how often did windows hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from scipy import stats

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.history import Point, Statement
from narekenen.forecasts.scores import coverage as coverage_of
from narekenen.forecasts.scores import crps_range
from narekenen.forecasts.scoring import Scoreboard, score_statements
from narekenen.trace.model import Estimate


def board_of(values: Mapping[str, Any]) -> Scoreboard:
    """The scoreboard of plain values: statements (rows as in the file), history and series, both may be left out."""
    try:
        statements = tuple(
            Statement(date.fromisoformat(row["issued"]), row.get("issuer", ""), row.get("kind", ""), row["quantity"],
                      str(row.get("period", "")), row.get("low"), row.get("high"), row.get("actual"),
                      row.get("source", ""))
            for row in values["statements"]
        )  # fmt: skip
        points = tuple(
            Point(date.fromisoformat(row["date"]), row["metric"], row["value"], row.get("source", ""))
            for row in values.get("history", [])
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise UnusableInput("The rows cannot be read", where="statements or history", why=str(problem)) from problem
    series = {quantity: tuple(metrics) for quantity, metrics in values.get("series", {}).items()}
    return score_statements(statements, points, series)


def score(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """statements, history, series. Of each quantity and kind that both sides forecast: "score Q (K)", "naive Q (K)"
    (mean CRPS, in the unit of the quantity, of the statements and of "last year again") and "n Q (K)"."""
    found = []
    for league in board_of(values).leagues:
        name = f"{league.quantity} ({league.kind})" if league.kind else league.quantity
        found += [
            Estimate(f"score {name}", round(league.score, 6), n=league.n, method="CRPS (Gneiting and Raftery 2007)"),
            Estimate(f"naive {name}", round(league.naive_score, 6), n=league.n, method="last year again"),
            Estimate(f"n {name}", league.n, n=league.n, method="count"),
        ]
    if not found:
        raise UnusableInput("Nothing can be scored", why="No statement has an outcome and a year before it")
    return tuple(found)


def coverage(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """hits, n, level (a share). "value": per cent of the windows that held, with its exact 95 % interval (Clopper and
    Pearson 1934). The warning "too few" or "too many" where that cannot be luck at the level that was promised."""
    hits, n, level = (values.get(name) for name in ("hits", "n", "level"))
    if not isinstance(hits, int) or not isinstance(n, int) or not 0 <= hits <= n or n < 1:
        raise UnusableInput(
            say("{hits!r} of {n!r} windows", hits=hits, n=n),
            where="hits and n",
            why="Whole numbers, at least one window",
        )
    found = coverage_of((True,) * hits + (False,) * (n - hits), float(level or 0))
    low = float(stats.beta.ppf(0.025, hits, n - hits + 1)) if hits else 0.0
    high = float(stats.beta.ppf(0.975, hits + 1, n - hits)) if hits < n else 1.0
    warnings = () if found.as_expected else ("too few" if found.share < found.low else "too many",)
    return (
        Estimate("value", round(100 * hits / n, 6), unit="%", low=round(100 * low, 6), high=round(100 * high, 6),
                 level=0.95, n=n, method="Clopper and Pearson (1934)", warnings=warnings),
    )  # fmt: skip


def farewell(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """low, high (P10 and P90 of what was forecast for a period), actual; naive (last period's value, if known).

    "score": CRPS of the range read as an even spread; "naive": the absolute error of the last period again; "inside":
    1 when the range held, else 0. All in the unit of the forecast.
    """
    said = {name: _number(values, name) for name in ("low", "high", "actual")}
    score = crps_range(said["low"], said["high"], said["actual"])
    inside = int(said["low"] <= said["actual"] <= said["high"])
    found = [Estimate("score", round(score, 6), method="CRPS (Gneiting and Raftery 2007)"), Estimate("inside", inside)]
    if values.get("naive") is not None:
        error = abs(_number(values, "naive") - said["actual"])
        found.append(Estimate("naive", round(error, 6), method="last period again"))
    return tuple(found)


def _number(values: Mapping[str, Any], name: str) -> float:
    try:
        return float(values[name])
    except (KeyError, TypeError, ValueError) as problem:
        raise UnusableInput(say("{found!r} is no number", found=values.get(name)), where=name) from problem
