"""The desk of who delivers: bring a file, see why it is refused or what is kept of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from navolgbaar.core.permission import exists_for, granted
from navolgbaar.core.uploads import in_memory
from navolgbaar.indicators import science
from navolgbaar.indicators.actions import NotPossibleNow, deliver
from navolgbaar.indicators.forms import DeliveryForm
from navolgbaar.indicators.models import Delivery, Institution
from navolgbaar.indicators.queries import institutions_of, rounds
from navolgbaar.indicators.words import CELL_WORDS, CELLS, COLUMNS, COUNT_WORDS
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.programmes.views import programme_for


@in_memory
@desk
@require_http_methods(["GET", "POST"])
@sensitive_variables()
def deliver_page(request: DeskRequest, public_id: str, institution: str) -> HttpResponse:
    """Bring the delivery of an institution, or a corrected one. The file stays in memory until it is counted."""
    asked = get_object_or_404(rounds(), subject__public_id=public_id)
    programme_for(request, asked.programme_key)
    found: Institution = get_object_or_404(institutions_of(asked), public_id=institution)
    own = granted("indicators.deliver", request.user, found)
    if not own:
        exists_for("indicators.see_round", request.user, asked)
    form = DeliveryForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST":
        exists_for("indicators.deliver", request.user, found)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                made = deliver(
                    asked=asked, institution=found, file=(file.name, file.read()), places=form.cleaned_data["places"],
                    by=request.user,
                )  # fmt: skip
                return redirect("indicators:delivery", made.public_id)
            except science.UnusableInput as refusal:
                problems = science.problems_of(refusal)
            except NotPossibleNow as refusal:
                problems = [str(refusal)]
    context = {
        "programme": asked.programme, "round": asked, "institution": found, "form": form if own else None,
        "columns": COLUMNS.items(),
        "problems": problems, "deliveries": found.deliveries.filter(round=asked).order_by("-pk"),
    }  # fmt: skip
    return render(request, "indicators/deliver.html", context, status=422 if request.method == "POST" else 200)


@desk
@require_safe
def delivery(request: DeskRequest, public_id: str) -> HttpResponse:
    """What is kept of one delivery: the report on the file, what was counted, what a correction changed."""
    wanted = ("round__programme", "round__organisation", "round__subject", "round__period", "institution", "replaces")
    found: Delivery | None = Delivery.objects.select_related(*wanted).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    programme_for(request, found.round.programme_key)
    exists_for("indicators.see_delivery", request.user, found)
    context = {
        "programme": found.round.programme, "round": found.round, "delivery": found,
        "later": Delivery.objects.filter(replaces=found).first(), "counts": _counts(found),
        "quality": _quality(found), "changed": _changed(found),
        "cells": [(CELL_WORDS[cell], science.whole(found.counts["cells"][cell])) for cell in CELLS],
    }  # fmt: skip
    return render(request, "indicators/delivery.html", context)


def _counts(found: Delivery) -> list[tuple[Any, str]]:
    return [(words, science.whole(found.counts[name])) for name, words in COUNT_WORDS.items() if name in found.counts]


def _changed(found: Delivery) -> list[tuple[Any, ...]]:
    words = {**COUNT_WORDS, **CELL_WORDS}
    return [
        (said, *(science.whole(number) for number in found.changed[name]))
        for name, said in words.items() if name in found.changed
    ]  # fmt: skip


def _quality(found: Delivery) -> dict[str, Any]:
    said = found.quality
    return {
        **{name: science.whole(said[name]) for name in ("rows", "persons", "open_stays")},
        "unknown": [(name, science.whole(number)) for name, number in said["unknown"].items() if number],
    }
