"""The page on which two letters lie side by side: what became of each promise of the earlier one. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from navolgbaar.core.throttle import may_again
from navolgbaar.website.checking import ROOM, WAIT_SECONDS
from navolgbaar.website.refusals import BUSY, TOO_LARGE, TOO_OFTEN, refusal
from navolgbaar.website.science import CannotCheck, compare_papers
from navolgbaar.website.uploads import MOST_BYTES, InMemory

if TYPE_CHECKING:
    from narekenen.comparison.model import Comparison, Place

PER_HOUR = 60
FORM_BYTES = 512 * 1024  # what the form itself may add to two files
OUTCOMES = {
    "kept": _("done, says the later letter"),
    "standing": _("still stands"),
    "stronger": _("said more firmly"),
    "moved": _("moved in time"),
    "weaker": _("said more weakly"),
    "other_number": _("another number"),
    "withdrawn": _("withdrawn"),
    "not_mentioned": _("not found again"),
}
ALARMING = ("not_mentioned", "withdrawn", "moved", "weaker", "other_number")


class CompareForm(forms.Form):
    """Two letters, each a file or pasted text."""

    old_file = forms.FileField(label=_("The earlier letter: PDF, Word (DOCX), web page or text"), required=False)
    old_text = forms.CharField(
        label=_("Or paste the earlier letter"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": "5"})
    )
    new_file = forms.FileField(label=_("The later letter: PDF, Word (DOCX), web page or text"), required=False)
    new_text = forms.CharField(
        label=_("Or paste the later letter"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": "5"})
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for which in ("old", "new"):
            if (said.get(f"{which}_file") is not None) == bool(said.get(f"{which}_text", "").strip()):
                self.add_error(f"{which}_file", _("Give a file or paste text: one of the two."))
        return said

    def brought(self, which: str) -> tuple[bytes, str]:
        """The bytes and the name of one letter (after `is_valid`)."""
        file = self.cleaned_data[f"{which}_file"]
        if file is not None:
            return file.read(), str(file.name)
        return self.cleaned_data[f"{which}_text"].encode("utf-8", "replace"), f"{which}.txt"


@dataclass(frozen=True, slots=True)
class Line:
    """One promise: what became of it, both passages with their footnotes, and the text to paste."""

    number: str
    outcome: str
    word: Promise
    sentence: str
    earlier: Place
    later: Place | None
    paste: str


@csrf_exempt  # the inner view is protected: where the files go is decided before the form is read
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """The form, and the answer to it. Both letters live in this request alone."""
    if request.method != "POST":
        return render(request, "website/compare.html", {"form": CompareForm()})
    if _is_too_large(request):
        return _refuse(request, CompareForm(), TOO_LARGE, 413)
    request.upload_handlers = [InMemory(request)]
    try:
        return _compared(request)
    except RequestDataTooBig:
        return _refuse(request, CompareForm(), TOO_LARGE, 413)


@csrf_protect
def _compared(request: HttpRequest) -> HttpResponse:
    form = CompareForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "website/compare.html", {"form": form}, status=422)
    if not may_again(request, "compare", PER_HOUR):
        return _refuse(request, form, TOO_OFTEN, 429)
    if not ROOM.acquire(timeout=WAIT_SECONDS):
        return _refuse(request, form, BUSY, 503)
    try:
        found = compare_papers(form.brought("old"), form.brought("new"))
    except CannotCheck as problem:
        return _refuse(request, form, refusal(problem.what), 422)
    finally:
        ROOM.release()
    return render(request, "website/compared.html", page_of(found, get_language() or "nl"))


def page_of(found: Comparison, lang: str) -> dict[str, Any]:
    """What the page shows: first what asks for attention, each with a text that can be pasted."""
    lines = [_line(found, at, lang) for at in range(len(found.followed))]
    added = [(item.en if lang == "en" else item.nl, item.place) for item in found.added]
    return {
        "comparison": found,
        "alarming": [line for outcome in ALARMING for line in lines if line.outcome == outcome],
        "calm": [line for line in lines if line.outcome not in ALARMING],
        "added": added,
        "everything": "\n\n".join(line.paste for line in lines),
    }


def _line(found: Comparison, at: int, lang: str) -> Line:
    followed, number = found.followed[at], str(at + 1)
    sentence = followed.en if lang == "en" else followed.nl
    notes = [place.footnote for place in (followed.earlier, followed.later) if place is not None]
    marks = "".join(f"[{number}{letter}]" for letter in "ab"[: len(notes)])
    foot = [f"[{number}{letter}] {note}" for letter, note in zip("ab", notes, strict=False)]
    paste = "\n".join([f"{sentence}{marks}", *foot])
    word = OUTCOMES[followed.outcome]
    return Line(number, followed.outcome, word, sentence, followed.earlier, followed.later, paste)


def _is_too_large(request: HttpRequest) -> bool:
    """Whether the request says that it brings more than two files of the size that we look at."""
    try:
        return bool(int(request.META.get("CONTENT_LENGTH") or 0) > 2 * MOST_BYTES + FORM_BYTES)
    except ValueError:
        return True


def _refuse(request: HttpRequest, form: CompareForm, why: Promise, status: int) -> HttpResponse:
    return render(request, "website/compare.html", {"form": form, "problem": why}, status=status)
