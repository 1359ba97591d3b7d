"""The desk's page of track records: dated statements with what came of them, scored and published."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from navolgbaar.core.permission import exists_for
from navolgbaar.forecasts import science
from navolgbaar.forecasts.actions import NotPossibleNow, bring_track, prepare_release
from navolgbaar.forecasts.forms import TrackForm
from navolgbaar.forecasts.models import TrackRecord
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.queries import organisations_in
from navolgbaar.programmes.views import programme_for


@desk
@require_http_methods(["GET", "POST"])
def tracks(request: DeskRequest, key: str) -> HttpResponse:
    """The track records of a programme, and a form to bring one."""
    programme = programme_for(request, key)
    organisations = organisations_in(request.user, programme, RoleKind.EDITOR)
    if not organisations:
        raise Http404
    form = TrackForm(request.POST or None, request.FILES or None, organisations=organisations)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        history = said["history"]
        try:
            bring_track(
                title=said["title"], statements=said["statements"].read(), history=history.read() if history else None,
                names=(said["statements"].name, history.name if history else ""), programme=programme,
                organisation=said["organisation"], by=request.user,
            )  # fmt: skip
            return redirect("forecasts:tracks", key)
        except science.UnusableInput as refusal:
            problems = science.problems_of(refusal)
    records = TrackRecord.objects.filter(programme=programme, organisation__in=organisations).select_related("subject")
    context = {"programme": programme, "form": form, "problems": problems, "records": records.order_by("-pk")}
    return render(request, "forecasts/tracks.html", context, status=422 if form.is_bound else 200)


@desk
@require_POST
def publish(request: DeskRequest, public_id: str) -> HttpResponse:
    """Put the scores together for a second person to approve."""
    found = get_object_or_404(TrackRecord.objects.select_related("subject", "programme"), subject__public_id=public_id)
    exists_for("forecasts.issue", request.user, found)
    try:
        return redirect(prepare_release(thing=found, by=request.user))
    except NotPossibleNow as refusal:
        messages.error(request, str(refusal))
        return redirect("forecasts:tracks", found.programme.key)
