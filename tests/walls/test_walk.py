"""Every address of the URL conf, walked as every role and as a stranger: nothing is seen that the rules do not grant.

An address that is not in the table fails the test: whoever adds a page says here who may see it.
"""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from who_may import (
    ACCOUNT,
    CLOSED,
    DESK,
    ELSEWHERE,
    ITEMS,
    LISTS,
    POSTED,
    PUBLIC,
    RESTRICTED,
    ROLES,
    UNNAMED,
)

from navolgbaar.core.audit import System
from navolgbaar.figures.queries import proposals_of
from navolgbaar.figures.states import FigureKind
from navolgbaar.people.actions import create_user, invite
from navolgbaar.people.models import Role
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.actions import add_subject
from navolgbaar.programmes.states import SubjectKind
from navolgbaar.promises.actions import confirm
from navolgbaar.promises.models import Analysis, Consultation, Link, Report, SampleAnswer
from navolgbaar.promises.models import Proposal as StatementProposal
from navolgbaar.promises.reporting import prepare_report
from navolgbaar.promises.sampling import draw_sample
from navolgbaar.promises.words import anchor_for
from navolgbaar.publishing.actions import prepare, submit
from navolgbaar.sources.actions import receive_file
from navolgbaar.sources.models import Finding

pytestmark = [pytest.mark.django_db, pytest.mark.db]

SECRETS = (
    "adressen versterkt",
    "editor@example.org",
    "Nog niet gepubliceerd",
    "Gevonden fout",
    "geheim.txt",
    "geheime actor",
)


def patterns(resolver=None, route="", namespace=""):
    """(name, route) of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, here, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield (namespace + pattern.name if pattern.name else here), here


def listed(name):
    return name in {*PUBLIC, *DESK, *RESTRICTED, *ELSEWHERE, *LISTS, *ITEMS, *CLOSED, *ACCOUNT, *UNNAMED}


BY_THEMSELVES = ("budgets:", "fieldtests:", "forecasts:", "indicators:")
"""Rooms whose addresses are walked in test_walk_rooms.py: strangers and people without a role, everywhere; who may do
what with the things of these rooms is tested in each of them."""


def test_every_address_is_in_the_table():
    found = {name: route for name, route in patterns() if not name.startswith(BY_THEMSELVES)}
    assert [name for name in found if not listed(name)] == []
    assert set(DESK) | PUBLIC | set(RESTRICTED) <= set(found)
    assert {name for name, route in found.items() if "redactie/" in route} == set(DESK)


@dataclass
class Place:
    """One of everything, and the address of each page about it."""

    addresses: dict


@pytest.fixture
def place(world, manager, letter, say, release, second_factor):
    public = say("1229")
    published = release(public)
    hidden = say("1400", FigureKind.TARGET)
    proposal = prepare(
        title="Nog niet gepubliceerd", programme=world.programme, organisation=world.ministry, versions=[hidden],
        by=world.editor,
    )  # fmt: skip
    submit(proposal=proposal, by=world.editor)
    finding = Finding.objects.create(
        document=letter, rule="r", verdict="v", severity="s", sentence="Gevonden fout", sentence_en="Gevonden fout"
    )
    intake = receive_file(
        data=b"x", name="geheim.txt", programme=world.programme, organisation=world.ministry, by=world.editor
    )
    words = anchor_for(letter, "Er zijn 1.400 adressen toegezegd voor 2023.")
    waiting, confirmed = (
        StatementProposal.objects.create(document=letter, at=words.start, kind="commitment", actor="geheime actor")
        for _ in range(2)
    )
    for found in (waiting, confirmed):
        found.anchors.set([words])
    promise = confirm(proposal=confirmed, seen=1, by=world.editor)
    draft = prepare_report(
        programme=world.programme, organisation=world.ministry, title="Nog niet gepubliceerd", first=date(2023, 1, 1),
        last=date(2023, 12, 31), by=world.editor,
    )  # fmt: skip
    sample = draw_sample(programme=world.programme, organisation=world.ministry, by=world.editor)
    for reader in (world.editor, world.publisher):  # its file is there when two readers answered
        for drawn in sample.proposals.all():
            SampleAnswer.objects.create(sample=sample, proposal=drawn, reader=reader)
    consultation = Consultation.objects.create(document=letter)
    Analysis.objects.create(consultation=consultation, author=world.editor)
    report = Report.objects.create(statement=promise, anchor=words, reference="kst-31234-12")
    again = StatementProposal.objects.create(document=letter, at=words.start, kind="commitment")
    again.anchors.set([words])
    link = Link.objects.create(source=promise, kind="repeats", target=confirm(proposal=again, seen=1, by=world.editor))
    team = add_subject(
        kind=SubjectKind.TEAM, name="Team", programme=world.programme, organisation=world.ministry, by=world.editor
    )
    _, token = invite(email="new@example.org", organisation=world.ministry, kind=RoleKind.EDITOR, by=manager)
    role = Role.objects.get(user=world.editor)
    reading = proposals_of(letter).first().pk
    key, document = [world.programme.key], [letter.public_id]
    figure = [public.figure.public_id]
    arguments = {
        "website:question": ["gemeten"],
        "sitemap": ["figures"],
        "website:subject": [world.subject.public_id, "versterken"],
        "website:figure": figure,
        "website:bundle": [*figure, public.number],
        "website:document": document,
        "publishing:release": [published.public_id],
        "people:invitation": [token],
        "people:organisation": ["ministry"],
        "people:withdraw_role": [role.pk],
        "programmes:open_subject": [team.public_id],
        "programmes:subject": [team.public_id],
        "sources:intake": [intake.pk],
        "sources:try_again": [intake.pk],
        "sources:move": document,
        "sources:finding": [finding.pk],
        "figures:document": document,
        "figures:reading": [reading],
        "figures:answer": [proposals_of(letter).last().pk],
        "figures:record": [reading],
        "figures:refresh": figure,
        "promises:statement": [promise.public_id],
        "promises:follow_up": [promise.public_id],
        "promises:relations": [promise.public_id],
        "promises:undo_link": [link.pk],
        "promises:withdraw": [promise.public_id],
        "promises:proposal": [waiting.pk],
        "promises:decide": [waiting.pk],
        "promises:refuse_report": [report.pk],
        "promises:export": ["json"],
        "promises:draft": [draft.pk],
        "promises:release": [draft.pk],
        "promises:decisions": [*key, "json"],
        "promises:sample": [sample.pk],
        "promises:sample_file": [sample.pk],
        "promises:consultation": document,
        "promises:check_consultation": document,
        "promises:analysis": document,
        "promises:publish_analysis": document,
        "publishing:withdraw": [published.public_id],
        "publishing:proposal": [proposal.pk],
        "publishing:step": [proposal.pk],
    }
    keyed = ("programmes:programme", "programmes:people", "programmes:new_subject", "sources:documents",
             "figures:figures", "figures:compute", "promises:desk", "promises:import", "promises:drafts",
             "promises:samples", "promises:editions", "publishing:releases", "publishing:prepare")  # fmt: skip
    arguments |= dict.fromkeys(keyed, key)
    names = {*PUBLIC, *DESK, *RESTRICTED}
    return Place({name: reverse(name, args=arguments.get(name, [])) for name in sorted(names)})


@pytest.fixture
def browser_of(world, at_the_desk):
    def browser(role):
        if role == "stranger":
            return Client()
        if role == "nobody":
            nobody = create_user(email="nobody@example.org", password="a long enough one", by=System())
            client = Client()
            client.force_login(nobody, backend="allauth.account.auth_backends.AuthenticationBackend")
            return client
        return at_the_desk(role)

    return browser


def ask(client, name, address):
    """The response; what a POST changed is taken back."""
    if name not in POSTED:
        return client.get(address)
    with transaction.atomic():
        response = client.post(address, POSTED[name])
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_opens_for_whom_the_rules_say(place, browser_of, role, store):
    client = browser_of(role)
    wrong = {}
    for name, allowed in DESK.items():
        response = ask(client, name, place.addresses[name])
        to_login = response.status_code == 302 and "/account/login/" in response["Location"]
        if role == "stranger":
            is_right = to_login
        elif role in allowed:
            is_right = response.status_code in (200, 302) and not to_login
        else:
            is_right = response.status_code == 404
        if not is_right:
            wrong[name] = (response.status_code, response.headers.get("Location"))
    assert wrong == {}


@pytest.mark.parametrize("role", ROLES)
def test_what_is_public_is_public_and_what_is_not_is_not_there(place, browser_of, role, store):
    client = browser_of(role)
    seen = {name: client.get(place.addresses[name]).status_code for name in PUBLIC}
    assert seen == dict.fromkeys(PUBLIC, 200)
    for name, allowed in RESTRICTED.items():
        assert client.get(place.addresses[name]).status_code == (200 if role in allowed else 404)


@pytest.mark.parametrize("role", ["stranger", "nobody", "outsider"])
def test_no_page_tells_others_what_is_not_theirs(place, browser_of, role, store):
    client = browser_of(role)
    told = {}
    for name, address in place.addresses.items():
        body = ask(client, name, address).content.decode()
        if found := [secret for secret in SECRETS if secret in body]:
            told[name] = found
    assert told == {}


@pytest.mark.parametrize("role", ["stranger", "outsider", "editor"])
def test_the_api_gives_everybody_what_is_public_and_nothing_else(place, browser_of, role, store):
    client = browser_of(role)
    told = {}
    for name in LISTS:
        response = client.get(reverse(name))
        body = (response.getvalue() if response.streaming else response.content).decode()
        if response.status_code != 200 or any(secret in body for secret in SECRETS):
            told[name] = (response.status_code, [secret for secret in SECRETS if secret in body])
    assert told == {}


def test_the_secrets_are_on_the_pages_of_the_desk(place, browser_of, store):
    """Otherwise the test before this one would find nothing for the wrong reason."""
    editor, manager = browser_of("editor"), browser_of("manager")
    pages = [editor.get(place.addresses[n]) for n in DESK if n not in POSTED]
    pages.append(manager.get(place.addresses["people:organisation"]))
    everything = " ".join(page.content.decode() for page in pages)
    assert [secret for secret in SECRETS if secret not in everything] == []


@pytest.mark.parametrize("role", ["publisher", "manager", "administrator", "outsider"])
def test_who_approves_or_gives_roles_needs_a_second_factor(world, manager, role):
    client = Client()
    user = manager if role == "manager" else getattr(world, role)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name in ("programmes:desk", "people:organisations"):
        assert client.get(reverse(name))["Location"] == "/account/2fa/totp/activate/"


def test_the_desk_is_never_kept_by_a_browser(place, browser_of):
    response = browser_of("editor").get(place.addresses["figures:document"])
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_closed_doors_of_the_account_are_closed(browser_of, name):
    arguments = ["abc"] if name == "account_confirm_email" else []
    for role in ("stranger", "editor"):
        assert browser_of(role).get(reverse(name, args=arguments)).status_code == 404


def test_account_pages_tell_a_stranger_nothing(place):
    given = {
        "account_reset_password_from_key": ["1", "abc"],
        "mfa_remove_webauthn": [1],
        "mfa_edit_webauthn": [1],
        "openid_connect_login": ["nobody"],
        "openid_connect_callback": ["nobody"],
    }
    wrong = {}
    for name in ACCOUNT:
        response = Client().get(reverse(name, args=given.get(name, [])))
        if response.status_code not in (200, 302, 401, 404) or "@example.org" in response.content.decode():
            wrong[name] = response.status_code
    assert wrong == {}
