"""What somebody fills in about documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from navolgbaar.people.models import Organisation


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or more files; gives a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """Documents for a programme. A title is of one document: several keep their own names."""

    file = ManyFilesField(
        label=_("Files"), max_length=255, help_text=_("PDF, Word (docx), web page, XML or plain text; one or many.")
    )
    title = forms.CharField(label=_("Title"), max_length=300, required=False, help_text=_("Left empty: the file name."))
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("For which organisation"))
    origin = forms.CharField(
        label=_("Where it comes from"), max_length=500, required=False, help_text=_("For example a web address.")
    )
    licence = forms.CharField(label=_("Licence"), max_length=200, required=False)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        if len(organisations) == 1:
            self.fields["organisation"].initial = organisations[0]
            self.fields["organisation"].widget = forms.HiddenInput()

    def clean_file(self) -> list[UploadedFile[Any]]:
        files: list[UploadedFile[Any]] = self.cleaned_data["file"]
        if any((file.size or 0) > settings.UPLOAD_BYTES for file in files):
            limit = filesizeformat(settings.UPLOAD_BYTES)
            raise forms.ValidationError(_("This file is too large. The limit is %(limit)s.") % {"limit": limit})
        return files


class PassageForm(forms.Form):
    """Which words: the document and the passage, as they stand in the address of the page."""

    document = forms.CharField(label=_("Document"), max_length=40, help_text="NB-D-2026-00001")
    passage = forms.CharField(
        label=_("Passage"), max_length=40, help_text=_("What stands behind # in the address of the words: p12.s1.")
    )


class GroundForm(forms.Form):
    """On which legal ground words are erased."""

    ground = forms.CharField(label=_("Legal ground"), max_length=200, help_text=_("For example: AVG art. 17."))
    sure = forms.BooleanField(label=_("I know that nobody can bring these words back"))
