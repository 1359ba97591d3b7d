"""Files of a wave: its protocol, the opened draw, the chain of evidence, charts, the Word annex."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from navolgbaar.core.permission import granted
from navolgbaar.fieldtests.annex import annex_of
from navolgbaar.fieldtests.chain import chain_file
from navolgbaar.fieldtests.charts import Bar, bars_of, intervals
from navolgbaar.fieldtests.draws import opened, without_messages
from navolgbaar.fieldtests.refusals import NotPossibleNow
from navolgbaar.fieldtests.released import Line, Released, released_of
from navolgbaar.fieldtests.science import as_json, protocol_of
from navolgbaar.fieldtests.states import WaveState
from navolgbaar.fieldtests.views import wave_for

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def protocol(request: HttpRequest, public_id: str) -> HttpResponse:
    """The protocol as the portable file of narekenen. While messages are still sent by it: without these, and without
    the names under them, as whoever gets one could look it up here."""
    found = wave_for(request, public_id)
    whole = granted("fieldtests.read_messages", request.user, found.protocol)
    data = as_json(protocol_of(found.protocol.body)) if whole else without_messages(found.protocol)
    return _file(data, f"{found.protocol.public_id}.json", "application/json")


@require_safe
def draw(request: HttpRequest, public_id: str) -> HttpResponse:
    """The opened draw; before the codes are settled it does not exist."""
    found = wave_for(request, public_id)
    try:
        return _file(opened(found), f"{found.public_id}-draw.json", "application/json")
    except NotPossibleNow:
        raise Http404 from None


@require_safe
def chain(request: HttpRequest, public_id: str) -> HttpResponse:
    """The chain of evidence, once it is closed."""
    found = wave_for(request, public_id)
    if found.state != WaveState.CODED:
        raise Http404
    return _file(chain_file(found), f"{found.public_id}-evidence.jsonl", "application/jsonl")


@require_safe
def annex(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was released, as an annex in Word."""
    found = wave_for(request, public_id)
    language = get_language() or "nl"
    released = released_of(found, language)
    if not released:
        raise Http404
    return _file(annex_of(found, released, language), f"{found.public_id}.docx", WORD)


@require_safe
def chart(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """One chart: "profielen", "gesprekken", or the place of a block in the protocol."""
    found = wave_for(request, public_id)
    released = released_of(found, get_language() or "nl")
    bars, axis, is_difference = _drawn(released, name)
    if not bars:
        raise Http404
    return HttpResponse(intervals(bars, axis, zero=is_difference), content_type="image/svg+xml")


def _drawn(released: Released, name: str) -> tuple[tuple[Bar, ...], str, bool]:
    if name == "gesprekken":
        rows = [(str(version.figure.quantity), version) for version in (*released.answers, *released.strategies)]
        return bars_of(rows), gettext("per cent of the calls"), False
    lines = released.profiles if name == "profielen" else _block(released, name)
    return bars_of([(line.label, line.version) for line in lines]), gettext("net difference, per cent"), True


def _block(released: Released, name: str) -> list[Line]:
    return next((block.lines for block in released.blocks if block.place == name), [])


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
