"""The desk: bring a model, see what it gives and what changed numbers move, issue it, put it up for release."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.budgets import science
from navolgbaar.budgets.actions import NotPossibleNow, bring_model, issue, prepare_release
from navolgbaar.budgets.forms import IssueForm, ModelForm
from navolgbaar.budgets.models import Distribution, Model
from navolgbaar.budgets.queries import distributions, models_for
from navolgbaar.core import clock
from navolgbaar.core.permission import exists_for, granted
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.queries import organisations_in
from navolgbaar.programmes.views import programme_for


@desk
@require_http_methods(["GET", "POST"])
def home(request: DeskRequest, key: str) -> HttpResponse:
    """The models and distributions of a programme, and a form to bring a model (`?op=` on the numbers of another)."""
    programme = programme_for(request, key)
    editing = organisations_in(request.user, programme, RoleKind.EDITOR)
    organisations = organisations_in(request.user, programme, RoleKind.EDITOR, RoleKind.PUBLISHER)
    if not organisations:
        raise Http404
    own = models_for(programme, organisations)
    base = own.filter(public_id=request.GET.get("op", "")).first()
    form = ModelForm(request.POST or None, request.FILES or None, organisations=editing)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        files: dict[str, Any] = {
            name: (said[name].name, said[name].read()) for name in ("units", "key", "covariance") if said.get(name)
        }
        try:
            return redirect(
                bring_model(
                    **{**said, "covariance": None, **files}, based_on=base, programme=programme, by=request.user
                )
            )
        except science.UnusableInput as refusal:
            problems = science.problems_of(refusal)
    context = {
        "programme": programme, "form": form if editing else None, "problems": problems, "models": own, "base": base,
        "distributions": distributions().filter(programme=programme, organisation__in=organisations),
    }  # fmt: skip
    return render(request, "budgets/desk.html", context, status=422 if form.is_bound else 200)


@desk
@require_safe
def model(request: DeskRequest, public_id: str) -> HttpResponse:
    """A model: what it gives, and beside the model that it is based on, what the changed numbers move."""
    return _model_page(request, _model(request, public_id), IssueForm(initial={"issued_on": clock.today()}))


@desk
@require_POST
def issue_model(request: DeskRequest, public_id: str) -> HttpResponse:
    """Issue what a model gives."""
    found = _model(request, public_id)
    exists_for("budgets.issue", request.user, found)
    form = IssueForm(request.POST)
    if form.is_valid():
        try:
            issue(model=found, by=request.user, **form.cleaned_data)
            return redirect(found)
        except NotPossibleNow as refusal:
            form.add_error("issued_on", str(refusal))
    return _model_page(request, found, form)


@desk
@require_POST
def publish(request: DeskRequest, public_id: str) -> HttpResponse:
    """Put a distribution together for a second person to approve."""
    found: Distribution = get_object_or_404(distributions(), subject__public_id=public_id)
    programme_for(request, found.programme.key)
    exists_for("budgets.issue", request.user, found.model)
    return redirect(prepare_release(distribution=found, by=request.user))


def _model(request: DeskRequest, public_id: str) -> Model:
    found: Model = get_object_or_404(
        Model.objects.select_related("programme__subject", "organisation", "based_on"), public_id=public_id
    )
    programme_for(request, found.programme.key)
    exists_for("budgets.see_model", request.user, found)
    return found


def _model_page(request: DeskRequest, found: Model, form: IssueForm) -> HttpResponse:
    outcome = science.outcome(found.value)
    base = found.based_on
    issued = Distribution.objects.filter(model=found).select_related("subject").first()
    context = {
        "programme": found.programme, "model": found, "form": form, "issued": issued,
        "rows": science.rows_of(outcome, found.names, found.value["inhabitants"]),
        "moved": science.euros(outcome.moved), "total": science.euros(int(outcome.now.sum()), 2),
        "sizes": science.by_size(outcome, found.value["inhabitants"]),
        "diff": science.money_diff(base.value, found.value, found.names)
        if base is not None and science.same_key(base.value, found.value) else None,
        "may_issue": granted("budgets.issue", request.user, found) and issued is None,
        "may_publish": issued is not None and granted("budgets.issue", request.user, found)
        and not issued.subject.figures.filter(versions__publications__isnull=False).exists(),
    }  # fmt: skip
    return render(request, "budgets/model.html", context, status=422 if form.is_bound else 200)
