"""A paper of a stranger: checked, shown, and forgotten."""

import io
import logging
import re
import tempfile
import zipfile

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from lxml import html

from navolgbaar.core.cells import harmless
from navolgbaar.core.models import Knock
from navolgbaar.website import checking
from navolgbaar.website.spreadsheet import as_csv, opened, sealed

pytestmark = [pytest.mark.django_db, pytest.mark.db]
PAPER = """Zierikwolde, 6 september 2023

Betreft: begroting

De kosten zijn 12.000 euro voor materiaal, 8.500 euro voor personeel en 4.000 euro voor huur, samen 25.500 euro.

Het aantal adressen steeg van 1.200 naar 1.500, een toename van 30%.
"""


def bring(client, data, name="brief.txt", at="/nareken/", **more):
    return client.post(at, {"file": SimpleUploadedFile(name, data), **more})


def tree(response):
    return html.fromstring(response.content)


def said(response):
    return " ".join(tree(response).find(".//main").text_content().split())


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def test_home_leads_to_it(client):
    assert tree(client.get("/")).xpath("//a[@href='/nareken/']")[0].text_content() == "Klopt deze som?"
    assert tree(client.get("/en/")).xpath("//a[@href='/en/nareken/']")[0].text_content() == "Does this sum hold?"


@pytest.mark.parametrize("at", ["/nareken/", "/en/nareken/"])
def test_a_finding_is_a_sentence_a_picture_with_its_table_and_rows(client, at):
    response = bring(client, PAPER.encode(), at=at)
    assert response.status_code == 200
    remarks = tree(response).find_class("sums")
    assert len(remarks) == 2
    heading = remarks[0].find(".//h3").text_content()
    assert re.fullmatch({"/nareken/": "De genoemde delen .*", "/en/nareken/": "The parts .*"}[at], heading)
    assert "25.500 euro" in heading
    picture = remarks[0].find(".//svg")
    assert picture.get("role") == "img"
    assert picture.find("title").text_content() == heading
    assert len(picture.findall("rect")) == 5  # what is printed, three parts, the difference
    widths = [float(rect.get("width")) for rect in picture.findall("rect")[1:4]]
    assert sum(widths) == pytest.approx(320 * 24_500 / 25_500, abs=0.2)
    assert "€ 12.000 + € 8.500 + € 4.000" in remarks[0].find(".//table").text_content()


def test_the_paper_stands_below_with_its_margin(client):
    page = tree(bring(client, PAPER.encode()))
    paper = page.find_class("checked")[0]
    assert "een toename van 30%" in paper.text_content()
    for link in page.xpath("//article[contains(@class, 'sums')]//a/@href"):
        assert paper.get_element_by_id(link.removeprefix("#")) is not None


def test_pasted_text_is_checked_too(client):
    assert "tellen op tot € 24.500" in said(client.post("/nareken/", {"text": PAPER}))


def test_a_paper_in_which_all_adds_up(client):
    assert "Niets gevonden dat anders optelt." in said(client.post("/nareken/", {"text": "In 2022 zijn er 12 bomen."}))


def test_hints_stand_apart(client):
    hinted = PAPER + "\n\n| Deel | Aantal |\n|---|---|\n| a | 37% |\n| b | 21% |\n| c | 30% |\n"
    page = tree(client.post("/nareken/", {"text": hinted}))
    for remark in page.find_class("sums"):
        above = remark.xpath("preceding::h2[1]")[0].get("id")
        assert above == {"finding": "findings", "hint": "hints"}[remark.get("class").split()[-1]]


@pytest.mark.parametrize("sent", [{}, {"text": "   "}, {"text": "x", "file": SimpleUploadedFile("a.txt", b"x")}])
def test_one_of_the_two(client, sent):
    response = client.post("/nareken/", sent)
    assert response.status_code == 422
    assert "een van de twee" in said(response)


HOSTILE = {
    "nothing": (b"", "leeg"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "Er staat geen tekst in"),
    "a program": (b"\x7fELF" + b"\x00" * 99, "Dit soort bestand"),
    "a broken pdf": (b"%PDF-1.7\n1 0 obj\n<<", "beschadigd"),
    "a zip": (packed(readme_xml="x"), "Dit soort bestand"),
    "a bomb": (
        packed(**{"[Content_Types]_xml": "<Types/>", "word__document_xml": b"<w>" + b"0" * 64_000_000 + b"</w>"}),
        "te groot",
    ),
    "entities": (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><kamerstuk>&a;</kamerstuk>',
        "beschadigd",
    ),
    "too long": (b"woord " * 200_000, "te groot"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_cannot_be_read_is_said_in_one_sentence(client, kind):
    data, words = HOSTILE[kind]
    response = bring(client, data, name="stuk.pdf")
    assert response.status_code == 422
    assert words in said(response)
    english = bring(client, data, name="stuk.pdf", at="/en/nareken/")
    assert english.status_code == 422
    assert words not in said(english)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..\\..\\windows\\win.ini", "<script>alert(1)</script>.txt", "a\u202etxt.exe", "n" * 400,
     "CON", "\x00.txt"],
)  # fmt: skip
def test_a_name_is_text_and_nothing_else(client, name):
    response = bring(client, PAPER.encode(), name=name)
    assert response.status_code == 200
    assert "<script" not in response.content.decode()
    shown = tree(response).find(".//h1").text_content()
    assert not set("/\\\u202e\x00") & set(shown)
    assert len(shown) <= 120


def test_markup_in_a_paper_is_shown_as_text(client):
    text = PAPER.replace("materiaal", "<script>alert(1)</script><img src=x onerror=alert(1)>")
    body = client.post("/nareken/", {"text": text}).content.decode()
    assert "<script" not in body
    assert "<img" not in body
    assert "&lt;script&gt;" in body


def test_too_large_is_refused_before_it_is_read(client):
    response = client.post(
        "/nareken/", data=b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH="99999999"
    )
    assert response.status_code == 413
    assert "te groot" in said(response)
    assert client.post("/nareken/", {"text": "x" * 11_000_000}).status_code == 413


def everything():
    """All rows of all tables but the counts of visits, as text; also of those that the application may not read."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for model in apps.get_models(include_auto_created=True):
            if model is not Knock:
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
                found[model._meta.label] = sorted(map(repr, cursor.fetchall()))
        cursor.execute("SET ROLE navolgbaar_app")
    return found


def test_nothing_is_kept(client, world, store, settings, caplog, monkeypatch, tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    large = PAPER + "Een regel zonder getallen. " * 5_000
    before = everything()
    with caplog.at_level(logging.DEBUG):
        assert bring(client, large.encode(), name="Zierikwolde.txt").status_code == 200
        assert bring(client, large.encode() * 25, name="Zierikwolde.txt").status_code == 422  # no file on disk either
        assert bring(client, b"%PDF-1.7\n1 0 obj\n<< Zierikwolde", name="Zierikwolde.pdf").status_code == 422
    assert everything() == before
    assert list(folder.rglob("*")) == []
    assert not store.exists() or list(store.rglob("*")) == []
    assert "Zierikwolde" not in caplog.text
    assert "sessionid" not in client.cookies
    assert "no-store" in client.get("/nareken/")["Cache-Control"]
    kept = Knock.objects.get()
    assert re.fullmatch(r"[0-9a-f]{32}", kept.visitor)
    assert "127.0.0.1" not in repr(vars(kept))


def test_one_visitor_cannot_crowd_out_others(client, monkeypatch):
    monkeypatch.setattr(checking, "PER_HOUR", 2)
    answers = [client.post("/nareken/", {"text": "Er zijn 2 bomen."}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    other = client.post("/nareken/", {"text": "Er zijn 2 bomen."}, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


def test_a_rush_is_told_to_wait(client, monkeypatch):
    import threading

    monkeypatch.setattr(checking, "ROOM", threading.BoundedSemaphore(1))
    monkeypatch.setattr(checking, "WAIT_SECONDS", 0.01)
    with checking.ROOM:
        assert client.post("/nareken/", {"text": "Er zijn 2 bomen."}).status_code == 503
    assert client.post("/nareken/", {"text": "Er zijn 2 bomen."}).status_code == 200


def test_another_site_cannot_bring_a_paper():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/nareken/", {"text": PAPER}).status_code == 403
    assert strict.post("/nareken/csv", {"seal": sealed([["a"]])}).status_code == 403
    token = tree(strict.get("/nareken/")).xpath("//form[@enctype]//input[@name='csrfmiddlewaretoken']/@value")[0]
    assert strict.post("/nareken/", {"text": PAPER, "csrfmiddlewaretoken": token}).status_code == 200


def test_csv_of_all_remarks_and_of_one(client):
    page = tree(bring(client, PAPER.encode()))
    seal = page.xpath("//input[@name='seal']/@value")[0]
    response = client.post("/nareken/csv", {"seal": seal})
    rows = response.content.decode("utf-8-sig").splitlines()
    assert response["Content-Disposition"] == 'attachment; filename="narekenen.csv"'
    assert rows[0].startswith("nummer,soort,zin,")
    assert len(rows) == 3
    one = client.post("/nareken/csv", {"seal": seal, "only": "2"})
    assert one["Content-Disposition"] == 'attachment; filename="narekenen-2.csv"'
    assert len(one.content.decode("utf-8-sig").splitlines()) == 2


@pytest.mark.parametrize("seal", ["", "x", "WyJhIl0:1abc:xxx", None], ids=["none", "short", "false", "cut"])
def test_only_our_own_seal_is_opened(client, seal):
    seal = sealed([["a"]])[:-1] if seal is None else seal
    assert client.post("/nareken/csv", {"seal": seal}).status_code == 400


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "=HYPERLINK(1)"])
def test_no_cell_starts_a_formula(cell):
    assert harmless(cell) == "'" + cell
    assert b"\r\n" in as_csv([[cell]])


@pytest.mark.parametrize("cell", ["-5", "+3,5%", "- 1.200", "er staat 5", ""])
def test_a_negative_number_stays_one(cell):
    assert harmless(cell) == cell


def test_a_seal_gives_back_its_rows():
    rows = [["number"], ["1"], ["2"]]
    assert opened(sealed(rows), "") == rows
    assert opened(sealed(rows), "2") == [["number"], ["2"]]


def test_the_same_household_is_one_visitor(rf, settings):
    from navolgbaar.core.throttle import visitor_of

    def visitor(address, **more):
        return visitor_of(rf.get("/", REMOTE_ADDR=address, **more))

    assert visitor("2001:db8:1:2::1") == visitor("2001:db8:1:2:ffff::9")
    assert visitor("2001:db8:1:2::1") != visitor("2001:db8:1:3::1")
    assert visitor("192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.1") == visitor("192.0.2.1")
    settings.BEHIND_TLS = True
    assert visitor("10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.1") == visitor("192.0.2.1")
