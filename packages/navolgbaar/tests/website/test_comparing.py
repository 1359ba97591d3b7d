"""Two letters of a stranger, side by side: what became of each promise; compared, shown, and forgotten."""

import logging

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from lxml import html

from navolgbaar.website import comparing

pytestmark = [pytest.mark.django_db, pytest.mark.db]
OLD = """Zierikwolde, 6 september 2029

Betreft: stand van zaken

Ik zal uw Kamer voor 1 januari 2030 informeren over de renovatie van de sluizen.

Ik zeg toe dat de monitor van de bibliotheken in juni 2030 verschijnt.

Ik zal de gemeenten in 2030 vragen om een overzicht van alle leegstaande scholen.
"""
NEW = """Zierikwolde, 2 maart 2030

Betreft: vervolg

De monitor van de bibliotheken verschijnt later: in december 2030.

Ik streef ernaar uw Kamer te informeren over de renovatie van de sluizen.
"""


def bring(client, old=OLD, new=NEW, at="/nareken/vergelijken/"):
    files = {
        "old_file": SimpleUploadedFile("oud.txt", old.encode()),
        "new_file": SimpleUploadedFile("nieuw.txt", new.encode()),
    }
    return client.post(at, files)


def said(response):
    return " ".join(html.fromstring(response.content).find(".//main").text_content().split())


@pytest.mark.parametrize(
    ("at", "word"), [("/nareken/vergelijken/", "niet teruggevonden"), ("/en/nareken/vergelijken/", "not found again")]
)
def test_each_promise_of_the_earlier_letter_is_told(client, at, word):
    response = bring(client, at=at)
    assert response.status_code == 200
    page = html.fromstring(response.content)
    first = page.xpath("//section[@aria-labelledby='alarming']//article")
    assert len(first) >= 2
    outcomes = {article.get("class").split()[-1] for article in page.find_class("sums")}
    assert "not_mentioned" in outcomes
    assert outcomes & {"moved", "weaker"}
    assert word in said(response)


def test_there_is_text_to_paste_with_a_footnote_per_passage(client):
    page = html.fromstring(bring(client).content)
    (whole,) = page.xpath("//textarea[@id='everything']")
    parts = whole.text_content().strip().split("\n\n")
    pieces = [piece.text_content() for piece in page.xpath("//pre[@class='paste']")]
    assert sorted(parts) == sorted(pieces)
    for part in parts:
        first, *notes = part.split("\n")
        assert notes
        for note in notes:
            assert note.split(" ")[0] in first


def test_nothing_of_either_letter_is_kept(client, caplog):
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.label != "core.Knock"]

    def rows():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM unnest(%s::text[]) name WHERE has_table_privilege(name, 'SELECT')", [tables]
            )
            readable = [row[0] for row in cursor.fetchall()]
            return {table: cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in readable}

    before = rows()
    with caplog.at_level(logging.DEBUG):
        assert bring(client).status_code == 200
    assert rows() == before
    assert "sluizen" not in caplog.text
    assert "Set-Cookie" not in str(client.get("/nareken/vergelijken/").headers.get("Set-Cookie", "")).replace(
        "csrftoken", ""
    )


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({}, 422),
        ({"old_text": "x"}, 422),
        ({"old_text": "Den Haag", "new_text": " "}, 422),
        ({"old_text": OLD, "new_text": NEW}, 200),
    ],
)
def test_two_letters_are_needed_and_pasting_is_enough(client, data, status):
    assert client.post("/nareken/vergelijken/", data).status_code == status


def test_a_file_that_cannot_be_read_says_why(client):
    files = {"old_file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 broken"), "new_text": NEW}
    response = client.post("/nareken/vergelijken/", files)
    assert response.status_code == 422
    assert "beschadigd" in said(response)


def test_too_large_too_often_and_too_busy_are_told(client, monkeypatch):
    assert client.post("/nareken/vergelijken/", CONTENT_LENGTH=str(10**9)).status_code == 413
    monkeypatch.setattr(comparing, "PER_HOUR", 0)
    assert bring(client).status_code == 429
    monkeypatch.setattr(comparing, "PER_HOUR", 60)
    monkeypatch.setattr(comparing, "WAIT_SECONDS", 0)
    for _ in range(2):
        comparing.ROOM.acquire()
    try:
        assert bring(client).status_code == 503
    finally:
        comparing.ROOM.release(2)


def test_letters_of_each_other_need_no_promise(client):
    response = bring(client, "Den Haag, 1 mei 2029\n\nHet regende.\n", "Den Haag, 2 mei 2029\n\nDe zon scheen.\n")
    assert response.status_code == 200
    assert "Niets is verschoven, afgezwakt of weggelaten." in said(response)
