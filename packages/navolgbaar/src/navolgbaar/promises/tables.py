"""Files in and out: the register as CSV, XLSX and JSON, a register taken in, decisions as a labelled set; samples."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from navolgbaar.core.permission import exists_for
from navolgbaar.people.models import Organisation
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.promises.actions import NotPossibleNow
from navolgbaar.promises.desk import edited
from navolgbaar.promises.exporting import (
    COLUMNS,
    FORMATS,
    LABELS,
    as_dicts,
    as_json,
    as_xlsx,
    csv_lines,
    labelled,
)
from navolgbaar.promises.importing import import_register
from navolgbaar.promises.models import Proposal, Sample
from navolgbaar.promises.queries import public_statements, with_words
from navolgbaar.promises.queue import around
from navolgbaar.promises.rows import CannotImport
from navolgbaar.promises.sampling import agreement_of, answer_sample, draw_sample, is_answered, next_unanswered
from navolgbaar.promises.states import ProposalState, StatementKind
from navolgbaar.promises.views import filtered

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
MOST_BYTES = 16 * 1024 * 1024


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The public statements of the filters in the address, in one of three forms with the same columns."""
    chosen, _statements = filtered(request)
    statements = with_words(chosen.applied(public_statements()))
    names = [column.name for column in COLUMNS]
    rows = as_dicts(statements.iterator(chunk_size=2000))
    if form == "csv":  # ten thousand rows never stand in memory at once
        return StreamingHttpResponse(
            csv_lines(rows, names), content_type=TYPES[form], headers=_named("toezeggingen.csv")
        )
    return _file(rows, names, form, "toezeggingen")


@desk
@require_safe
def decisions(request: DeskRequest, key: str, form: str) -> HttpResponse:
    """What was rejected and confirmed in a programme, as a labelled set: for whoever improves the reader."""
    _programme, organisations = edited(request, key)
    decided = Proposal.objects.filter(
        document__programme__key=key, document__organisation__in=organisations, made_from=None
    ).exclude(state=ProposalState.OPEN)
    if request.GET.get("alleen") == "afgewezen":
        decided = decided.filter(state=ProposalState.REJECTED)
    found = decided.select_related("document__file").prefetch_related("anchors__passage").order_by("document", "at")
    return _file(labelled(found), list(LABELS), form, "besluiten")


def _file(rows: Any, names: list[str], form: str, name: str) -> HttpResponse:
    if form not in FORMATS:
        raise Http404
    made = {"csv": lambda: "".join(csv_lines(rows, names)).encode(), "xlsx": lambda: as_xlsx(rows, names)}
    body = made.get(form, lambda: as_json(rows))()
    return HttpResponse(body, content_type=TYPES[form], headers=_named(f"{name}.{form}"))


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


class ImportForm(forms.Form):
    """A register kept elsewhere."""

    file = forms.FileField(label=_("File: CSV (UTF-8) or XLSX"))
    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("For which organisation"))

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["organisation"].initial = organisations.first()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large."))
        return file


@desk
@require_http_methods(["GET", "POST"])
def take_in(request: DeskRequest, key: str) -> HttpResponse:
    """Take a register in; every row that is not in order is named at once."""
    programme, organisations = edited(request, key)
    form = ImportForm(request.POST or None, request.FILES or None, organisations=organisations)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            import_register(
                data=said["file"].read(), name=str(said["file"].name), programme=programme,
                organisation=said["organisation"], title=said["title"], by=request.user,
            )  # fmt: skip
        except CannotImport as refused:
            problems = refused.problems
        else:
            messages.success(request, gettext("Taken in. It is public when its document is."))
            return redirect("sources:documents", key)
    names = [(column.name, column.says) for column in COLUMNS]
    context = {"programme": programme, "form": form, "problems": problems, "columns": names}
    return render(request, "promises/import.html", context, status=422 if form.is_bound else 200)


@desk
@require_http_methods(["GET", "POST"])
def samples(request: DeskRequest, key: str) -> HttpResponse:
    """The samples of a programme with how far their readers agree; a new one."""
    programme, organisations = edited(request, key)
    if request.method == "POST":
        chosen = get_object_or_404(organisations, key=request.POST.get("organisation", ""))
        try:
            made = draw_sample(programme=programme, organisation=chosen, by=request.user)
            return redirect("promises:sample", made.pk)
        except NotPossibleNow as problem:
            messages.error(request, problem.in_words())
    mine = programme.samples.filter(organisation__in=organisations).order_by("-pk")
    found = [(sample, agreement_of(sample)) for sample in mine]
    context = {"programme": programme, "samples": found, "organisations": organisations}
    return render(request, "promises/samples.html", context)


@desk
@require_http_methods(["GET", "POST"])
def sample(request: DeskRequest, pk: int) -> HttpResponse:
    """One proposal after another, without the answers of the other reader."""
    found = get_object_or_404(Sample.objects.select_related("programme", "organisation"), pk=pk)
    exists_for("promises.read_sample", request.user, found)
    if request.method == "POST":
        number, kind = request.POST.get("proposal", ""), request.POST.get("kind", "")
        if not number.isdecimal() or len(number) > 9 or kind not in {"", *StatementKind.values}:
            raise Http404
        try:
            chosen = get_object_or_404(Proposal, pk=int(number))
            answer_sample(sample=found, proposal=chosen, kind=kind, by=request.user)
        except NotPossibleNow as problem:
            messages.error(request, problem.in_words())
            return redirect("promises:samples", found.programme.key)
        return redirect("promises:sample", pk)
    now = next_unanswered(found, request.user)
    if now is None:
        messages.success(request, gettext("You have answered all of it."))
        return redirect("promises:samples", found.programme.key)
    anchors = list(now.anchors.select_related("passage").order_by("start"))
    context = {
        "programme": found.programme,
        "sample": found,
        "proposal": now,
        "paper": around(anchors),
        "kinds": tuple(zip("12345678", StatementKind.choices, strict=True)),
    }
    return render(request, "promises/sample.html", context)


@desk
@require_safe
def sample_file(request: DeskRequest, pk: int) -> HttpResponse:
    """A sample with its seed and the answers of both readers: "reader 1" and "reader 2", no names."""
    found = get_object_or_404(Sample.objects.select_related("programme", "organisation"), pk=pk)
    exists_for("promises.read_sample", request.user, found)
    if not is_answered(found):
        raise Http404
    readers = {reader: f"reader {at}" for at, reader in enumerate(_readers(found), 1)}
    answers = found.answers.order_by("proposal", "reader")
    body = {
        "schema": "navolgbaar/sample/1",
        "seed": found.seed,
        "proposals": list(found.proposals.order_by("pk").values_list("pk", flat=True)),
        "answers": [
            {"proposal": a.proposal_id, "reader": readers[a.reader_id], "kind": a.kind or None} for a in answers
        ],
        "cohen_kappa": agreement_of(found).kappa,
    }
    return JsonResponse(body, json_dumps_params={"indent": 1})


def _readers(sample: Sample) -> list[int]:
    return sorted(set(sample.answers.values_list("reader", flat=True)))
