"""What somebody fills in about programmes and subjects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Area, Programme, Subject
from navolgbaar.programmes.states import Change, SubjectKind

LONG = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NamesForm(forms.Form):
    """What something is called and what it is about, in both languages."""

    name = forms.CharField(label=_("Name"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    summary = forms.CharField(label=_("What it is about"), required=False, widget=LONG)
    summary_en = forms.CharField(label=_("What it is about, in English"), required=False, widget=LONG)


class SubjectForm(NamesForm):
    """Something new that can be cited."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[choice for choice in SubjectKind.choices if choice[0] != SubjectKind.PROGRAMME]
    )


class ProgrammeForm(NamesForm):
    """A new programme."""

    key = forms.SlugField(label=_("Key, for addresses"), max_length=50)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))
    starts_on = forms.DateField(label=_("Starts on"), required=False, widget=DAY)
    ends_on = forms.DateField(label=_("Ends on"), required=False, widget=DAY)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"])
        if key == "nieuw" or Programme.objects.filter(key=key).exists():  # the address of the form itself
            raise forms.ValidationError(_("There is a programme with this key already."))
        return key


class RenameForm(forms.Form):
    """Another name from a day on."""

    name = forms.CharField(label=_("New name"), max_length=300)
    name_en = forms.CharField(label=_("New name in English"), max_length=300, required=False)
    on = forms.DateField(label=_("From which day"), widget=DAY)


class FollowUpForm(forms.Form):
    """What came after a subject, and how."""

    change = forms.ChoiceField(
        label=_("What happened"), choices=[choice for choice in Change.choices if choice[0] != Change.RENAMED]
    )
    successor = forms.ModelChoiceField(Subject.objects.none(), label=_("Which subject came after it"))
    on = forms.DateField(label=_("From which day"), widget=DAY)

    def __init__(self, *args: Any, subjects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = subjects  # type: ignore[attr-defined]


class AreaForm(forms.Form):
    """An area as it is from a day on."""

    code = forms.CharField(
        label=_("Code"), max_length=20, help_text=_("Of the statistics office where there is one: GM0014.")
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.CharField(
        label=_("Kind of area"), max_length=20, help_text=_("For example: gemeente, provincie, wijk.")
    )
    valid_from = forms.DateField(label=_("From which day"), widget=DAY)
    valid_to = forms.DateField(
        label=_("Until which day"), widget=DAY, required=False, help_text=_("Left empty while it is there.")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("valid_from"), said.get("valid_to")
        if first and last and last <= first:
            self.add_error("valid_to", _("This is before the first day."))
        if first and Area.objects.filter(code=said.get("code"), valid_from=first).exists():
            self.add_error("code", _("There is an area with this code from that day already."))
        return said


class AreaField(forms.ModelChoiceField[Area]):
    """Areas have a code beside their name: names come twice."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.code})"


class AreasField(forms.ModelMultipleChoiceField[Area]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.code})"


class MergerForm(forms.Form):
    """Areas that became one on a day."""

    former = AreasField(
        Area.objects.filter(valid_to=None).order_by("name"), label=_("Which areas"),
        help_text=_("Hold Ctrl (or Cmd) to choose more than one."),
    )  # fmt: skip
    successor = AreaField(Area.objects.filter(valid_to=None).order_by("name"), label=_("Became which area"))
    on = forms.DateField(label=_("From which day"), widget=DAY)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        former, successor, on = said.get("former"), said.get("successor"), said.get("on")
        if former and successor and successor in former:
            self.add_error("successor", _("An area does not become itself."))
        if former and on and any(area.valid_from >= on for area in former):
            self.add_error("on", _("One of these areas was not there yet on that day."))
        return said
