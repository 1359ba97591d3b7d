"""Writing what a forecast says into the ledger: each number under its name, each with its question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from navolgbaar.core import audit
from navolgbaar.figures.actions import Question, record_estimates, register_quantity
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.states import FigureKind
from navolgbaar.forecasts.models import Vintage, VintageFigure
from navolgbaar.programmes.actions import period
from navolgbaar.programmes.models import Period


@dataclass(frozen=True, slots=True)
class Saying:
    """One number of a forecast: its name within it, what is counted, and the estimate that gives it."""

    part: str
    name: str
    quantity: dict[str, Any]
    estimate: str
    period: Period
    breakdown: dict[str, str] = field(default_factory=dict)
    kind: FigureKind = FigureKind.FORECAST


def year_of(number: int) -> Period:
    """A calendar year."""
    return period(date(number, 1, 1), date(number, 12, 31))


def write(vintage: Vintage, saying: Saying, recipe: str, inputs: dict[str, Any], by: audit.Actor) -> FigureVersion:
    """Record one number of a forecast. Part of an action, which writes the audit event."""
    return write_all(vintage, [saying], recipe, inputs, by)[0]


def write_all(
    vintage: Vintage, sayings: Sequence[Saying], recipe: str, inputs: dict[str, Any], by: audit.Actor
) -> list[FigureVersion]:
    """Record the numbers that one computation gives: it runs once, and is kept once."""
    questions = {saying.estimate: _question(vintage, saying, by) for saying in sayings}
    versions = record_estimates(questions=questions, recipe=recipe, inputs=inputs, seed=vintage.seed, by=by)
    for saying in sayings:
        figure = versions[saying.estimate].figure
        VintageFigure.objects.create(vintage=vintage, part=saying.part, name=saying.name, figure=figure)
    return [versions[saying.estimate] for saying in sayings]


def _question(vintage: Vintage, saying: Saying, by: audit.Actor) -> Question:
    return Question(
        subject=vintage.subject,
        quantity=register_quantity(**saying.quantity, by=by),
        period=saying.period,
        kind=saying.kind,
        issuer=vintage.organisation,
        issued_on=vintage.issued_on,
        owner=vintage.organisation,
        breakdown=saying.breakdown,
    )
