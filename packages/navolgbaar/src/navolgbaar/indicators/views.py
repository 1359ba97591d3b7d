"""The public pages of the monitor: all rounds, one round, one municipality, the plans of regions. No league tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from navolgbaar.figures.models import FigureVersion
from navolgbaar.indicators import science
from navolgbaar.indicators.beside import beside_the_others, standing_out
from navolgbaar.indicators.measures import LEGEND, pages_of
from navolgbaar.indicators.models import Issue, Region
from navolgbaar.indicators.pictures import (
    funnel_drawing,
    month_words,
    place_drawing,
    quarter_words,
    tile_drawing,
    trend_drawing,
)
from navolgbaar.indicators.queries import (
    adopted_in,
    arrivals,
    corrected_since,
    newest_issue,
    public_issues,
    public_regions,
    public_round,
    public_rounds,
    quarters_of,
    regions_of,
    says,
    says_of_each,
    standings,
    subject_of,
)
from navolgbaar.indicators.words import CELL_WORDS, CELLS, REASONS


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every round of which something was published, and the plans of the regions."""
    found = []
    for each in public_rounds(request.user):
        issue = newest_issue(each)
        found.append((each, says(issue, only_public=True)))
    regions = [(region, standings(region)[0], adopted_in(region)) for region in public_regions(request.user)]
    return render(request, "indicators/overview.html", {"rounds": found, "regions": regions})


@require_safe
def round_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One round: what it says, who delivered, the funnel, the trend, the map, the table."""
    asked = public_round(public_id, request.user)
    issue = newest_issue(asked)
    told = says(issue, only_public=True)
    address = asked.get_absolute_url()
    found = science.funnel(_areas(issue))
    moved = science.trend(issue.months)
    absent = [(code, science.named(code)) for code in issue.absent]
    context: dict[str, Any] = {
        "round": asked, "issue": issue, "says": {n: v for n, v in told.items() if not n.startswith("month ")},
        "of": _named_of(told, "home"), "of_persons": _named_of(told, "persons"), "funnel": found, "legend": LEGEND,
        "earlier": public_issues(asked).exclude(pk=issue.pk), "corrected": corrected_since(issue),
        "arrivals": arrivals(asked), "coverage": _covered(issue), "absent": _reasons(issue, absent),
        "trend": _trend_rows(moved, told), "pages": pages_of(asked, issue),
        "columns": [CELL_WORDS[cell] for cell in CELLS], "rows": _table_rows(issue),
    }  # fmt: skip
    if found is not None:
        context["drawing"] = funnel_drawing(found, address=address, ident="funnel")
        context["map"] = tile_drawing(found.spots, list(issue.absent), address=address, ident="map")
    if moved is not None:
        context["months"] = trend_drawing(*moved, ident="trend")
    return render(request, "indicators/round.html", context)


@require_safe
def municipality(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """One municipality: its numbers, its places as a range, what stands out, the ones most like it, its plan."""
    asked = public_round(public_id, request.user)
    issue = newest_issue(asked)
    told = says(issue, code, only_public=True)
    if not told:
        raise Http404
    points = quarters_of(asked, code, request.user)
    quarters, measures = science.in_time(points), beside_the_others(issue, code, told.get("home"))
    row = issue.table.get(code, [])
    context: dict[str, Any] = {
        "round": asked, "issue": issue, "code": code, "name": science.named(code), "says": told,
        "of": _named_of(told, "home"), "of_persons": _named_of(told, "persons"), "measures": measures,
        "standing_out": standing_out(measures, quarters), "place": _place(issue, told),
        "peers": _peers(issue, code), "why": _why(issue, code), "subject": subject_of(code, request.user),
        "few": bool(issue.quarters) and not quarters and code in issue.table, "regions": [
            (region, [each for each in standings(region) if each.code in ("", code)])
            for region in regions_of(code, request.user)
        ],
        "cells": [(CELL_WORDS[cell], science.whole(n)) for cell, n in zip(CELLS, row[:-1], strict=bool(row))]
        if row else [],
        **_in_time(quarters, points), **_in_the_funnel(issue, code),
    }  # fmt: skip
    return render(request, "indicators/municipality.html", context)


@require_safe
def table(request: HttpRequest, public_id: str) -> HttpResponse:
    """Persons by municipality, sex and age as released: a file. An empty cell was withheld."""
    issue = newest_issue(public_round(public_id, request.user))
    lines = [";".join(["code", "gemeente", *CELLS, "totaal"])]
    lines += [
        ";".join([code or "totaal", science.named(code), *("" if n is None else str(n) for n in row)])
        for code, row in sorted(issue.table.items(), key=lambda each: each[0] or "~")
    ]
    name = {"Content-Disposition": f'attachment; filename="{public_id}.csv"'}
    return HttpResponse("\n".join(lines) + "\n", content_type="text/csv; charset=utf-8", headers=name)


@require_safe
def region(request: HttpRequest, public_id: str) -> HttpResponse:
    """The plan of one region: how far it is there, and in each council, with where that is written."""
    found: Region = get_object_or_404(public_regions(request.user), public_id=public_id)
    events = [(event, science.named(event.code) if event.code else "") for event in found.events.order_by("-on", "-pk")]
    context = {"region": found, "standings": standings(found), "adopted": adopted_in(found), "events": events}
    return render(request, "indicators/region.html", context)


def _areas(issue: Issue) -> dict[str, list[int]]:
    return {code: pair for code, pair in issue.pairs.items() if code}


def _named_of(told: dict[str, FigureVersion], name: str) -> str:
    return str(told[name]) if name in told else ""


def _place(issue: Issue, told: dict[str, FigureVersion]) -> SafeString | None:
    version = told.get("place")
    if version is None or version.low is None or version.high is None:
        return None
    among = sum(1 for code, pair in issue.pairs.items() if code and pair[1])
    return place_drawing(int(version.low), int(version.high), among, ident="place")


def _in_time(quarters: Sequence[science.Month], points: Sequence[tuple[date, int, int]]) -> dict[str, Any]:
    """The quarters as a table and as a picture; nothing where there are none."""
    if not quarters:
        return {}
    home, left = sum(to_home for _, to_home, _ in points), sum(of_all for _, _, of_all in points)
    rows = [
        (quarter_words(q.on), science.percent(q.value), f"{science.percent(q.low)} – {science.percent(q.high)}")
        for q in quarters
    ]
    return {
        "quarters": rows, "trend": trend_drawing(quarters, 100 * home / left, ident="trend", words=quarter_words)
    }  # fmt: skip


def _in_the_funnel(issue: Issue, code: str) -> dict[str, Any]:
    """The funnel and the map with this municipality in them."""
    found, address = science.funnel(_areas(issue)), issue.round.get_absolute_url()
    spot = next((s for s in found.spots if s.code == code), None) if found else None
    if found is None or spot is None:
        return {}
    return {
        "verdict": spot.verdict_words, "legend": LEGEND,
        "drawing": funnel_drawing(found, address=address, ident="funnel", chosen=code),
        "map": tile_drawing(found.spots, list(issue.absent), address=address, ident="map", chosen=code),
    }  # fmt: skip


def _covered(issue: Issue) -> dict[str, str]:
    """What lateness and absence do to the number of stays, in words."""
    said = issue.coverage
    told = {name: science.whole(said[name]) for name in ("expected", "delivered", "total", "low", "high")}
    return {**told, "few": "few" if said.get("few") else ""}


def _reasons(issue: Issue, absent: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    return sorted((name, code, _why(issue, code)) for code, name in absent)


def _why(issue: Issue, code: str) -> str:
    """Why a municipality has no number, in the reader's language; "" where it has one."""
    return REASONS[issue.absent[code]][1 if science.language() == "en" else 0] if code in issue.absent else ""


def _trend_rows(moved: Any, told: dict[str, FigureVersion]) -> list[tuple[str, FigureVersion | None, str, bool]]:
    if moved is None:
        return []
    return [
        (month_words(m.on), told.get(f"month {m.on.isoformat()}"),
         f"{science.percent(m.low)} – {science.percent(m.high)}", m.signal)
        for m in moved[0]
    ]  # fmt: skip


def _table_rows(issue: Issue) -> list[tuple[str, str, list[str]]]:
    """(code, name, numbers in words) by name, all together last. "" is withheld."""
    rows = [(code, science.named(code), [science.whole(n) for n in row]) for code, row in issue.table.items() if code]
    return sorted(rows, key=lambda row: row[1])


def _peers(issue: Issue, code: str) -> dict[str, Any] | None:
    """The municipalities most like this one, each with what was released of it."""
    if issue.features is None:
        return None
    group = science.peers_of(code, issue.features.names, issue.features.value)
    if group is None:
        return None
    told = says_of_each(issue, [peer.area for peer in group.peers], only_public=True)
    return {
        "far": group.far, "source": issue.features.source,
        "features": ", ".join(name.replace("_", " ") for name in group.features),
        "rows": [
            (peer.area, science.named(peer.area), told.get(peer.area, {}).get("home"), _why(issue, peer.area))
            for peer in group.peers
        ],
    }  # fmt: skip
