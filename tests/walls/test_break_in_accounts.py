"""What somebody tries at the door: login, sessions, passwords, invitations. Each attempt stays here."""

import re

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from navolgbaar.people.actions import invite
from navolgbaar.people.models import Role, User
from navolgbaar.people.states import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.db]
PASSWORD = "a long enough one"


@pytest.fixture(autouse=True)
def _nobody_tried_before():
    cache.clear()


# open redirects


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
@pytest.mark.parametrize("page", ["/account/login/?next=", "/en/account/login/?next="])
def test_login_leads_nowhere_else(world, page, target):
    client = Client()
    response = client.post(page + target, {"login": "editor@example.org", "password": PASSWORD, "next": target})
    assert response["Location"] in ("/redactie/", "/en/redactie/")


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_taking_a_role_leads_nowhere_else(world, at_the_desk, target):
    role = Role.objects.get(user=world.editor)
    response = at_the_desk("manager").post(reverse("people:withdraw_role", args=[role.pk]), {"back": target})
    assert response["Location"] == "/redactie/organisaties/ministry/"


def test_a_stranger_is_sent_back_to_the_page_after_login(world):
    response = Client().get("/redactie/?x=1")
    assert response["Location"] == "/account/login/?next=/redactie/%3Fx%3D1"


# sessions and passwords


def test_a_session_that_was_planted_is_not_the_one_after_login(world):
    client = Client()
    client.get("/account/login/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post("/account/login/", {"login": "editor@example.org", "password": PASSWORD})
    assert get_user(client) == world.editor
    assert client.session.session_key != before
    stranger = Client()
    stranger.cookies["sessionid"] = before
    assert stranger.get("/redactie/").status_code == 302


def test_the_session_is_gone_after_logging_out(world):
    client = Client()
    client.post("/account/login/", {"login": "editor@example.org", "password": PASSWORD})
    kept = client.cookies["sessionid"].value
    client.post("/account/logout/")
    stolen = Client()
    stolen.cookies["sessionid"] = kept
    assert stolen.get("/redactie/").status_code == 302


def test_another_password_ends_the_other_sessions(world):
    here, there = Client(), Client()
    for client in (here, there):
        client.post("/account/login/", {"login": "editor@example.org", "password": PASSWORD})
    new = "quite another one"
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert there.get("/redactie/").status_code == 302


def test_a_password_alone_does_not_let_in_who_has_a_second_factor(world, second_factor):
    second_factor(world.publisher)
    client = Client()
    response = client.post("/account/login/", {"login": "publisher@example.org", "password": PASSWORD})
    assert response["Location"] == "/account/2fa/authenticate/"
    assert not get_user(client).is_authenticated
    assert client.get("/redactie/").status_code == 302
    client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert not get_user(client).is_authenticated


def test_guessing_is_locked_from_every_page_that_takes_a_password(world):
    client = Client()
    for attempt in range(5):
        client.post("/en/account/login/", {"login": "editor@example.org", "password": f"guess number {attempt}"})
    cache.clear()
    assert client.post("/account/login/", {"login": "editor@example.org", "password": PASSWORD}).status_code == 429


@pytest.mark.parametrize("password", ["short", "password1234", "newcomer@example.org", "123456789012"])
def test_a_weak_password_does_not_make_an_account(world, manager, password):
    _, token = invite(email="newcomer@example.org", organisation=world.ministry, kind=RoleKind.EDITOR, by=manager)
    response = Client().post(f"/uitnodiging/{token}/", {"name": "N", "password": password})
    assert response.status_code == 200
    assert not User.objects.filter(email="newcomer@example.org").exists()


# who has an account


def test_nobody_learns_who_has_an_account(world):
    def body(address, said):
        page = re.sub(
            r'(csrfmiddlewaretoken" value=")\w+', "", Client().post(address, said, follow=True).content.decode()
        )
        return page.replace(said.get("login", said.get("email")), "…")

    for known, unknown in (("editor@example.org", "nobody@example.org"),):
        wrong = "something else entirely"
        assert body("/account/login/", {"login": known, "password": wrong}) == body(
            "/account/login/", {"login": unknown, "password": wrong}
        )
        assert body("/account/password/reset/", {"email": known}) == body(
            "/account/password/reset/", {"email": unknown}
        )


def test_inviting_does_not_tell_who_has_an_account(world, at_the_desk):
    client = at_the_desk("manager")

    def said(email):
        page = client.post("/redactie/organisaties/ministry/", {"email": email, "kind": "publisher"}, follow=True)
        return [str(message) for message in page.context["messages"]]

    assert said("outsider@example.org") == said("new@example.org") != []
    assert [message.to for message in mail.outbox] == [["outsider@example.org"], ["new@example.org"]]


def test_an_invitation_cannot_be_guessed_used_twice_or_tried_too_late(world, manager):
    _, token = invite(email="n@example.org", organisation=world.ministry, kind=RoleKind.EDITOR, by=manager)
    refused = Client().get("/uitnodiging/guess/")
    assert refused.status_code == 404
    assert Client().post(f"/uitnodiging/{token}/", {"name": "", "password": PASSWORD}).status_code == 302
    again = Client().post(f"/uitnodiging/{token}/", {"name": "", "password": "another one entirely"})
    assert again.status_code == 404
    assert User.objects.get(email="n@example.org").check_password(PASSWORD)
    assert again.content.replace(token.encode(), b"guess") == refused.content


def test_an_invitation_changes_nothing_about_an_account_but_the_role(world, manager):
    _, token = invite(email="editor@example.org", organisation=world.ministry, kind=RoleKind.PUBLISHER, by=manager)
    client = Client()
    client.post(f"/uitnodiging/{token}/", {"name": "Evil", "password": "taken over now!"})
    world.editor.refresh_from_db()
    assert world.editor.check_password(PASSWORD)
    assert world.editor.name == ""
    assert not get_user(client).is_authenticated
    assert Role.objects.filter(user=world.editor, kind=RoleKind.PUBLISHER).exists()
