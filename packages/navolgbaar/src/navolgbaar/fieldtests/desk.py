"""The desk of designer and coordinator: protocols, waves, and the steps of a wave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.core.permission import exists_for, granted
from navolgbaar.core.uploads import in_memory
from navolgbaar.fieldtests import actions, coding, fieldwork, results
from navolgbaar.fieldtests.forms import FileForm, ProtocolForm, TestersForm, WaveForm
from navolgbaar.fieldtests.models import Protocol, Wave
from navolgbaar.fieldtests.queries import (
    coded_by,
    decided_in,
    disputed,
    is_open_at,
    protocols_at,
    tests_in,
    uncoded,
    units_to_code,
    vault_key,
    waves_at,
    work_of,
)
from navolgbaar.fieldtests.refusals import NotPossibleNow, Refused
from navolgbaar.fieldtests.science import missing_for_lock, protocol_of
from navolgbaar.fieldtests.states import OWED, Kind, ProtocolState, WaveState
from navolgbaar.people.models import User
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.queries import organisations_in
from navolgbaar.programmes.views import programme_for

MAY = {"works": "work", "codes": "code_in", "reviews": "review_in", "releases": "release"}
STANDS = ("drawn", "passed_over", "unsent", "sent", "replied", "detected", "lost", "calls")


@desk
@require_http_methods(["GET", "HEAD", "POST"])
@in_memory
def room(request: DeskRequest, key: str) -> HttpResponse:
    """The room in a programme: its protocols and waves, and a form to bring a protocol."""
    programme = programme_for(request, key)
    waves, protocols = waves_at(request.user, programme), protocols_at(request.user, programme)
    organisations = organisations_in(request.user, programme, RoleKind.DESIGNER)
    if not is_open_at(request.user, programme):
        raise Http404
    form = ProtocolForm(request.POST or None, request.FILES or None, organisations=organisations)
    problems: list[str] = []
    if request.method == "POST" and organisations and form.is_valid():
        try:
            made = actions.write_protocol(
                data=form.cleaned_data["file"].read(), programme=programme,
                organisation=form.cleaned_data["organisation"], by=request.user,
            )  # fmt: skip
            return redirect("fieldtests:protocol", made.public_id)
        except Refused as refusal:
            problems = [refusal.what, *refusal.problems]
    context = {
        "programme": programme, "waves": waves, "protocols": protocols, "form": form if organisations else None,
        "problems": problems,
    }  # fmt: skip
    return render(request, "fieldtests/room.html", context, status=422 if request.method == "POST" else 200)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
@in_memory
def protocol(request: DeskRequest, public_id: str) -> HttpResponse:
    """One protocol: what it says, what it lacks, and (while it is a draft) another file in its place."""
    found = get_object_or_404(
        Protocol.objects.select_related("programme__subject", "organisation"), public_id=public_id
    )
    exists_for("fieldtests.see_wave", request.user, found)
    form, problems = FileForm(request.POST or None, request.FILES or None), list[str]()
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_protocol(
                data=form.cleaned_data["file"].read(), programme=found.programme, organisation=found.organisation,
                instead=found, by=request.user,
            )  # fmt: skip
            return redirect("fieldtests:protocol", public_id)
        except (Refused, NotPossibleNow) as refusal:
            problems = str(refusal).splitlines()
    read = protocol_of(found.body)
    context = {
        "programme": found.programme, "protocol": found, "read": read, "form": form, "problems": problems,
        "lacking": [OWED[name] for name in missing_for_lock(read)],
        "owed": [(OWED[name], text) for name, text in read.conduct.items() if text],
        "is_draft": found.state == ProtocolState.DRAFT,
        "designs": granted("fieldtests.design", request.user, found),
        "coordinates": granted("fieldtests.coordinate", request.user, found),
        "has_key": vault_key(found.organisation) is not None,
        "reads": granted("fieldtests.read_messages", request.user, found),
    }  # fmt: skip
    return render(request, "fieldtests/protocol.html", context, status=422 if request.method == "POST" else 200)


@desk
@require_POST
def lock(request: DeskRequest, public_id: str) -> HttpResponse:
    """Lock a protocol; what it lacks is said, all of it."""
    found = get_object_or_404(Protocol, public_id=public_id)
    exists_for("fieldtests.design", request.user, found)
    try:
        actions.lock_protocol(protocol=found, by=request.user)
        messages.success(request, gettext("The protocol is locked. Its digest stands below."))
    except (Refused, NotPossibleNow) as refusal:
        messages.error(request, str(refusal))
    return redirect("fieldtests:protocol", public_id)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new_wave(request: DeskRequest, public_id: str) -> HttpResponse:
    """A wave by a locked protocol."""
    found = get_object_or_404(
        Protocol.objects.select_related("programme__subject", "organisation"), public_id=public_id
    )
    exists_for("fieldtests.coordinate", request.user, found)
    form = WaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_wave(protocol=found, **form.cleaned_data, by=request.user)
            return redirect("fieldtests:stand", made.public_id)
        except NotPossibleNow as refusal:
            form.add_error(None, str(refusal))
    context = {"programme": found.programme, "protocol": found, "form": form}
    return render(request, "fieldtests/new_wave.html", context, status=422 if form.is_bound else 200)


@desk
@require_safe
def stand(request: DeskRequest, public_id: str) -> HttpResponse:
    """How far a wave is, and what this person can do now."""
    found = wave_at(request, public_id)
    return render(request, "fieldtests/stand.html", _stand(request, found))


@desk
@require_POST
@in_memory
def step(request: DeskRequest, public_id: str, name: str) -> HttpResponse:
    """One step of the coordinator, or of the editor at the end. A file that cannot be used is told in full."""
    found = wave_at(request, public_id)
    take = STEPS.get(name)
    if take is None:
        raise Http404
    try:
        take(request, found)
        return redirect("fieldtests:stand", public_id)
    except PermissionDenied:
        raise Http404 from None
    except (Refused, NotPossibleNow) as refusal:
        context = {**_stand(request, found), "problems": str(refusal).splitlines()}
        return render(request, "fieldtests/stand.html", context, status=422)


@desk
@require_safe
def tests(request: DeskRequest, public_id: str, which: str) -> HttpResponse:
    """The tests of a wave, by pseudonym: what every count on the page of the wave links to."""
    found = wave_at(request, public_id)
    exists_for("fieldtests.coordinate", request.user, found)
    if which not in (*STANDS, "listed"):
        raise Http404
    context = {"programme": found.protocol.programme, "wave": found, "tests": tests_in(found, which)}
    return render(request, "fieldtests/tests.html", context)


def wave_at(request: DeskRequest, public_id: str) -> Wave:
    """A wave in which this person works; for others it does not exist here."""
    waves = Wave.objects.select_related("protocol__programme__subject", "protocol__organisation", "subject")
    found = get_object_or_404(waves, public_id=public_id)
    exists_for("fieldtests.see_wave", request.user, found)
    return found


def _protocol(public_id: str) -> Protocol:
    return get_object_or_404(Protocol.objects.select_related("programme__subject", "organisation"), public_id=public_id)


def _stand(request: DeskRequest, wave: Wave) -> dict[str, Any]:
    wave.refresh_from_db()
    user = request.user
    testers = User.objects.filter(roles__kind=RoleKind.TESTER, roles__organisation=wave.organisation,
                                  roles__programme__in=("", wave.programme_key), is_active=True).distinct()  # fmt: skip
    coordinates = granted("fieldtests.coordinate", user, wave)
    shown = ("listed", "calls") if wave.state == WaveState.PREPARED else STANDS
    return {
        "programme": wave.protocol.programme, "wave": wave, "coordinates": coordinates,
        "here_tests": reverse("fieldtests:tests", args=[wave.public_id, "replied"]),
        **{name: granted(f"fieldtests.{rule}", user, wave) for name, rule in MAY.items()},
        "stands": [(name, tests_in(wave, name)) for name in shown] if coordinates else [],
        "progress": {"units": units_to_code(wave), "uncoded": uncoded(wave), "disputed": disputed(wave),
                   "decided": decided_in(wave)} if coordinates and wave.state == WaveState.CODING else None,
        "mine": {"work": work_of(user, wave), "coded": coded_by(wave, user)},
        "file_form": FileForm(auto_id=False), "testers_form": TestersForm(testers=testers),
        **{state.name.lower(): wave.state == state for state in WaveState},
    }  # fmt: skip


def _with_file(action: Callable[..., int], said: str, **more: Any) -> Callable[[DeskRequest, Wave], None]:
    def take(request: DeskRequest, wave: Wave) -> None:
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            raise Refused(gettext("Choose a file."))
        file = form.cleaned_data["file"]
        taken = action(wave=wave, data=file.read(), name=file.name, by=request.user, **more)
        messages.success(request, gettext(said) % {"number": taken})

    return take


def _hand_out(request: DeskRequest, wave: Wave) -> None:
    testers = User.objects.filter(pk__in=[pk for pk in request.POST.getlist("testers") if pk.isdecimal()])
    given = fieldwork.hand_out(wave=wave, testers=list(testers), by=request.user)
    messages.success(request, gettext("Handed out: %(number)s.") % {"number": given})


def _record(request: DeskRequest, wave: Wave) -> None:
    made = results.record_results(wave=wave, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, gettext("Figures recorded: %(number)s.") % {"number": len(made)})


STEPS: dict[str, Callable[[DeskRequest, Wave], Any]] = {
    "lijst": _with_file(fieldwork.add_listings, gettext_noop("Listings taken in: %(number)s.")),
    "gids": _with_file(fieldwork.add_listings, gettext_noop("Listings taken in: %(number)s."), kind=Kind.CALL),
    "loten": lambda request, wave: actions.draw_wave(wave=wave, by=request.user),
    "verdelen": _hand_out,
    "beginnen": lambda request, wave: actions.start_fieldwork(wave=wave, by=request.user),
    "verzonden": _with_file(fieldwork.import_sendings, gettext_noop("Messages noted as sent: %(number)s.")),
    "antwoorden": _with_file(fieldwork.import_replies, gettext_noop("Replies taken in: %(number)s.")),
    "sluiten": lambda request, wave: actions.end_fieldwork(wave=wave, by=request.user),
    "codes": _with_file(coding.import_codes, gettext_noop("Codes taken in: %(number)s.")),
    "afronden": lambda request, wave: coding.settle(wave=wave, by=request.user),
    "vastleggen": _record,
}
"""Address -> what is done. Each action asks by itself whether this person may."""
