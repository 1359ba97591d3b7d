"""A small world: one ministry, one inspectorate, three people, one programme. Made through the actions."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

LETTER = """Den Haag, 6 september 2023

Betreft: voortgang

In 2022 zijn 1.229 adressen versterkt. Er zijn 1.400 adressen toegezegd voor 2023.
"""


SHARED = Path(os.environ.get("NAVOLGBAAR_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@dataclass
class World:
    """Who and what there is. `editor` prepares, `publisher` approves; `outsider` works at the inspectorate."""

    administrator: object
    ministry: object
    inspectorate: object
    editor: object
    publisher: object
    outsider: object
    programme: object

    @property
    def subject(self):
        return self.programme.subject


def make_world():
    """The small world, in the database of this moment."""
    from navolgbaar.core.audit import System
    from navolgbaar.people.actions import add_organisation, create_user, give_role
    from navolgbaar.people.states import RoleKind
    from navolgbaar.programmes.actions import add_programme, open_subject

    def person(name, **more):
        return create_user(email=f"{name}@example.org", password="a long enough one", by=System(), **more)

    administrator = person("administrator", is_administrator=True)
    ministry = add_organisation(key="ministry", name="Ministerie", name_en="Ministry", by=administrator)
    inspectorate = add_organisation(key="inspectorate", name="Inspectie", by=administrator)
    editor, publisher, outsider = person("editor"), person("publisher"), person("outsider")
    for user, organisation, kind in (
        (editor, ministry, RoleKind.EDITOR),
        (publisher, ministry, RoleKind.PUBLISHER),
        (outsider, inspectorate, RoleKind.EDITOR),
        (outsider, inspectorate, RoleKind.PUBLISHER),
    ):
        give_role(user=user, organisation=organisation, kind=kind, by=administrator)
    programme = add_programme(
        key="versterken",
        name="Versterken",
        name_en="Strengthening",
        organisation=ministry,
        starts_on=date(2019, 1, 1),
        by=administrator,
    )
    open_subject(subject=programme.subject, by=editor)
    return World(administrator, ministry, inspectorate, editor, publisher, outsider, programme)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def letter(world, store):
    """A letter taken in by the editor; two numbers to confirm in one sentence each."""
    from navolgbaar.sources.actions import import_document

    return import_document(
        data=LETTER.encode(),
        name="brief.txt",
        title="Voortgang 2023",
        programme=world.programme,
        organisation=world.ministry,
        by=world.editor,
    )


@pytest.fixture
def say(world, letter):
    """say("1229") confirms that reading of the letter and makes it a figure version."""
    from navolgbaar.figures.actions import Question, answer_reading, record_reading, register_quantity
    from navolgbaar.figures.queries import proposals_of
    from navolgbaar.figures.states import FigureKind, Verdict
    from navolgbaar.programmes.actions import period

    def record(value, kind=FigureKind.OBSERVED, *, verdict=Verdict.CONFIRMED, corrected="", reason=""):
        proposal = next(p for p in proposals_of(letter) if p.value == value)
        answer = answer_reading(proposal=proposal, verdict=verdict, value=corrected, by=world.editor)
        quantity = register_quantity(
            key="strengthened", name="Versterkte adressen", name_en="Addresses strengthened", unit="adressen",
            unit_en="addresses", by=world.editor,
        )  # fmt: skip
        question = Question(
            subject=world.subject,
            quantity=quantity,
            period=period(date(2022, 1, 1), date(2022, 12, 31)),
            kind=kind,
            issuer=world.ministry,
            issued_on=date(2023, 9, 6),
            owner=world.ministry,
        )
        return record_reading(question=question, reading=answer, reason=reason, by=world.editor)

    return record


@pytest.fixture
def release(world):
    """release(versions) publishes them: prepared by the editor, approved by the publisher."""
    from navolgbaar.publishing.actions import approve, prepare, submit

    def publish(*versions, title="Voortgang", supersedes=None, reason=""):
        proposal = prepare(
            title=title,
            programme=world.programme,
            organisation=world.ministry,
            versions=list(versions),
            supersedes=supersedes,
            reason=reason,
            by=world.editor,
        )
        return approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)

    return publish


@pytest.fixture(scope="session")
def papers():
    """The real papers beside the repository. Absent: the test skips visibly, unless CI requires them."""
    if SHARED.is_dir():
        return sorted(path for path in (SHARED / "documents").iterdir() if path.is_file())
    if os.environ.get("CI"):
        pytest.fail("CI requires the real papers beside the repository.")
    return pytest.skip("the real papers (shared/) are not here")


@pytest.fixture
def second_factor(db):
    """second_factor(user) gives the account an authenticator app and returns its secret."""

    def enrol(user):
        from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        return secret

    return enrol


@pytest.fixture
def manager(world):
    """Somebody who invites people for the ministry, and may do nothing else."""
    from navolgbaar.core.audit import System
    from navolgbaar.people.actions import create_user, give_role
    from navolgbaar.people.states import RoleKind

    user = create_user(email="manager@example.org", password="a long enough one", by=System())
    give_role(user=user, organisation=world.ministry, kind=RoleKind.MANAGER, by=world.administrator)
    return user


@pytest.fixture
def at_the_desk(world, manager, second_factor):
    """at_the_desk("editor") is a browser in which that person has logged in, with a second factor."""
    from django.test import Client

    def login(name):
        user = manager if name == "manager" else getattr(world, name)
        client = Client()
        if name != "editor" and not user.authenticator_set.exists():
            second_factor(user)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return login
