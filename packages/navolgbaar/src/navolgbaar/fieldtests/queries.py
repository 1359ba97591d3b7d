"""Reading the room: what may this person see, how far is a wave, what is the work of this person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from navolgbaar.core import clock
from navolgbaar.core.permission import granted
from navolgbaar.fieldtests.models import Coding, Content, Decision, Message, Protocol, Test, VaultKey, Wave
from navolgbaar.fieldtests.science import Protocol as ReadProtocol
from navolgbaar.fieldtests.science import protocol_of
from navolgbaar.fieldtests.states import Kind, WaveState
from navolgbaar.people.models import Organisation
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.queries import organisations_in, subjects_for

CODERS = 2  # codings that every reply gets


def vault_key(organisation: Organisation) -> VaultKey | None:
    """The key to which an organisation seals who was tested; None while nobody set one."""
    found: VaultKey | None = VaultKey.objects.filter(organisation=organisation).order_by("-pk").first()
    return found


def public_waves(user: Any) -> QuerySet[Wave]:
    """The waves whose page this user may see: those with a published commitment, for everybody."""
    waves = Wave.objects.filter(subject__in=subjects_for(user)).exclude(state=WaveState.PREPARED)
    return waves.select_related("protocol__programme__subject", "protocol__organisation", "subject").order_by("-first")


def wave_before(wave: Wave) -> Wave | None:
    """The last wave of this programme and organisation that began earlier and was coded; made-up waves among
    themselves."""
    same = {
        "protocol__programme": wave.protocol.programme_id, "protocol__organisation": wave.protocol.organisation_id,
        "is_synthetic": wave.is_synthetic, "state": WaveState.CODED, "first__lt": wave.first,
    }  # fmt: skip
    found: Wave | None = Wave.objects.filter(**same).select_related("protocol", "subject").order_by("-first").first()
    return found


def waves_at(user: Any, programme: Programme) -> list[Wave]:
    """The waves of a programme in which this user works."""
    waves = Wave.objects.filter(protocol__programme=programme).select_related("protocol__organisation", "subject")
    return [wave for wave in waves.order_by("-first", "-pk") if granted("fieldtests.see_wave", user, wave)]


def is_open_at(user: Any, programme: Programme) -> bool:
    """Whether the room in a programme has anything for this user: something to see, or a protocol to bring."""
    may_begin = organisations_in(user, programme, RoleKind.DESIGNER) | organisations_in(
        user, programme, RoleKind.COORDINATOR
    )
    return may_begin.exists() or bool(waves_at(user, programme) or protocols_at(user, programme))


def protocols_at(user: Any, programme: Programme) -> list[Protocol]:
    """The protocols of a programme that this user designs or works by."""
    protocols = Protocol.objects.filter(programme=programme).select_related("organisation").order_by("-pk")
    return [protocol for protocol in protocols if granted("fieldtests.see_wave", user, protocol)]


def listings_of(wave: Wave) -> list[tuple[str, str, str]]:
    """(number, block, party) of every listing that is drawn from, by number."""
    blocks = protocol_of(wave.protocol.body).blocks
    rows = Test.objects.filter(wave=wave, kind=Kind.PAIR).order_by("number").values_list("number", "block", "party")
    return [(number, " / ".join(block[name] for name in blocks), party) for number, block, party in rows]


def factors_of(protocol: ReadProtocol) -> dict[str, Sequence[str]]:
    """What is drawn."""
    return {
        "profile": protocol.profiles(),
        "order": ("control first", "test first"),
        "template": [template.key for template in protocol.templates],
    }


def work_of(user: Any, wave: Wave) -> QuerySet[Test]:
    """The tests of this tester in a wave that are not done yet, in order of their number."""
    unsent = Message.objects.filter(test=OuterRef("pk"), sent_at=None)
    own = Test.objects.filter(wave=wave, tester=user, detection=None)
    return own.filter(Exists(unsent)).prefetch_related("messages").order_by("number")


def light(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Messages with their tests, without what is read from JSON for each of them and wanted by few."""
    return messages.select_related("test").defer("test__marks", "test__block")


def units_to_code(wave: Wave) -> QuerySet[Message]:
    """The replies and calls of a wave."""
    return Message.objects.filter(test__wave=wave, content__isnull=False)


def next_to_code(user: Any, wave: Wave) -> Message | None:
    """The next unit for this coder: not coded by this person, not of an own pair, coded by fewer than two; in the
    order of the random keys, so that the place says nothing."""
    return waiting_for(user, wave).first()


def waiting_for(user: Any, wave: Wave) -> QuerySet[Message]:
    """What this coder may still code."""
    mine = Coding.objects.filter(message=OuterRef("pk"), coder=user)
    waiting = units_to_code(wave).annotate(given=Count("codings")).filter(~Exists(mine), given__lt=CODERS)
    return waiting.exclude(test__tester=user).select_related("content", "test__wave").order_by("unit")


def disputed(wave: Wave) -> QuerySet[Message]:
    """Units on which two coders differ and nobody decided, by key."""
    said = Count(Cast("codings__codes", TextField()), distinct=True)
    undecided = units_to_code(wave).filter(decision=None).annotate(given=Count("codings"), answers=said)
    rows = undecided.filter(given__gte=CODERS, answers__gt=1)
    return rows.prefetch_related("codings").select_related("content", "test__wave__protocol").order_by("unit")


def next_to_review(user: Any, wave: Wave) -> Message | None:
    """The next disputed unit that this reviewer neither coded nor sent."""
    return next((message for message in disputed(wave) if granted("fieldtests.review", user, message)), None)


def uncoded(wave: Wave) -> QuerySet[Message]:
    """Units that fewer than two coders coded."""
    return units_to_code(wave).annotate(given=Count("codings")).filter(given__lt=CODERS)


def coded_by(wave: Wave, user: Any) -> QuerySet[Coding]:
    """What this coder did."""
    return Coding.objects.filter(message__test__wave=wave, coder=user)


def decided_in(wave: Wave) -> QuerySet[Decision]:
    """What a reviewer decided."""
    return Decision.objects.filter(message__test__wave=wave)


def contents_of(wave: Wave) -> QuerySet[Content]:
    """Contents of a wave that were not destroyed yet."""
    return Content.objects.filter(message__test__wave=wave, destroyed_at=None)


def past_contents() -> QuerySet[Content]:
    """Contents that nobody coded within a year."""
    return Content.objects.filter(destroyed_at=None, came_at__lt=clock.now() - timedelta(days=365))


def past_workers(model: type[Model], wave: str) -> QuerySet[Any]:
    """Rows that name a worker, of waves that were settled two years ago. wave: the way from the row to its wave."""
    long_ago = clock.now() - timedelta(days=730)
    rows: QuerySet[Any] = model._default_manager.filter(**{f"{wave}__coded_at__lt": long_ago})
    return rows


def tests_in(wave: Wave, stand: str) -> QuerySet[Test]:
    """The tests of a wave by where they stand: all, drawn, passed_over, unsent, sent, replied, detected, calls."""
    sent = Message.objects.filter(test=OuterRef("pk"), sent_at__isnull=False)
    unsent = Message.objects.filter(test=OuterRef("pk"), sent_at=None)
    replied = Message.objects.filter(test=OuterRef("pk"), replied_at__isnull=False)
    pairs = Test.objects.filter(wave=wave).order_by("number")
    drawn = Q(kind=Kind.PAIR) & ~Q(profile="")
    chosen = {
        "listed": pairs.filter(kind=Kind.PAIR),
        "passed_over": pairs.filter(kind=Kind.PAIR, profile=""),
        "drawn": pairs.filter(drawn),
        "unsent": pairs.filter(Exists(unsent)),
        "sent": pairs.filter(Exists(sent), ~Exists(unsent)),
        "replied": pairs.filter(Exists(replied)),
        "detected": pairs.filter(detection__isnull=False),
        "lost": pairs.exclude(lost=""),
        "calls": pairs.filter(kind=Kind.CALL),
    }
    return chosen.get(stand, pairs)
