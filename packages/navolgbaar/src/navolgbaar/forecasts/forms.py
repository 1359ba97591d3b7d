"""What somebody fills in about plans, forecasts and homes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navolgbaar.figures.models import FigureVersion
from navolgbaar.forecasts import science
from navolgbaar.forecasts.codes import plainly
from navolgbaar.forecasts.finished import read_finished
from navolgbaar.forecasts.models import Home, Plan
from navolgbaar.forecasts.states import Tenure
from navolgbaar.people.models import Organisation

MOST, MOST_PASTED = 10 * 1024 * 1024, 1_000_000
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OrganisationForm(forms.Form):
    """Something that is done in the name of one of the user's organisations."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("In the name of"), empty_label=None)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class PlanForm(OrganisationForm):
    """A workbook that a planner filled."""

    title = forms.CharField(label=_("Title"), max_length=200)
    file = forms.FileField(label=_("Workbook (XLSX) or TOML"))
    field_order = ("title", "file", "organisation")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise forms.ValidationError(_("The file is larger than 10 MB. Leave out what a plan does not need."))
        return file


class AssumeForm(OrganisationForm):
    """Own assumptions are kept under a name."""

    title = forms.CharField(label=_("Name for these assumptions"), max_length=200)
    field_order = ("title", "organisation")


class IssueForm(forms.Form):
    """When a forecast is issued, and the scope ledger line by line."""

    issued_on = forms.DateField(label=_("Issued on"), widget=DAY)
    ledger = forms.CharField(
        label=_("Scope ledger"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("A line for each reason: addresses added (+) or removed (−) since the forecast before; reason. "
                    "Addresses that are knowingly left out: “left out 411; reason”. A third part may say which "
                    "addresses are meant, for the effect in days: “+35; new; region = north”."),
    )  # fmt: skip

    def clean_ledger(self) -> list[science.LedgerLine]:
        found, problems = [], []
        for number, line in enumerate(self.cleaned_data["ledger"].splitlines(), start=1):
            if not line.strip():
                continue
            said, mark, rest = line.partition(";")
            reason, _mark, which = (part.strip() for part in rest.partition(";"))
            words = said.casefold().replace("niet meegeteld", "left out").strip()
            left_out = words.startswith("left out")
            digits = words.removeprefix("left out").replace("−", "-").replace("+", "").strip()
            if not mark or not reason or not digits.lstrip("-").isdecimal() or len(digits) > 9:
                problems.append(
                    gettext("Line %(number)s: write a number, a semicolon and the reason.") % {"number": number}
                )
                continue
            change, outside = (0, abs(int(digits))) if left_out else (int(digits), 0)
            found.append(science.LedgerLine(reason[:200], change, outside, which))
        if len({line.reason for line in found}) != len(found):
            problems.append(gettext("A reason stands there twice: add the numbers up in one line."))
        if problems:
            raise forms.ValidationError(problems)
        return found


class VersionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: FigureVersion) -> str:
        return f"{obj.figure.quantity}, {obj.figure.period}: {obj.published} ({obj})"


class LeaveForm(forms.Form):
    """What was measured for a year that a forecast was about."""

    actual = VersionChoice(FigureVersion.objects.none(), label=_("What was measured"))

    def __init__(self, *args: Any, versions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actual"].queryset = versions  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    """Which address, and the code of the letter. Neither ever stands in an address of ours."""

    postcode = forms.CharField(
        label=_("Postcode"), max_length=10, widget=forms.TextInput(attrs={"autocomplete": "postal-code"})
    )
    house_number = forms.CharField(label=_("House number"), max_length=20)
    code = forms.CharField(
        label=_("Code in your letter"), max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class ResidentForm(forms.Form):
    """Somebody lives at an address."""

    postcode = forms.CharField(label=_("Postcode"), max_length=10)
    house_number = forms.CharField(label=_("House number"), max_length=20)
    tenure = forms.ChoiceField(label=_("Owner or tenant"), choices=Tenure.choices)

    def __init__(self, *args: Any, programme: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        names = {name: plainly(str(said.get(name, ""))) for name in ("postcode", "house_number")}
        said["home"] = Home.objects.filter(programme=self.programme, **names).first()
        if said["home"] is None and not self.errors:
            raise forms.ValidationError(_("This address stands in no plan of this programme."))
        return said


class FinishedForm(forms.Form):
    """Homes where the work was done: pasted, or in a file."""

    rows = forms.CharField(
        label=_("Postcode; house number; day"), required=False, max_length=MOST_PASTED, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "placeholder": "9999 ZZ;1;2025-03-31"}),
        help_text=_("Paste the rows here, or choose a file. Name every home that was finished since the last time: "
                    "where a window ended before the last day and its home is not named, it counts as missed."),
    )  # fmt: skip
    file = forms.FileField(label=_("File (CSV)"), required=False)

    def __init__(self, *args: Any, programme: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > MOST:
            raise forms.ValidationError(_("The file is larger than 10 MB. Leave out homes that were noted before."))
        data = file.read()
        try:
            return str(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return str(data.decode("cp1252", errors="replace"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        pasted, brought = said.get("rows") or "", said.get("file") or ""
        if self.errors:
            return said
        if bool(pasted.strip()) == bool(brought.strip()):
            raise forms.ValidationError(_("Paste rows, or choose a file: one of the two."))
        said["finished"], problems = read_finished(brought or pasted, self.programme)
        if problems:
            raise forms.ValidationError([gettext("Nothing was noted."), *problems])
        if not said["finished"]:
            raise forms.ValidationError(_("There is no row in it."))
        return said


class TrackForm(OrganisationForm):
    """Dated statements with their outcome, and the history that they are about."""

    title = forms.CharField(label=_("Whose statements these are"), max_length=200)
    statements = forms.FileField(label=_("Statements (CSV or XLSX): issued, quantity, period, low, high, actual"))
    history = forms.FileField(label=_("History (CSV or XLSX): date, metric, value"), required=False)
    field_order = ("title", "statements", "history", "organisation")


def first_free_title(plan: Plan) -> str:
    """A name that nobody gave to assumptions on this plan yet."""
    return f"{plan.title} ({plan.others.count() + 1})"
