"""The desk's page to weigh a plan: date and cost together, and what could be done about its risks. All of it is a
Preview: computed anew each time, kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from navolgbaar.forecasts import science
from navolgbaar.forecasts.forms import DAY
from navolgbaar.forecasts.picture import thousands
from navolgbaar.forecasts.planning import plan_at
from navolgbaar.people.second_factor import DeskRequest, desk

if TYPE_CHECKING:
    from narekenen.forecasts.mitigations import Worth
    from narekenen.forecasts.plan import Risk

MOST_EUROS = 10**13


def _euros(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_EUROS)


class MoneyForm(forms.Form):
    """What it costs, and what has been promised about date and money."""

    fixed = _euros(_("Euros that it costs in any case"))
    per_address = _euros(_("Euros per address"))
    per_day = _euros(_("Euros per day until 95% is finished: the organisation"))
    cv = forms.IntegerField(label=_("Spread of prices, in per cent"), min_value=0, max_value=200, initial=10)
    by = forms.DateField(label=_("95% finished by"), widget=DAY)
    budget = _euros(_("Budget, in euros"))


class RisksForm(forms.Form):
    """Of each risk of a plan what it becomes, what that costs, and whose decision it waits for. What is left as in the
    plan is not done."""

    def __init__(self, *args: Any, risks: Sequence[Risk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.risks = risks
        for at, risk in enumerate(risks):
            self.fields |= {
                f"probability_{at}": forms.FloatField(
                    label=_("Chance, in per cent"), min_value=0, max_value=100, initial=_percent(risk.probability)
                ),
                f"days_{at}": forms.IntegerField(label=_("Days that it lasts"), min_value=0, initial=risk.days),
                f"capacity_{at}": forms.FloatField(
                    label=_("Places that stay meanwhile, in per cent"),
                    min_value=0,
                    initial=_percent(risk.capacity_factor),
                ),
                f"cost_{at}": forms.IntegerField(
                    label=_("What this costs, in euros"), min_value=0, max_value=MOST_EUROS, initial=0
                ),
                f"waits_{at}": forms.CharField(label=_("Waits for the decision"), max_length=200, required=False),
            }

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each risk, under its name."""
        parts = ("probability", "days", "capacity", "cost", "waits")
        return [(risk.name, [self[f"{part}_{at}"] for part in parts]) for at, risk in enumerate(self.risks)]

    def mitigations(self) -> list[dict[str, Any]]:
        """Those risks about which something is done, as narekenen reads it."""
        said, found = self.cleaned_data, []
        for at, risk in enumerate(self.risks):
            if {f"{part}_{at}" for part in ("probability", "days", "capacity")} & set(self.changed_data):
                found.append({
                    "name": risk.name, "risk": risk.name, "probability": said[f"probability_{at}"] / 100,
                    "days": said[f"days_{at}"], "capacity_factor": said[f"capacity_{at}"] / 100,
                    "cost": float(said[f"cost_{at}"]), "waits_for": said[f"waits_{at}"],
                })  # fmt: skip
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """What one mitigation is worth, in words."""

    name: str
    days: str
    per_address: str
    helps: str
    price: str
    waits_for: str


@desk
@require_safe
def weigh(request: DeskRequest, public_id: str) -> HttpResponse:
    """Date and cost together, and what could be done about the risks of a plan."""
    found = plan_at(request, public_id)
    asked = request.GET
    money = MoneyForm(asked if "budget" in asked else None)
    risks = RisksForm(asked if "probability_0" in asked else None, risks=science.risks_of(found.value))
    context: dict[str, Any] = {
        "programme": found.programme, "plan": found, "money": money, "risks": risks, "problems": [],
    }  # fmt: skip
    try:
        if money.is_valid():
            context["answer"] = _jointly(found.value, found.assumptions, dict(money.cleaned_data))
        if risks.is_valid() and (chosen := risks.mitigations()):
            context["rows"] = [_row(each) for each in science.worth_of(found.value, found.assumptions, chosen)]
    except science.UnusableInput as refusal:
        context["problems"] = science.problems_of(refusal)
    wrong = context["problems"] or money.errors or risks.errors
    return render(request, "forecasts/weigh.html", context, status=422 if wrong else 200)


def _jointly(value: Mapping[str, Any], assumptions: list[dict[str, Any]], said: dict[str, Any]) -> list[str]:
    by, budget = said.pop("by"), float(said.pop("budget"))
    costs = {name: float(amount) / (100 if name == "cv" else 1) for name, amount in said.items()}
    found, enough = science.joint(value, assumptions, costs, by, budget)
    return [
        gettext("95%% is finished by then in %(n)s of 100 courses.") % {"n": round(100 * found.date)},
        gettext("The budget suffices in %(n)s of 100 courses.") % {"n": round(100 * found.cost)},
        gettext("Both hold in %(n)s of 100 courses.") % {"n": round(100 * found.both)},
        gettext("Both hold in 70 of 100 courses with a budget of € %(euros)s.") % {"euros": thousands(round(enough))}
        if enough is not None else gettext("No budget makes both hold in 70 of 100 courses: the date alone does not."),
    ]  # fmt: skip


def _row(worth: Worth) -> Row:
    price = gettext("€ %(euros)s") % {"euros": thousands(round(worth.euro_per_day))} if worth.euro_per_day else "–"
    return Row(
        worth.mitigation.name,
        _days(worth.days), _days(worth.per_address), gettext("%(n)s of 100") % {"n": round(100 * worth.helps)},
        price if worth.mitigation.cost else gettext("nothing"),
        worth.mitigation.waits_for or gettext("nobody: it is done in any case"),
    )  # fmt: skip


def _percent(share: float) -> float:
    value = round(100 * share, 6)
    return int(value) if value.is_integer() else value


def _days(value: float) -> str:
    text = f"{value:.1f}"
    return text if science.language() == "en" else text.replace(".", ",")
