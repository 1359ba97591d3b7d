"""The queue at the desk: one proposal at a time beside its words; Enter confirms, a digit does the rest."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from navolgbaar.core.permission import exists_for
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.promises.actions import (
    ChangedMeanwhile,
    NotPossibleNow,
    confirm,
    merge,
    reject,
    split,
    take_apart,
    take_back,
)
from navolgbaar.promises.forms import ProposalForm, SplitForm
from navolgbaar.promises.models import Ask, Proposal
from navolgbaar.promises.queries import last_decided, next_open, open_proposals
from navolgbaar.promises.recording import as_proposed
from navolgbaar.promises.science import doubts_in
from navolgbaar.promises.states import Rejection
from navolgbaar.promises.words import quoted
from navolgbaar.sources.models import Anchor, Passage

NEAR = 3  # passages before and after the words
KEYS = tuple(zip("56789", Rejection, strict=True))
"""The digit of each reason to reject."""


@dataclass(frozen=True, slots=True)
class Marked:
    kind: str
    markup: SafeString


def proposal_for(request: DeskRequest, pk: int) -> Proposal:
    """A proposal that this user may decide on; for others it does not exist."""
    wanted = Proposal.objects.select_related("document__programme__subject", "document__file", "document__organisation")
    found: Proposal = get_object_or_404(wanted, pk=pk)
    exists_for("promises.decide", request.user, found)
    return found


@desk
@require_safe
def proposal(request: DeskRequest, pk: int) -> HttpResponse:
    """One proposal beside the words around it."""
    return _show(request, proposal_for(request, pk))


@desk
@require_POST
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Do what the pressed button says; then the next proposal that nobody decided on."""
    found = proposal_for(request, pk)
    act, _, reason = request.POST.get("act", "").partition(" ")
    seen = request.POST.get("seen", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
    try:
        refused = _act(request, found, act, reason, version)
    except ChangedMeanwhile:
        messages.error(request, gettext("A colleague decided on this in the meantime. Look at it again."))
        return redirect("promises:proposal", pk)
    except NotPossibleNow as problem:
        messages.error(request, problem.in_words())
        return redirect("promises:proposal", pk)
    if refused is not None:
        return refused
    return onward(request, found)


def onward(request: DeskRequest, found: Proposal) -> HttpResponse:
    """The next proposal of the same document; the desk after the last."""
    after = next_open(found)
    if after is not None:
        return redirect("promises:proposal", after.pk)
    messages.success(request, gettext("Every proposal in this document has a decision."))
    return redirect("promises:desk", found.programme_key)


def _act(request: DeskRequest, found: Proposal, act: str, reason: str, seen: int) -> HttpResponse | None:
    """Carry one decision out. A form that was refused comes back as a page."""
    by = request.user
    if act == "reject" and reason in Rejection.values:
        reject(proposal=found, reason=Rejection(reason), seen=seen, by=by)
    elif act == "merge":
        after = next_open(found)
        if after is None:
            raise NotPossibleNow(gettext_noop("There is no next proposal to take together with this one."))
        made = merge(proposal=found, other=after, seen=seen, by=by)
        return redirect("promises:proposal", made.pk)
    elif act == "apart":
        asked = take_apart(proposal=found, seen=seen, by=by)
        return redirect("promises:proposal", asked[0].pk)
    elif act == "split":
        parts = SplitForm(request.POST, proposal=found)
        if not parts.is_valid():
            return _show(request, found, parts=parts)
        made_of = split(proposal=found, quotes=parts.cleaned_data["parts"], seen=seen, by=by)
        return redirect("promises:proposal", made_of[0].pk)
    elif act == "undo":
        again = take_back(proposal=found, seen=seen, by=by)
        messages.success(request, gettext("Taken back. It waits for a decision again."))
        return redirect("promises:proposal", again.pk)
    else:
        form = ProposalForm(request.POST, proposal=found)
        if not form.is_valid():
            return _show(request, found, form=form)
        said = form.said()
        confirm(proposal=found, said=None if said == as_proposed(found) else said, seen=seen, by=by)
    return None


def _show(
    request: DeskRequest, found: Proposal, form: ProposalForm | None = None, parts: SplitForm | None = None
) -> HttpResponse:
    anchors = list(found.anchors.select_related("passage").order_by("start"))
    last = last_decided(found.document, request.user)
    context = {
        "programme": found.document.programme,
        "document": found.document,
        "proposal": found,
        "paper": around(anchors),
        "form": form or ProposalForm(proposal=found),
        "parts": parts or SplitForm(proposal=found),
        "waiting": open_proposals(found.document),
        "after": next_open(found),
        "last": last,
        "keys": KEYS,
        "asks": asked_in(found),
        "doubts": doubts_in(get_language() or "nl", found.doubts),
        "statement": found.statements.filter(standing__is_standing=True).first(),
    }
    status = 422 if form is not None or parts is not None else 200
    return render(request, "promises/proposal.html", context, status=status)


def asked_in(found: Proposal) -> list[tuple[Ask, str, str]]:
    """The separate asks of a motion: (ask, its words, the words with which the document says what was done)."""
    rows = found.asks.select_related("claim__passage").prefetch_related("anchors__passage").order_by("position")
    return [
        (ask, " … ".join(quoted(anchor) for anchor in ask.anchors.all()), quoted(ask.claim) if ask.claim else "")
        for ask in rows
    ]


def around(anchors: list[Anchor]) -> list[Marked]:
    """The passages of a proposal with a few on either side, its own words marked."""
    marks: dict[int, list[tuple[int, int]]] = {}
    orders = set()
    for anchor in anchors:
        marks.setdefault(anchor.passage_id, []).append((anchor.at, anchor.to))
        orders |= set(range(anchor.passage.order - NEAR, anchor.passage.order + NEAR + 1))
    rows = anchors[0].passage.document.passages.filter(order__in=orders).order_by("order") if anchors else []
    return [Marked(row.kind, _markup(row, marks.get(row.pk, []))) for row in rows]


def _markup(passage: Passage, marks: list[tuple[int, int]]) -> SafeString:
    parts, position = [SafeString()], 0
    for at, to in sorted(marks):
        if at < position or passage.erased_at is not None:
            continue
        words = (passage.text[position:at], passage.text[at:to])
        parts.append(format_html('{}<mark class="current">{}</mark>', *words))
        position = to
    parts.append(format_html("{}", passage.text[position:]))
    return SafeString("".join(parts))
