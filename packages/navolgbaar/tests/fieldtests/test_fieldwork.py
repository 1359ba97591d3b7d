"""In the field: listings, the work list on a phone, replies from tables and mailboxes, and what is refused."""

import io
from datetime import datetime, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from field_world import FIRST
from openpyxl import Workbook

from navolgbaar.fieldtests.fieldwork import (
    add_listings,
    import_replies,
    import_sendings,
    note_detection,
    note_reply,
    note_sent,
)
from navolgbaar.fieldtests.models import Content, Detection, Evidence, Message
from navolgbaar.fieldtests.queries import work_of
from navolgbaar.fieldtests.refusals import NotPossibleNow, Refused
from navolgbaar.fieldtests.replies import moment
from navolgbaar.fieldtests.states import How, Kind

pytestmark = pytest.mark.db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 2, 3, 12, tzinfo=AMSTERDAM)


@pytest.fixture
def stand():
    return "in the field"


def first_test(wave, kind=Kind.PAIR):
    return wave.tests.filter(kind=kind).exclude(tester=None).order_by("number").first()


def table(*rows):
    return "\n".join(",".join(map(str, row)) for row in rows).encode()


def sheet(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mail(unit, when="Wed, 04 Feb 2026 09:30:00 +0100", text="U kunt komen kijken.", to=True):
    made = EmailMessage()
    made["From"] = "Karel Dorrestein <karel@dorrestein.example>"
    made["To"] = f"persona+{unit}@institute.example" if to else "persona@institute.example"
    made["Subject"] = "Re: Uw woning"
    if when:
        made["Date"] = when
    made.set_content(text)
    return bytes(made)


def all_sent(wave, field):
    units = Message.objects.filter(test__wave=wave).values_list("unit", flat=True)
    import_sendings(wave=wave, data=table(("key", "sent"), *((u, NOON.isoformat()) for u in units)), name="s.csv",
                    by=field.crew.coordinator)  # fmt: skip


def test_every_bad_listing_is_named_and_nothing_is_taken_in(field):
    wave = field.begin()
    rows = [("advertentie", "aanbieder", "contact", "regio", "lidmaatschap"), ("a 1", "Jansen", "x", "G4", "lid"),
            ("a 1", "Pietersen", "x", "G4", "lid"), ("", "Jansen", "x", "G4", "lid"), ("a 2", "", "x", "G4", "lid"),
            ("a 3", "Jansen", "x", "", ""), ("a 4", "...", "x", "G4", "lid")]  # fmt: skip
    with pytest.raises(Refused) as caught:
        add_listings(wave=wave, data=table(*rows), name="l.csv", by=field.crew.coordinator)
    assert [p.partition(":")[0] for p in caught.value.problems] == [
        "Rij 3",
        "Rij 4",
        "Rij 5",
        "Rij 6",
        "Rij 6",
        "Rij 7",
    ]
    assert "Jansen" not in str(caught.value)
    assert not wave.tests.exists()
    assert not wave.vault.values("party").exists()
    for bad in (b"", b"x,y\n1,2\n", b"advertentie,aanbieder\n", b"\xff\xfe"):
        with pytest.raises(Refused):
            add_listings(wave=wave, data=bad, name="l.csv", by=field.crew.coordinator)
    assert add_listings(wave=wave, data=table(*rows[:2]), name="l.csv", by=field.crew.coordinator) == 1
    with pytest.raises(Refused, match="al in deze meetronde"):
        add_listings(wave=wave, data=table(*rows[:2]), name="l.csv", by=field.crew.coordinator)


def test_listings_come_from_a_spreadsheet_as_well_and_one_party_is_one_pseudonym(field):
    wave = field.begin()
    rows = [("advertentie", "aanbieder", "regio", "lidmaatschap"), ("a 1", "J. Jansen", "G4", "lid"),
            ("a 2", "j jansen", "G4", "lid"), ("a 3", "K. Jansen", "G4", "lid")]  # fmt: skip
    assert add_listings(wave=wave, data=sheet(*rows), name="l.xlsx", by=field.crew.coordinator) == 3
    first, second, third = wave.tests.order_by("number")
    assert first.party == second.party != third.party
    assert wave.vault.values("party").count() == 2


def test_a_tester_sends_replies_and_detects_only_in_the_own_tests(field, wave):
    test = first_test(wave)
    first, second = test.messages.all()
    with pytest.raises(PermissionDenied):
        note_sent(message=first, at=NOON, by=field.other_tester)
    note_sent(message=first, at=NOON, by=field.crew.tester)
    with pytest.raises(NotPossibleNow, match="al verstuurd"):
        note_sent(message=first, at=NOON, by=field.crew.tester)
    with pytest.raises(NotPossibleNow, match="nog niet verstuurd"):
        note_reply(message=second, text="ja", at=NOON, by=field.crew.tester)
    first.refresh_from_db()
    with pytest.raises(NotPossibleNow, match="vóór het bericht"):
        note_reply(message=first, text="ja", at=NOON - timedelta(minutes=1), by=field.crew.tester)
    note_reply(message=first, text="U kunt komen", at=NOON + timedelta(hours=1), by=field.crew.tester)
    note_detection(test=test, how=How.SAID, at=NOON, by=field.crew.tester)
    with pytest.raises(NotPossibleNow):
        note_detection(test=test, how=How.SAID, at=NOON, by=field.crew.tester)
    assert list(Evidence.objects.order_by("number").values_list("kind", flat=True)) == ["sent", "reply", "detected"]
    assert Detection.objects.get().test == test
    assert test not in set(work_of(field.crew.tester, wave))


def test_the_work_list_and_a_test_on_the_page(field, wave, client):
    client.force_login(field.crew.tester, backend="allauth.account.auth_backends.AuthenticationBackend")
    test = first_test(wave)
    home = f"/redactie/veldtesten/{wave.public_id}/werk/"
    assert test.number in client.get(home).content.decode()
    address = f"{home}{test.number}/"
    page = client.get(address).content.decode()
    assert "Bakker" in page
    assert page.index("Eerst versturen") < page.index("Daarna versturen")
    unit = test.messages.first().unit
    assert client.post(address, {"done": "sent", "unit": unit, "at": "2026-02-03T12:00"}).status_code == 302
    assert client.post(address, {"done": "sent", "unit": unit, "at": "2026-02-03T12:00"}).status_code == 422
    said = {"done": "reply", "unit": unit, "at": "2026-02-04T12:00", "text": "Komt u maar"}
    assert client.post(address, said).status_code == 302
    assert client.post(address, {"done": "detected", "how": "nothing"}).status_code == 422
    assert client.post(address, {"done": "detected", "how": "said"}).status_code == 302
    call = first_test(wave, Kind.CALL)
    told = {"done": "reply", "unit": call.messages.get().unit, "at": "2026-02-04T12:00", "text": "Dat doen wij niet"}
    assert client.post(f"{home}{call.number}/", told).status_code == 302
    message = call.messages.get()
    assert message.sent_at == message.replied_at
    client.force_login(field.other_tester, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address).status_code == 404


def test_replies_from_a_mailbox_go_to_the_message_whose_key_they_carry(field, wave):
    all_sent(wave, field)
    units = list(Message.objects.filter(test__wave=wave, test__kind=Kind.PAIR).values_list("unit", flat=True)[:3])
    box = b"".join(b"From someone Wed Feb  4 09:30:00 2026\n" + mail(unit) + b"\n\n" for unit in units[:2])
    assert import_replies(wave=wave, data=box, name="in.mbox", by=field.crew.coordinator) == 2
    assert import_replies(wave=wave, data=mail(units[2]), name="een.eml", by=field.crew.coordinator) == 1
    texts = set(Content.objects.values_list("text", flat=True))
    assert texts == {"U kunt komen kijken."}
    assert "dorrestein" not in " ".join(texts).lower()


def test_every_bad_reply_is_named_and_nothing_is_taken_in(field, wave):
    all_sent(wave, field)
    a, b, c = Message.objects.filter(test__wave=wave).values_list("unit", flat=True)[:3]
    rows = [("key", "received", "text"), (a, "2026-02-04 10:00", "ja"), (a, "2026-02-04 11:00", "nee"),
            (b, "2026-02-01 10:00", "te vroeg"), ("0" * 15, "2026-02-04", "wie"), (c, "gisteren", "x"),
            (c, "2026-02-04", "")]  # fmt: skip
    with pytest.raises(Refused) as caught:
        import_replies(wave=wave, data=table(*rows), name="r.csv", by=field.crew.coordinator)
    assert [p.partition(":")[0] for p in caught.value.problems] == ["Rij 6", "Rij 7"]
    with pytest.raises(Refused) as caught:
        import_replies(wave=wave, data=table(*rows[:5]), name="r.csv", by=field.crew.coordinator)
    assert sorted(p.partition(":")[0] for p in caught.value.problems) == ["Rij 3", "Rij 4", "Rij 5"]
    bad = [mail(a, to=False), mail(b, when=""), mail(c, text=" ")]
    box = b"".join(b"From x Wed Feb  4 09:30:00 2026\n" + one + b"\n\n" for one in bad)
    with pytest.raises(Refused) as caught:
        import_replies(wave=wave, data=box, name="in.mbox", by=field.crew.coordinator)
    assert len(caught.value.problems) == 3
    for data, name in ((b"", "r.csv"), (b"", "r.mbox"), (b"a,b\n1,2\n", "r.csv"), (b"x", "r.doc")):
        with pytest.raises(Refused):
            import_replies(wave=wave, data=data, name=name, by=field.crew.coordinator)
    assert not Content.objects.exists()
    assert not Evidence.objects.exclude(kind="sent").exists()
    good = table(("key", "received", "text"), (a, "2026-02-04 10:00", "ja"))
    assert import_replies(wave=wave, data=good, name="r.csv", by=field.crew.coordinator) == 1
    with pytest.raises(Refused, match="al ingelezen"):
        import_replies(wave=wave, data=good, name="r.csv", by=field.crew.coordinator)


def test_a_message_is_sent_once(field, wave):
    all_sent(wave, field)
    unit = Message.objects.filter(test__wave=wave).first().unit
    data = table(("key", "sent"), (unit, "2026-02-05 10:00"))
    with pytest.raises(Refused, match="al verstuurd"):
        import_sendings(wave=wave, data=data, name="s.csv", by=field.crew.coordinator)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-02-03 12:00", NOON), ("2026-02-03", NOON), ("2026-02-03T11:00:00Z", NOON),
        ("03-02-2026", None), ("", None), ("2026-02-30", None), ("2026-13-45 99:99", None),
    ],
)  # fmt: skip
def test_moments(text, found):
    assert moment(text) == found


def test_a_file_that_cannot_be_used_is_told_in_full_on_the_page(field, client):
    wave = field.begin()
    client.force_login(field.crew.coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    file = io.BytesIO(table(("advertentie", "aanbieder", "regio", "lidmaatschap"), ("a", "", "G4", "lid")))
    file.name = "lijst.csv"
    address = f"/redactie/veldtesten/{wave.public_id}/stap/lijst"
    page = client.post(address, {"file": file})
    assert page.status_code == 422
    assert "Rij 2: niemand die haar aanbiedt." in page.content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(f"/redactie/veldtesten/{wave.public_id}/stap/onbekend").status_code == 404
    client.force_login(field.crew.tester, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(f"/redactie/veldtesten/{wave.public_id}/stap/loten").status_code == 404
    assert wave.first == FIRST
