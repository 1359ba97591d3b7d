"""What is written about codes: two coders, a reviewer where they differ, and the end at which contents go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import get_language, gettext

from navolgbaar.core import audit, clock
from navolgbaar.core.permission import require
from navolgbaar.fieldtests.chain import append, chain_file, content_of, new_salt
from navolgbaar.fieldtests.models import Coding, Decision, Message, Wave
from navolgbaar.fieldtests.queries import CODERS, contents_of, disputed, light, uncoded
from navolgbaar.fieldtests.refusals import NotPossibleNow, Refused, in_row
from navolgbaar.fieldtests.rows import insert_rows, update_rows
from navolgbaar.fieldtests.science import Protocol, UnusableInput, head_of, protocol_of, table_rows
from navolgbaar.fieldtests.states import Kind, WaveState
from navolgbaar.fieldtests.steps import during, step
from navolgbaar.fieldtests.validation import judge
from navolgbaar.people.models import User


@transaction.atomic
def code(*, message: Message, codes: Iterable[str], by: User) -> Coding:
    """Code a reply or call. Raises Refused for codes outside the book, NotPossibleNow where it cannot be."""
    require("fieldtests.code", by, message)
    wave = message.test.wave
    chosen = sorted(set(codes))
    if problem := wrong_codes(protocol_of(wave.protocol.body), Kind(message.test.kind), chosen):
        raise Refused(problem)
    _record(wave, [(message, chosen)], by)
    audit.record("fieldtests.coded", by=by, target=message.unit, programme=wave.programme_key)
    coded: Coding = Coding.objects.get(message=message, coder=by)
    return coded


@transaction.atomic
def import_codes(*, wave: Wave, data: bytes, name: str, by: User) -> int:
    """Take the sheet of one coder in: key and codes (between semicolons) per row. Raises Refused naming every row."""
    require("fieldtests.code_in", by, wave)
    try:
        rows = table_rows(data, name)
    except UnusableInput as refusal:
        raise Refused(refusal.in_language(get_language() or "nl")) from None
    if not rows or not {"key", "codes"} <= set(rows[0]):
        raise Refused(gettext("Columns are missing: %(columns)s.") % {"columns": "key, codes"})
    protocol = protocol_of(wave.protocol.body)
    wanted = Message.objects.filter(test__wave=wave, unit__in=[row["key"] for row in rows], content__isnull=False)
    messages = {message.unit: message for message in light(wanted)}
    problems, given, seen = [], [], dict[str, int]()
    for line, row in enumerate(rows, start=2):
        message = messages.get(row["key"])
        chosen = sorted({part.strip() for part in row["codes"].split(";") if part.strip()})
        if message is None:
            problems.append(in_row(line, gettext("its key is of no reply in this wave.")))
        elif row["key"] in seen:
            problems.append(in_row(line, gettext("the same reply as row %(row)s.") % {"row": seen[row["key"]]}))
        elif message.test.tester_id == by.pk:
            problems.append(in_row(line, gettext("of a pair that you sent yourself.")))
        elif problem := wrong_codes(protocol, Kind(message.test.kind), chosen):
            problems.append(in_row(line, problem))
        else:
            given.append((message, chosen))
        seen.setdefault(row["key"], line)
    if problems:
        raise Refused(gettext("Nothing was taken in. These rows cannot be used:"), problems)
    _record(wave, given, by)
    audit.record("fieldtests.codes_imported", by=by, target=wave.public_id, programme=wave.programme_key,
                 codings=len(given))  # fmt: skip
    return len(given)


@transaction.atomic
def decide(*, message: Message, codes: Iterable[str], by: User) -> Decision:
    """Decide what holds where two coders differ. Not by one of them."""
    require("fieldtests.review", by, message)
    wave = during(message.test.wave, WaveState.CODING)
    if not disputed(wave).filter(pk=message.pk).exists():
        raise NotPossibleNow(gettext("There is nothing to decide on here."))
    chosen = sorted(set(codes))
    if problem := wrong_codes(protocol_of(wave.protocol.body), Kind(message.test.kind), chosen):
        raise Refused(problem)
    decision = Decision.objects.create(message=message, reviewer=by, codes=chosen, salt=new_salt())
    said = content_of(unit=message.unit, codes=chosen)
    append(wave, [(clock.now(), "decided", message.test.number, said, decision.salt)])
    audit.record("fieldtests.decided", by=by, target=message.unit, programme=wave.programme_key)
    return decision


@transaction.atomic
def settle(*, wave: Wave, by: User) -> Wave:
    """End the coding: outcomes are settled, pairs judged by the rules of the protocol, contents and references
    destroyed, the chain sealed. The draw can be opened from here on."""
    require("fieldtests.coordinate", by, wave)
    locked = step(wave, WaveState.CODED)
    if uncoded(locked).exists() or disputed(locked).exists():
        raise NotPossibleNow(gettext("Not every reply has two codings and one outcome yet."))
    messages = list(
        Message.objects.filter(test__wave=locked, content__isnull=False).prefetch_related("codings")
        .select_related("decision")
    )  # fmt: skip
    for message in messages:
        decided = getattr(message, "decision", None)
        message.settled = decided.codes if decided else message.codings.all()[0].codes
    update_rows(messages, ["settled"])
    tests = judge(locked)
    update_rows(tests, ["lost"])
    destroyed = contents_of(locked).update(text="", salt="", destroyed_at=clock.now())
    locked.tests.update(reference="", marks=[])
    append(locked, [(clock.now(), "destroyed", locked.public_id, content_of(contents=destroyed), new_salt())])
    locked.head, locked.coded_at = head_of(chain_file(locked)), clock.now()
    locked.save()
    audit.record("fieldtests.settled", by=by, target=locked.public_id, programme=locked.programme_key,
                 destroyed=destroyed, head=locked.head)  # fmt: skip
    return locked


def wrong_codes(protocol: Protocol, kind: Kind, codes: Sequence[str]) -> str:
    """What is wrong with these codes by the book, "" where nothing is. One answer, and any strategies beside it."""
    answers = {code.key for code in protocol.codes_of("reply" if kind == Kind.PAIR else "call")}
    strategies = {code.key for code in protocol.codes_of("strategy")} if kind == Kind.CALL else set()
    if outside := [code for code in codes if code not in answers | strategies]:
        return gettext("outside the code book: %(codes)s.") % {"codes": ", ".join(code[:40] for code in outside)}
    if len(answers & set(codes)) != 1:
        return gettext("exactly one answer is needed.")
    return ""


def _record(wave: Wave, given: Sequence[tuple[Message, list[str]]], by: User) -> None:
    wave = during(wave, WaveState.CODING)
    counts: dict[int, int] = {}
    for pk, coder in Coding.objects.filter(message__in=[m.pk for m, _ in given]).values_list("message", "coder"):
        counts[pk] = counts.get(pk, 0) + (CODERS if coder == by.pk else 1)
    if any(count >= CODERS for count in counts.values()):
        raise NotPossibleNow(gettext("Some of these were coded by you, or by two others, in the meantime."))
    made = [Coding(message=message, coder=by, codes=codes, salt=new_salt()) for message, codes in given]
    insert_rows(made)
    append(wave, (
        (clock.now(), "coded", one.message.test.number, content_of(unit=one.message.unit, codes=one.codes), one.salt)
        for one in made
    ))  # fmt: skip
