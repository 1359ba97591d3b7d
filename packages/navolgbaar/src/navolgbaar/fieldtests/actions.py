"""What is written about protocols and waves: designing, locking, drawing, the steps of a wave, the vault's key."""

from __future__ import annotations

import json
import secrets
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language, gettext

from navolgbaar.core import audit, clock
from navolgbaar.core.ids import next_id
from navolgbaar.core.permission import require
from navolgbaar.fieldtests.models import Message, Protocol, VaultEntry, VaultKey, Wave
from navolgbaar.fieldtests.queries import factors_of, listings_of, vault_key
from navolgbaar.fieldtests.refusals import NotPossibleNow, Refused
from navolgbaar.fieldtests.rows import insert_rows, update_rows
from navolgbaar.fieldtests.science import (
    UnusableInput,
    as_json,
    digest,
    draw,
    missing_for_lock,
    protocol_of,
    read_protocol,
)
from navolgbaar.fieldtests.states import OWED, Kind, ProtocolState, WaveState
from navolgbaar.fieldtests.steps import new_unit, sides_of, step
from navolgbaar.fieldtests.vault import is_public_key
from navolgbaar.people.models import Organisation, Role, User
from navolgbaar.programmes.models import Programme, Subject
from navolgbaar.programmes.states import SubjectKind


@transaction.atomic
def set_vault_key(*, organisation: Organisation, key: str, by: User) -> VaultKey:
    """Seal the identities of tested parties to this public key from now on. Raises Refused for what is no key.

    The key is for every programme of the organisation: who manages one of them does not set it.
    """
    require("fieldtests.set_vault_key", by, Role(organisation=organisation))
    if not is_public_key(key):
        raise Refused(gettext("This is no public key. `navolgbaar vault key` makes a pair."))
    made: VaultKey = VaultKey.objects.create(organisation=organisation, key=key)
    audit.record("fieldtests.vault_key_set", by=by, target=organisation.key)
    return made


@transaction.atomic
def write_protocol(
    *, data: bytes, programme: Programme, organisation: Organisation, instead: Protocol | None = None, by: User
) -> Protocol:
    """Take a protocol in as a draft, or in the place of a draft. Raises Refused naming everything that is wrong."""
    protocol = instead or Protocol(programme=programme, organisation=organisation)
    require("fieldtests.design", by, protocol)
    if instead is not None:
        protocol = Protocol.objects.select_for_update().get(pk=instead.pk)
    if protocol.state == ProtocolState.LOCKED:
        raise NotPossibleNow(gettext("A locked protocol does not change. Write the next one."))
    try:
        read = read_protocol(data)
    except UnusableInput as problem:
        what, *problems = problem.lines(get_language() or "nl")
        raise Refused(what, problems) from None
    protocol.title, protocol.body = read.title, json.loads(as_json(read))
    protocol.public_id = protocol.public_id or next_id("NB-V")
    protocol.save()
    audit.record("fieldtests.protocol_written", by=by, target=protocol.public_id, programme=programme.key)
    return protocol


@transaction.atomic
def lock_protocol(*, protocol: Protocol, by: User) -> Protocol:
    """Lock a protocol for good. Raises Refused naming everything that lacks, at once."""
    require("fieldtests.design", by, protocol)
    locked = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if locked.state == ProtocolState.LOCKED:
        raise NotPossibleNow(gettext("This protocol is locked already."))
    read = protocol_of(locked.body)
    if missing := missing_for_lock(read):
        raise Refused(gettext("This protocol cannot be locked yet. It lacks:"), [OWED[name] for name in missing])
    locked.state, locked.digest, locked.locked_at = ProtocolState.LOCKED, digest(read), clock.now()
    locked.save(update_fields=["state", "digest", "locked_at"])
    audit.record("fieldtests.protocol_locked", by=by, target=locked.public_id, programme=locked.programme_key)
    return locked


@transaction.atomic
def open_wave(
    *, protocol: Protocol, name: str, name_en: str, first: date, last: date, is_synthetic: bool = False, by: User
) -> Wave:
    """A wave by a locked protocol, with a subject of its own that is not public yet."""
    require("fieldtests.coordinate", by, protocol)
    if protocol.state != ProtocolState.LOCKED:
        raise NotPossibleNow(gettext("A wave is done by a locked protocol."))
    if vault_key(protocol.organisation) is None:
        raise NotPossibleNow(gettext("There is no key yet to seal the names of tested parties to."))
    subject = Subject.objects.create(
        public_id=next_id("NB-S"), kind=SubjectKind.TEST, name=name, name_en=name_en,
        organisation=protocol.organisation, programme_key=protocol.programme.key,
    )  # fmt: skip
    wave = Wave.objects.create(
        public_id=next_id("NB-M"), protocol=protocol, subject=subject, first=first, last=last,
        is_synthetic=is_synthetic,
    )  # fmt: skip
    audit.record("fieldtests.wave_opened", by=by, target=wave.public_id, programme=wave.programme_key)
    return wave


@transaction.atomic
def draw_wave(*, wave: Wave, seed: str = "", by: User) -> Wave:
    """Draw profile, order and template for every listing, and publish the commitment: the page of the wave opens.

    seed   left out: 32 random bytes. It stays closed until the codes are settled
    """
    require("fieldtests.coordinate", by, wave)
    locked = step(wave, WaveState.DRAWN)
    listings = listings_of(locked)
    if not listings:
        raise NotPossibleNow(gettext("There is nothing to draw from: bring the listings first."))
    protocol = protocol_of(locked.protocol.body)
    locked.seed = seed or secrets.token_hex(32)
    locked.commitment, drawn = draw(listings, factors_of(protocol), protocol.most_per_party, locked.seed)
    locked.committed_at = clock.now()
    locked.save()
    tests = list(locked.tests.filter(kind=Kind.PAIR))
    for test in tests:
        condition = drawn[test.number]
        test.profile, test.template = condition.get("profile", ""), condition.get("template", "")
        test.control_first = condition["order"] == "control first" if condition else None
    update_rows(tests, ["profile", "template", "control_first"])
    insert_rows([
        Message(test=test, side=side, unit=new_unit()) for test in [*tests, *locked.tests.filter(kind=Kind.CALL)]
        for side in sides_of(test) if test.kind == Kind.CALL or drawn[test.number]
    ])  # fmt: skip
    locked.subject.is_public = True
    locked.subject.save(update_fields=["is_public"])
    audit.record(
        "fieldtests.wave_drawn", by=by, target=locked.public_id, programme=locked.programme_key,
        commitment=locked.commitment, listings=len(listings),
    )  # fmt: skip
    return locked


@transaction.atomic
def start_fieldwork(*, wave: Wave, by: User) -> Wave:
    """Begin: from now on messages are sent. Only after the commitment was published."""
    require("fieldtests.coordinate", by, wave)
    locked = step(wave, WaveState.FIELD)
    if not locked.tests.filter(tester__isnull=False).exists():
        raise NotPossibleNow(gettext("No work was handed out yet."))
    locked.save(update_fields=["state"])
    audit.record("fieldtests.fieldwork_started", by=by, target=locked.public_id, programme=locked.programme_key)
    return locked


@transaction.atomic
def end_fieldwork(*, wave: Wave, by: User) -> Wave:
    """End: nothing is sent or taken in any more; coding begins."""
    require("fieldtests.coordinate", by, wave)
    locked = step(wave, WaveState.CODING)
    locked.save(update_fields=["state"])
    audit.record("fieldtests.fieldwork_ended", by=by, target=locked.public_id, programme=locked.programme_key)
    return locked


@transaction.atomic
def forget_identities(*, wave: Wave, by: audit.System) -> int:
    """Remove who was tested in a wave, for good: after the debrief and the term for complaints. Returns how many."""
    if not isinstance(by, audit.System):
        raise PermissionDenied("Only the keeper of the vault removes who was tested.")
    parties = int(VaultEntry.objects.filter(wave=wave).values("party").count())
    VaultEntry.objects.filter(wave=wave).delete()
    audit.record("fieldtests.identities_removed", by=by, target=wave.public_id, programme=wave.programme_key,
                 parties=parties)  # fmt: skip
    return parties
