"""What somebody fills in about distribution models."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navolgbaar.people.models import Organisation

MOST = 10 * 1024 * 1024
AMOUNT = re.compile(r"\d{1,7}(\.\d{1,2})?")
MOST_YEARS = 20


def read_caps(text: str) -> list[str]:
    """Euros per inhabitant per year, written as 7,50; 15; 15 or 7.50 15 15. Raises ValidationError."""
    parts = text.replace(";", " ").replace(", ", " ").split()
    caps = [part.replace(",", ".") for part in parts]
    if not caps or len(caps) > MOST_YEARS or not all(AMOUNT.fullmatch(cap) for cap in caps):
        raise forms.ValidationError(_("Write an amount per year, such as 7,50; 15; 15. At most twenty years."))
    return caps


class ModelForm(forms.Form):
    """A model out of two tables."""

    title = forms.CharField(label=_("Title"), max_length=200)
    units = forms.FileField(label=_("Numbers of the municipalities (CSV, XLSX or Parquet)"))
    key = forms.FileField(label=_("Key: maatstaf and bedrag"))
    covariance = forms.FileField(label=_("Covariance of the amounts, when they were estimated"), required=False)
    caps = forms.CharField(label=_("Most that a grant may change per inhabitant, per year"), initial="7,50; 15; 15")
    in_all = forms.CharField(label=_("Most over all years, when there is such a rule"), required=False)
    reference = forms.CharField(label=_("Where the key and the rule are laid down"), max_length=500, required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("In the name of"), empty_label=None)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        for name in ("units", "key", "covariance"):
            file = self.cleaned_data.get(name)
            if file is not None and file.size > MOST:
                self.add_error(name, _("The file is larger than 10 MB."))
        return self.cleaned_data

    def clean_caps(self) -> list[str]:
        return read_caps(self.cleaned_data["caps"])

    def clean_in_all(self) -> str | None:
        text = self.cleaned_data["in_all"].strip()
        return read_caps(text)[0] if text else None


class IssueForm(forms.Form):
    """The day of issue."""

    issued_on = forms.DateField(label=_("Issued on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
