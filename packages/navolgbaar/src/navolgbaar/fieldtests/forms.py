"""What somebody fills in in this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navolgbaar.fieldtests.states import How
from navolgbaar.people.models import Organisation, User

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
MOST_PAIRS = 10_000_000
MOST_CLAIMS = 2**20  # bytes of a table of claims: some ten thousand lines


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_PAIRS)


class CellsForm(forms.Form):
    """Four counts of pairs."""

    n10 = _count(_("Only the control profile got a positive answer"))
    n01 = _count(_("Only the test profile"))
    n11 = _count(_("Both"))
    n00 = _count(_("Neither"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if len(said) == len(self.fields) and not any(said.values()):
            raise forms.ValidationError(_("There is no pair in it."))
        return said


class ClaimsForm(forms.Form):
    """A table of claims: a file, or typed."""

    file = forms.FileField(label=_("A table of claims (CSV or XLSX)"), required=False)
    text = forms.CharField(
        label=_("Or paste it here"), required=False, max_length=200_000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file = said.get("file")
        if file and (file.size > MOST_CLAIMS or not file.name.lower().endswith((".csv", ".xlsx"))):
            raise forms.ValidationError(_("Bring a CSV or XLSX file of at most one megabyte."))
        if not said.get("file") and not said.get("text", "").strip() and not self.errors:
            raise forms.ValidationError(_("Bring a file or paste a table."))
        return said

    def brought(self) -> tuple[bytes, str]:
        """(bytes, name) of what was brought."""
        file = self.cleaned_data["file"]
        return (file.read(), file.name) if file else (self.cleaned_data["text"].encode(), "claims.csv")


class FileForm(forms.Form):
    """One file."""

    file = forms.FileField(label=_("File"), max_length=255)


class ProtocolForm(FileForm):
    """A protocol for an organisation."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("For which organisation"))

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        if len(organisations) == 1:
            self.fields["organisation"].initial = organisations[0]
            self.fields["organisation"].widget = forms.HiddenInput()


class WaveForm(forms.Form):
    """A new wave."""

    name = forms.CharField(label=_("Name"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300)
    first = forms.DateField(label=_("First day"), widget=DAY)
    last = forms.DateField(label=_("Last day"), widget=DAY)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"first", "last"} <= set(said) and said["last"] < said["first"]:
            raise forms.ValidationError(_("The last day is before the first."))
        return said


class TestersForm(forms.Form):
    """Who gets the work."""

    testers = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Testers"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, testers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["testers"]
        field.queryset = testers  # type: ignore[attr-defined]
        field.label_from_instance = lambda user: user.name or user.email  # type: ignore[attr-defined]


class SentForm(forms.Form):
    """When a message was sent."""

    at = forms.DateTimeField(label=_("Sent on"), widget=MOMENT)


class ReplyForm(forms.Form):
    """A reply, or what was said in a call."""

    at = forms.DateTimeField(label=_("When"), widget=MOMENT)
    text = forms.CharField(label=_("What was said"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}))


class DetectionForm(forms.Form):
    """How a test was found out."""

    how = forms.ChoiceField(label=_("What happened"), choices=How.choices, widget=forms.RadioSelect)


class CodesForm(forms.Form):
    """One answer, and strategies beside it."""

    answer = forms.ChoiceField(label=_("The answer"), widget=forms.RadioSelect)
    strategies = forms.MultipleChoiceField(
        label=_("How it was said"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, answers: Any, strategies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = answers  # type: ignore[attr-defined]
        self.fields["strategies"].choices = strategies  # type: ignore[attr-defined]
        if not strategies:
            del self.fields["strategies"]

    def codes(self) -> list[str]:
        """Everything that was chosen."""
        return [self.cleaned_data["answer"], *self.cleaned_data.get("strategies", [])]
