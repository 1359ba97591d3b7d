"""The desk's page on which an administrator erases the words of one passage, on a legal ground."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from navolgbaar.core.permission import exists_for
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.sources.actions import erase_passage
from navolgbaar.sources.forms import GroundForm, PassageForm
from navolgbaar.sources.models import Passage


@desk
@require_http_methods(["GET", "POST"])
def erase(request: DeskRequest) -> HttpResponse:
    """First which words, then, with the words in sight, on which ground. A GET erases nothing."""
    exists_for("sources.erase_passage", request.user)
    asked = PassageForm(request.GET if request.GET else None)
    found = _passage(asked)
    ground = GroundForm(request.POST or None)
    if request.method == "POST" and found and ground.is_valid():
        erase_passage(passage=found, ground=ground.cleaned_data["ground"], by=request.user)
        messages.success(request, gettext("The words were erased. Digest and ground stay."))
        return redirect("sources:erase")
    context = {"asked": asked, "passage": found, "ground": ground, "is_unknown": asked.is_bound and found is None}
    return render(request, "sources/erase.html", context, status=422 if ground.is_bound else 200)


def _passage(asked: PassageForm) -> Passage | None:
    if not asked.is_valid():
        return None
    named = {"document__public_id": asked.cleaned_data["document"], "ident": asked.cleaned_data["passage"].lstrip("#")}
    return Passage.objects.select_related("document__file", "document__programme").filter(**named).first()
