"""What is written in the field: listings taken in, work handed out, messages sent, replies and calls, detections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext

from navolgbaar.core import audit
from navolgbaar.core.permission import require
from navolgbaar.fieldtests.chain import append, content_of, new_salt, spelled
from navolgbaar.fieldtests.listings import read_listings
from navolgbaar.fieldtests.masking import mask
from navolgbaar.fieldtests.models import Content, Detection, Message, Test, VaultEntry, Wave
from navolgbaar.fieldtests.queries import light, vault_key
from navolgbaar.fieldtests.refusals import NotPossibleNow, Refused, in_row
from navolgbaar.fieldtests.replies import Brought, read_replies, read_sendings
from navolgbaar.fieldtests.rows import insert_rows, update_rows
from navolgbaar.fieldtests.science import protocol_of
from navolgbaar.fieldtests.states import How, Kind, WaveState
from navolgbaar.fieldtests.steps import during
from navolgbaar.fieldtests.vault import keep_secret, marks_of, pseudonym, seal
from navolgbaar.people.models import User
from navolgbaar.people.rules import has_role
from navolgbaar.people.states import RoleKind

Personas = list[str]


@transaction.atomic
def add_listings(*, wave: Wave, data: bytes, name: str, kind: Kind = Kind.PAIR, by: User) -> int:
    """Take listings (or the agencies to call) in from CSV or XLSX. Who offers them is sealed at once.

    Returns how many. Raises Refused naming every row that cannot be used; then nothing was taken in.
    """
    require("fieldtests.coordinate", by, wave)
    wave = during(wave, WaveState.PREPARED)
    blocks = protocol_of(wave.protocol.body).blocks if kind == Kind.PAIR else ()
    known = set(wave.tests.filter(kind=kind).values_list("reference", flat=True))
    found = read_listings(data, name, blocks, known)
    secret, key = keep_secret(), vault_key(wave.organisation)
    if key is None:
        raise NotPossibleNow(gettext("There is no key yet to seal the names of tested parties to."))
    first = wave.tests.filter(kind=kind).count() + 1
    letter = "T" if kind == Kind.PAIR else "C"
    sealed = set(wave.vault.values_list("party", flat=True))
    tests, vault, marks = [], [], dict[str, list[str]]()
    for number, listing in enumerate(found, start=first):
        party = pseudonym(listing.party, wave.public_id, secret)
        if party not in marks:
            marks[party] = marks_of(f"{listing.party} {listing.contact}", secret)
        if party not in sealed:
            sealed.add(party)
            vault.append(VaultEntry(wave=wave, party=party, sealed=seal(listing.identity(), key.key)))
        tests.append(Test(wave=wave, number=f"{letter}-{number:05}", kind=kind, reference=listing.reference,
                          party=party, marks=marks[party], block=listing.block))  # fmt: skip
    insert_rows(tests)
    insert_rows(vault)
    audit.record("fieldtests.listings_added", by=by, target=wave.public_id, programme=wave.programme_key,
                 kind=kind, listings=len(tests), parties=len(vault))  # fmt: skip
    return len(tests)


@transaction.atomic
def hand_out(*, wave: Wave, testers: Sequence[User], by: User) -> int:
    """Divide the work that nobody has over these testers: every party to one of them, evenly. Returns how many tests.

    A pair stays with one tester, and so do all tests of one party: whoever is recognised by voice or name is not sent
    there twice.
    """
    require("fieldtests.coordinate", by, wave)
    wave = during(wave, WaveState.DRAWN, WaveState.FIELD)
    wrong = [tester for tester in testers if not has_role(tester, RoleKind.TESTER, wave)]
    if not testers or wrong:
        raise NotPossibleNow(gettext("Choose people with the role of tester in this programme."))
    order = sorted(testers, key=lambda tester: tester.public_id)
    mine = dict(wave.tests.exclude(tester=None).values_list("party", "tester"))
    load = dict(wave.tests.exclude(tester=None).values_list("tester").annotate(n=Count("pk")))
    of = {tester.pk: tester for tester in order}
    given = []
    for test in wave.tests.filter(tester=None).order_by("number"):
        if not test.is_drawn:
            continue
        chosen = mine.get(test.party)
        if chosen not in of:
            chosen = min(of, key=lambda pk: load.get(pk, 0))
        mine[test.party], load[chosen] = chosen, load.get(chosen, 0) + 1
        test.tester = of[chosen]
        given.append(test)
    update_rows(given, ["tester"])
    audit.record("fieldtests.work_handed_out", by=by, target=wave.public_id, programme=wave.programme_key,
                 tests=len(given), testers=len(order))  # fmt: skip
    return len(given)


@transaction.atomic
def note_sent(*, message: Message, at: datetime, by: User) -> Message:
    """Say that a message of one's own test was sent."""
    require("fieldtests.do_test", by, message.test)
    wave = during(message.test.wave, WaveState.FIELD)
    locked = Message.objects.select_related("test").get(pk=message.pk)
    if locked.sent_at is not None:
        raise NotPossibleNow(gettext("This message was sent already."))
    locked.sent_at, locked.sent_salt = at, new_salt()
    locked.save(update_fields=["sent_at", "sent_salt"])
    append(wave, [_sent_event(locked)])
    audit.record("fieldtests.message_sent", by=by, target=locked.test.number, programme=wave.programme_key)
    return locked


@transaction.atomic
def note_reply(*, message: Message, text: str, at: datetime, by: User) -> Message:
    """Take one reply (or the report of a call) in from the tester of that test. Names in it are masked at once."""
    require("fieldtests.do_test", by, message.test)
    wave = during(message.test.wave, WaveState.FIELD)
    locked = Message.objects.select_related("test").get(pk=message.pk)
    if problem := _problem(locked, at):
        raise NotPossibleNow(problem)
    _keep(wave, [(locked, Brought(1, locked.unit, at, text, text.encode()))])
    audit.record("fieldtests.reply_noted", by=by, target=locked.test.number, programme=wave.programme_key)
    return locked


@transaction.atomic
def import_sendings(*, wave: Wave, data: bytes, name: str, by: User) -> int:
    """Take the log of an outbox in: key and moment per message. Raises Refused naming every row; or all, or nothing."""
    require("fieldtests.coordinate", by, wave)
    wave = during(wave, WaveState.FIELD)
    rows = read_sendings(data, name)
    messages = _messages(wave, rows)
    problems = [
        in_row(row.row, gettext("this message was sent already."))
        for row in rows if row.unit in messages and messages[row.unit].sent_at is not None
    ]  # fmt: skip
    _refuse(rows, messages, problems)
    for row in rows:
        messages[row.unit].sent_at, messages[row.unit].sent_salt = row.at, new_salt()
    update_rows(list(messages.values()), ["sent_at", "sent_salt"])
    append(wave, (_sent_event(messages[row.unit]) for row in sorted(rows, key=lambda row: row.at)))
    audit.record("fieldtests.sendings_imported", by=by, target=wave.public_id, programme=wave.programme_key,
                 messages=len(rows))  # fmt: skip
    return len(rows)


@transaction.atomic
def import_replies(*, wave: Wave, data: bytes, name: str, by: User) -> int:
    """Take replies in from CSV, XLSX, mbox or EML. Raises Refused naming every bad row; or all, or nothing."""
    require("fieldtests.coordinate", by, wave)
    wave = during(wave, WaveState.FIELD)
    rows = read_replies(data, name)
    messages = _messages(wave, rows)
    problems = [
        in_row(row.row, problem)
        for row in rows if row.unit in messages and (problem := _problem(messages[row.unit], row.at))
    ]  # fmt: skip
    _refuse(rows, messages, problems)
    _keep(wave, [(messages[row.unit], row) for row in sorted(rows, key=lambda row: row.at)])
    audit.record("fieldtests.replies_imported", by=by, target=wave.public_id, programme=wave.programme_key,
                 replies=len(rows))  # fmt: skip
    return len(rows)


@transaction.atomic
def note_detection(*, test: Test, how: How, at: datetime, by: User) -> Detection:
    """Write in the detection log that a test was found out, or that its advertisement was withdrawn."""
    require("fieldtests.do_test", by, test)
    wave = during(test.wave, WaveState.FIELD)
    if Detection.objects.filter(test=test).exists():
        raise NotPossibleNow(gettext("This test stands in the log already."))
    noted = Detection.objects.create(test=test, how=how, salt=new_salt(), at=at)
    append(wave, [(at, "detected", test.number, content_of(test=test.number, how=str(how)), noted.salt)])
    audit.record("fieldtests.detection_noted", by=by, target=test.number, programme=test.programme_key, how=how)
    return noted


def _messages(wave: Wave, rows: Sequence[Any]) -> dict[str, Message]:
    wanted = Message.objects.filter(test__wave=wave, unit__in=[row.unit for row in rows])
    return {message.unit: message for message in light(wanted)}


def _problem(message: Message, at: datetime) -> str:
    if message.sent_at is None:
        return gettext("its message was not sent yet.")
    if at < message.sent_at:
        return gettext("a reply before its message.")
    return gettext("a reply to it was taken in before.") if message.replied_at is not None else ""


def _refuse(rows: Sequence[Any], messages: dict[str, Message], problems: list[str]) -> None:
    problems += [in_row(row.row, gettext("its key is of no message in this wave.")) for row in rows
                 if row.unit not in messages]  # fmt: skip
    seen: dict[str, int] = {}
    for row in rows:
        if row.unit in seen:
            problems.append(in_row(row.row, gettext("the same message as row %(row)s.") % {"row": seen[row.unit]}))
        seen.setdefault(row.unit, row.row)
    if problems:
        raise Refused(gettext("Nothing was taken in. These rows cannot be used:"), problems)


def _keep(wave: Wave, replies: list[tuple[Message, Brought]]) -> None:
    """Mask, keep and seal replies. What is sealed is the reply as it came; what is kept is without names."""
    secret = keep_secret()
    marks = {mark for row in wave.tests.values_list("marks", flat=True) for mark in row}
    personas = [persona.signs for persona in protocol_of(wave.protocol.body).personas]
    contents = []
    for message, brought in replies:
        message.replied_at = brought.at
        text = mask(brought.text, marks, secret, personas=personas)
        contents.append(Content(message=message, text=text, salt=new_salt()))
    update_rows([message for message, _ in replies], ["replied_at"])
    insert_rows(contents)
    append(wave, [
        (brought.at, "reply" if message.test.kind == Kind.PAIR else "call", message.test.number, brought.raw, kept.salt)
        for (message, brought), kept in zip(replies, contents, strict=True)
    ])  # fmt: skip


def _sent_event(message: Message) -> tuple[datetime, str, str, bytes, str]:
    at = message.sent_at
    if at is None:
        raise ValueError("A message that was not sent is no event.")
    said = content_of(test=message.test.number, side=message.side, template=message.test.template, at=spelled(at))
    return (at, "sent", message.test.number, said, message.sent_salt)
