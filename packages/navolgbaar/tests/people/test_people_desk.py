"""People at the desk: organisations, invitations by mail, roles per programme, a second factor."""

import re
import smtplib

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from navolgbaar.people.models import Invitation, Organisation, Role, User
from navolgbaar.programmes.models import Programme, Subject

pytestmark = [pytest.mark.django_db, pytest.mark.db]
HERE = "/redactie/organisaties/ministry/"
PASSWORD = "quite a long sentence"


def link(message):
    return re.search(r"http://localhost:8000(/uitnodiging/\S+)", message.body)[1]


def test_somebody_is_invited_accepts_and_logs_in(world, at_the_desk):
    at_the_desk("manager").post(HERE, {"email": "New@Example.org", "kind": "editor"})
    (message,) = mail.outbox
    assert message.to == ["new@example.org"]
    assert "Een account voor Navolgbaar / An account for Navolgbaar" in message.subject
    assert "Ministerie" in message.body
    assert "/en/uitnodiging/" in message.body
    newcomer = Client()
    page = newcomer.get(link(message))
    assert "U bent uitgenodigd" in page.content.decode()
    newcomer.post(link(message), {"name": "N. Ieuw", "password": PASSWORD})
    user = User.objects.get(email="new@example.org")
    assert (user.name, user.check_password(PASSWORD)) == ("N. Ieuw", True)
    newcomer.post("/account/login/", {"login": "new@example.org", "password": PASSWORD})
    assert newcomer.get("/redactie/programmas/versterken/documenten/").status_code == 200


def test_the_token_is_in_the_mail_and_nowhere_else(world, at_the_desk):
    page = at_the_desk("manager").post(HERE, {"email": "new@example.org", "kind": "editor"}, follow=True)
    token = link(mail.outbox[0]).split("/")[2]
    assert token not in page.content.decode()
    assert token not in str(Invitation.objects.values())


def test_an_invitation_for_one_programme_gives_no_other(world, at_the_desk):
    address = "/redactie/programmas/versterken/mensen/"
    said = {"email": "new@example.org", "kind": "publisher", "organisation": world.ministry.pk}
    page = at_the_desk("manager").post(address, said, follow=True)
    assert "new@example.org" in page.content.decode()
    Client().post(link(mail.outbox[0]), {"name": "", "password": PASSWORD})
    role = Role.objects.get(user__email="new@example.org")
    assert (role.programme, role.kind, role.organisation) == ("versterken", "publisher", world.ministry)


def test_a_mail_server_that_is_down_is_said(world, at_the_desk, monkeypatch):
    def refuse(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("navolgbaar.people.invitations.send_mail", refuse)
    page = at_the_desk("manager").post(HERE, {"email": "new@example.org", "kind": "editor"}, follow=True)
    assert "nam de uitnodiging niet aan" in page.content.decode()


@pytest.mark.parametrize("said", [{"email": "no address"}, {"kind": "king"}, {"email": ""}])
def test_what_is_no_invitation_is_not_sent(world, at_the_desk, said):
    page = at_the_desk("manager").post(HERE, {"email": "new@example.org", "kind": "editor", **said})
    assert page.context["form"].errors
    assert mail.outbox == []
    assert not Invitation.objects.exists()


def test_a_role_is_taken_away_but_not_from_oneself(world, manager, at_the_desk):
    client = at_the_desk("manager")
    page = client.get(HERE).content.decode()
    assert page.count("Afnemen") == 2  # editor and publisher; the manager's own role has no button
    role = Role.objects.get(user=world.editor)
    response = client.post(reverse("people:withdraw_role", args=[role.pk]), {"back": HERE}, follow=True)
    assert "De rol is afgenomen" in response.content.decode()
    assert not Role.objects.filter(user=world.editor).exists()
    assert at_the_desk("editor").get("/redactie/programmas/versterken/").status_code == 404


def test_an_administrator_adds_an_organisation_and_a_programme(world, at_the_desk):
    client = at_the_desk("administrator")
    client.post("/redactie/organisaties/", {"name": "Gemeente", "name_en": "", "key": "gemeente"})
    organisation = Organisation.objects.get(key="gemeente")
    said = {"name": "Nieuw", "key": "nieuw-programma", "organisation": organisation.pk}
    response = client.post("/redactie/programmas/nieuw/", said)
    programme = Programme.objects.get(key="nieuw-programma")
    assert response["Location"] == reverse("programmes:programme", args=[programme.key])
    assert not programme.subject.is_public
    for taken in ("nieuw-programma", "nieuw"):
        again = client.post("/redactie/programmas/nieuw/", {**said, "key": taken})
        assert "key" in again.context["form"].errors


def test_an_editor_adds_a_subject_and_opens_it(world, at_the_desk):
    client = at_the_desk("editor")
    client.post("/redactie/programmas/versterken/onderwerpen/nieuw/", {"name": "Buurtteam", "kind": "team"})
    subject = Subject.objects.get(name="Buurtteam")
    assert (subject.programme_key, subject.is_public) == ("versterken", False)
    client.post(reverse("programmes:open_subject", args=[subject.public_id]))
    subject.refresh_from_db()
    assert subject.is_public


def test_a_second_factor_is_made_on_the_way_to_the_desk(world):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    client = Client()
    client.post("/account/login/", {"login": "publisher@example.org", "password": "a long enough one"})
    page = client.get("/redactie/", follow=True)
    assert page.redirect_chain[0] == ("/account/2fa/totp/activate/", 302)
    assert "tweede factor" in page.content.decode()
    ask_again = page.redirect_chain[-1][0]  # the password once more, before anything about the login changes
    assert ask_again.startswith("/account/reauthenticate/")
    assert client.post(ask_again, {"password": "a long enough one"}, follow=True).status_code == 200
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post("/account/2fa/totp/activate/", {"code": code})
    assert world.publisher.authenticator_set.filter(type="totp").exists()
    assert client.get("/redactie/").status_code == 200


def test_no_role_asks_for_a_second_factor_where_the_setting_names_none(world, settings):
    settings.SECOND_FACTOR_FOR = []
    client = Client()
    client.force_login(world.publisher, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/redactie/").status_code == 200
