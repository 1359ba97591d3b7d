"""The messages, and the names under them, would give a test away: who may read them, and from when."""

import json

import pytest

from navolgbaar.fieldtests import views

pytestmark = pytest.mark.db
LOGIN = "allauth.account.auth_backends.AuthenticationBackend"
NAMES = ("Bakker", "Amrani", "Kowalski", "Visser")


@pytest.fixture
def stand():
    return "in the field"


def pages(wave):
    return (f"/redactie/protocollen/{wave.protocol.public_id}/", f"/veldtesten/{wave.public_id}/protocol.json",
            f"/veldtesten/{wave.public_id}/", f"/redactie/veldtesten/{wave.public_id}/")  # fmt: skip


def told(client, wave):
    """(every page as one text, which of them were there)."""
    found = [client.get(address) for address in pages(wave)]
    return "".join(page.content.decode() for page in found if page.status_code == 200), [p.status_code for p in found]


def test_during_the_fieldwork_only_who_sends_or_designs_reads_them(field, world, wave, client):
    body = wave.protocol.body["templates"][0]["body"]
    crew = field.crew
    for user in (*crew.coders, crew.reviewer, crew.tester, world.editor):
        client.force_login(user, backend=LOGIN)
        said, status = told(client, wave)
        assert status == [200, 200, 200, 200]
        assert not [name for name in NAMES if name in said], user.email
        assert body[:40] not in said
    client.logout()
    said, _ = told(client, wave)
    assert not [name for name in NAMES if name in said]
    for user in (crew.designer, crew.coordinator):
        client.force_login(user, backend=LOGIN)
        assert "Bakker" in told(client, wave)[0]


def test_the_file_without_messages_says_so_and_carries_the_digest_of_the_whole(wave, client):
    said = json.loads(client.get(pages(wave)[1]).content)
    assert said["digest_of_the_whole"] == wave.protocol.digest
    assert said["left_out"] == ["personas.signs", "templates.subject", "templates.body"]
    assert said["meetvragen"] == wave.protocol.body["meetvragen"]
    assert "bestand laat de berichten" in client.get(pages(wave)[2]).content.decode()


@pytest.mark.parametrize("stand", ["coded"])
def test_when_everything_is_coded_everybody_reads_them_until_the_next_wave_begins(field, wave, client):
    said, _ = told(client, wave)
    assert "Bakker" in said
    assert "bestand laat de berichten" not in said
    client.force_login(field.crew.coders[0], backend=LOGIN)
    assert "Bakker" in told(client, wave)[0]
    from navolgbaar.fieldtests.actions import open_wave

    open_wave(
        protocol=wave.protocol, name="x", name_en="x", first=wave.first, last=wave.last, by=field.crew.coordinator
    )
    assert "Bakker" not in told(client, wave)[0]


@pytest.mark.parametrize("stand", ["begun"])
def test_one_visitor_cannot_crowd_out_others_who_replay_claims(standing, client, monkeypatch):
    monkeypatch.setattr(views, "PER_HOUR", 2)
    table = {"text": 'claim;kind;before;before_n;after;after_n\n"it fell";change;80;;73;203\n'}
    answers = [client.post("/nareken/beweringen/", table) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "binnen één uur" in answers[2].content.decode()
    assert client.post("/nareken/beweringen/", table, REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize("stand", ["begun"])
@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "rij 2: before_n is leeg en de andere ook"), ("/en", "row 2: before_n is empty and so is the other")],
    ids=["nl", "en"],
)
def test_claims_that_cannot_be_replayed_are_named_in_the_language_of_the_page(standing, client, prefix, words):
    answer = client.post(prefix + "/nareken/beweringen/", {"text": "claim;kind;before;after\nit fell;change;80;73\n"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
