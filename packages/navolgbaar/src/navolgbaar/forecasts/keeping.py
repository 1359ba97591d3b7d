"""The desk's page of homes: who lives there, forecasts of which homes are told, letters, where the work was done.

Neither an address nor a code stands in a URL: the list is searched and leafed through by posting.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from navolgbaar.core import clock
from navolgbaar.core.permission import exists_for
from navolgbaar.core.uploads import in_memory
from navolgbaar.forecasts.actions import NotPossibleNow
from navolgbaar.forecasts.codes import plainly
from navolgbaar.forecasts.forms import FinishedForm, ResidentForm
from navolgbaar.forecasts.homes import (
    AT_ONCE,
    add_resident,
    move_out,
    note_all_finished,
    record_held,
    tell_windows,
    write_letters,
)
from navolgbaar.forecasts.models import Home, Resident, Vintage
from navolgbaar.forecasts.queries import (
    batches_of,
    living_in,
    published_vintages,
    tally_of,
    vintages,
    waiting_for_a_letter,
)
from navolgbaar.forecasts.science import UnusableInput, problems_of
from navolgbaar.forecasts.states import Tenure
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.views import programme_for

ON_A_PAGE = 25


@desk
@require_http_methods(["GET", "POST"])
def homes(request: DeskRequest, key: str) -> HttpResponse:
    """The homes of a programme, and a form for who lives there."""
    programme = _programme(request, key)
    form = ResidentForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        add_resident(home=form.cleaned_data["home"], tenure=Tenure(form.cleaned_data["tenure"]), by=request.user)
        messages.success(request, gettext("Added. They get a code with the next letter."))
        return redirect("forecasts:homes", key)
    return _page(request, programme, form=form)


@desk
@require_POST
def find(request: DeskRequest, key: str) -> HttpResponse:
    """Residents whose postcode begins so, and the other pages of the list."""
    return _page(request, _programme(request, key), begins=plainly(request.POST.get("begins", ""))[:10], status=200)


@in_memory
@desk
@require_http_methods(["GET", "POST"])
def finished(request: DeskRequest, key: str) -> HttpResponse:
    """Note where the work was done and when: all rows, or, where one cannot be used, none."""
    programme = _programme(request, key)
    form = FinishedForm(request.POST or None, request.FILES or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        rows = form.cleaned_data["finished"]
        corrected = note_all_finished(programme=programme, finished=rows, by=request.user)
        words = ngettext("%(n)s home noted as finished.", "%(n)s homes noted as finished.", len(rows)) % {
            "n": len(rows)
        }
        if corrected:
            words += " " + gettext("Of these, %(n)s had another day before.") % {"n": corrected}
        messages.success(request, words)
        return redirect("forecasts:finished", key)
    context = {"programme": programme, "form": form, **_tallied(programme)}
    return render(request, "forecasts/finished.html", context, status=422 if form.is_bound else 200)


@desk
@require_POST
def tell(request: DeskRequest, public_id: str) -> HttpResponse:
    """Compute the windows of every home of a published forecast."""
    found = _vintage(request, public_id, "forecasts.keep_homes")
    try:
        tell_windows(vintage=found, by=request.user)
        messages.success(request, gettext("Every home of this forecast has its window. Now make the letters."))
    except NotPossibleNow as refusal:
        messages.error(request, str(refusal))
    except UnusableInput as refusal:  # of a plan that came in before all of it was read
        messages.error(request, " ".join(problems_of(refusal)))
    return redirect("forecasts:homes", found.programme.key)


@desk
@require_POST
def held(request: DeskRequest, public_id: str) -> HttpResponse:
    """Say in a figure of this forecast how often earlier windows held."""
    found = _vintage(request, public_id, "forecasts.issue")
    try:
        record_held(vintage=found, by=request.user)
    except NotPossibleNow as refusal:
        messages.error(request, str(refusal))
    return redirect("forecasts:issued", public_id)


@desk
@require_POST
def print_letters(request: DeskRequest, key: str) -> HttpResponse:
    """The next batch of letters, or one of the last batches again: the codes are nowhere but in these letters."""
    programme = _programme(request, key)
    again = _moment(request.POST["again"]) if "again" in request.POST else None
    address = request.build_absolute_uri(reverse("forecasts:door", args=[key]))
    try:
        data = write_letters(programme=programme, address=address, again=again, by=request.user)
    except NotPossibleNow as refusal:
        messages.error(request, str(refusal))
        return redirect("forecasts:homes", key)
    name = {"Content-Disposition": 'attachment; filename="brieven.zip"'}
    return HttpResponse(data, content_type="application/zip", headers=name)


@desk
@require_POST
def moved(request: DeskRequest, public_id: str) -> HttpResponse:
    """A resident moved out."""
    resident = get_object_or_404(Resident.objects.select_related("home__programme"), public_id=public_id)
    exists_for("forecasts.keep_homes", request.user, resident.home.programme)
    move_out(resident=resident, on=clock.today(), by=request.user)
    messages.success(request, gettext("Their code is worth nothing from now on."))
    return redirect("forecasts:homes", resident.home.programme.key)


def _page(
    request: DeskRequest, programme: Programme, *, form: ResidentForm | None = None, begins: str = "", status: int = 0
) -> HttpResponse:
    living = living_in(programme)
    listed = Paginator(living.filter(home__postcode__startswith=begins), ON_A_PAGE)
    page, at = listed.get_page(request.POST.get("page")), gettext("page %(number)s of %(last)s")
    form = form or ResidentForm(programme=programme)
    told = published_vintages(request.user).filter(programme=programme, plan__places__isnull=False).distinct()
    context = {
        "programme": programme, "form": form, "begins": begins, "page": page,
        "at": at % {"number": page.number, "last": page.paginator.num_pages},
        "homes": Home.objects.filter(programme=programme).count(), "living": living.count(),
        "letters": _letters(waiting_for_a_letter(programme).count()), "batches": batches_of(programme),
        "untold": [vintage for vintage in told if not vintage.windows.exists()], **_tallied(programme),
    }  # fmt: skip
    return render(request, "forecasts/homes.html", context, status=status or (422 if form.is_bound else 200))


def _letters(waiting: int) -> dict[str, str]:
    """How many wait, what the button makes, and what remains after it; nothing where nobody waits."""
    made, left = min(waiting, AT_ONCE), max(waiting - AT_ONCE, 0)
    says = {
        "wait": ngettext("%(n)s resident has no code yet since the newest window.",
                         "%(n)s residents have no code yet since the newest window.", waiting) % {"n": waiting},
        "make": ngettext("Make %(n)s letter (ZIP)", "Make %(n)s letters (ZIP)", made) % {"n": made},
        "left": ngettext("After that, %(n)s remains.", "After that, %(n)s remain.", left) % {"n": left} if left else "",
    }  # fmt: skip
    return says if waiting else {}


def _tallied(programme: Programme) -> dict[str, Any]:
    tally = tally_of(programme)
    return {"tally": tally, "decided": len(tally.decided)}


def _moment(said: str) -> datetime:
    try:
        moment = parse_datetime(said)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Http404
    return moment


def _programme(request: DeskRequest, key: str) -> Programme:
    programme = programme_for(request, key)
    exists_for("forecasts.keep_homes", request.user, programme)
    return programme


def _vintage(request: DeskRequest, public_id: str, rule: str) -> Vintage:
    found: Vintage = get_object_or_404(vintages(), subject__public_id=public_id)
    exists_for(rule, request.user, found)
    return found
