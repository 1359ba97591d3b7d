"""A wave from the protocol to the ledger, by the people whose steps these are."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from field_world import FIRST, LAST, PROTOCOL

from narekenen.fieldtests import assignment, evidence
from narekenen.fieldtests.protocolmodel import CONDUCT
from narekenen.fieldtests.validity import REASONS
from navolgbaar.core.audit import System
from navolgbaar.core.models import AuditEvent
from navolgbaar.fieldtests.actions import (
    draw_wave,
    end_fieldwork,
    lock_protocol,
    open_wave,
    set_vault_key,
    start_fieldwork,
    write_protocol,
)
from navolgbaar.fieldtests.chain import chain_file, content_of, spelled
from navolgbaar.fieldtests.draws import opened
from navolgbaar.fieldtests.fieldwork import add_listings, hand_out
from navolgbaar.fieldtests.models import Content, Evidence, Message, Protocol, Test, VaultKey, Wave
from navolgbaar.fieldtests.refusals import NotPossibleNow, Refused
from navolgbaar.fieldtests.results import record_results
from navolgbaar.fieldtests.states import OWED, Kind, Lost, ProtocolState, WaveState
from navolgbaar.fieldtests.validation import flow_of, pairs_of
from navolgbaar.fieldtests.vault import new_key_pair
from navolgbaar.people.actions import create_user, give_role
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.actions import add_programme

pytestmark = pytest.mark.db
BARE = json.dumps({**json.loads(PROTOCOL), "conduct": {}, "families": []}).encode()


def test_the_reasons_and_what_is_owed_are_those_of_narekenen():
    assert tuple(Lost.values) == REASONS
    assert set(CONDUCT) < set(OWED)


def test_a_protocol_is_locked_only_when_it_owes_nothing_and_all_that_lacks_is_named_at_once(field, world):
    draft = write_protocol(data=BARE, programme=world.programme, organisation=world.ministry, by=field.crew.designer)
    with pytest.raises(Refused) as caught:
        lock_protocol(protocol=draft, by=field.crew.designer)
    assert len(caught.value.problems) == len(CONDUCT) + 1
    again = write_protocol(
        data=PROTOCOL, programme=world.programme, organisation=world.ministry, instead=draft, by=field.crew.designer
    )
    assert again.pk == draft.pk
    locked = lock_protocol(protocol=again, by=field.crew.designer)
    assert (locked.state, locked.digest[:7]) == (ProtocolState.LOCKED, "sha256:")
    for change in (
        lambda: lock_protocol(protocol=locked, by=field.crew.designer),
        lambda: write_protocol(
            data=BARE, programme=world.programme, organisation=world.ministry, instead=locked, by=field.crew.designer
        ),
    ):
        with pytest.raises(NotPossibleNow):
            change()


def test_a_protocol_that_cannot_be_used_changes_nothing(field, world):
    with pytest.raises(Refused, match="geen JSON-bestand"):
        write_protocol(data=b"{", programme=world.programme, organisation=world.ministry, by=field.crew.designer)
    assert not Protocol.objects.exists()


def test_only_the_one_whose_step_it_is_takes_it(field, world):
    crew = field.crew
    wave = field.begin()
    for user in (crew.designer, crew.tester, crew.coders[0], crew.reviewer, world.editor, world.outsider):
        for step in (
            lambda user=user: open_wave(protocol=wave.protocol, name="x", name_en="x", first=FIRST, last=LAST, by=user),
            lambda user=user: add_listings(wave=wave, data=b"", name="x.csv", by=user),
            lambda user=user: draw_wave(wave=wave, by=user),
            lambda user=user: hand_out(wave=wave, testers=[crew.tester], by=user),
            lambda user=user: start_fieldwork(wave=wave, by=user),
        ):
            with pytest.raises(PermissionDenied):
                step()
    with pytest.raises(PermissionDenied):
        write_protocol(data=PROTOCOL, programme=world.programme, organisation=world.ministry, by=crew.coordinator)


def test_steps_are_taken_in_their_order(field):
    wave, by = field.begin(), field.crew.coordinator
    for step in (
        lambda: draw_wave(wave=wave, by=by),
        lambda: start_fieldwork(wave=wave, by=by),
        lambda: end_fieldwork(wave=wave, by=by),
        lambda: hand_out(wave=wave, testers=[field.crew.tester], by=by),
        lambda: record_results(wave=wave, by=field.world.editor),
    ):
        with pytest.raises(NotPossibleNow):
            step()
    wave.refresh_from_db()
    assert wave.state == WaveState.PREPARED
    assert not wave.subject.is_public


def test_the_key_of_the_vault_is_set_by_who_manages_every_programme(field, world):
    def manager(name, programme):
        user = create_user(email=f"{name}@example.org", password="a long enough one", by=System())
        give_role(
            user=user, organisation=world.ministry, kind=RoleKind.MANAGER, programme=programme, by=world.administrator
        )
        return user

    one, every = manager("one", world.programme.key), manager("every", "")
    public, _ = new_key_pair()
    for user in (one, field.crew.coordinator, world.editor, world.outsider):
        with pytest.raises(PermissionDenied):
            set_vault_key(organisation=world.ministry, key=public, by=user)
    with pytest.raises(PermissionDenied):
        set_vault_key(organisation=world.inspectorate, key=public, by=every)
    set_vault_key(organisation=world.ministry, key=public, by=every)
    assert VaultKey.objects.order_by("pk").last().key == public


def test_a_role_in_one_programme_does_nothing_in_another(field, world):
    other = add_programme(
        key="anders", name="Anders", organisation=world.ministry, starts_on=FIRST, by=world.administrator
    )
    with pytest.raises(PermissionDenied):
        write_protocol(data=PROTOCOL, programme=other, organisation=world.ministry, by=field.crew.designer)
    wave = field.begin()
    wave.protocol.programme = other
    wave.protocol.save()
    for step in (
        lambda: add_listings(wave=wave, data=b"", name="x.csv", by=field.crew.coordinator),
        lambda: draw_wave(wave=wave, by=field.crew.coordinator),
        lambda: open_wave(
            protocol=wave.protocol, name="x", name_en="x", first=FIRST, last=LAST, by=field.crew.coordinator
        ),
    ):
        with pytest.raises(PermissionDenied):
            step()


def test_a_wave_needs_a_locked_protocol_and_a_key_of_the_vault(field, world):
    draft = write_protocol(data=BARE, programme=world.programme, organisation=world.ministry, by=field.crew.designer)
    with pytest.raises(NotPossibleNow):
        open_wave(protocol=draft, name="x", name_en="x", first=FIRST, last=LAST, by=field.crew.coordinator)


@pytest.mark.parametrize("stand", ["in the field"])
def test_the_draw_is_promised_before_the_fieldwork_and_drawn_again_by_an_outsider_after_it(wave):
    assert wave.subject.is_public
    assert wave.commitment.startswith("sha256:")
    assert wave.tests.filter(profile="", kind=Kind.PAIR).count() == 2
    with pytest.raises(NotPossibleNow):
        opened(wave)
    wave.state = WaveState.CODED
    said = json.loads(opened(wave))
    assert assignment.verify(said, commitment=wave.commitment) == ()
    row = said["assigned"][3]
    row["profile"] = "poolse-man" if row["profile"] != "poolse-man" else "homostel"
    (fault,) = assignment.verify(said, commitment=wave.commitment)
    assert row["id"] in fault


def test_all_tests_of_one_party_go_to_one_tester_and_the_work_is_even(field):
    wave = field.begin()
    rows = [f"a {i},Aanbieder {'abcdefghij'[i % 10]},G4,lid" for i in range(30)]
    data = "\n".join(["advertentie,aanbieder,regio,lidmaatschap", *rows]).encode()
    body = wave.protocol.body
    body["most_per_party"] = 0
    wave.protocol.save()
    add_listings(wave=wave, data=data, name="x.csv", by=field.crew.coordinator)
    wave = draw_wave(wave=wave, by=field.crew.coordinator)
    assert hand_out(wave=wave, testers=[field.crew.tester, field.other_tester], by=field.crew.coordinator) == 30
    testers = {}
    for test in wave.tests.all():
        testers.setdefault(test.party, set()).add(test.tester_id)
    assert len(testers) == 10
    assert all(len(found) == 1 for found in testers.values())
    assert wave.tests.filter(tester=field.crew.tester).count() == 15
    with pytest.raises(NotPossibleNow):
        hand_out(wave=wave, testers=[field.crew.coordinator], by=field.crew.coordinator)


@pytest.mark.parametrize("stand", ["coded"])
def test_after_coding_contents_and_references_are_gone_and_the_chain_verifies(wave):
    assert Content.objects.count() == Content.objects.filter(text="", salt="", destroyed_at__isnull=False).count() > 0
    assert not wave.tests.exclude(reference="").exists()
    assert not wave.tests.exclude(marks=[]).exists()
    chain = chain_file(wave)
    assert evidence.verify(chain, expect=wave.head) == ()
    kinds = set(Evidence.objects.filter(wave=wave).values_list("kind", flat=True))
    assert {"sent", "reply", "call", "coded", "destroyed"} <= kinds
    altered = chain.replace(b'"n":7,', b'"n":8,', 1)
    assert evidence.verify(altered, expect=wave.head)[0].line == 8
    sent = Message.objects.filter(test__wave=wave, sent_at__isnull=False).select_related("test").first()
    said = content_of(test=sent.test.number, side=sent.side, template=sent.test.template, at=spelled(sent.sent_at))
    event = evidence.Entry(spelled(sent.sent_at), "sent", sent.test.number, said, bytes.fromhex(sent.sent_salt))
    row = Evidence.objects.get(wave=wave, content=evidence.sealed(event))
    assert evidence.verify_event(chain, row.number, event)


@pytest.mark.parametrize("stand", ["coded"])
def test_the_draw_and_the_chain_together_tell_no_outcome_of_any_party(wave, field):
    said, chain = json.loads(opened(wave)), chain_file(wave)
    assert assignment.verify(said, commitment=wave.commitment) == ()
    told = {str(value) for row in said["assigned"] for value in row.values()} - {""}
    assert len(told) > 120
    assert [value for value in told if f'"{value}"'.encode() in chain] == []
    records = [json.loads(line) for line in chain.splitlines()[1:-1]]
    assert {frozenset(record) for record in records} == {frozenset({"n", "sealed", "previous", "digest"})}
    seals = {record["sealed"] for record in records}
    assert len(seals) == len(records)
    other = field.in_the_field(6, 0)
    assert not set(other.tests.values_list("party", flat=True)) & {row["party"] for row in said["assigned"]}


@pytest.mark.parametrize("stand", ["coded"])
def test_the_flow_adds_up_and_every_step_is_in_the_trail(wave):
    found = flow_of(wave, pairs_of(wave))
    assert (found.listed, found.drawn) == (62, 60)
    assert Test.objects.filter(wave=wave, kind=Kind.PAIR, lost="").exclude(profile="").count() == found.valid > 40
    events = set(AuditEvent.objects.filter(event__startswith="fieldtests.").values_list("event", flat=True))
    assert {f"fieldtests.{name}" for name in (
        "protocol_written", "protocol_locked", "wave_opened", "listings_added", "wave_drawn", "work_handed_out",
        "fieldwork_started", "sendings_imported", "replies_imported", "fieldwork_ended", "codes_imported", "settled",
    )} <= events  # fmt: skip


@pytest.mark.parametrize("stand", ["in the field"])
def test_units_tell_nothing(wave):
    units = list(Message.objects.filter(test__wave=wave).values_list("unit", flat=True))
    assert len(set(units)) == len(units) == 2 * 12 + 2
    assert all(len(unit) == 15 for unit in units)
    assert Wave.objects.get().seed not in "".join(units)
