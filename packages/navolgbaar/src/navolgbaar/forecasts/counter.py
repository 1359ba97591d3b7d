"""The counter: a resident's own page behind a code, the helper on the telephone, and the keeping of homes.

Neither an address nor a code stands in a URL. Who has shown the right code is known by the session, for a quarter of an
hour; somebody who moved out meanwhile is out at once.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.core import clock
from navolgbaar.core.permission import exists_for
from navolgbaar.forecasts.actions import NotPossibleNow
from navolgbaar.forecasts.codes import TooManyTries, forget_tries, resident_with
from navolgbaar.forecasts.forms import CodeForm, ResidentForm
from navolgbaar.forecasts.homes import add_resident, give_codes, move_out, note_help, tell_windows
from navolgbaar.forecasts.letters import letters
from navolgbaar.forecasts.models import Home, Resident, Vintage
from navolgbaar.forecasts.queries import published_vintages, vintages
from navolgbaar.forecasts.resident import answer_for
from navolgbaar.forecasts.states import Tenure
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.views import programme_for

KEPT, SECONDS = "forecast_resident", 15 * 60
AT_ONCE = 2000


@never_cache
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, key: str) -> HttpResponse:
    """Where a resident types the address and the code of the letter."""
    programme = _programme_with_homes(request, key)
    form, problem, status = CodeForm(request.POST or None), "", 200
    if request.method == "POST" and form.is_valid():
        found, problem, status = _try(programme, form.cleaned_data, request)
        if found is not None:
            request.session[KEPT] = {"resident": found.public_id, "until": clock.now().timestamp() + SECONDS}
            return redirect("forecasts:my_home")
    context = {"programme": programme, "form": form, "problem": problem}
    return render(request, "forecasts/door.html", context, status=422 if form.errors else status)


@never_cache
@require_safe
def my_home(request: HttpRequest) -> HttpResponse:
    """The answer for the resident who has just shown the code."""
    resident = _resident(request)
    return render(request, "forecasts/my_home.html", {"answer": answer_for(resident), "resident": resident})


@never_cache
@require_safe
def my_letter(request: HttpRequest) -> HttpResponse:
    """The same answer on paper, without the code: that stands in the letter that was sent."""
    resident = _resident(request)
    data = next(letters([(resident, "")], address=""))
    name = {"Content-Disposition": 'attachment; filename="brief.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=name)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Done: the next visitor at this screen sees nothing of it."""
    request.session.pop(KEPT, None)
    return redirect("forecasts:overview")


@desk
@require_http_methods(["GET", "POST"])
def telephone(request: DeskRequest, key: str) -> HttpResponse:
    """A helper types what the caller says, code included, and reads the same answer aloud."""
    programme = programme_for(request, key)
    exists_for("forecasts.help_resident", request.user, programme)
    form, problem, status = CodeForm(request.POST or None), "", 200
    answer = None
    if request.method == "POST" and form.is_valid():
        found, problem, status = _try(programme, form.cleaned_data, request)
        if found is not None:
            answer = answer_for(note_help(resident=found, by=request.user))
            form = CodeForm()
    context = {"programme": programme, "form": form, "problem": problem, "answer": answer}
    return render(request, "forecasts/telephone.html", context, status=422 if form.errors else status)


@desk
@require_http_methods(["GET", "POST"])
def homes(request: DeskRequest, key: str) -> HttpResponse:
    """The homes of a programme: how many there are, who lives there, and forecasts of which homes are told."""
    programme = programme_for(request, key)
    exists_for("forecasts.keep_homes", request.user, programme)
    form = ResidentForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        add_resident(home=form.cleaned_data["home"], tenure=Tenure(form.cleaned_data["tenure"]), by=request.user)
        messages.success(request, gettext("Added. They get a code with the next letter."))
        return redirect("forecasts:homes", key)
    living = Resident.objects.filter(home__programme=programme, moved_out_on=None).select_related("home")
    context = {
        "programme": programme, "form": form, "residents": living.order_by("home__postcode", "home__pk")[:200],
        "homes": Home.objects.filter(programme=programme), "living": living,
        "untold": [v for v in published_vintages(request.user).filter(programme=programme, plan__places__isnull=False)
                   .distinct() if not v.windows.exists()],
    }  # fmt: skip
    return render(request, "forecasts/homes.html", context, status=422 if form.is_bound else 200)


@desk
@require_POST
def tell(request: DeskRequest, public_id: str) -> HttpResponse:
    """Compute the windows of every home of a published forecast."""
    found: Vintage = get_object_or_404(vintages(), subject__public_id=public_id)
    exists_for("forecasts.keep_homes", request.user, found)
    try:
        tell_windows(vintage=found, by=request.user)
        messages.success(request, gettext("Every home of this forecast has its window. Now make the letters."))
    except NotPossibleNow as refusal:
        messages.error(request, str(refusal))
    return redirect("forecasts:homes", found.programme.key)


@desk
@require_POST
def print_letters(request: DeskRequest, key: str) -> HttpResponse:
    """A letter for every resident, each with a new code: the codes are nowhere but in these letters."""
    programme = programme_for(request, key)
    exists_for("forecasts.keep_homes", request.user, programme)
    living = Resident.objects.filter(home__programme=programme, moved_out_on=None, home__windows__isnull=False)
    chosen = list(
        living.distinct().select_related("home__programme__subject").order_by("home__postcode", "pk")[:AT_ONCE]
    )
    if not chosen:
        messages.error(request, gettext("There are no residents with a window yet."))
        return redirect("forecasts:homes", key)
    address = request.build_absolute_uri(reverse("forecasts:door", args=[key]))
    packed = io.BytesIO()
    given = give_codes(residents=chosen, by=request.user)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as file:
        for number, letter in enumerate(letters(given, address=address), start=1):
            file.writestr(f"{number:05}.pdf", letter)
    name = {"Content-Disposition": 'attachment; filename="brieven.zip"'}
    return HttpResponse(packed.getvalue(), content_type="application/zip", headers=name)


@desk
@require_POST
def moved(request: DeskRequest, public_id: str) -> HttpResponse:
    """A resident moved out."""
    resident = get_object_or_404(Resident.objects.select_related("home__programme"), public_id=public_id)
    exists_for("forecasts.keep_homes", request.user, resident.home.programme)
    move_out(resident=resident, on=clock.today(), by=request.user)
    messages.success(request, gettext("Their code is worth nothing from now on."))
    return redirect("forecasts:homes", resident.home.programme.key)


def _programme_with_homes(request: HttpRequest, key: str) -> Programme:
    """A programme of which homes were told something."""
    told = published_vintages(request.user).filter(programme__key=key, windows__isnull=False).first()
    if told is None:
        raise Http404
    return told.programme


def _try(programme: Programme, said: dict[str, Any], request: HttpRequest) -> tuple[Resident | None, str, int]:
    """The resident with this code, or what to tell the visitor. The same words for a wrong address and a wrong code."""
    forget_tries()
    try:
        found = resident_with(programme=programme.pk, request=request, **said)
    except TooManyTries:
        return None, gettext("Too many tries. Try again in an hour, or call the number in your letter."), 429
    if found is None:
        return None, gettext("This address and this code do not belong together. Look at your latest letter."), 422
    return found, "", 200


def _resident(request: HttpRequest) -> Resident:
    """Who has shown the code in this session, at most a quarter of an hour ago, and lives there still."""
    kept = request.session.get(KEPT) or {}
    if kept.get("until", 0) < clock.now().timestamp():
        request.session.pop(KEPT, None)
        raise Http404
    living = Resident.objects.filter(moved_out_on=None).select_related("home__programme__subject")
    found: Resident = get_object_or_404(living, public_id=kept.get("resident", ""))
    return found
