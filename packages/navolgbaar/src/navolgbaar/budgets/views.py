"""The public pages of distributions: all, one with its map, one municipality, and the path explored."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from navolgbaar.budgets import science
from navolgbaar.budgets.explorer import Path, path_asked
from navolgbaar.budgets.models import Distribution
from navolgbaar.budgets.pictures import bars, tile_map
from navolgbaar.budgets.printed import council_pdf
from navolgbaar.budgets.queries import public_distributions, says, worked_out
from navolgbaar.budgets.recomputing import sum_of

REASONS = 3


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every distribution that was published, with what it moves."""
    found = [(each, says(each, only_public=True)) for each in public_distributions(request.user)]
    return render(request, "budgets/overview.html", {"distributions": found})


@require_safe
def distribution(request: HttpRequest, public_id: str) -> HttpResponse:
    """One distribution: what it moves, the map, size classes, the whole table."""
    found = _public(request, public_id)
    value, outcome = worked_out(found)
    rows = science.rows_of(outcome, found.model.names, value["inhabitants"])
    told = says(found, only_public=True)
    context = {
        "distribution": found, "says": told, "rows": rows, "of": str(told["moved"]) if "moved" in told else "",
        "sizes": science.by_size(outcome, value["inhabitants"]),
        "map": tile_map(rows, address=found.get_absolute_url(), ident="map"),
        "caps": [science.euros(float(cap) * 100, 2) for cap in value["caps"]],
        "key": [(m, science.euros(float(amount) * 100, 2)) for m, amount in value["key"].items()],
    }  # fmt: skip
    return render(request, "budgets/distribution.html", context)


@require_safe
def table(request: HttpRequest, public_id: str) -> HttpResponse:
    """The table of all municipalities as a file."""
    found = _public(request, public_id)
    value, outcome = worked_out(found)
    rows = science.rows_of(outcome, found.model.names, value["inhabitants"])
    name = {"Content-Disposition": f'attachment; filename="{found.subject.public_id}.csv"'}
    return HttpResponse(science.as_csv(rows), content_type="text/csv; charset=utf-8", headers=name)


@require_safe
def municipality(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """One municipality: now, at the end, the margin, the years, the reasons, and how to recompute it."""
    return render(request, "budgets/municipality.html", _of(request, public_id, code))


@require_safe
def council_page(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """The same on one sheet of paper, for the council."""
    context = _of(request, public_id, code)
    name = {"Content-Disposition": f'inline; filename="{code}.pdf"'}
    return HttpResponse(council_pdf(context), content_type="application/pdf", headers=name)


@require_safe
def recompute(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """The sum of one municipality, step by step, and with other numbers: a Preview, kept nowhere."""
    found = _public(request, public_id)
    value, _ = worked_out(found)
    if code not in value["units"]:
        raise Http404
    told = says(found, code, only_public=True)
    context = {
        "distribution": found, "code": code, "name": found.model.names[code], "figure": told.get("end"),
        "sum": sum_of(request.GET, value, code), "limited": value.get("in_all") is not None,
    }  # fmt: skip
    name = "budgets/sum.html" if request.headers.get("X-Preview") else "budgets/recompute.html"
    return render(request, name, context)


@require_safe
def explorer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another path for the same distribution: a Preview, kept nowhere. Answers while a slider is dragged."""
    found = _public(request, public_id)
    asked: Path = path_asked(request.GET, worked_out(found)[0], found.model.names)
    name = "budgets/answer.html" if request.headers.get("X-Preview") else "budgets/explorer.html"
    towns = sorted(found.model.names.items(), key=lambda town: town[1])
    return render(request, name, {"distribution": found, "path": asked, "towns": towns})


def _public(request: HttpRequest, public_id: str) -> Distribution:
    found: Distribution = get_object_or_404(public_distributions(request.user), subject__public_id=public_id)
    return found


def _of(request: HttpRequest, public_id: str, code: str) -> dict[str, Any]:
    found = _public(request, public_id)
    value, outcome = worked_out(found)
    if code not in value["units"]:
        raise Http404
    rows = science.rows_of(outcome, found.model.names, value["inhabitants"])
    whole = says(found, only_public=True)
    own = says(found, code, only_public=True)
    reasons = science.differences_of(outcome, code, value["inhabitants"])
    first = found.issued_on.year
    return {
        "distribution": found, "code": code, "name": found.model.names[code], "says": own,
        "row": next(row for row in rows if row.code == code),
        "of": str(own["end"] if "end" in own else whole["moved"]), "whole": whole,
        "years": [(str(first + n), paid) for n, paid in enumerate(science.path_of(outcome, code))],
        "bars": bars(reasons), "reasons": reasons[:REASONS], "parts": science.reasons_of(outcome, code),
        "map": tile_map(rows, address=found.get_absolute_url(), ident="map", chosen=code),
    }  # fmt: skip
