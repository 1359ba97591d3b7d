"""The pages for everybody: the waves, one wave from protocol to result, the denominator translator, claims replayed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from navolgbaar.core.permission import granted
from navolgbaar.core.throttle import may_again
from navolgbaar.core.uploads import in_memory
from navolgbaar.fieldtests.forms import CellsForm, ClaimsForm
from navolgbaar.fieldtests.models import Wave
from navolgbaar.fieldtests.queries import public_waves
from navolgbaar.fieldtests.released import released_of
from navolgbaar.fieldtests.science import UnusableInput, protocol_of, replayed_claims, seven_numbers
from navolgbaar.fieldtests.states import OWED, WaveState

PER_HOUR = 60
EXAMPLE = {"n10": "307", "n01": "80", "n11": "464", "n00": "1883"}
"""Four counts that BR and Spiegel published in 2017; the form begins with them."""


@require_safe
def waves(request: HttpRequest) -> HttpResponse:
    """Every wave with a published commitment, the latest first."""
    return render(request, "fieldtests/waves.html", {"waves": public_waves(request.user)})


@require_safe
def wave(request: HttpRequest, public_id: str) -> HttpResponse:
    """One wave from protocol to result."""
    found = wave_for(request, public_id)
    protocol = protocol_of(found.protocol.body)
    context = {
        "wave": found,
        "protocol": protocol,
        "owed": [(OWED[name], text) for name, text in protocol.conduct.items()],
        "released": released_of(found, get_language() or "nl"),
        "is_open": found.state == WaveState.CODED,
        "reads": granted("fieldtests.read_messages", request.user, found.protocol),
    }
    return render(request, "fieldtests/wave.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def translator(request: HttpRequest) -> HttpResponse:
    """One set of cells, seven numbers, and the sentence that is true for each. Nothing is kept."""
    form = CellsForm(request.POST or None, initial=EXAMPLE)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        context["numbers"] = seven_numbers(form.cleaned_data, get_language() or "nl")
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "fieldtests/translator.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_memory
def claims(request: HttpRequest) -> HttpResponse:
    """The claims of a published report, replayed from its own counts. Nothing is kept."""
    form = ClaimsForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        if not may_again(request, "claims", PER_HOUR):
            context["problems"] = [gettext("That was often within one hour. Try again in a while.")]
            return render(request, "fieldtests/claims.html", context, status=429)
        try:
            data, name = form.brought()
            context["results"] = replayed_claims(data, name, get_language() or "nl")
        except UnusableInput as problem:
            form.add_error(None, gettext("These claims cannot be replayed."))
            context["problems"] = problem.lines(get_language() or "nl")
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "fieldtests/claims.html", context, status=status)


def wave_for(request: HttpRequest, public_id: str) -> Wave:
    """A wave that everybody may see; anything else does not exist."""
    return get_object_or_404(public_waves(request.user), public_id=public_id)
