"""The planner's desk: bring a plan, move a slider, keep own assumptions, issue, take leave of the forecast before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.core import clock
from navolgbaar.core.permission import exists_for, granted
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.queries import standing_versions
from navolgbaar.figures.states import FigureKind
from navolgbaar.forecasts import science
from navolgbaar.forecasts.actions import NotPossibleNow, assume, bring_plan, issue, prepare_release, take_leave
from navolgbaar.forecasts.forms import AssumeForm, IssueForm, LeaveForm, PlanForm, first_free_title
from navolgbaar.forecasts.models import Plan, Vintage
from navolgbaar.forecasts.preview import preview_of
from navolgbaar.forecasts.queries import latest_vintage, plans_for, says, tally_of, vintages, years_over
from navolgbaar.forecasts.sliders import assumptions_of, sliders_of
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.queries import organisations_in
from navolgbaar.programmes.views import programme_for

PARTS = ("forecast", "bridge", "difference", "ledger", "ledger days", "left out", "left days", "farewell", "windows")
"""What a forecast says, in the order in which the desk shows it."""


@desk
@require_http_methods(["GET", "POST"])
def home(request: DeskRequest, key: str) -> HttpResponse:
    """The plans and forecasts of a programme, and a form to bring a plan."""
    programme = programme_for(request, key)
    editing = organisations_in(request.user, programme, RoleKind.EDITOR)
    organisations = organisations_in(request.user, programme, RoleKind.EDITOR, RoleKind.PUBLISHER)
    if not organisations:
        raise Http404
    form = PlanForm(request.POST or None, request.FILES or None, organisations=editing)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        file = said.pop("file")
        try:
            made = bring_plan(data=file.read(), name=file.name, programme=programme, by=request.user, **said)
            return redirect(made)
        except science.UnusableInput as refusal:
            problems = science.problems_of(refusal)
    context = {
        "programme": programme,
        "form": form if editing else None,
        "problems": problems,
        "plans": plans_for(programme, organisations),
        "vintages": vintages().filter(programme=programme, organisation__in=organisations),
    }
    return render(request, "forecasts/desk.html", context, status=422 if form.is_bound else 200)


@desk
@require_safe
def template(request: DeskRequest) -> HttpResponse:
    """The workbook that a planner fills. It runs as it is."""
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    name = {"Content-Disposition": 'attachment; filename="plan.xlsx"'}
    return HttpResponse(science.template(), content_type=media, headers=name)


@desk
@require_safe
def plan(request: DeskRequest, public_id: str) -> HttpResponse:
    """A first answer; sliders that give another one. What a slider says is a Preview and is kept nowhere."""
    found = plan_at(request, public_id)
    moved = {name: str(value) for name, value in request.GET.items()}
    sliders = sliders_of(found.value, moved) if not found.assumptions else []
    assumptions = found.assumptions or assumptions_of(sliders)
    context: dict[str, Any] = {
        "programme": found.programme, "plan": found, "sliders": sliders, "assumptions": assumptions, "problems": [],
        "query": request.GET.urlencode(),
    }  # fmt: skip
    try:
        context["preview"] = preview_of(found.value, assumptions)
    except science.UnusableInput as refusal:
        context["problems"] = science.problems_of(refusal)
    editing = organisations_in(request.user, found.programme, RoleKind.EDITOR)
    if sliders and assumptions and editing:
        context["form"] = AssumeForm(initial={"title": first_free_title(found)}, organisations=editing)
    context["may_issue"] = granted("forecasts.issue", request.user, found)
    name = "forecasts/answer.html" if request.headers.get("X-Preview") else "forecasts/plan.html"
    return render(request, name, context, status=422 if context["problems"] else 200)


@desk
@require_POST
def keep(request: DeskRequest, public_id: str) -> HttpResponse:
    """Keep own assumptions on a plan, for an organisation of one's own. The sliders come in the query."""
    found = plan_at(request, public_id)
    editing = organisations_in(request.user, found.programme, RoleKind.EDITOR)
    form = AssumeForm(request.POST, organisations=editing)
    moved = {name: str(value) for name, value in request.GET.items()}
    if not form.is_valid():
        messages.error(request, gettext("Give these assumptions a name."))
        return redirect(f"{found.get_absolute_url()}?{request.GET.urlencode()}")
    try:
        made = assume(
            plan=found, assumptions=assumptions_of(sliders_of(found.value, moved)), by=request.user, **form.cleaned_data
        )
    except NotPossibleNow as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{found.get_absolute_url()}?{request.GET.urlencode()}")
    except science.UnusableInput as refusal:
        messages.error(request, " ".join(science.problems_of(refusal)))
        return redirect(f"{found.get_absolute_url()}?{request.GET.urlencode()}")
    return redirect(made)


@desk
@require_http_methods(["GET", "POST"])
def issue_plan(request: DeskRequest, public_id: str) -> HttpResponse:
    """Issue a forecast on a plan, with the scope ledger."""
    found = plan_at(request, public_id)
    exists_for("forecasts.issue", request.user, found)
    before = None if found.assumptions else latest_vintage(found)
    form = IssueForm(request.POST or None, initial={"issued_on": clock.today()})
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(
                "forecasts:issued", issue(plan=found, by=request.user, **form.cleaned_data).subject.public_id
            )
        except NotPossibleNow as refusal:
            problems = refusal.lines
        except science.UnusableInput as refusal:
            problems = tuple(science.problems_of(refusal))
    context = {
        "programme": found.programme, "plan": found, "form": form, "before": before, "problems": problems,
        "over": [str(year) for year in years_over(before, clock.today())] if before else [],
    }  # fmt: skip
    return render(request, "forecasts/issue.html", context, status=422 if form.is_bound else 200)


@desk
@require_safe
def issued(request: DeskRequest, public_id: str) -> HttpResponse:
    """A forecast at the desk: all that it says, to be published or taken leave of."""
    found = _vintage(request, public_id)
    parts = {part: says(found, part=part) for part in PARTS}
    everything = [version for told in parts.values() for version in told.values()]
    may_issue = granted("forecasts.issue", request.user, found)
    enough = len(tally_of(found.programme).decided) >= science.FEWEST
    context = {
        "programme": found.programme, "vintage": found, "parts": [(p, told) for p, told in parts.items() if told],
        "may_publish": may_issue and any(not version.publications.exists() for version in everything),
        "may_count": may_issue and enough and not parts["windows"],
        "over": years_over(found, clock.today()) if may_issue else [],
    }  # fmt: skip
    return render(request, "forecasts/issued.html", context)


@desk
@require_POST
def publish(request: DeskRequest, public_id: str) -> HttpResponse:
    """Put the forecast together for a second person to approve."""
    found = _vintage(request, public_id)
    exists_for("forecasts.issue", request.user, found)
    try:
        return redirect(prepare_release(thing=found, by=request.user))
    except NotPossibleNow as refusal:
        messages.error(request, str(refusal))
        return redirect("forecasts:issued", public_id)


@desk
@require_http_methods(["GET", "POST"])
def leave(request: DeskRequest, public_id: str, year: int) -> HttpResponse:
    """Lay a year of a forecast beside what was measured."""
    found = _vintage(request, public_id)
    exists_for("forecasts.issue", request.user, found)
    of_year = FigureVersion.objects.filter(
        figure__subject__programme_key=found.programme.key, figure__kind=FigureKind.OBSERVED, value__isnull=False,
        figure__period__first__year=year, figure__period__last__year=year,
    ).exclude(figure__subject__vintage__isnull=False)  # fmt: skip
    may_see = Q(pk__in=standing_versions().values("pk")) | Q(figure__owner=found.organisation)
    measured = of_year.filter(may_see).select_related("figure__quantity", "figure__period")
    form = LeaveForm(request.POST or None, versions=measured)
    if request.method == "POST" and form.is_valid():
        try:
            take_leave(vintage=found, year=year, actual=form.cleaned_data["actual"], by=request.user)
            return redirect("forecasts:issued", public_id)
        except NotPossibleNow as refusal:
            form.add_error("actual", str(refusal))
        except science.UnusableInput as refusal:
            form.add_error("actual", science.problems_of(refusal))
    context = {"programme": found.programme, "vintage": found, "form": form, "year": str(year)}
    return render(request, "forecasts/leave.html", context, status=422 if form.is_bound else 200)


def plan_at(request: DeskRequest, public_id: str) -> Plan:
    """A plan that this person may see; else it does not exist."""
    found: Plan = get_object_or_404(
        Plan.objects.select_related("programme__subject", "organisation"), public_id=public_id
    )
    programme_for(request, found.programme.key)
    exists_for("forecasts.see_plan", request.user, found)
    return found


def _vintage(request: DeskRequest, public_id: str) -> Vintage:
    found: Vintage = get_object_or_404(vintages(), subject__public_id=public_id)
    programme_for(request, found.programme.key)
    exists_for("forecasts.see_vintage", request.user, found)
    return found
