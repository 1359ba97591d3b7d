"""The pages of progress reports: the released one on the web, as PDF/UA and as DOCX; drafts at the desk."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.figures.render import published
from navolgbaar.people.models import Organisation
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.printing import pdf
from navolgbaar.programmes.queries import organisations_in, subjects_for
from navolgbaar.programmes.views import programme_for
from navolgbaar.promises.actions import NotPossibleNow
from navolgbaar.promises.deadlines import in_words
from navolgbaar.promises.models import Draft, ProgressReport
from navolgbaar.promises.reporting import (
    Line,
    Report,
    items_of,
    labels,
    prepare_report,
    release_report,
    shown,
    told,
)
from navolgbaar.promises.states import Evidence, Execution
from navolgbaar.promises.words import quoted

TEMPLATE = Path(__file__).parent / "templates" / "promises" / "progress.typ"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DraftForm(forms.Form):
    """A period, and for whom."""

    title = forms.CharField(label=_("Title"), max_length=300)
    first = forms.DateField(label=_("From"), widget=DAY)
    last = forms.DateField(label=_("Up to and including"), widget=DAY)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("For which organisation"))

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["organisation"].initial = organisations.first()


def report_for(request: HttpRequest, public_id: str) -> tuple[ProgressReport, Report]:
    """A released report of a programme that this reader may see, with its words."""
    wanted = ProgressReport.objects.filter(programme__subject__in=subjects_for(request.user))
    found = wanted.select_related("programme__subject", "organisation", "before", "after").filter(public_id=public_id)
    report: ProgressReport = get_object_or_404(found)
    return report, shown(report.items, report.before.items if report.before else None)


@require_safe
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """A released report, with what differs from the one before."""
    report, said = report_for(request, public_id)
    return render(request, "promises/progress.html", {"report": report, "programme": report.programme, "said": said})


@require_safe
def progress_file(request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    """The same as PDF/UA, or as DOCX for who writes a letter."""
    report, said = report_for(request, public_id)
    if form not in ("pdf", "docx"):
        raise Http404
    content = _content(report, said)
    language = "en" if get_language() == "en" else "nl"
    made = (
        pdf(TEMPLATE.read_text(encoding="utf-8"), content, language=language, title=report.title, made=report.at)
        if form == "pdf"
        else as_docx(content)
    )
    headers = {"Content-Disposition": f'attachment; filename="{report.public_id}.{form}"'}
    return HttpResponse(made, content_type="application/pdf" if form == "pdf" else DOCX, headers=headers)


@desk
@require_http_methods(["GET", "POST"])
def drafts(request: DeskRequest, key: str) -> HttpResponse:
    """The reports of a programme, its drafts, and a new one."""
    programme = programme_for(request, key)
    editing = organisations_in(request.user, programme, RoleKind.EDITOR)
    mine = editing | organisations_in(request.user, programme, RoleKind.PUBLISHER)
    if not mine:
        raise Http404
    form = DraftForm(request.POST or None, organisations=editing)
    if request.method == "POST" and form.is_valid():
        try:
            made = prepare_report(programme=programme, **form.cleaned_data, by=request.user)
            return redirect("promises:draft", made.pk)
        except NotPossibleNow as problem:
            form.add_error("last", problem.in_words())
    context = {
        "programme": programme,
        "form": form if editing else None,
        "drafts": Draft.objects.filter(programme=programme, organisation__in=mine).order_by("-pk"),
        "reports": ProgressReport.objects.filter(programme=programme, organisation__in=mine).order_by("-pk"),
    }
    return render(request, "promises/drafts.html", context, status=422 if form.errors else 200)


def draft_for(request: DeskRequest, pk: int) -> Draft:
    found = get_object_or_404(Draft.objects.select_related("programme__subject", "organisation"), pk=pk)
    kinds = (RoleKind.EDITOR, RoleKind.PUBLISHER)
    if not any(
        organisations_in(request.user, found.programme, kind).filter(pk=found.organisation_id) for kind in kinds
    ):
        raise Http404
    return found


@desk
@require_safe
def draft(request: DeskRequest, pk: int) -> HttpResponse:
    """A draft as it would be released now."""
    found = draft_for(request, pk)
    before = ProgressReport.objects.filter(programme=found.programme, organisation=found.organisation)
    last = before.order_by("-pk").first()
    said = shown(items_of(found.programme, found.first, found.last), last.items if last else None)
    context = {"draft": found, "report": found, "programme": found.programme, "said": said, "before": last}
    return render(request, "promises/draft.html", context)


@desk
@require_POST
def release(request: DeskRequest, pk: int) -> HttpResponse:
    """Release a draft that somebody else prepared."""
    found = draft_for(request, pk)
    try:
        made = release_report(draft=found, by=request.user)
    except NotPossibleNow as problem:
        messages.error(request, problem.in_words())
    except PermissionDenied:
        messages.error(request, gettext("A colleague with the role of publisher releases it, who did not prepare it."))
    else:
        return redirect(made)
    return redirect("promises:draft", pk)


def _content(report: ProgressReport, said: Report) -> dict[str, Any]:
    """The report as plain words, for paper."""
    return {
        "title": report.title,
        "who": str(report.organisation),
        "period": f"{date_format(report.first, 'j F Y')} – {date_format(report.last, 'j F Y')}",
        "words": {
            "deadline": gettext("Deadline"),
            "execution": gettext("Execution"),
            "happened": gettext("What happened"),
            "was": gettext("in the report before"),
            "new": gettext("New"),
            "gone": gettext("Not in the register any more"),
        },
        "lines": [_printed(line) for line in said.lines],
        "gone": [statement.public_id for statement in said.gone],
        "address": str(settings.PUBLIC_ADDRESS) + report.get_absolute_url(),
        "digest": report.digest,
    }


def _printed(line: Line) -> dict[str, Any]:
    execution, evidence = labels(line)
    words = " … ".join(quoted(place.anchor) for place in line.statement.places.all()) if line.is_open else ""
    source = f"{line.statement.document.title}, {date_format(line.statement.said_on, 'j F Y')}"
    closed = gettext("The document of this statement is not public any more; its words are not shown.")
    return {
        "name": (line.is_open and line.statement.name) or words or line.statement.public_id,
        "quote": words if line.statement.name else "",
        "source": source if line.is_open else closed,
        "id": line.statement.public_id,
        "address": str(settings.PUBLIC_ADDRESS) + line.statement.get_absolute_url(),
        "deadline": in_words(line.due),
        "execution": f"{execution} ({evidence})" if evidence else execution,
        "is_new": line.is_new,
        "was": _was(line),
        "events": [f"{date_format(e.on, 'j F Y')}: {told(e)}" for e in line.events if line.is_open],
        "figures": [f"{v.figure.quantity} ({v.figure.get_kind_display()}): {published(v)} [{v}]" for v in line.figures],
    }


def _was(line: Line) -> list[str]:
    """How it stood in the report before, where that differs."""
    words = {"execution": Execution, "evidence": Evidence}
    return [
        in_words(value)
        if name == "due"
        else str(words[name](value).label)
        if value
        else gettext("nothing was heard yet")
        for name, value in line.was.items()
    ]


def as_docx(content: dict[str, Any]) -> bytes:
    """A document to paste from: a heading per promise, its words, how it stands, and the address of its page."""
    from docx import Document as Paper

    paper, words = Paper(), content["words"]
    paper.core_properties.title = content["title"]
    paper.add_heading(content["title"], 1)
    paper.add_paragraph(f"{content['who']}, {content['period']}")
    for line in content["lines"]:
        paper.add_heading(f"{line['name']} ({words['new']})" if line["is_new"] else line["name"], 2)
        if line["quote"]:
            paper.add_paragraph(f"“{line['quote']}”", style="Quote")
        paper.add_paragraph(f"{line['source']} ({line['id']}: {line['address']})")
        paper.add_paragraph(f"{words['execution']}: {line['execution']}. {words['deadline']}: {line['deadline']}.")
        if line["was"]:
            paper.add_paragraph(f"{words['was']}: {', '.join(line['was'])}.".capitalize())
        for said in [*line["events"], *line["figures"]]:
            paper.add_paragraph(said, style="List Bullet")
    if content["gone"]:
        paper.add_heading(words["gone"], 2)
        for name in content["gone"]:
            paper.add_paragraph(name, style="List Bullet")
    paper.add_paragraph(f"{content['address']} ({content['digest']})")
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
