"""An administrator erases words at the desk: sees them first, names the legal ground, and says to be sure."""

import pytest

from navolgbaar.sources.models import Erasure, Passage

pytestmark = [pytest.mark.django_db, pytest.mark.db]
ERASE = "/redactie/wissen/"
SURE = {"ground": "AVG art. 17", "sure": "on"}


@pytest.fixture
def passage(letter):
    return letter.passages.get(text__contains="1.229")


@pytest.fixture
def address(letter, passage):
    return f"{ERASE}?document={letter.public_id}&passage={passage.ident}"


def test_the_words_are_shown_before_they_go(address, at_the_desk):
    page = at_the_desk("administrator").get(address).content.decode()
    assert "In 2022 zijn 1.229 adressen versterkt." in page
    assert not Erasure.objects.exists()


def test_they_go_on_a_legal_ground(address, passage, at_the_desk):
    client = at_the_desk("administrator")
    assert client.post(address, SURE)["Location"] == ERASE
    passage.refresh_from_db()
    assert passage.text == ""
    assert Erasure.objects.get().ground == "AVG art. 17"
    assert "1.229" not in client.get(address).content.decode()
    assert "<button" not in client.get(address).content.decode().partition("</h2>")[2].partition("</main>")[0]


@pytest.mark.parametrize("said", [{"ground": "", "sure": "on"}, {"ground": "AVG art. 17"}, {}])
def test_without_a_ground_or_without_being_sure_nothing_goes(address, at_the_desk, said):
    at_the_desk("administrator").post(address, said)
    assert not Erasure.objects.exists()
    assert Passage.objects.filter(text="").count() == 0


@pytest.mark.parametrize("asked", ["?document=NB-D-1&passage=p1", "?document=&passage=p1", "?document=%00&passage=x"])
def test_an_unknown_passage_is_said_to_be_unknown(letter, at_the_desk, asked):
    client = at_the_desk("administrator")
    page = client.get(ERASE + asked)
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    client.post(ERASE + asked, SURE)
    assert not Erasure.objects.exists()


def test_the_mark_of_the_address_may_be_there(letter, passage, at_the_desk):
    page = at_the_desk("administrator").get(f"{ERASE}?document={letter.public_id}&passage=%23{passage.ident}")
    assert "1.229" in page.content.decode()


@pytest.mark.parametrize("role", ["editor", "publisher", "manager", "outsider"])
def test_nobody_else_erases(address, at_the_desk, role):
    client = at_the_desk(role)
    assert client.get(address).status_code == 404
    assert client.post(address, SURE).status_code == 404
    assert not Erasure.objects.exists()
