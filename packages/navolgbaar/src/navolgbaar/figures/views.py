"""The desk's pages about readings: the paper with what the machine proposes, and one reading after another."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from navolgbaar.core.permission import exists_for
from navolgbaar.figures.actions import AnsweredMeanwhile, answer_reading
from navolgbaar.figures.descent import stale_versions
from navolgbaar.figures.forms import CorrectionForm
from navolgbaar.figures.models import Reading
from navolgbaar.figures.queries import next_open, open_proposals
from navolgbaar.figures.states import Verdict
from navolgbaar.figures.workbench import around, standing, whole_paper
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.sources.models import Document
from navolgbaar.sources.states import DOCUMENT_TRANSITIONS, DocumentState


@desk
@require_safe
def document(request: DeskRequest, public_id: str) -> HttpResponse:
    """The paper with everything that was read in it, and what does not add up beside it."""
    found = get_object_or_404(Document.objects.select_related("programme", "file"), public_id=public_id)
    exists_for("sources.see_proposals", request.user, found)
    steps = [(step.value, DocumentState(step).label) for step in DOCUMENT_TRANSITIONS[DocumentState(found.state)]]
    waiting = open_proposals(found)
    context = {
        "programme": found.programme,
        "document": found,
        "paper": whole_paper(found),
        "waiting": waiting,
        "first": waiting.first(),
        "findings": found.findings.order_by("pk"),
        "steps": steps,
    }
    return render(request, "figures/document.html", context)


@desk
@require_safe
def reading(request: DeskRequest, pk: int) -> HttpResponse:
    """One reading beside the sentence it was read in."""
    return _show(request, proposal_for(request, pk))


@desk
@require_POST
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Confirm, correct or reject; then the next reading that nobody answered."""
    proposal = proposal_for(request, pk)
    verdict, goes_on = _verdict(request)
    said: dict[str, str] = {}
    if verdict == Verdict.CORRECTED:
        form = CorrectionForm(request.POST, reading=standing(proposal))
        if not form.is_valid():
            return _show(request, proposal, form)
        said = form.cleaned_data
    seen = request.POST.get("seen", "")
    try:
        given = answer_reading(
            proposal=proposal, verdict=verdict, **said, seen=int(seen) if seen.isdecimal() else 0, by=request.user
        )
    except AnsweredMeanwhile:
        messages.error(request, gettext("A colleague answered this in the meantime. Look at the answer first."))
        return redirect("figures:reading", pk)
    if goes_on == "record":
        return redirect("figures:record", pk)
    if stale_versions().filter(figure__subject__programme_key=given.anchor.passage.document.programme_key).exists():
        messages.info(request, gettext("Figures rest on something that changed. They are listed under Figures."))
    after = next_open(proposal)
    if after is not None:
        return redirect("figures:reading", after.pk)
    messages.success(request, gettext("Everything that was read in this document has an answer."))
    return redirect("figures:document", proposal.anchor.passage.document.public_id)


def proposal_for(request: DeskRequest, pk: int) -> Reading:
    """A proposal that this user may answer; for others it does not exist."""
    wanted = Reading.objects.select_related("anchor__passage__document__programme", "anchor__passage__document__file")
    proposal: Reading = get_object_or_404(wanted, pk=pk, answers=None)
    exists_for("figures.answer_reading", request.user, proposal.anchor.passage.document)
    return proposal


def _verdict(request: DeskRequest) -> tuple[Verdict, str]:
    """What the pressed button says: "confirmed", or "confirmed record" to go on to a figure."""
    word, _, goes_on = request.POST.get("verdict", "").partition(" ")
    if word not in (Verdict.CONFIRMED, Verdict.CORRECTED, Verdict.REJECTED):
        raise Http404
    return Verdict(word), goes_on


def _show(request: DeskRequest, proposal: Reading, form: CorrectionForm | None = None) -> HttpResponse:
    found = proposal.anchor.passage.document
    now = standing(proposal)
    context = {
        "programme": found.programme,
        "document": found,
        "proposal": proposal,
        "now": now,
        "answers": list(proposal.answered_by.order_by("pk")),
        "paper": around(proposal),
        "waiting": open_proposals(found),
        "after": next_open(proposal),
        "form": form or CorrectionForm(reading=now),
    }
    return render(request, "figures/reading.html", context, status=422 if form else 200)
