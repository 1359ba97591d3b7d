"""Dated statements scored beside "last year again": who was right, plainly."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from narekenen.forecasts.competitors import as_earned, last_year_again, pace_so_far
from narekenen.forecasts.history import Point, Statement, by_year
from narekenen.forecasts.scores import Coverage, coverage, crps_range, skill

OTHERS = ("at pace", "earned schedule")
RANGE_LEVEL = 0.8  # a published range says no level; it is read as eight out of ten


@dataclass(frozen=True, slots=True)
class ScoredStatement:
    """error is the middle of the statement minus the truth; score its CRPS; naive what "last year again" said.

    others   what "at pace" and "earned schedule" said, where they could say something
    """

    statement: Statement
    error: float | None
    score: float | None
    inside: bool | None
    naive: float | None
    naive_score: float | None
    why_not: str
    others: dict[str, float]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another forecast that anybody can make, over the n statements beside which it could say something: its mean
    absolute error, and the mean CRPS of those statements."""

    name: str
    n: int
    score: float
    statements: float


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
    rivals: tuple[Rival, ...]


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
    rows = tuple(
        _score(statement, known.get(statement.quantity, {}), _plan(statement, statements)) for statement in statements
    )
    ranges = tuple(row.inside for row in rows if row.inside is not None)
    return Scoreboard(rows, _leagues(rows), coverage(ranges, RANGE_LEVEL) if ranges else None)


def _plan(said: Statement, statements: tuple[Statement, ...]) -> dict[int, float]:
    """What had been said for each year by the day of a statement, by the same issuer and of the same kind: the last
    word counts."""
    like = (said.quantity, said.kind, said.issuer)
    before = [
        each for each in statements if each.issued <= said.issued and (each.quantity, each.kind, each.issuer) == like
    ]
    plan = {}
    for each in sorted(before, key=lambda one: one.issued):
        if each.year is not None and each.low is not None and each.high is not None:
            plan[each.year] = (each.low + each.high) / 2
    return plan


def _score(said: Statement, known: dict[int, float], plan: dict[int, float]) -> ScoredStatement:
    if said.low is None or said.high is None:
        return ScoredStatement(said, None, None, None, None, None, "no number", {})
    if said.actual is None:
        return ScoredStatement(said, None, None, None, None, None, "outcome not known", {})
    naive = None if said.year is None else last_year_again(known, said.issued)
    inside = None if said.low == said.high else said.low <= said.actual <= said.high
    others = {} if said.year is None else {
        "at pace": pace_so_far(known, said.issued), "earned schedule": as_earned(known, plan, said.issued, said.year),
    }  # fmt: skip
    return ScoredStatement(
        said, (said.low + said.high) / 2 - said.actual, crps_range(said.low, said.high, said.actual), inside, naive,
        None if naive is None else abs(naive - said.actual), "",
        {name: value for name, value in others.items() if value is not None},
    )  # fmt: skip


def _leagues(rows: tuple[ScoredStatement, ...]) -> tuple[League, ...]:
    groups: dict[tuple[str, str], list[ScoredStatement]] = {}
    for row in rows:
        if row.naive_score is not None:
            groups.setdefault((row.statement.quantity, row.statement.kind), []).append(row)
    found = []
    for (quantity, kind), mine in groups.items():
        errors = [row.error or 0.0 for row in mine]
        score, naive = (fmean(getattr(row, name) for row in mine) for name in ("score", "naive_score"))
        winner = "equal" if score == naive else "statements" if score < naive else "last year again"
        found.append(
            League(quantity, kind, len(mine), fmean(errors), fmean(map(abs, errors)), score, naive, skill(score, naive),
                   winner, tuple(_rival(name, mine) for name in OTHERS if any(name in row.others for row in mine)))
        )  # fmt: skip
    return tuple(sorted(found, key=lambda league: (-league.n, league.quantity)))


def _rival(name: str, rows: list[ScoredStatement]) -> Rival:
    mine = [row for row in rows if name in row.others]
    errors = [abs(row.others[name] - (row.statement.actual or 0.0)) for row in mine]
    return Rival(name, len(mine), fmean(errors), fmean(row.score or 0.0 for row in mine))
