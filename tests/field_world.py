"""The people of a field test in the small world, and waves at each stand.

Waves that tests only begin from are made once and stand in a database of their own each; a test takes back what it
changes. `field` makes everything anew, for tests that need a database of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from copies import copy, drop, untouched
from demonstration import Demonstration
from small_world import make_world

PROTOCOL = (Path(__file__).resolve().parents[1] / "demo" / "fieldtests" / "protocol.json").read_bytes()
TWO = ("marokkaanse-man", "poolse-man")
FIRST, LAST = date(2026, 2, 2), date(2026, 4, 30)
NEXT_FIRST, NEXT_LAST = date(2027, 2, 1), date(2027, 4, 30)
SEED = "a seed of the tests"


def two_profiles():
    """The protocol with two test profiles and one block: enough pairs for each in a small wave."""
    said = json.loads(PROTOCOL)
    said["personas"] = [p for p in said["personas"] if p["side"] == "control" or p["key"] in TWO]
    return json.dumps({**said, "blocks": ["regio"]}).encode()


@dataclass
class Field:
    """world: programme and office; crew: who does what; private: the key of the vault's keeper."""

    world: object
    crew: object
    other_tester: object
    private: str

    def begin(self, protocol=PROTOCOL, first=FIRST, last=LAST):
        from navolgbaar.fieldtests.rehearsal import begin

        return begin(self.world.programme, self.world.ministry, protocol, self.crew, first, last)

    def in_the_field(self, tests=40, calls=8, passed_over=2, seed=SEED, **more):
        from navolgbaar.fieldtests.rehearsal import Size, into_the_field

        return into_the_field(self.begin(**more), self.crew, Size(tests, calls, passed_over), seed)

    def in_coding(self, tests=40, calls=8, seed=SEED, **more):
        from navolgbaar.fieldtests.rehearsal import played, through_the_field

        wave = self.in_the_field(tests, calls, seed=seed, **more)
        brought = played(wave, seed)
        return through_the_field(wave, self.crew, brought), brought

    def coded(self, tests=40, calls=8, **more):
        from navolgbaar.fieldtests.rehearsal import through_the_coding

        wave, brought = self.in_coding(tests, calls, **more)
        return through_the_coding(wave, self.crew, brought)

    def published(self, tests=240, calls=60, **more):
        """A coded wave of two profiles whose results were published."""
        return self.publish(self.coded(tests, calls, protocol=two_profiles(), **more))

    def publish(self, wave):
        from navolgbaar.fieldtests.results import record_results
        from navolgbaar.publishing.actions import approve, prepare, submit

        world = self.world
        proposal = prepare(
            title="Meetronde", programme=world.programme, organisation=world.ministry,
            versions=record_results(wave=wave, by=world.editor), by=world.editor,
        )  # fmt: skip
        approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
        return wave


STANDS = {
    "begun": lambda field: None,
    "in the field": lambda field: field.in_the_field(12, 2),
    "in coding": lambda field: field.in_coding(24, 4)[0],
    "coded": lambda field: field.coded(60, 5),
    "settled": lambda field: field.coded(240, 60, protocol=two_profiles()),
    "published": lambda field: field.published(),
    "second": lambda field: field.published(first=NEXT_FIRST, last=NEXT_LAST, seed="another seed of the tests"),
}
"""What is made once, and what tests begin from."""
BASE = {"second": "published"}
"""What is there already at a stand; "begun" where it is left out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where it stands, who is there, and the wave (None at "begun")."""

    place: Demonstration
    field: Field
    wave: object


class Stands:
    """Each made where a test asks for it first."""

    def __init__(self, folder, stack):
        self.folder, self.stack, self.made = folder, stack, {}

    def at(self, stand):
        if stand not in self.made:
            first = None if stand == "begun" else self.at(BASE.get(stand, "begun"))
            place = Demonstration(f"{untouched()}_field_{len(self.made)}", self.folder / "store", self.folder)
            copy(untouched() if first is None else first.place.database, place.database)
            self.stack.callback(drop, place.database)
            with self.open(place):
                field = make_field(make_world()) if first is None else first.field
                self.made[stand] = Standing(place, field, STANDS[stand](field))
        return self.made[stand]

    @contextmanager
    def open(self, place):
        from django.test import override_settings
        from django.utils import translation

        with place.open(), override_settings(SIGNING_KEYS=keys_in(self.folder)), translation.override("nl"):
            yield


@pytest.fixture(scope="session")
def stands(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Stands]:
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        yield Stands(tmp_path_factory.mktemp("fieldtests"), stack)


@pytest.fixture
def stand():
    """From which of these the tests of a file begin; a file says another one by a fixture of this name."""
    return "begun"


@pytest.fixture
def standing(db, stands, stand) -> Iterator[Standing]:
    """That stand; what the test changes is taken back."""
    from django.db import transaction

    found = stands.at(stand)
    with stands.open(found.place), transaction.atomic():
        if found.wave is not None:
            found.wave.refresh_from_db()
        yield found
        transaction.set_rollback(True)


@pytest.fixture
def committed(db, stands, stand) -> Iterator[Standing]:
    """That stand in a copy of its own, for tests in which several connections write."""
    found = stands.at(stand)
    own = Standing(replace(found.place, database=f"{found.place.database}_copy"), found.field, found.wave)
    copy(found.place.database, own.place.database)
    with stands.open(own.place):
        own.wave.refresh_from_db()
        yield own
    drop(own.place.database)


@pytest.fixture
def field(world, settings, tmp_path):
    """The people, in the database of this test alone."""
    settings.SIGNING_KEYS = keys_in(tmp_path)
    return make_field(world)


def keys_in(folder):
    """The same lot in every run."""
    keys = folder / "keys"
    if not keys.exists():
        keys.mkdir()
        (keys / "fieldtests.key").write_text("07" * 32)
    return keys


def make_field(world):
    """The crew of a field test, and the key of its vault."""
    from navolgbaar.core.audit import System
    from navolgbaar.fieldtests.actions import set_vault_key
    from navolgbaar.fieldtests.rehearsal import Crew
    from navolgbaar.fieldtests.vault import new_key_pair
    from navolgbaar.people.actions import create_user, give_role
    from navolgbaar.people.states import RoleKind

    def person(name, kind):
        user = create_user(email=f"{name}@example.org", password="a long enough one", by=System())
        give_role(
            user=user, organisation=world.ministry, kind=kind, programme=world.programme.key, by=world.administrator
        )
        return user

    kinds = {
        "designer": RoleKind.DESIGNER, "coordinator": RoleKind.COORDINATOR, "tester": RoleKind.TESTER,
        "tester2": RoleKind.TESTER, "coder": RoleKind.CODER, "coder2": RoleKind.CODER, "reviewer": RoleKind.REVIEWER,
    }  # fmt: skip
    people = {name: person(name, kind) for name, kind in kinds.items()}
    public, private = new_key_pair()
    set_vault_key(organisation=world.ministry, key=public, by=world.administrator)
    crew = Crew(
        people["designer"], people["coordinator"], people["tester"], (people["coder"], people["coder2"]),
        people["reviewer"],
    )  # fmt: skip
    return Field(world, crew, people["tester2"], private)
