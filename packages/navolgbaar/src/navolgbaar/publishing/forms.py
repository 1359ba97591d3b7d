"""What somebody fills in about publications."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.render import published
from navolgbaar.people.models import Organisation
from navolgbaar.publishing.models import Release
from navolgbaar.publishing.states import Category


class Versions(forms.ModelMultipleChoiceField[FigureVersion]):
    """Figure versions, one box each."""

    def label_from_instance(self, obj: FigureVersion) -> str:
        figure = obj.figure
        return f"{figure.quantity}: {published(obj)}, {figure.subject}, {figure.period} ({obj})"


class ReleaseChoice(forms.ModelChoiceField[Release]):
    def label_from_instance(self, obj: Release) -> str:
        return f"{obj.title} ({obj})"


class PrepareForm(forms.Form):
    """What to publish, and which former publication it replaces."""

    title = forms.CharField(label=_("Title"), max_length=300)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("In the name of"))
    category = forms.ChoiceField(label=_("Category of the Open Government Act"), choices=Category.choices)
    versions = Versions(
        FigureVersion.objects.none(), label=_("Figures"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one figure.")},
    )  # fmt: skip
    supersedes = ReleaseChoice(Release.objects.none(), label=_("Replaces"), required=False, empty_label=_("nothing"))
    reason = forms.CharField(label=_("Why it replaces that"), max_length=500, required=False)

    def __init__(self, *args: Any, organisations: Any, versions: Any, releases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = (("organisation", organisations), ("versions", versions), ("supersedes", releases))
        for name, found in choices:
            self.fields[name].queryset = found  # type: ignore[attr-defined]
        self.fields["organisation"].initial = organisations.first()
        self.fields["category"].initial = Category.OTHER

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        former, organisation = said.get("supersedes"), said.get("organisation")
        if former and not said.get("reason"):
            self.add_error("reason", _("Say why: readers see it beside the former publication."))
        if former and organisation and former.organisation_id != organisation.pk:
            self.add_error("supersedes", _("This is a publication of another organisation."))
        others = [v for v in said.get("versions") or [] if organisation and v.figure.owner_id != organisation.pk]
        if others:
            self.add_error("versions", _("Some of these figures belong to another organisation."))
        return said


class RemarkForm(forms.Form):
    """Why it goes back."""

    remark = forms.CharField(label=_("Remark"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(forms.Form):
    """Why a publication is withdrawn."""

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=500)
