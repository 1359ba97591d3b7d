"""Where testers, coders and reviewers work: one thing at a time, on a telephone as well."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from navolgbaar.core import clock
from navolgbaar.core.cells import harmless
from navolgbaar.core.permission import exists_for
from navolgbaar.fieldtests.coding import code, decide
from navolgbaar.fieldtests.desk import wave_at
from navolgbaar.fieldtests.fieldwork import note_detection, note_reply, note_sent
from navolgbaar.fieldtests.forms import CodesForm, DetectionForm, ReplyForm, SentForm
from navolgbaar.fieldtests.models import Message, Test, Wave
from navolgbaar.fieldtests.queries import coded_by, disputed, next_to_code, next_to_review, waiting_for, work_of
from navolgbaar.fieldtests.refusals import NotPossibleNow, Refused
from navolgbaar.fieldtests.science import Protocol, protocol_of
from navolgbaar.fieldtests.states import How, Kind, Side, WaveState
from navolgbaar.people.second_factor import DeskRequest, desk


@desk
@require_safe
def work(request: DeskRequest, public_id: str) -> HttpResponse:
    """The work list of a tester: what is still to be done, and what was done."""
    wave = wave_at(request, public_id)
    exists_for("fieldtests.work", request.user, wave)
    todo = work_of(request.user, wave)
    mine = wave.tests.filter(tester=request.user).exclude(pk__in=todo.values("pk")).order_by("number")
    context = {"programme": wave.protocol.programme, "wave": wave, "todo": todo, "done": mine,
               "is_open": wave.state == WaveState.FIELD}  # fmt: skip
    return render(request, "fieldtests/work.html", context)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def test(request: DeskRequest, public_id: str, number: str) -> HttpResponse:
    """One test: what to send under which name, and what came of it."""
    wave = wave_at(request, public_id)
    found = get_object_or_404(Test.objects.select_related("wave__protocol", "detection"), wave=wave, number=number)
    exists_for("fieldtests.do_test", request.user, found)
    problem = ""
    if request.method == "POST":
        try:
            _did(request, found)
            messages.success(request, gettext("Noted."))
            return redirect("fieldtests:test", public_id, number)
        except (NotPossibleNow, Refused) as refusal:
            problem = str(refusal)
    now = clock.now()
    context = {
        "programme": wave.protocol.programme, "wave": wave, "test": found, "problem": problem,
        "letters": letters(found, protocol_of(wave.protocol.body)), "is_open": wave.state == WaveState.FIELD,
        "sent_form": SentForm(initial={"at": now}, auto_id=False), "is_call": found.kind == Kind.CALL,
        "reply_form": ReplyForm(initial={"at": now}, auto_id="reply_%s"),
        "detection_form": DetectionForm(auto_id="detection_%s"), "detection": getattr(found, "detection", None),
    }  # fmt: skip
    return render(request, "fieldtests/test.html", context, status=422 if problem else 200)


def _did(request: DeskRequest, found: Test) -> None:
    """What the tester says was done, by the button that was pressed."""
    done, unit = request.POST.get("done", ""), request.POST.get("unit", "")
    if done == "detected":
        said = DetectionForm(request.POST)
        if not said.is_valid():
            raise Refused(gettext("Say what happened."))
        note_detection(test=found, how=How(said.cleaned_data["how"]), at=clock.now(), by=request.user)
        return
    message = get_object_or_404(Message.objects.select_related("test__wave__protocol"), test=found, unit=unit)
    form: Any = SentForm(request.POST) if done == "sent" else ReplyForm(request.POST)
    if not form.is_valid():
        raise Refused(gettext("Something is not filled in."))
    if done == "sent":
        note_sent(message=message, at=form.cleaned_data["at"], by=request.user)
        return
    with transaction.atomic():
        if message.side == Side.CALL:
            message = note_sent(message=message, at=form.cleaned_data["at"], by=request.user)
        note_reply(message=message, **form.cleaned_data, by=request.user)


def letters(found: Test, protocol: Protocol) -> list[dict[str, Any]]:
    """The messages of a test in the order in which they go: under which name, with which words."""
    names = {persona.key: persona for persona in protocol.personas}
    template = next((t for t in protocol.templates if t.key == found.template), None)
    out = []
    for message in found.messages.all():
        persona = names.get(found.profile) if message.side == Side.TEST else protocol.control()
        signs = persona.signs if persona else ""
        out.append({
            "message": message, "signs": signs, "subject": template.subject if template else "",
            "body": template.body.replace("{signs}", signs) if template else "",
            "comes_first": (message.side == Side.CONTROL) == (found.control_first is not False),
        })  # fmt: skip
    return sorted(out, key=lambda letter: not letter["comes_first"])


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def coding(request: DeskRequest, public_id: str) -> HttpResponse:
    """The next reply for this coder: its words, and the book. Nothing says to whom it was."""
    wave = wave_at(request, public_id)
    exists_for("fieldtests.code_in", request.user, wave)
    unit = _unit(request, wave) if request.method == "POST" else next_to_code(request.user, wave)
    if unit and request.method == "POST":
        exists_for("fieldtests.code", request.user, unit)
    form = _form(request, wave, unit) if unit and wave.state == WaveState.CODING else None
    if unit and form and request.method == "POST" and form.is_valid():
        try:
            code(message=unit, codes=form.codes(), by=request.user)
            return redirect("fieldtests:coding", public_id)
        except (Refused, NotPossibleNow) as refusal:
            form.add_error(None, str(refusal))
    context = {
        "programme": wave.protocol.programme, "wave": wave, "unit": unit if form else None, "form": form,
        "waiting": waiting_for(request.user, wave), "coded": coded_by(wave, request.user),
    }  # fmt: skip
    return render(request, "fieldtests/coding.html", context, status=422 if form and form.is_bound else 200)


@desk
@require_safe
def sheet(request: DeskRequest, public_id: str) -> HttpResponse:
    """What this coder may still code, as a sheet: key and words, names masked."""
    wave = wave_at(request, public_id)
    exists_for("fieldtests.code_in", request.user, wave)
    if wave.state != WaveState.CODING:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{wave.public_id}-codes.csv"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    writer = csv.writer(response)
    writer.writerow(["key", "text", "codes"])
    writer.writerows([unit.unit, harmless(unit.content.text), ""] for unit in waiting_for(request.user, wave))
    return response


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: DeskRequest, public_id: str) -> HttpResponse:
    """The next reply on which two coders differ: its words, what each said, and a decision."""
    wave = wave_at(request, public_id)
    exists_for("fieldtests.review_in", request.user, wave)
    unit = _unit(request, wave) if request.method == "POST" else next_to_review(request.user, wave)
    if unit and request.method == "POST":  # before the words are shown: a reviewer may be a coder of other units
        exists_for("fieldtests.review", request.user, unit)
        if not disputed(wave).filter(pk=unit.pk).exists():
            raise Http404
    form = _form(request, wave, unit) if unit and wave.state == WaveState.CODING else None
    if unit and form and request.method == "POST" and form.is_valid():
        try:
            decide(message=unit, codes=form.codes(), by=request.user)
            return redirect("fieldtests:review", public_id)
        except (Refused, NotPossibleNow) as refusal:
            form.add_error(None, str(refusal))
    labels = {code.key: code.label[_language()] for code in protocol_of(wave.protocol.body).codes}
    given = [[labels.get(key, key) for key in coding.codes] for coding in unit.codings.order_by("pk")] if unit else []
    context = {"programme": wave.protocol.programme, "wave": wave, "unit": unit if form else None, "form": form,
               "given": given}  # fmt: skip
    return render(request, "fieldtests/review.html", context, status=422 if form and form.is_bound else 200)


def _unit(request: DeskRequest, wave: Wave) -> Message:
    units = Message.objects.select_related("content", "test__wave__protocol")
    return get_object_or_404(units, test__wave=wave, unit=request.POST.get("unit", ""), content__isnull=False)


def _form(request: DeskRequest, wave: Wave, unit: Message) -> CodesForm:
    protocol, language = protocol_of(wave.protocol.body), _language()
    is_call = unit.test.kind == Kind.CALL
    answers = [(c.key, c.label[language]) for c in protocol.codes_of("call" if is_call else "reply")]
    strategies = [(c.key, c.label[language]) for c in protocol.codes_of("strategy")] if is_call else []
    return CodesForm(request.POST or None, answers=answers, strategies=strategies)


def _language() -> str:
    return "en" if get_language() == "en" else "nl"
