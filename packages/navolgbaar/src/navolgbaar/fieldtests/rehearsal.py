"""A made-up wave through the whole room, as its people would do it: for the demonstration and for rehearsals.

Every step is an action of the one whose step it is. The wave says on every page that it is synthetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from navolgbaar.fieldtests.actions import (
    draw_wave,
    end_fieldwork,
    lock_protocol,
    open_wave,
    start_fieldwork,
    write_protocol,
)
from navolgbaar.fieldtests.coding import decide, import_codes, settle
from navolgbaar.fieldtests.fieldwork import add_listings, hand_out, import_replies, import_sendings, note_detection
from navolgbaar.fieldtests.models import Message, Test, Wave
from navolgbaar.fieldtests.queries import disputed
from navolgbaar.fieldtests.science import made_up_agencies, made_up_listings, play, protocol_of
from navolgbaar.fieldtests.states import How, Kind
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme

if TYPE_CHECKING:
    from navolgbaar.fieldtests.science import Played

NAMES = ("Meetronde met verzonnen gegevens", "Wave with made-up data")


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does what. Two coders, because one is no coding."""

    designer: User
    coordinator: User
    tester: User
    coders: tuple[User, User]
    reviewer: User


@dataclass(frozen=True, slots=True)
class Size:
    """How many tests and calls, how many second listings that the lot passes over, and the chance that a listing lies
    in a large city (None: as the generator has it)."""

    tests: int
    calls: int
    passed_over: int = 0
    in_large_cities: float | None = None


def begin(
    programme: Programme, organisation: Organisation, protocol: bytes, crew: Crew, first: date, last: date,
    names: tuple[str, str] = NAMES,
) -> Wave:  # fmt: skip
    """A locked protocol and a wave by it, nothing drawn yet. There is a key of the vault already."""
    written = write_protocol(data=protocol, programme=programme, organisation=organisation, by=crew.designer)
    locked = lock_protocol(protocol=written, by=crew.designer)
    name, name_en = names
    return open_wave(
        protocol=locked, name=name, name_en=name_en, first=first, last=last, is_synthetic=True, by=crew.coordinator
    )


def into_the_field(wave: Wave, crew: Crew, size: Size, seed: str) -> Wave:
    """Listings, the draw, the work handed out, and a start."""
    drawn_from = made_up_listings(seed, size.tests, size.passed_over, size.in_large_cities)
    add_listings(wave=wave, data=drawn_from, name="lijst.csv", by=crew.coordinator)
    if size.calls:
        add_listings(wave=wave, data=made_up_agencies(size.calls), name="gids.csv", kind=Kind.CALL, by=crew.coordinator)
    drawn = draw_wave(wave=wave, seed=seed.ljust(16, "."), by=crew.coordinator)
    hand_out(wave=drawn, testers=[crew.tester], by=crew.coordinator)
    return start_fieldwork(wave=drawn, by=crew.coordinator)


def played(wave: Wave, seed: str) -> Played:
    """What landlords, agencies and coders do in this wave, as tables."""
    profiles = protocol_of(wave.protocol.body).profiles()
    messages = Message.objects.filter(test__wave=wave).select_related("test").defer("test__marks")
    start = timezone.make_aware(datetime.combine(wave.first, time(9)))
    return play(seed, messages.order_by("test__number", "side"), profiles, start)


def through_the_field(wave: Wave, crew: Crew, brought: Played) -> Wave:
    """What was sent and what came back; then the end of the fieldwork."""
    by = crew.coordinator
    import_sendings(wave=wave, data=brought.sendings, name="verzonden.csv", by=by)
    import_replies(wave=wave, data=brought.replies, name="antwoorden.csv", by=by)
    noon = timezone.make_aware(datetime.combine(wave.last, time(12)))
    for test in Test.objects.filter(wave=wave, number__in=brought.detected).order_by("number"):
        note_detection(test=test, how=How.SAID, at=noon, by=crew.tester)
    return end_fieldwork(wave=wave, by=by)


def through_the_coding(wave: Wave, crew: Crew, brought: Played) -> Wave:
    """Two sheets, a decision on every difference, and the end at which contents go."""
    for coder, sheet in zip(crew.coders, brought.sheets, strict=True):
        import_codes(wave=wave, data=sheet, name="codes.csv", by=coder)
    for message in disputed(wave):
        first = min(message.codings.all(), key=lambda coding: coding.pk)
        decide(message=message, codes=first.codes, by=crew.reviewer)
    return settle(wave=wave, by=crew.coordinator)
