"""The pages as visitors get them: in two languages, with every number followed, and nothing that is not theirs."""

import re
from datetime import date

import pytest

from navolgbaar.figures.states import FigureKind, Verdict
from navolgbaar.programmes.actions import add_subject, follow_up_subject, rename_subject
from navolgbaar.programmes.states import Change, SubjectKind
from navolgbaar.sources.actions import erase_passage, move_document
from navolgbaar.sources.models import Finding
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def words(response):
    """The text of a page as one line, without markup."""
    body = re.sub(r"<(script|style|title)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.fixture
def published(letter, say, release, world):
    """One measured number, published, from a public letter."""
    version = say("1229")
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    release(version)
    return version


@pytest.mark.parametrize(("path", "lang", "said"), [("/", "nl", "Zoeken"), ("/en/", "en", "Search")])
def test_home_in_two_languages(client, path, lang, said):
    response = client.get(path)
    assert response.status_code == 200
    assert f'<html lang="{lang}">' in response.content.decode()
    assert said in words(response)


def test_the_other_language_is_one_click_away(client, published):
    figure = published.figure.public_id
    assert f'href="/en/cijfers/{figure}/"' in client.get(f"/cijfers/{figure}/").content.decode()
    assert f'href="/cijfers/{figure}/"' in client.get(f"/en/cijfers/{figure}/").content.decode()


@pytest.mark.parametrize("path", ["/", "/zoeken?q=versterkte", "/livez", "/account/login/"])
def test_headers_are_strict_everywhere(client, path):
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_have_nothing_inline(client, published):
    for path in ("/", published.figure.get_absolute_url(), published.figure.subject.get_absolute_url()):
        body = client.get(path).content.decode()
        assert "style=" not in body
        assert "<script" not in body
        assert not re.search(r"\son\w+=", body)


def test_home_lists_public_programmes_only(client, world):
    assert "Versterken" in words(client.get("/"))
    world.subject.is_public = False
    world.subject.save()
    assert "Versterken" not in words(client.get("/"))


def test_the_same_page_with_lines_in_a_fixed_order(client, world, say, release):
    release(say("1229"), say("1400", FigureKind.TARGET), say("1229", FigureKind.FORECAST))
    body = client.get(world.subject.get_absolute_url()).content.decode()
    assert re.findall(r'<h2 id="(\w+)">([^<]+)', body) == [
        ("promised", "Toegezegd"),
        ("planned", "Gepland"),
        ("measured", "Gemeten"),
        ("releases", "Publicaties hierover"),
    ]
    english = client.get("/en" + world.subject.get_absolute_url()).content.decode()
    assert re.findall(r'<h2 id="\w+">([^<]+)', english)[:3] == ["Promised", "Planned", "Measured"]
    assert "1,229" in english


def test_an_empty_subject_says_so_and_shows_no_empty_rooms(client, world):
    response = client.get(world.subject.get_absolute_url())
    assert "Hierover is nog niets gepubliceerd." in words(response)
    assert "<h2" not in response.content.decode()


def test_a_correction_stands_on_its_line_with_the_reason(client, world, published, say, release):
    release(say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2 geeft 1.230"))
    said = words(client.get(world.subject.get_absolute_url()))
    assert "Veranderd, en waarom" in said
    assert "Tabel 2 geeft 1.230" in said
    assert "1.229" not in said


def test_a_figure_leads_to_its_sentence(client, published, letter):
    response = client.get(published.figure.get_absolute_url())
    body = response.content.decode()
    assert f'<data value="1229" data-figure="{published}">' in body
    assert "In 2022 zijn <mark>1.229</mark> adressen versterkt." in body
    passage = published.reading.anchor.passage
    assert f'href="/documenten/{letter.public_id}/#{passage.ident}"' in body
    assert f'id="{passage.ident}"' in client.get(letter.get_absolute_url()).content.decode()


def test_each_version_has_its_own_address_and_the_newest_is_shown_first(client, published, say, release):
    second = say("1229", verdict=Verdict.CORRECTED, corrected="1230", reason="Tabel 2")
    release(second)
    figure = published.figure.public_id
    newest, first = words(client.get(f"/cijfers/{figure}/")), words(client.get(f"/cijfers/{figure}@1/"))
    assert "versie 2" in newest
    assert "herzien" not in newest.split("Eerdere versies")[0]
    assert "versie 1 herzien versie 2" in first
    assert client.get(f"/cijfers/{figure}@3/").status_code == 404


def test_two_issuers_are_shown_side_by_side(client, world, published, release):
    from dataclasses import replace

    from navolgbaar.figures.actions import Question, record_reading

    question = Question(**{n: getattr(published.figure, n) for n in Question.__slots__})
    theirs = record_reading(
        question=replace(question, issuer=world.inspectorate), reading=published.reading, by=world.editor
    )
    release(theirs)
    said = words(client.get(published.figure.get_absolute_url()))
    assert "Anderen zeggen iets anders" in said
    assert "volgens Inspectie" in said


def test_what_is_not_published_does_not_exist_for_strangers(client, world, letter, say):
    version = say("1229")
    for path in (version.figure.get_absolute_url(), letter.get_absolute_url()):
        assert client.get(path).status_code == 404
    client.force_login(world.outsider, backend="allauth.account.auth_backends.AuthenticationBackend")
    for path in (version.figure.get_absolute_url(), letter.get_absolute_url()):
        assert client.get(path).status_code == 404
    client.force_login(world.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    for path in (version.figure.get_absolute_url(), letter.get_absolute_url()):
        assert client.get(path).status_code == 200


def test_a_public_figure_from_a_closed_document_shows_no_words_of_it(client, say, release):
    version = say("1229")
    release(version)
    said = words(client.get(version.figure.get_absolute_url()))
    assert "Het document is niet openbaar." in said
    assert "adressen versterkt" not in said


def test_proposals_are_seen_by_editors_only(client, world, published, letter):
    Finding.objects.create(
        document=letter, rule="r", verdict="wrong_sum", severity="finding", sentence="Dit telt anders op.",
        sentence_en="This adds up otherwise.",
    )  # fmt: skip
    stranger = client.get(letter.get_absolute_url()).content.decode()
    assert "Dit telt anders op" not in stranger
    assert "<mark>" not in stranger
    client.force_login(world.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    editor = client.get(letter.get_absolute_url()).content.decode()
    assert "Dit telt anders op" in editor
    assert "<mark>1.400</mark>" in editor
    assert "automatisch gelezen, nog niet gecontroleerd" in editor


def test_erased_words_are_gone_from_every_page(client, world, published, letter, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erase_passage(passage=published.reading.anchor.passage, ground="AVG art. 17", by=world.administrator)
    for path in (letter.get_absolute_url(), published.figure.get_absolute_url(), "/zoeken?q=versterkt"):
        said = words(client.get(path))
        assert "adressen versterkt" not in said
    assert "op een wettelijke grond gewist" in words(client.get(letter.get_absolute_url()))
    assert "1.229" in words(client.get(published.figure.get_absolute_url()))


def test_search_leads_to_subjects_by_former_names_and_to_sentences(client, world, published):
    rename_subject(subject=world.subject, name="Operatie", on=date(2024, 1, 1), by=world.editor)
    assert "Operatie" in words(client.get("/zoeken?q=versterken"))
    assert "In 2022 zijn 1.229 adressen versterkt." in words(client.get("/zoeken?q=adressen"))
    assert "Niets gevonden voor “zzz”" in words(client.get("/zoeken?q=zzz"))


def test_what_a_visitor_types_is_shown_as_text(client):
    body = client.get("/zoeken", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script" not in body
    assert "&lt;script&gt;" in body


@pytest.mark.parametrize("query", ["'", "a & | !", "((", "%", "\\", "-" * 500, "a:*", "<->"])
def test_search_survives_any_words(client, query):
    assert client.get("/zoeken", {"q": query}).status_code == 200


def test_a_subject_keeps_its_address_under_every_name(client, world):
    old = world.subject.get_absolute_url()
    rename_subject(subject=world.subject, name="Operatie", on=date(2024, 1, 1), by=world.editor)
    response = client.get(old)
    assert response.status_code == 301
    assert response["Location"] == world.subject.get_absolute_url()
    assert "Voorheen: Versterken" in words(client.get(response["Location"]))


def test_a_successor_is_named(client, world):
    team = add_subject(
        kind=SubjectKind.TEAM, name="Team", programme=world.programme, organisation=world.ministry, by=world.editor
    )
    follow_up_subject(
        subject=world.subject, change=Change.CONTINUED, successor=team, on=date(2025, 1, 1), by=world.editor
    )
    assert "voortgezet als Team" in words(client.get(world.subject.get_absolute_url()))


@pytest.mark.parametrize(
    "path", ["/onderwerpen/NB-S-1/x/", "/cijfers/NB-1/", "/cijfers/NB-1@2/", "/documenten/x/", "/x"]
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_for_reading(client, method):
    assert getattr(client, method)("/").status_code == 405


def test_health_says_what_it_means(client, store):
    assert client.get("/livez").json() == {"live": True}
    assert client.get("/readyz").json() == {"database": "ok"}
    response = client.get("/healthz")
    assert response.json() == dict.fromkeys(("database", "migrations", "ledger", "store", "witness"), "ok")
    assert response.status_code == 200


def test_health_notices_a_role_that_may_rewrite_the_ledger(client, store):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["ledger"] == "this role may rewrite the ledger"


def test_health_notices_a_store_that_cannot_be_written(client, settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.STORE_ROOT = tmp_path / "file" / "store"
    assert client.get("/healthz").json()["store"] == "down"


def test_home_asks_the_questions_that_have_an_answer(client, published):
    body = client.get("/").content.decode()
    assert re.findall(r'href="(/vragen/\w+/)"', body) == ["/vragen/gemeten/"]
    said = words(client.get("/vragen/gemeten/"))
    assert "Versterkte adressen , 2022 volgens Ministerie 1.229 adressen" in said
    for question in ("toegezegd", "verwacht", "anders"):
        assert client.get(f"/vragen/{question}/").status_code == 404


def test_home_shows_a_number_to_follow_and_what_was_published_last(client, published):
    said = words(client.get("/"))
    assert "Zo volgt u een getal" in said
    assert "1.229 adressen" in said
    assert "Het laatst gepubliceerd" in said
    assert "How this site works" in words(client.get("/en/"))


def test_home_before_anything_was_published(client, world):
    said = words(client.get("/"))
    assert "Zo volgt u een getal" not in said
    assert "Het laatst gepubliceerd" not in said


def test_the_explanation_says_what_each_button_does(client, db):
    said = words(client.get("/uitleg/"))
    for button in ("Volgen", "Klopt dit niet?", "Hoe weten we dit?", "Reken het zelf na", "herzien", "ingetrokken"):
        assert f"{button} " in said


def test_a_sum_is_written_as_people_write_it(client, world, say, release):
    from dataclasses import replace

    from navolgbaar.figures.actions import Question, record_run

    first, second = say("1229"), say("1400", FigureKind.TARGET)
    question = Question(**{n: getattr(first.figure, n) for n in Question.__slots__})
    asked = replace(question, issued_on=date(2024, 1, 1))
    added = record_run(
        question=asked, recipe="arithmetic.difference@1", inputs={"minuend": second, "subtrahend": first},
        by=world.editor,
    )  # fmt: skip
    shared = record_run(
        question=replace(asked, issued_on=date(2024, 1, 2)), recipe="arithmetic.share@1",
        inputs={"part": first, "whole": second}, by=world.editor,
    )  # fmt: skip
    scaled = record_run(
        question=replace(asked, issued_on=date(2024, 1, 3)), recipe="arithmetic.product@1",
        inputs={"factors": [first, second]}, by=world.editor,
    )  # fmt: skip
    release(first, second, added, shared, scaled)
    assert "1.400 − 1.229 = 171" in words(client.get(added.figure.get_absolute_url()))
    assert "1.229 ÷ 1.400 × 100 = 88" in words(client.get(shared.figure.get_absolute_url()))
    assert "1.229 × 1.400 = 1.720.600" in words(client.get(scaled.figure.get_absolute_url()))


def test_a_period_is_written_in_words(client, published):
    from navolgbaar.figures.render import period_in_words
    from navolgbaar.programmes.models import Period

    def said(first, last, short=False):
        return period_in_words(Period(first=date(*first), last=date(*last)), short=short)

    assert said((2023, 1, 1), (2023, 12, 31)) == "2023"
    assert said((2021, 1, 1), (2022, 12, 31)) == "2021–2022"
    assert said((2023, 1, 1), (2023, 4, 30)) == "1 januari – 30 april 2023"
    assert said((2022, 12, 1), (2023, 1, 31)) == "1 december 2022 – 31 januari 2023"
    assert said((2023, 9, 6), (2023, 9, 6)) == "6 september 2023"
    assert said((2023, 1, 1), (2023, 4, 30), short=True) == "jan–apr 2023"


def test_an_organisation_has_its_english_name_on_english_pages(client, published):
    address = published.figure.get_absolute_url()
    assert "volgens Ministerie" in words(client.get(address))
    assert "according to Ministry" in words(client.get("/en" + address))


def test_login_offers_no_signup(client):
    body = client.get("/account/login/").content.decode()
    assert "signup" not in body
    assert 'name="csrfmiddlewaretoken"' in body
    assert "signup" not in words(client.get("/account/signup/"))
    assert "<form" not in client.get("/account/signup/").content.decode().split("<main")[1]


@pytest.mark.parametrize(("path", "said"), [("/er-is-niets/", "Deze pagina is er niet"), ("/en/nothing/", "not here")])
def test_what_is_not_there_is_said_on_a_page_of_ours(client, db, path, said):
    response = client.get(path)
    assert response.status_code == 404
    assert said in words(response)
    assert 'role="search"' in response.content.decode()


def test_an_old_form_is_refused_in_two_languages(world):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"/volgen/{world.subject.public_id}/", {"email": "a@example.org"})
    assert response.status_code == 403
    assert "Dit formulier is te oud" in words(response)
    assert "Nothing was changed" in words(response)


def test_an_error_of_ours_is_said_without_what_is_inside(world, monkeypatch):
    from django.test import Client

    from navolgbaar.website import views

    def broken(*_args):
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(views, "found_for", broken)
    response = Client(raise_request_exception=False).get("/zoeken?q=x")
    assert response.status_code == 500
    assert "Er ging iets mis" in words(response)
    assert "secret" not in response.content.decode()


def test_a_question_with_many_answers_shows_some_of_each_subject(client, world, published):
    from navolgbaar.website.questions import FEW, by_subject

    groups = by_subject([published] * (FEW + 1))
    assert [(group.subject, len(group.versions), group.is_cut) for group in groups] == [(world.subject, FEW, True)]
    assert by_subject([published])[0].is_cut is False


def test_a_publication_gives_the_file_of_every_number_and_says_how_to_check_it(client, published):
    release = published.publications.get().release
    page = client.get(f"/publicaties/{release}/")
    assert f'href="/cijfers/{published}.json" download' in page.content.decode()
    assert f"narekenen replay {published}.json" in words(page)
    assert "Reken deze publicatie zelf na" in words(page)
