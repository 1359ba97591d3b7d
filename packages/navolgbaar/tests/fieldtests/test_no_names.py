"""Nobody's name: planted in every file that comes in, and looked for in every place that could show it."""

import gzip
import io
import logging
import subprocess

import pytest
from crawling import crawl
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from field_world import keys_in, make_field
from psycopg.conninfo import make_conninfo
from small_world import make_world

from navolgbaar.core.audit import System
from navolgbaar.fieldtests.actions import draw_wave, end_fieldwork, forget_identities, start_fieldwork
from navolgbaar.fieldtests.coding import code, settle
from navolgbaar.fieldtests.fieldwork import hand_out
from navolgbaar.fieldtests.masking import mask
from navolgbaar.fieldtests.models import Message, VaultEntry
from navolgbaar.fieldtests.vault import keep_secret, marks_of, open_sealed, pseudonym
from navolgbaar.ops.backing_up import make_backup
from navolgbaar.ops.commands.vault import sealed_of
from navolgbaar.ops.programs import program

pytestmark = [pytest.mark.db]
NAMES = ("Quispelaar", "Ottevangers", "Zwierstraat")
PLANTED = [name.casefold() for name in NAMES]
LISTINGS = "\n".join(
    ["advertentie,aanbieder,contact,regio,lidmaatschap"]
    + [
        f"portaal {i},Anna-Lotte {NAMES[i % 2]} {i},Zwierstraat {i} mail{i}@{NAMES[i % 2].lower()}.example,G4,lid"
        for i in range(8)
    ]
).encode()
REPLY = (
    "Beste meneer Amrani,\nOttevangers hier. U kunt komen kijken in de Zwierstraat; bel mevrouw Quispelaar op "
    "06-12345678 of mail q@quispelaar.example, zie https://ottevangers.example/huis.\nMet vriendelijke groet,\n"
    "Anna-Lotte Quispelaar\nZwierstraat 12, 1234 AB Utrecht"
)


@pytest.fixture
def own(transactional_db, settings, tmp_path):
    """A crew in the database of this test alone: a backup sees what was committed."""
    settings.SIGNING_KEYS = keys_in(tmp_path)
    return make_field(make_world())


def holds(data):
    text = data.decode("utf-8", "replace").casefold() if isinstance(data, bytes) else str(data).casefold()
    return [name for name in PLANTED if name in text]


def logged_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def brings(client, wave, name, data, filename):
    file = io.BytesIO(data)
    file.name = filename
    return client.post(f"/redactie/veldtesten/{wave.public_id}/stap/{name}", {"file": file})


def everything_in_the_database():
    """Every row of every table as text, with the rights of the owner."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            for (row,) in cursor.fetchall():
                yield table, row


@pytest.mark.django_db(transaction=True)
def test_a_planted_name_stands_nowhere(own, client, caplog, tmp_path, database_server, database_log, store):
    caplog.set_level(logging.DEBUG)
    before = database_log.stat().st_size
    field, by = own, own.crew.coordinator
    wave, seen = field.begin(), []

    def look(response, *, status=200):
        assert response.status_code == status, response.content[:400]
        seen.append((response.request["PATH_INFO"], response.content))
        assert not holds(response.get("Location", "")), "an address"

    logged_in(client, by)
    broken = LISTINGS + b"\nportaal 1,Quispelaar,x,G4,lid\n,Ottevangers,x,,lid"
    look(brings(client, wave, "lijst", broken, "Quispelaar.csv"), status=422)
    look(brings(client, wave, "lijst", b"Quispelaar\nOttevangers,Zwierstraat,x\n", "lijst.csv"), status=422)
    look(brings(client, wave, "lijst", LISTINGS, "lijst van Ottevangers.csv"), status=302)
    body = wave.protocol.body
    body["most_per_party"] = 0
    wave.protocol.save()
    wave = draw_wave(wave=wave, by=by)
    hand_out(wave=wave, testers=[field.crew.tester], by=by)
    wave = start_fieldwork(wave=wave, by=by)
    messages = list(Message.objects.filter(test__wave=wave).order_by("unit"))
    sent = "key,sent\n" + "\n".join(f"{message.unit},2026-02-03 12:00" for message in messages)
    look(brings(client, wave, "verzonden", sent.encode(), "uit.csv"), status=302)
    quoted = '"' + REPLY.replace('"', '""') + '"'
    rows = "\n".join(f"{message.unit},2026-02-04 12:00,{quoted}" for message in messages[:6])
    bad = f"key,received,text\n{rows}\n{messages[6].unit},2026-02-01 12:00,{quoted}\nQuispelaar,2026-02-04,{quoted}"
    look(brings(client, wave, "antwoorden", bad.encode(), "in.csv"), status=422)
    look(brings(client, wave, "antwoorden", f"key,received,text\n{rows}".encode(), "in.csv"), status=302)
    raw = f"From: Anna-Lotte Quispelaar <q@quispelaar.example>\nTo: x+{messages[6].unit}@i.example\n"
    raw += f"Date: Wed, 04 Feb 2026 10:00:00 +0100\nSubject: Re: Ottevangers\n\n{REPLY}\n"
    look(brings(client, wave, "antwoorden", raw.encode(), "Quispelaar.eml"), status=302)
    logged_in(client, field.crew.tester)
    own = messages[7].test
    address = f"/redactie/veldtesten/{wave.public_id}/werk/{own.number}/"
    told = {"done": "reply", "unit": messages[7].unit, "at": "2026-02-04T13:00", "text": REPLY}
    look(client.post(address, told), status=302)
    look(client.get(address))
    look(client.get(f"/redactie/veldtesten/{wave.public_id}/werk/"))
    wave = end_fieldwork(wave=wave, by=by)
    logged_in(client, field.crew.coders[0])
    look(client.get(f"/redactie/veldtesten/{wave.public_id}/coderen/"))
    look(client.get(f"/redactie/veldtesten/{wave.public_id}/coderen/vel.csv"))
    assert b"U kunt komen kijken" in seen[-1][1]
    assert b"Amrani" not in seen[-1][1]
    stored = [f"{table}: {row[:200]}" for table, row in everything_in_the_database() if holds(row)]
    assert stored == []
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE navolgbaar_app")
    for place, message in enumerate(Message.objects.filter(test__wave=wave, content__isnull=False)):
        for coder, answer in zip(field.crew.coders, ("uitgenodigd", "uitgenodigd"), strict=True):
            code(message=message, codes=[answer if place else "afgewezen"], by=coder)
    wave = settle(wave=wave, by=by)
    field.publish(wave)
    logged_in(client, by)
    for path in ("", "tests/drawn/", "tests/replied/"):
        look(client.get(f"/redactie/veldtesten/{wave.public_id}/{path}"))
    client.logout()
    for address, tree in crawl(client):
        assert not holds(address)
        seen.append((address, b"" if tree is None else tree.text_content().encode()))
    for name in ("protocol.json", "loting.json", "bewijsketen.jsonl", "bijlage.docx"):
        look(client.get(f"/veldtesten/{wave.public_id}/{name}"))
    assert {address: found for address, body in seen if (found := holds(body))} == {}
    assert [record.getMessage() for record in caplog.records if holds(record.getMessage())] == []
    url = make_conninfo(database_server, dbname=connection.settings_dict["NAME"])
    backup = make_backup(url=url, store=store, target=tmp_path / "backups")
    index = subprocess.run([program("pg_restore"), "--list", backup.dump], capture_output=True, check=True).stdout
    data = subprocess.run([program("pg_restore"), "-f", "-", backup.dump], capture_output=True, check=True).stdout
    assert b"fieldtests_vaultentry" in index
    assert not holds(index)
    assert not holds(data)
    assert not holds((backup.folder / "manifest.json").read_bytes())
    assert not [path for path in backup.folder.rglob("*") if holds(path.name)]
    with database_log.open("rb") as said:
        said.seek(before)
        assert not holds(said.read()), "the database's own log"
    assert holds(gzip.compress(b"x") + REPLY.encode())  # the search itself finds


def test_the_application_cannot_read_the_vault_and_only_its_key_opens_it(field):
    wave = field.in_the_field(6, 1)
    for tried in (
        "SELECT sealed FROM fieldtests_vaultentry",
        "SELECT * FROM fieldtests_vaultentry",
        "SELECT v::text FROM fieldtests_vaultentry v",
        "UPDATE fieldtests_vaultentry SET sealed = ''",
        "INSERT INTO fieldtests_vaultentry (wave_id, party, sealed) VALUES (1, 'x', 'x') RETURNING sealed",
        "COPY fieldtests_vaultentry TO STDOUT",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(tried)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        list(VaultEntry.objects.all())
    parties = set(VaultEntry.objects.values_list("party", flat=True))
    assert parties == set(wave.tests.values_list("party", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    found = dict(sealed_of(wave))
    said = {party: open_sealed(box, field.private) for party, box in found.items()}
    assert {one["name"] for one in said.values()} >= {"Verzonnen Verhuur 00000", "Verzonnen Bemiddeling 0000"}
    box = next(iter(found.values()))
    other = "B" if field.private[20] == "A" else "A"  # in the middle: some bits at the ends are no part of a key
    for key in ("A" * 43 + "=", "no key", field.private[:20] + other + field.private[21:]):
        with pytest.raises(ValueError, match="does not open"):
            open_sealed(box, key)


def test_identities_are_removed_by_the_keeper_alone(field):
    wave = field.in_the_field(6, 1)
    assert forget_identities(wave=wave, by=System()) == 7
    assert not VaultEntry.objects.values("party").exists()
    assert apps.get_model("fieldtests.Test").objects.exists()


def test_masking_leaves_the_answer_and_takes_who_and_to_whom(settings, tmp_path):
    settings.SIGNING_KEYS = tmp_path
    secret = keep_secret()
    marks = set(marks_of("Makelaardij van der Zwierstraat B.V.", secret)) | set(marks_of("Ottevangers", secret))
    text = mask(
        REPLY + "\n06 1234 5678", marks | set(marks_of("Quispelaar", secret)), secret, personas=["Rachid Amrani"]
    )
    assert "kunt komen kijken" in text
    for gone in (*NAMES, "Amrani", "meneer", "mevrouw", "12345678", "example", "1234 AB", "Anna"):
        assert gone.casefold() not in text.casefold(), gone
    assert (tmp_path / "fieldtests.key").stat().st_mode & 0o777 == 0o600
    for said in ("Beste meneer Amrani, u kunt komen", "Hallo! u kunt komen", "Geachte heer,\nu kunt komen"):
        left = mask(said, marks, secret, personas=["Rachid Amrani"])
        assert left.endswith("u kunt komen"), left
        assert "Amrani" not in left
    assert mask("van der het een", {*marks}, secret) == "van der het een"
    assert pseudonym("J. Jansen", "NB-M-1", secret) == pseudonym("j  jansen", "NB-M-1", secret)
    assert len({pseudonym("J. Jansen", wave, key) for wave in "ab" for key in (secret, b"other")}) == 4
    hostile = "a" * 100_000 + "@" * 1000 + "0 " * 50_000 + "Met " * 10_000
    assert len(mask(hostile, marks, secret)) < 60_000
