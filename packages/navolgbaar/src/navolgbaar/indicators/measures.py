"""The other shares of a round, a page each: who came back, waited long or stayed long, and how full the beds were."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from navolgbaar.indicators import science
from navolgbaar.indicators.models import Issue, Round
from navolgbaar.indicators.pictures import CLASSES, funnel_drawing, tile_drawing
from navolgbaar.indicators.queries import newest_issue, public_round, says
from navolgbaar.indicators.words import ADDRESS, MEASURE_WORDS, MEASURES, PAGES, REASONS, VERDICTS

LEGEND = [(name, VERDICTS[verdict]) for verdict, name in CLASSES.items()]


@require_safe
def page(request: HttpRequest, public_id: str, page: str) -> HttpResponse:
    """One share: of all together, the funnel, the map, and the table of municipalities in the order of their names."""
    asked = public_round(public_id, request.user)
    issue = newest_issue(asked)
    name = PAGES.get(page, "")
    if name not in issue.shares:
        raise Http404
    version = says(issue, only_public=True).get(name)
    if version is None:
        raise Http404
    shown = issue.shares[name]
    address = asked.get_absolute_url()
    found = None if name == "beds" else science.funnel({code: pair for code, pair in shown["rows"].items() if code})
    context: dict[str, Any] = {
        "round": asked, "issue": issue, "version": version, "title": MEASURE_WORDS[name][0], "legend": LEGEND,
        "about": MEASURE_WORDS[name][1], "name": name, "pages": pages_of(asked, issue), "funnel": found,
        "rows": _rows(shown["rows"]) if found is None else [],
        "absent": sorted((science.named(code), code, _reason(why)) for code, why in shown["absent"].items()),
    }  # fmt: skip
    if found is not None:
        context["drawing"] = funnel_drawing(found, address=address, ident="funnel", of_left=False)
        context["map"] = tile_drawing(found.spots, list(shown["absent"]), address=address, ident="map")
    return render(request, "indicators/measure.html", context)


def pages_of(asked: Round, issue: Issue) -> list[tuple[Any, str]]:
    """(words, address) of every page of a round, the first one first."""
    home = asked.get_absolute_url()
    there = [name for name in MEASURES if name == "home" or issue.shares.get(name, {}).get("rows")]
    return [
        (MEASURE_WORDS[name][0], home if name == "home" else f"{home}over/{ADDRESS[name]}/") for name in there
    ]  # fmt: skip


def _rows(rows: dict[str, list[int]]) -> list[tuple[str, str, str]]:
    """(code, name, share) by name."""
    there = [(science.named(code), code, pair) for code, pair in rows.items() if code and pair[1]]
    return [(code, name, science.percent(100 * pair[0] / pair[1])) for name, code, pair in sorted(there)]


def _reason(why: str) -> str:
    return REASONS[why][1 if science.language() == "en" else 0]
