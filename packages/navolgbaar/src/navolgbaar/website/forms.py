"""What visitors fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


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
