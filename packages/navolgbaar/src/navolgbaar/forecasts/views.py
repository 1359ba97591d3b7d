"""The pages for everybody: what is expected, one forecast, and whether earlier ones were right."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from navolgbaar.figures.models import FigureVersion
from navolgbaar.forecasts import science
from navolgbaar.forecasts.models import Vintage
from navolgbaar.forecasts.picture import bridge_rows, fan, thousands
from navolgbaar.forecasts.queries import League, leagues, published_vintages, says, track_records


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every published forecast, the newest first, each with its main answer."""
    shown = [(vintage, says(vintage, only_public=True)) for vintage in published_vintages(request.user)]
    context = {"vintages": shown, "has_homes": any(vintage.windows.exists() for vintage, _ in shown)}
    return render(request, "forecasts/overview.html", context)


@require_safe
def vintage(request: HttpRequest, public_id: str) -> HttpResponse:
    """One forecast: when, how sure, the curve, what changed and why, the scope ledger, what came of it."""
    found = get_object_or_404(published_vintages(request.user), subject__public_id=public_id)
    told = says(found, only_public=True)
    curve = _curve(told.get("curve"))
    context = {
        "vintage": found,
        "dates": [version for name, version in told.items() if name.startswith("date ")],
        "years": [version for name, version in told.items() if name.startswith("year ")],
        "addresses": told.get("addresses"),
        "of": told.get("curve"),
        "picture": fan(curve, ident="fan", title=str(found)),
        "curve": [(end, *(thousands(n) for n in values)) for end, *values in curve],
        "bridge": bridge_rows(says(found, part="bridge", only_public=True)),
        "ledger": _ledger(found),
        "differences": _differences(found),
        "farewells": _farewells(found),
        "windows": says(found, part="windows", only_public=True),
        "later": published_vintages(request.user).filter(before=found).first(),
    }
    return render(request, "forecasts/vintage.html", context)


@require_safe
def calibration(request: HttpRequest) -> HttpResponse:
    """Were forecasts right? Everybody's, beside the forecast that anybody can make: last year again."""
    records = [(record, found) for record in track_records(request.user) if (found := leagues(record))]
    own = [(vintage, _farewells(vintage)) for vintage in published_vintages(request.user)]
    held = [
        (vintage, windows) for vintage in published_vintages(request.user)
        if "held" in (windows := says(vintage, part="windows", only_public=True))
    ]  # fmt: skip
    scored = [(vintage, rows) for vintage, rows in own if rows]
    if not (records or scored or held):
        raise Http404
    every = [league for _, found in records for league in found]
    context = {"records": records, "own": scored, "held": held, **_winners(every)}
    return render(request, "forecasts/calibration.html", context)


def _winners(every: list[League]) -> dict[str, Any]:
    """Who was nearer more often, plainly."""
    naive = [league for league in every if league.winner == "last year again"]
    theirs = [league for league in every if league.winner == "statements"]
    return {"naive_wins": naive, "statements_win": theirs, "leagues": every}


def _curve(version: FigureVersion | None) -> science.Curve:
    return science.curve_of(version.run.estimates) if version is not None and version.run is not None else []


def _differences(found: Vintage) -> list[tuple[str, FigureVersion, FigureVersion]]:
    """(words, days, addresses) of each of somebody's own assumptions; the last row is all of them together."""
    told = says(found, part="difference", only_public=True)
    words = [*science.as_said(found.plan.assumptions), ("", "")]
    rows = [(said, told.get(f"days {key}".strip()), told.get(f"addresses {key}".strip())) for key, said in words]
    return [(said, days, addresses) for said, days, addresses in rows if days is not None and addresses is not None]


def _ledger(found: Vintage) -> list[tuple[str, bool, FigureVersion | None, FigureVersion | None]]:
    """(reason, does it count?, addresses, days later) of each line; the last row is all changes together. Forecasts of
    earlier versions say no days."""
    rows: list[tuple[str, bool, FigureVersion | None, FigureVersion | None]] = []
    whole: FigureVersion | None = None
    for counts, part, days_part in ((True, "ledger", "ledger days"), (False, "left out", "left days")):
        days = says(found, part=days_part, only_public=True)
        whole = days.pop("", whole)
        rows += [
            (reason, counts, version, days.get(reason))
            for reason, version in says(found, part=part, only_public=True).items()
        ]
    return [*rows, ("", True, None, whole)] if whole else rows


def _farewells(found: Vintage) -> list[tuple[str, FigureVersion, FigureVersion, FigureVersion | None]]:
    """(year, what was expected, how far it was off, how far "last year again" was off)."""
    told, scored = says(found, only_public=True), says(found, part="farewell", only_public=True)
    rows = [
        (name[6:], told.get(f"year {name[6:]}"), version, scored.get(f"naive {name[6:]}"))
        for name, version in scored.items() if name.startswith("score ")
    ]  # fmt: skip
    return [(year, said, score, naive) for year, said, score, naive in rows if said is not None]
