"""What visitors fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navolgbaar.mailings.states import Outcome


class CheckForm(forms.Form):
    """A file or pasted text, and not both."""

    file = forms.FileField(label=_("A file: PDF, Word (DOCX), web page or text"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=_("Or paste the text here"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": "8"})
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        has_text = bool(found.get("text", "").strip())
        if (found.get("file") is not None) == has_text:
            raise forms.ValidationError(_("Give a file or paste text: one of the two."))
        return found

    def brought(self) -> tuple[bytes, str]:
        """The bytes and the name of what was brought (after `is_valid`)."""
        file = self.cleaned_data["file"]
        if file is not None:
            return file.read(), str(file.name)
        return self.cleaned_data["text"].encode("utf-8", "replace"), str(_("Pasted text"))


class FollowForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class AskForm(forms.Form):
    """`homepage` is out of sight: who fills it in is a program."""

    words = forms.CharField(
        label=_("What is not right, or what do you want to know?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": "6"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address (may be left empty; then follow the answer on this site)"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    homepage = forms.CharField(label=_("Leave this empty"), max_length=200, required=False)


class AnswerForm(forms.Form):
    summary = forms.CharField(label=_("What was asked, in your own words; no names"), max_length=500)
    kind = forms.ChoiceField(label=_("What came of it"), choices=Outcome.choices)
    outcome = forms.CharField(
        label=_("The answer, for everybody to read"), max_length=10_000, widget=forms.Textarea(attrs={"rows": "6"})
    )
