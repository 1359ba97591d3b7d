"""What somebody fills in about programmes and subjects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.states import SubjectKind

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
