"""The desk of who keeps the monitor: ask, see who has not delivered, issue, publish; plans of regions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.core import clock
from navolgbaar.core.permission import exists_for, granted
from navolgbaar.indicators import science
from navolgbaar.indicators.actions import (
    NotPossibleNow,
    add_institution,
    bring_features,
    open_round,
    state_key_period,
)
from navolgbaar.indicators.forms import (
    FeaturesForm,
    InstitutionForm,
    IssueForm,
    KeyPeriodForm,
    PlanEventForm,
    RegionForm,
    RoundForm,
)
from navolgbaar.indicators.issuing import issue, prepare_release
from navolgbaar.indicators.models import Features, KeyPeriod, Region, Round
from navolgbaar.indicators.plans import add_region, record_plan_event
from navolgbaar.indicators.queries import arrivals, coverage_of, delivering_for, kept_by, rounds, standings
from navolgbaar.indicators.states import PlanState
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.queries import organisations_in
from navolgbaar.programmes.views import programme_for

FORMS: dict[str, type[Any]] = {
    "sleutelperiode": KeyPeriodForm, "ronde": RoundForm, "instelling": InstitutionForm, "kenmerken": FeaturesForm,
    "regio": RegionForm,
}  # fmt: skip


@desk
@require_safe
def home(request: DeskRequest, key: str) -> HttpResponse:
    """What this person has to deliver, the rounds that this person keeps, and the plans of regions."""
    programme = programme_for(request, key)
    return _home(request, programme, {})


def _home(request: DeskRequest, programme: Programme, bound: dict[str, Any], status: int = 200) -> HttpResponse:
    editing = organisations_in(request.user, programme, RoleKind.EDITOR)
    organisations = organisations_in(request.user, programme, RoleKind.EDITOR, RoleKind.PUBLISHER)
    if not organisations:
        raise Http404
    mine = list(delivering_for(request.user, programme))
    asked = rounds().filter(programme=programme, organisation__in=[each.asked_by_id for each in mine])
    due = [(each, [a for a in arrivals(each) if a.institution in mine]) for each in asked]
    forms = {what: bound.get(what) or _form(what, programme, editing) for what in FORMS}
    context = {
        "programme": programme, "due": [(each, rows) for each, rows in due if rows],
        "rounds": kept_by(programme, organisations), "regions": Region.objects.filter(
            programme=programme, organisation__in=organisations
        ).order_by("name"),
        "key_periods": KeyPeriod.objects.filter(programme=programme, organisation__in=organisations),
        "forms": forms if editing else {}, "open": next(iter(bound), ""),
    }  # fmt: skip
    return render(request, "indicators/desk.html", context, status=status)


def _form(what: str, programme: Programme, editing: Any, *given: Any) -> Any:
    more: dict[str, Any] = {"keepers": editing, "prefix": what}
    if what == "ronde":
        more["key_periods"] = KeyPeriod.objects.filter(programme=programme, organisation__in=editing)
    return FORMS[what](*given, **more)


@desk
@require_POST
def add(request: DeskRequest, key: str, what: str) -> HttpResponse:
    """Add a key period, a round, an institution, features or a region."""
    programme = programme_for(request, key)
    editing = organisations_in(request.user, programme, RoleKind.EDITOR)
    if what not in FORMS or not editing:
        raise Http404
    form = _form(what, programme, editing, request.POST, request.FILES)
    if form.is_valid():
        try:
            with transaction.atomic():
                _add(what, dict(form.cleaned_data), programme, request.user)
            return redirect("indicators:desk", key)
        except science.UnusableInput as refusal:
            for line in science.problems_of(refusal):
                form.add_error("file", line)
        except NotPossibleNow as refusal:
            form.add_error(None, str(refusal))
        except IntegrityError:
            form.add_error(None, gettext("There is one of that name already, or a day ends before it begins."))
    return _home(request, programme, {what: form}, 422)


def _add(what: str, said: dict[str, Any], programme: Programme, by: Any) -> None:
    if what == "ronde":
        open_round(**said, by=by)
    elif what == "instelling":
        add_institution(
            name=said["name"], code=said["code"], organisation=said["deliverer"], asked_by=said["organisation"],
            programme=programme, by=by,
        )  # fmt: skip
    elif what == "kenmerken":
        file = said.pop("file")
        bring_features(**said, file=(file.name, file.read()), programme=programme, by=by)
    elif what == "regio":
        add_region(**said, programme=programme, by=by)
    else:
        state_key_period(**said, programme=programme, by=by)


def _round(request: DeskRequest, public_id: str) -> Round:
    found: Round = get_object_or_404(rounds(), subject__public_id=public_id)
    programme_for(request, found.programme_key)
    exists_for("indicators.see_round", request.user, found)
    return found


@desk
@require_safe
def round_page(request: DeskRequest, public_id: str) -> HttpResponse:
    """One round: who delivered, who is late or missing and what that does, and what was issued."""
    found = _round(request, public_id)
    return _round_page(request, found, _issue_form(found))


def _issue_form(found: Round, data: Any = None) -> IssueForm:
    brought = Features.objects.filter(programme=found.programme, organisation=found.organisation).order_by("-pk")
    return IssueForm(data, features=brought, initial={"issued_on": clock.today(), "features": brought.first()})


def _round_page(request: DeskRequest, found: Round, form: IssueForm) -> HttpResponse:
    covered = coverage_of(found)
    rows = arrivals(found)
    context = {
        "programme": found.programme, "round": found, "arrivals": rows, "form": form,
        "came": [row for row in rows if row.delivery], "absent": [row for row in rows if not row.delivery],
        "coverage": {name: science.whole(covered[name]) for name in ("total", "low", "high")},
        "issues": [(each, each.says.filter(figure__versions__publications__isnull=False).exists())
                   for each in found.issues.order_by("-issued_on")],
        "may_keep": granted("indicators.keep", request.user, found),
    }  # fmt: skip
    return render(request, "indicators/desk_round.html", context, status=422 if form.is_bound else 200)


@desk
@require_POST
def issue_round(request: DeskRequest, public_id: str) -> HttpResponse:
    """Make figures of what stands."""
    found = _round(request, public_id)
    exists_for("indicators.keep", request.user, found)
    form = _issue_form(found, request.POST)
    if form.is_valid():
        try:
            issue(asked=found, by=request.user, **form.cleaned_data)
            return redirect("indicators:desk_round", public_id)
        except (NotPossibleNow, science.UnusableInput) as refusal:
            form.add_error("issued_on", str(refusal))
    return _round_page(request, found, form)


@desk
@require_POST
def publish(request: DeskRequest, public_id: str) -> HttpResponse:
    """Put the newest issue together for a second person to approve."""
    found = _round(request, public_id)
    exists_for("indicators.keep", request.user, found)
    newest = found.issues.order_by("issued_on").last()
    if newest is None:
        raise Http404
    return redirect(prepare_release(issue=newest, by=request.user))


@desk
@require_http_methods(["GET", "POST"])
def region(request: DeskRequest, public_id: str) -> HttpResponse:
    """The plan of a region, and a form to say what happened to it."""
    found: Region = get_object_or_404(Region.objects.select_related("programme", "organisation"), public_id=public_id)
    programme_for(request, found.programme_key)
    exists_for("indicators.see_round", request.user, found)
    where = [("", gettext("the region"))] + [(code, science.named(code)) for code in found.codes]
    form = PlanEventForm(request.POST or None, councils=where, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "state": PlanState(form.cleaned_data["state"])}
        record_plan_event(region=found, by=request.user, **said)
        messages.success(request, gettext("Recorded."))
        return redirect("indicators:desk_region", public_id)
    context = {
        "programme": found.programme, "region": found, "standings": standings(found),
        "form": form if granted("indicators.keep", request.user, found) else None,
    }  # fmt: skip
    return render(request, "indicators/desk_region.html", context, status=422 if form.is_bound else 200)
