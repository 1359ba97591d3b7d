"""What somebody fills in about readings and figures."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from navolgbaar.figures.models import Quantity, Reading
from navolgbaar.figures.states import FigureKind
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Area, Subject

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
DUTCH = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


def as_written(value: str) -> str:
    """A canonical number as a Dutch document has it, for a field: "12.5" → "12,5"."""
    return value.replace(".", ",") if re.fullmatch(r"-?\d+\.\d+", value) else value


class CorrectionForm(forms.Form):
    """What stands there according to the editor."""

    value = forms.CharField(label=_("What stands there"), max_length=40)
    high = forms.CharField(label=_("Up to"), max_length=40, required=False)
    unit = forms.CharField(label=_("Unit"), max_length=40, required=False)

    def __init__(self, said: QueryDict | None = None, *, reading: Reading) -> None:
        initial = {"value": as_written(reading.value), "high": as_written(reading.high), "unit": reading.unit}
        super().__init__(said, initial=initial)
        self.is_date = reading.kind == "date"
        written = _("As 2023-09-06, 2023-09 or 2023.") if self.is_date else _("As in the document: 1.229 or 12,5.")
        self.fields["value"].help_text = written
        if not reading.high:
            del self.fields["high"]
        if self.is_date:
            del self.fields["unit"]

    def clean_value(self) -> str:
        return self._canonical("value")

    def clean_high(self) -> str:
        return self._canonical("high") if self.cleaned_data["high"] else ""

    def _canonical(self, name: str) -> str:
        said = str(self.cleaned_data[name]).strip()
        if self.is_date:
            if not DATE.fullmatch(said):
                raise forms.ValidationError(_("This is no date. Write 2023-09-06, 2023-09 or 2023."))
            return said
        if not DUTCH.fullmatch(said):
            raise forms.ValidationError(_("This is no number as Dutch writes it. Write 1229, 1.229 or 12,5."))
        return format(Decimal(said.replace(".", "").replace(",", ".")), "f")


class RecordForm(forms.Form):
    """The question that a reading answers: of what, which quantity, over which period, in which sense, by whom."""

    quantity = forms.ModelChoiceField(
        Quantity.objects.none(), label=_("What is counted"), required=False, empty_label=_("something new, see below")
    )
    kind = forms.ChoiceField(label=_("In which sense"), choices=FigureKind.choices, widget=forms.RadioSelect)
    subject = forms.ModelChoiceField(Subject.objects.none(), label=_("Of what"))
    first = forms.DateField(label=_("From"), widget=DAY)
    last = forms.DateField(label=_("Up to and including"), widget=DAY)
    area = forms.ModelChoiceField(Area.objects.none(), label=_("Area"), required=False)
    issuer = forms.ModelChoiceField(Organisation.objects.order_by("name"), label=_("According to"))
    issued_on = forms.DateField(label=_("Said on"), widget=DAY)
    reason = forms.CharField(
        label=_("Why there is another answer"), max_length=500, required=False,
        help_text=_("Only where this question was answered before."),
    )  # fmt: skip
    name = forms.CharField(label=_("Name, in Dutch"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name, in English"), max_length=200, required=False)
    unit = forms.CharField(label=_("Unit, in Dutch"), max_length=40, required=False)
    unit_en = forms.CharField(label=_("Unit, in English"), max_length=40, required=False)
    denominator = forms.CharField(label=_("Out of what, for a share"), max_length=200, required=False)
    counting_rule = forms.CharField(
        label=_("Rule of counting"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    decimals = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=6, initial=0, required=False)

    def __init__(self, *args: Any, subjects: Any, areas: Any, quantities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("subject", subjects), ("area", areas), ("quantity", quantities)):
            self.fields[name].queryset = choices  # type: ignore[attr-defined]

    @property
    def question(self) -> list[forms.BoundField]:
        """The fields of the question itself."""
        return [self[name] for name in ("quantity", "kind", "subject", "first", "last", "area", "issuer", "issued_on")]

    @property
    def new_quantity(self) -> list[forms.BoundField]:
        """The fields of a quantity that is not there yet."""
        names = ("name", "name_en", "unit", "unit_en", "denominator", "counting_rule", "decimals")
        return [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("quantity"):
            for name in ("name", "name_en"):
                if not said.get(name):
                    self.add_error(name, _("Choose what is counted, or say here what is new."))
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", _("This is before the first day."))
        return said

    def said_of_quantity(self) -> dict[str, Any]:
        """What `register_quantity` wants to know."""
        names = ("name", "name_en", "unit", "unit_en", "denominator", "counting_rule")
        said = {name: self.cleaned_data[name] for name in names}
        return {**said, "key": slugify(said["name_en"])[:80], "decimals": self.cleaned_data["decimals"] or 0}


class ReasonForm(forms.Form):
    """Why something is said again."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
