"""What somebody fills in about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from navolgbaar.people.models import Organisation, User
from navolgbaar.people.states import RoleKind


class InviteForm(forms.Form):
    """Whom to invite to which role."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices, widget=forms.RadioSelect)


class InviteForOrganisationForm(InviteForm):
    """As `InviteForm`, for one of these organisations."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.order_fields(["email", "organisation", "kind"])
        if len(organisations) == 1:
            self.fields["organisation"].initial = organisations[0]


class AcceptForm(forms.Form):
    """The account of somebody who was invited."""

    name = forms.CharField(label=_("Your name"), max_length=120, required=False, help_text=_("Colleagues see it."))
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least twelve characters. A sentence is good."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password


class OrganisationForm(forms.ModelForm[Organisation]):
    """An organisation that is not there yet."""

    class Meta:
        model = Organisation
        fields = ("name", "name_en", "key")
        labels = {"name": _("Name"), "name_en": _("Name in English"), "key": _("Key, for addresses")}
