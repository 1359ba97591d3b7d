"""The desk's page on which an editor computes a figure from other figures: choose the sum, look, then record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from narekenen.errors import UnusableInput
from navolgbaar.core import clock
from navolgbaar.figures.actions import NotConfirmed, record_run
from navolgbaar.figures.descent import stale_versions
from navolgbaar.figures.forms import RecordForm
from navolgbaar.figures.models import FigureVersion, Quantity
from navolgbaar.figures.queries import newest_quantities, versions_in
from navolgbaar.figures.recording import NoReason, question_of
from navolgbaar.figures.render import in_full
from navolgbaar.figures.science import computed, published_strings
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.models import Programme, Subject
from navolgbaar.programmes.queries import areas_on, organisations_in
from navolgbaar.programmes.views import programme_for


@dataclass(frozen=True, slots=True)
class Sum:
    """A recipe as an editor chooses it: what it does in words, and its inputs; `many` says which take several."""

    recipe: str
    words: Any
    inputs: dict[str, Any]
    many: bool = False


SUMS = {
    item.recipe.partition(".")[2].partition("@")[0]: item
    for item in (
        Sum("arithmetic.sum@1", _("Add up"), {"terms": _("What is added up")}, many=True),
        Sum("arithmetic.difference@1", _("Subtract"),
            {"minuend": _("From which number"), "subtrahend": _("Which number goes off")}),
        Sum("arithmetic.share@1", _("Share in per cent"), {"part": _("The part"), "whole": _("The whole")}),
        Sum("arithmetic.quotient@1", _("Divide"),
            {"numerator": _("Which number"), "denominator": _("Divided by")}),
        Sum("arithmetic.product@1", _("Multiply"), {"factors": _("What is multiplied")}, many=True),
    )
}  # fmt: skip


class OneField(forms.ModelChoiceField[FigureVersion]):
    """A figure version, with what it is."""

    def label_from_instance(self, obj: Any) -> str:
        return in_full(obj)


class SeveralField(forms.ModelMultipleChoiceField[FigureVersion]):
    def label_from_instance(self, obj: Any) -> str:
        return in_full(obj)


class InputsForm(forms.Form):
    """The figures that go into a sum."""

    def __init__(self, said: Any = None, *, chosen: Sum, versions: Any) -> None:
        super().__init__(said, prefix="in")
        for name, label in chosen.inputs.items():
            if chosen.many:
                self.fields[name] = SeveralField(versions, label=label, widget=forms.CheckboxSelectMultiple)
            else:
                self.fields[name] = OneField(versions, label=label)

    def chosen(self) -> dict[str, Any]:
        """Inputs by name, as `record_run` wants them (after `is_valid`)."""
        return {name: list(v) if not isinstance(v, FigureVersion) else v for name, v in self.cleaned_data.items()}


@desk
@require_http_methods(["GET", "POST"])
def compute(request: DeskRequest, key: str) -> HttpResponse:
    """First which sum, then its numbers; the outcome is shown, and recorded when the editor says so."""
    programme = programme_for(request, key)
    organisation = organisations_in(request.user, programme, RoleKind.EDITOR).first()
    if organisation is None:
        raise Http404
    chosen = SUMS.get(request.GET.get("som", ""))
    context: dict[str, Any] = {"programme": programme, "sums": SUMS, "chosen": chosen}
    if chosen is None:
        return render(request, "figures/compute.html", context)
    stale = stale_versions().values("pk")
    versions = versions_in(key, [organisation]).exclude(pk__in=stale).exclude(value=None)
    inputs = InputsForm(request.POST or None, chosen=chosen, versions=versions)
    form = RecordForm(
        request.POST or None,
        initial=_initial(programme, organisation),
        subjects=Subject.objects.filter(programme_key=key).order_by("kind", "name"),
        areas=areas_on(clock.today()).order_by("name"),
        quantities=newest_quantities(),
    )
    if request.method == "POST" and inputs.is_valid() & form.is_valid():
        try:
            if "record" in request.POST:
                version = _record(chosen, inputs, form, organisation, request.user)
                messages.success(request, gettext("Recorded as %(figure)s.") % {"figure": version})
                return redirect("figures:figures", key)
            context["preview"] = _preview(chosen, inputs, form)
        except NoReason:
            form.add_error("reason", gettext("This question has an answer already. Say why there is another one."))
        except (UnusableInput, NotConfirmed) as problem:
            inputs.add_error(None, str(problem))
    status = 422 if form.is_bound and "preview" not in context else 200
    return render(request, "figures/compute.html", {**context, "inputs": inputs, "form": form}, status=status)


def _initial(programme: Programme, organisation: Any) -> dict[str, Any]:
    today = clock.today()
    return {"subject": programme.subject, "issuer": organisation, "issued_on": today}


def _preview(chosen: Sum, inputs: InputsForm, form: RecordForm) -> str:
    """The outcome as it would be published; nothing is written."""
    said = form.cleaned_data
    quantity = said["quantity"] or Quantity(**form.said_of_quantity())
    dutch, english = published_strings(computed(chosen.recipe, inputs.chosen()), quantity)
    unit = "" if quantity.sign else quantity.unit
    return f"{dutch} {unit}".strip() if dutch == english else f"{dutch} {unit} ({english})".strip()


@transaction.atomic
def _record(chosen: Sum, inputs: InputsForm, form: RecordForm, owner: Any, by: Any) -> FigureVersion:
    question = question_of(form, owner, by)
    return record_run(
        question=question, recipe=chosen.recipe, inputs=inputs.chosen(), reason=form.cleaned_data["reason"], by=by
    )
