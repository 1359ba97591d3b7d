"""The counter: a resident's own page behind a code, and the helper on the telephone.

Neither an address nor a code stands in a URL. Who has shown the right code is known by the session, for a quarter of an
hour; somebody who moved out meanwhile is out at once.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.core import clock
from navolgbaar.core.audit import System
from navolgbaar.core.permission import exists_for
from navolgbaar.forecasts.codes import TooManyTries, forget_tries, resident_with
from navolgbaar.forecasts.forms import CodeForm
from navolgbaar.forecasts.homes import note_help, note_told
from navolgbaar.forecasts.letters import letters
from navolgbaar.forecasts.models import Resident
from navolgbaar.forecasts.queries import told_vintages
from navolgbaar.forecasts.resident import answer_for
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.views import programme_for

KEPT, SECONDS = "forecast_resident", 15 * 60


@never_cache
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, key: str) -> HttpResponse:
    """Where a resident types the address and the code of the letter."""
    programme = _programme_with_homes(request, key)
    form, problem, status = CodeForm(request.POST or None), "", 200
    if request.method == "POST" and form.is_valid():
        found, problem, status = _try(programme, form.cleaned_data, request)
        if found is not None:
            note_told(resident=found, by=System())
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


def _programme_with_homes(request: HttpRequest, key: str) -> Programme:
    """A programme of which homes were told something."""
    told = told_vintages(request.user).filter(programme__key=key).first()
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
