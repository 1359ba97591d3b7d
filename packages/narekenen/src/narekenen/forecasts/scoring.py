"""Dated statements scored beside "last year again": who was right, plainly."""

from __future__ import annotations

from dataclasses import dataclass

from narekenen.forecasts.competitors import last_year_again
from narekenen.forecasts.history import Point, Statement, by_year
from narekenen.forecasts.scores import Coverage, coverage, crps_range, skill

RANGE_LEVEL = 0.8  # a published range says no level; it is read as eight out of ten


@dataclass(frozen=True, slots=True)
class ScoredStatement:
    """error is the middle of the statement minus the truth; score its CRPS; naive what "last year again" said."""

    statement: Statement
    error: float | None
    score: float | None
    inside: bool | None
    naive: float | None
    naive_score: float | None
    why_not: str


@dataclass(frozen=True, slots=True)
class League:
    """One quantity and kind, over the statements that both sides made. Means, in its unit: bias and error of the middle
    of the statement (signed and absolute), and the CRPS of both.

    winner   "statements", "last year again" or "equal"
    """

    quantity: str
    kind: str
    n: int
    bias: float
    error: float
    score: float
    naive_score: float
    skill: float | None
    winner: str


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """Every statement with its score or the reason why it has none; leagues per quantity; ranges that held."""

    rows: tuple[ScoredStatement, ...]
    leagues: tuple[League, ...]
    ranges: Coverage | None


def score_statements(
    statements: tuple[Statement, ...], points: tuple[Point, ...] = (), series: dict[str, tuple[str, ...]] | None = None
) -> Scoreboard:
    """Score every statement whose outcome is known.

    series   quantity of a statement -> metrics of the history, for "last year again"; what an earlier one lacks is
             taken from the next, so they must count the same thing. A quantity that is not named is
             compared with the outcomes of statements about the same quantity one year earlier.
    Only what was known on the day of issue is used: the last calendar year complete by then.
    """
    known: dict[str, dict[int, float]] = {}
    for quantity, metrics in (series or {}).items():
        known[quantity] = {}
        for metric in reversed(metrics):
            known[quantity] |= by_year(points, metric)
    for statement in statements:
        if statement.quantity not in (series or {}) and statement.year is not None and statement.actual is not None:
            known.setdefault(statement.quantity, {}).setdefault(statement.year, statement.actual)
    rows = tuple(_score(statement, known.get(statement.quantity, {})) for statement in statements)
    ranges = tuple(row.inside for row in rows if row.inside is not None)
    return Scoreboard(rows, _leagues(rows), coverage(ranges, RANGE_LEVEL) if ranges else None)


def _score(said: Statement, known: dict[int, float]) -> ScoredStatement:
    if said.low is None or said.high is None:
        return ScoredStatement(said, None, None, None, None, None, "no number")
    if said.actual is None:
        return ScoredStatement(said, None, None, None, None, None, "outcome not known")
    naive = None if said.year is None else last_year_again(known, said.issued)
    inside = None if said.low == said.high else said.low <= said.actual <= said.high
    return ScoredStatement(
        said, (said.low + said.high) / 2 - said.actual, crps_range(said.low, said.high, said.actual), inside, naive,
        None if naive is None else abs(naive - said.actual), "",
    )  # fmt: skip


def _leagues(rows: tuple[ScoredStatement, ...]) -> tuple[League, ...]:
    groups: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for row in rows:
        if row.error is not None and row.score is not None and row.naive_score is not None:
            key = (row.statement.quantity, row.statement.kind)
            groups.setdefault(key, []).append((row.error, row.score, row.naive_score))
    found = []
    for (quantity, kind), values in groups.items():
        n = len(values)
        bias, score, naive = (sum(value[i] for value in values) / n for i in range(3))
        winner = "equal" if score == naive else "statements" if score < naive else "last year again"
        found.append(
            League(
                quantity,
                kind,
                n,
                bias,
                sum(abs(value[0]) for value in values) / n,
                score,
                naive,
                skill(score, naive),
                winner,
            )
        )
    return tuple(sorted(found, key=lambda league: (-league.n, league.quantity)))
