"""What somebody fills in about the monitor."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navolgbaar.indicators.states import PlanState
from navolgbaar.people.models import Organisation


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _code(text: str) -> str:
    """A code of a municipality. Raises ValidationError."""
    code = text.strip().upper()
    if not re.fullmatch(r"GM\d{4}", code):
        raise forms.ValidationError(_("Write the code of a municipality: GM and four digits, such as GM0363."))
    return code


class Kept(forms.Form):
    """A form of the organisation that keeps the monitor; `keepers` are those for which this person is editor."""

    def __init__(self, *args: Any, keepers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "organisation" in self.fields:
            self.fields["organisation"].queryset = keepers  # type: ignore[attr-defined]


class KeyPeriodForm(Kept):
    first = _day(_("First day"))
    last = _day(_("Last day"))
    ground = forms.CharField(label=_("On what ground a person keeps one pseudonym"), max_length=500)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("In the name of"), empty_label=None)


class InstitutionForm(Kept):
    name = forms.CharField(label=_("Name"), max_length=200)
    code = forms.CharField(label=_("Code of the municipality for which it delivers"), max_length=20)
    deliverer = forms.ModelChoiceField(
        Organisation.objects.order_by("name"), label=_("Whose people deliver"), empty_label=None
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("In the name of"), empty_label=None)

    def clean_code(self) -> str:
        return _code(self.cleaned_data["code"])


class RoundForm(Kept):
    key_period: forms.ModelChoiceField[Any] = forms.ModelChoiceField(None, label=_("Key period"), empty_label=None)
    first = _day(_("First day"))
    last = _day(_("Last day"))
    due = _day(_("To be delivered by"))

    def __init__(self, *args: Any, keepers: Any, key_periods: Any, **kwargs: Any) -> None:
        super().__init__(*args, keepers=keepers, **kwargs)
        self.fields["key_period"].queryset = key_periods  # type: ignore[attr-defined]


class FeaturesForm(Kept):
    file = forms.FileField(label=_("Table with code and a column per feature (CSV, XLSX or Parquet)"))
    source = forms.CharField(label=_("Where the numbers come from"), max_length=500)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("In the name of"), empty_label=None)


class RegionForm(Kept):
    name = forms.CharField(label=_("Name of the region"), max_length=200)
    codes = forms.CharField(label=_("Codes of its municipalities, with spaces between"))
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("In the name of"), empty_label=None)

    def clean_codes(self) -> list[str]:
        return sorted({_code(part) for part in self.cleaned_data["codes"].replace(",", " ").replace(";", " ").split()})


class DeliveryForm(forms.Form):
    file = forms.FileField(label=_("Your delivery (CSV, XLSX or Parquet)"))
    places = forms.IntegerField(
        label=_("Beds on a night, on average over the period (leave it empty where nobody knows)"), min_value=1,
        max_value=100_000, required=False,
    )  # fmt: skip


class IssueForm(forms.Form):
    issued_on = _day(_("Issued on"))
    features: forms.ModelChoiceField[Any] = forms.ModelChoiceField(None, label=_("Alike by"), required=False)
    reason = forms.CharField(label=_("Why again, where it was issued before"), max_length=500, required=False)

    def __init__(self, *args: Any, features: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["features"].queryset = features  # type: ignore[attr-defined]


class PlanEventForm(forms.Form):
    code = forms.ChoiceField(label=_("Where"), required=False)
    state = forms.ChoiceField(label=_("What"), choices=PlanState.choices)
    on = _day(_("On"))
    evidence = forms.CharField(label=_("Where it is written"), max_length=500)
    link = forms.URLField(label=_("Address of that paper, if it has one"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, councils: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = councils  # type: ignore[attr-defined]
