"""Klopt dit niet?: owner, day and outcome in public; the asker's name and words not."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from navolgbaar.core import clock
from navolgbaar.core.audit import System
from navolgbaar.mailings.actions import NotPossibleNow, answer, ask, forget_expired, set_aside
from navolgbaar.mailings.models import Question
from navolgbaar.mailings.states import Outcome, QuestionState
from navolgbaar.website import asking

pytestmark = [pytest.mark.django_db, pytest.mark.db]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WORDS = "Ik, Jannigje Vroomhoek, tel 1.231 adressen."


def words(response):
    body = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(body.split())


def send(client, public_id, **more):
    return client.post(f"/klopt-dit-niet/{public_id}/", {"words": WORDS, "email": "lezer@example.org", **more})


@pytest.fixture
def question(world):
    return ask(words=WORDS, email="lezer@example.org", subject=world.subject, figure=None, language="nl", by=System())


def settle(question, by):
    return answer(
        question=question, summary="Een lezer telt twee adressen meer.", outcome="Wij verbeteren dit in de volgende "
        "publicatie.", kind=Outcome.CORRECTED, by=by,
    )  # fmt: skip


def test_a_question_has_an_owner_and_a_day(client, world):
    response = send(client, world.subject.public_id)
    found = Question.objects.get()
    assert response["Location"] == f"/lezersvragen/{found.public_id}/"
    assert found.organisation == world.ministry
    assert found.due_on == clock.today() + timedelta(days=28)
    said = words(client.get(response["Location"]))
    assert "Ministerie" in said
    assert "De vraag is ontvangen." in said


def test_a_question_about_a_figure_goes_to_who_published_it(client, world, say, release):
    version = say("1229")
    assert send(client, version.figure.public_id).status_code == 404  # not published yet
    release(version)
    page = client.get(version.figure.get_absolute_url()).content.decode()
    assert f"/klopt-dit-niet/{version.figure.public_id}/" in page
    send(client, version.figure.public_id)
    assert Question.objects.get().figure == version.figure


def test_the_owner_is_told_without_the_words(question, world):
    assert [letter.to for letter in mail.outbox] == [["editor@example.org"]]
    assert "Vroomhoek" not in str(mail.outbox[0].message())
    assert "lezer@" not in str(mail.outbox[0].message())
    assert question.public_id in mail.outbox[0].body


def test_nobody_but_the_owners_editors_sees_the_words(client, question, world):
    path = question.get_absolute_url()
    assert "Vroomhoek" not in words(client.get(path))
    for user, sees in ((world.outsider, False), (world.publisher, False), (world.editor, True)):
        client.force_login(user, backend=BACKEND)
        assert ("Vroomhoek" in words(client.get(path))) is sees
        assert "lezer@example.org" not in words(client.get(path))


def test_the_outcome_is_public_without_the_asker(client, question, world):
    client.force_login(world.editor, backend=BACKEND)
    assert question.public_id in words(client.get("/lezersvragen/"))
    sent = {"summary": "Een lezer telt twee adressen meer.", "outcome": "Wij verbeteren dit.", "kind": "corrected"}
    client.post(question.get_absolute_url(), sent)
    client.logout()
    for path in (question.get_absolute_url(), world.subject.get_absolute_url()):
        said = words(client.get(path))
        assert "Een lezer telt twee adressen meer." in said
        assert "Wij verbeteren dit." in said
        assert "Vroomhoek" not in said
    told = mail.outbox[-1]
    assert told.to == ["lezer@example.org"]
    assert "Wij verbeteren dit." in told.body


def test_without_an_address_nobody_is_mailed(client, world):
    send(client, world.subject.public_id, email="")
    settle(Question.objects.get(), world.editor)
    assert [letter.to for letter in mail.outbox] == [["editor@example.org"]]


def test_others_cannot_answer(client, question, world):
    for user in (world.outsider, world.publisher):
        with pytest.raises(PermissionDenied):
            settle(question, user)
        client.force_login(user, backend=BACKEND)
        assert client.post(question.get_absolute_url(), {"aside": "yes"}).status_code == 403
    client.logout()
    assert client.post(question.get_absolute_url(), {"aside": "yes"}).status_code == 403
    assert Question.objects.get().state == QuestionState.RECEIVED
    client.force_login(world.outsider, backend=BACKEND)
    assert question.public_id not in words(client.get("/lezersvragen/"))


def test_the_list_of_waiting_questions_is_not_there_for_strangers(client):
    assert client.get("/lezersvragen/").status_code == 404


def test_an_answer_needs_all_its_parts(client, question, world):
    client.force_login(world.editor, backend=BACKEND)
    assert client.post(question.get_absolute_url(), {"summary": "x", "kind": "corrected"}).status_code == 422
    assert client.post(question.get_absolute_url(), {"summary": "x", "kind": "y", "outcome": "z"}).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.update(state=QuestionState.ANSWERED)


def test_what_is_closed_stays_closed(client, question, world):
    settle(question, world.editor)
    with pytest.raises(NotPossibleNow):
        set_aside(question=question, by=world.editor)
    client.force_login(world.editor, backend=BACKEND)
    again = client.post(question.get_absolute_url(), {"summary": "x", "kind": "stands", "outcome": "z"})
    assert again.status_code == 302
    assert Question.objects.get().summary == "Een lezer telt twee adressen meer."


def test_what_is_set_aside_is_gone_for_everybody(client, question, world):
    client.force_login(world.editor, backend=BACKEND)
    assert client.post(question.get_absolute_url(), {"aside": "yes"})["Location"] == "/lezersvragen/"
    client.logout()
    assert client.get(question.get_absolute_url()).status_code == 404
    assert "Vraag van een lezer" not in words(client.get(world.subject.get_absolute_url()))


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(client, world):
    response = send(client, world.subject.public_id, homepage="https://example.org")
    assert response["Location"] == world.subject.get_absolute_url()
    assert not Question.objects.exists()
    assert mail.outbox == []


def test_one_visitor_cannot_flood_an_owner(client, world, monkeypatch):
    monkeypatch.setattr(asking, "PER_HOUR", 2)
    answers = [send(client, world.subject.public_id).status_code for _ in range(3)]
    assert answers == [302, 302, 429]
    assert Question.objects.count() == 2


@pytest.mark.parametrize("sent", [{"words": ""}, {"words": "x" * 4001}, {"email": "x"}])
def test_what_cannot_be_a_question(client, world, sent):
    assert send(client, world.subject.public_id, **sent).status_code == 422


def test_markup_in_a_question_and_in_an_answer_is_text(client, world):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    found = ask(words=evil, email="", subject=world.subject, figure=None, language="nl", by=System())
    client.force_login(world.editor, backend=BACKEND)
    assert "<script" not in client.get(found.get_absolute_url()).content.decode()
    answer(question=found, summary=evil, outcome=evil, kind=Outcome.STANDS, by=world.editor)
    for path in (found.get_absolute_url(), world.subject.get_absolute_url()):
        body = client.get(path).content.decode()
        assert "<script" not in body
        assert "<img" not in body
        assert "&lt;script&gt;" in body


def test_another_site_cannot_ask_or_answer(world, question):
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, world.subject.public_id).status_code == 403
    strict.force_login(world.editor, backend=BACKEND)
    assert strict.post(question.get_absolute_url(), {"aside": "yes"}).status_code == 403


def test_nothing_in_a_request_leads_elsewhere(client, world):
    response = send(client, world.subject.public_id, next="https://evil.example/", back="//evil.example")
    assert response["Location"].startswith("/lezersvragen/")


@pytest.mark.parametrize("public_id", ["NB-S-2026-99999", "NB-2026-99999", "x", "%00"])
def test_questions_are_about_something_public(client, world, public_id):
    assert client.get(f"/klopt-dit-niet/{public_id}/").status_code == 404
    world.subject.is_public = False
    world.subject.save()
    assert send(client, world.subject.public_id).status_code == 404


def test_a_question_about_a_hidden_subject_is_hidden(client, question, world):
    world.subject.is_public = False
    world.subject.save()
    assert client.get(question.get_absolute_url()).status_code == 404
    client.force_login(world.editor, backend=BACKEND)
    assert client.get(question.get_absolute_url()).status_code == 200


def test_addresses_and_words_are_forgotten_in_time(world, question):
    aside = ask(words=WORDS, email="b@example.org", subject=world.subject, figure=None, language="nl", by=System())
    settle(question, world.editor)
    set_aside(question=aside, by=world.editor)
    assert forget_expired(by=System()) == {"unconfirmed": 0, "addresses": 0, "words": 0}
    Question.objects.update(answered_on=clock.today() - timedelta(days=31))
    assert forget_expired(by=System()) == {"unconfirmed": 0, "addresses": 2, "words": 1}
    question.refresh_from_db()
    assert (question.email, question.words) == ("", WORDS)
    Question.objects.update(answered_on=clock.today() - timedelta(days=366))
    assert forget_expired(by=System()) == {"unconfirmed": 0, "addresses": 0, "words": 1}
    assert not Question.objects.exclude(words="").exists()
    assert Question.objects.exclude(outcome="").exists()


def test_the_retention_of_the_installation_knows_these_terms(world, question):
    from navolgbaar.ops.retention import forget_overdue

    settle(question, world.editor)
    Question.objects.update(answered_on=clock.today() - timedelta(days=366))
    assert set(forget_overdue(by=System()).values()) == {1}
    question.refresh_from_db()
    assert (question.email, question.words) == ("", "")
    assert question.outcome
