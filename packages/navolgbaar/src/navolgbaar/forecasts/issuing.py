"""Which numbers a forecast consists of: dates, years, the curve; the bridge, the scope ledger, own assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import translation

from navolgbaar.core import audit
from navolgbaar.figures.actions import Question, record_estimates, register_quantity
from navolgbaar.figures.states import FigureKind
from navolgbaar.forecasts import science
from navolgbaar.forecasts.models import TrackRecord, Vintage
from navolgbaar.forecasts.recording import Saying, write, write_all, year_of
from navolgbaar.forecasts.words import CAUSES, QUANTITIES, date_quantity
from navolgbaar.programmes.actions import period

DATES = (("95", "50"), ("95", "80"), ("95", "95"), ("50", "80"), ("80", "80"), ("100", "80"))
YEARS, SMALLEST_YEAR = 12, 10


def write_forecast(vintage: Vintage, by: audit.Actor) -> None:
    """Dates with their certainty, the years, the number of addresses, and the curve as one figure."""
    plan = vintage.plan
    value = plan.value
    inputs = {"plan": value, "assumptions": plan.assumptions, "replications": vintage.replications}
    found = science.estimates(value, plan.assumptions, vintage.replications)
    start = date.fromisoformat(str(value["programme"]["start"]))
    today = period(vintage.issued_on, vintage.issued_on)
    curve = science.curve_of(science.kept(found))
    sayings = [
        Saying("forecast", f"date {share} at {sure}", date_quantity(share, sure), f"date {share} at {sure}", today)
        for share, sure in DATES
    ]
    sayings.append(Saying("forecast", "addresses", QUANTITIES["addresses"], "addresses", today))
    years = [n for n in range(start.year, start.year + YEARS) if _counts(found.get(f"year {n}"))]
    sayings += [Saying("forecast", f"year {n}", QUANTITIES["year"], f"year {n}", year_of(n)) for n in years]
    last = curve[-1][0]
    sayings.append(Saying("forecast", "curve", QUANTITIES["curve"], f"quarter {last}", period(start, last)))
    write_all(vintage, sayings, "forecast.run@1", inputs, by)


def write_bridge(vintage: Vintage, before: Vintage, by: audit.Actor) -> None:
    """What made the new forecast differ from the one before, cause by cause."""
    old, new = before.plan.value, vintage.plan.value
    if old == new:
        return
    inputs = {"old": old, "new": new, "replications": science.SHAPLEY}
    today = period(vintage.issued_on, vintage.issued_on)
    sayings = [Saying("bridge", "days", QUANTITIES["bridge"], "days", today)]
    for cause in science.causes_between(old, new):
        parts = {"oorzaak": CAUSES[cause][0]}
        sayings.append(Saying("bridge", cause, QUANTITIES["bridge"], f"days {cause}", today, parts))
    write_all(vintage, sayings, "forecast.bridge@1", inputs, by)


def write_ledger(vintage: Vintage, lines: Sequence[science.LedgerLine], by: audit.Actor) -> None:
    """The scope ledger, and what each line of it does in days: with and without it, under the same luck."""
    today = period(vintage.issued_on, vintage.issued_on)
    for reason, change, left_out, _which in lines:
        for name, number in (("ledger", change), ("left out", left_out)):
            if number or (name == "ledger" and not left_out):
                saying = Saying(name, reason, QUANTITIES[name], "value", today, {"reden": reason})
                write(vintage, saying, "arithmetic.sum@1", {"terms": [str(number)]}, by)


def write_ledger_days(vintage: Vintage, lines: Sequence[science.LedgerLine], by: audit.Actor) -> None:
    """What each line of the scope ledger does in days, with and without it under the same luck; and all together."""
    if not lines:
        return
    said = [{"change": line.change, "left_out": line.left_out, "which": line.which} for line in lines]
    inputs = {
        "plan": vintage.plan.value, "assumptions": vintage.plan.assumptions, "lines": said,
        "replications": science.SHAPLEY, **({"old": vintage.before.plan.value} if vintage.before else {}),
    }  # fmt: skip
    today, sayings = period(vintage.issued_on, vintage.issued_on), []
    for number, line in enumerate(lines, start=1):
        for part, estimate, there in (("ledger days", "days", line.change), ("left days", "left out", line.left_out)):
            if there:
                parts = {"reden": line.reason}
                sayings.append(Saying(part, line.reason, QUANTITIES[part], f"{estimate} {number}", today, parts))
    if sum(bool(line.change) for line in lines) > 1:
        sayings.append(Saying("ledger days", "", QUANTITIES["ledger days"], "days", today))
    if sayings:
        write_all(vintage, sayings, "forecast.ledger@1", inputs, by)


def write_differences(vintage: Vintage, by: audit.Actor) -> None:
    """What somebody's own assumptions do to the plan that they are on, each for itself and together."""
    plan = vintage.plan
    if not plan.assumptions:
        return
    value = plan.value
    start = date.fromisoformat(str(value["programme"]["start"]))
    half = science.estimates(value, [], science.PREVIEW)["date 50 at 50"].value
    by_day = date(date.fromisoformat(str(half)).year if half else start.year + 4, 12, 31)
    inputs = {
        "plan": value, "assumptions": plan.assumptions, "replications": science.SHAPLEY, "by": by_day.isoformat(),
    }  # fmt: skip
    with translation.override("nl"):
        said = science.as_said(plan.assumptions)
    today, until = period(vintage.issued_on, vintage.issued_on), period(start, by_day)
    sayings = []
    for unit, quantity, when in (("days", "days", today), ("addresses", "assumed addresses", until)):
        for key, words in [("", ""), *said]:
            saying = Saying(
                "difference", f"{unit} {key}".strip(), QUANTITIES[quantity], f"{unit} {key}".strip(), when,
                {"aanname": words} if key else {},
            )  # fmt: skip
            sayings.append(saying)
    write_all(vintage, sayings, "forecast.difference@1", inputs, by)


def write_track(record: TrackRecord, inputs: dict[str, Any], by: audit.Actor) -> None:
    """Of each quantity that was forecast on both sides: how far the statements and "last year again" were off."""
    issued = max(date.fromisoformat(row["issued"]) for row in inputs["statements"])
    first = min(date.fromisoformat(row["issued"]) for row in inputs["statements"])
    questions = {
        f"{part} {name}": Question(
            subject=record.subject,
            quantity=register_quantity(**QUANTITIES[f"track {part}"], by=by),
            period=period(first, issued),
            kind=FigureKind.OBSERVED,
            issuer=record.organisation,
            issued_on=issued,
            owner=record.organisation,
            breakdown={"wat": name},
        )
        for name in science.leagues_of(inputs)
        for part in ("score", "naive", "n")
    }
    record_estimates(questions=questions, recipe="forecast.score@1", inputs=inputs, by=by)


def _counts(estimate: Any) -> bool:
    return estimate is not None and estimate.high >= SMALLEST_YEAR
