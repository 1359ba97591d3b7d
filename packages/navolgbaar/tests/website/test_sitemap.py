"""The list of every address, the file for programs that read the web, and the mails of the demonstration."""

import re

import pytest
from crawling import crawl, sitemap
from lxml import etree

from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.actions import add_subject
from navolgbaar.programmes.states import SubjectKind
from navolgbaar.sources.actions import move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]
ASKED = ("/volgen/", "/klopt-dit-niet/", "/api/", "/account/")


@pytest.fixture
def site(world, letter, say, release):
    """A public letter with one published number, one that is not, and a subject that is not public."""
    version = say("1229")
    say("1400", FigureKind.TARGET)
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    release(version)
    add_subject(
        kind=SubjectKind.TEAM, name="Geheim", programme=world.programme, organisation=world.ministry, by=world.editor
    )
    return version


def test_every_page_that_can_be_reached_is_in_it_and_nothing_else(client, site):
    reached = {re.sub(r"\?.*", "", page) for page, _ in crawl(client)}
    pages = {page for page in reached if not any(part in page for part in ASKED) and not page.endswith(".json")}
    versions = {page for page in pages if "@" in page}
    listed = set(sitemap(client))
    assert pages - versions == listed
    assert {client.get(address).status_code for address in listed} == {200}


def test_both_languages_name_each_other(client, site):
    tree = etree.fromstring(client.get("/sitemap-figures.xml").content)
    links = [(link.get("hreflang"), link.get("href")) for link in tree[0].iter("{*}link")]
    address = f"http://localhost:8000{{}}/cijfers/{site.figure.public_id}/"
    assert links == [("nl", address.format("")), ("en", address.format("/en")), ("x-default", address.format(""))]


def test_what_is_not_public_is_not_in_it(client, site):
    everything = "".join(client.get(address).content.decode() for address in index(client))
    assert "geheim" not in everything
    assert len(re.findall(r"<loc>[^<]*/cijfers/NB-", everything)) == 2


def index(client):
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    return [re.sub(r"^https?://[^/]+", "", place.text) for place in tree.iter("{*}loc")]


def test_its_addresses_are_not_taken_from_who_asks(client, site):
    body = client.get("/sitemap-pages.xml", headers={"host": "127.0.0.1"}).content.decode()
    assert "127.0.0.1" not in body


def test_pages_name_themselves_in_both_languages(client, site):
    body = client.get(site.figure.get_absolute_url() + "?q=x").content.decode()
    links = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)"', body)
    address = f"http://localhost:8000{{}}/cijfers/{site.figure.public_id}/"
    assert links == [("nl", address.format("")), ("en", address.format("/en"))]


def test_programs_are_told_where_it_is_and_what_is_not_for_them(client, db):
    said = client.get("/robots.txt").content.decode().splitlines()
    assert said[0] == "User-agent: *"
    assert "Disallow: /redactie/" in said
    assert "Disallow: /en/redactie/" in said
    assert "Sitemap: http://localhost:8000/sitemap.xml" in said


# the mails of the demonstration


def test_outside_the_demonstration_nobody_reads_mails(client, world, settings):
    assert client.get("/post/").status_code == 404
    assert "/post/" not in client.get("/").content.decode()


def test_the_demonstration_shows_what_it_would_have_mailed(client, world, settings, tmp_path):
    settings.SHOW_MAIL, settings.EMAIL_FILE_PATH = True, str(tmp_path)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert "Nog geen mail" in client.get("/post/").content.decode()
    client.post(f"/volgen/{world.subject.public_id}/", {"email": "lezer@example.org"})
    client.post(f"/volgen/{world.subject.public_id}/", {"email": "ander@example.org"})
    body = client.get("/post/").content.decode()
    assert body.index("ander@example.org") < body.index("lezer@example.org")
    link = re.search(r'<a href="(http://localhost:8000/volgen/bevestigen/[^"]+)"', body)[1]
    assert client.get(link.removeprefix("http://localhost:8000")).status_code == 200
    assert "no-store" in client.get("/post/")["Cache-Control"]
    assert "/post/" in client.get("/").content.decode()


def test_markup_in_a_mail_is_words(client, db, settings, tmp_path):
    from django.core.mail import EmailMessage

    settings.SHOW_MAIL, settings.EMAIL_FILE_PATH = True, str(tmp_path)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EmailMessage("<script>alert(1)</script>", "<script>alert(2)</script>", to=["a@example.org"]).send()
    body = client.get("/post/").content.decode()
    assert "<script>" not in body
    assert "&lt;script&gt;alert(2)" in body


def test_the_login_page_of_the_demonstration_says_that_no_second_factor_is_asked(client, db, settings):
    assert "demonstratie" not in client.get("/account/login/").content.decode()
    settings.SHOW_MAIL = True
    assert "geen tweede factor" in client.get("/account/login/").content.decode()
