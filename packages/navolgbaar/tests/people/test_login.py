"""Logging in, and what somebody tries who should not be in."""

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache

pytestmark = [pytest.mark.django_db, pytest.mark.db]
PASSWORD = "a long enough one"
HERE = "/account/login/"


@pytest.fixture(autouse=True)
def _nobody_tried_before():
    """Attempts are counted in the cache as well, which outlives a test."""
    cache.clear()


def login(client, email="editor@example.org", password=PASSWORD, **more):
    return client.post(HERE, {"login": email, "password": password, **more})


def test_an_editor_logs_in_and_out(client, world):
    assert login(client)["Location"] == "/redactie/"
    assert get_user(client) == world.editor
    client.post("/account/logout/")
    assert not get_user(client).is_authenticated


def test_an_address_in_capitals_is_the_same(client, world):
    assert login(client, "Editor@Example.ORG").status_code == 302


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_after_login_nobody_is_sent_elsewhere(client, world, target):
    assert login(client, next=target)["Location"] == "/redactie/"


def test_unknown_and_wrong_are_not_told_apart(client, world):
    def said(response):
        return response.status_code, response.context["form"].errors.as_json()

    assert said(login(client, password="something else here")) == said(login(client, "nobody@example.org"))


def test_guessing_is_locked_out_also_with_the_right_password_after(client, world):
    for _ in range(5):
        login(client, password="a wrong guess of some length")
    login(client)
    assert not get_user(client).is_authenticated


def test_a_closed_account_stays_out(client, world):
    world.editor.is_active = False
    world.editor.save()
    login(client)
    assert not get_user(client).is_authenticated


def test_the_session_key_changes_at_login(client, world):
    client.get("/")
    client.session.save()
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    login(client)
    assert get_user(client) == world.editor
    assert client.session.session_key != before


def test_login_needs_the_csrf_token(world):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert login(strict).status_code == 403


def test_signing_up_without_invitation_makes_no_account(client, world):
    from navolgbaar.people.models import User

    before = User.objects.count()
    fields = {"email": "new@example.org", "password1": "quite a long one", "password2": "quite a long one"}
    client.post("/account/signup/", fields)
    assert User.objects.count() == before


def test_the_lock_is_in_the_database_so_that_every_process_knows(client, world):
    for _ in range(5):
        login(client, password="a wrong guess of some length")
        cache.clear()
    assert login(client).status_code == 429
    assert not get_user(client).is_authenticated
