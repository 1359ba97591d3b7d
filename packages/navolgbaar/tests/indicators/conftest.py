"""A monitor of six institutions, and the ways through the room that more than one test takes.

It is made once up to each point that tests begin from, in a database of its own; a test takes back what it changes.
"""

from contextlib import ExitStack
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

import pytest
from copies import copy, drop, untouched
from demonstration import Demonstration
from django.db import transaction
from django.utils import translation
from small_world import make_world

from navolgbaar.ops.demo_deliveries import make_delivery

TOWNS = {
    "GM0363": ("Amsterdam", 400, 0.4), "GM0599": ("Rotterdam", 320, 0.45), "GM0518": ("Den Haag", 260, 0.35),
    "GM0344": ("Utrecht", 180, 0.5), "GM0014": ("Groningen", 120, 0.4), "GM0448": ("Texel", 9, 0.5),
}  # fmt: skip
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


def delivery_for(code, *, persons=None, seed="test", first=FIRST, last=LAST):
    name, usual, home = TOWNS[code]
    return f"{name}.csv", make_delivery(code, f"Opvang {name}", persons or usual, home, first, last, seed)


@dataclass
class Monitor:
    """Who there is, the organisation whose person delivers, and the round (None before one was asked)."""

    world: object
    organisation: object
    person: object
    asked: object = None

    def bring(self, code, *, on=date(2025, 1, 20), by=None, file=None, of=None, places=None, **more):
        from navolgbaar.indicators.actions import deliver
        from navolgbaar.indicators.models import Institution

        return deliver(
            asked=of or self.asked, institution=Institution.objects.get(code=code), received_on=on, places=places,
            file=file or delivery_for(code, **more), by=by or self.person,
        )  # fmt: skip

    def publish(self, asked, on=date(2025, 3, 1), **more):
        from navolgbaar.indicators.issuing import issue, prepare_release
        from navolgbaar.publishing.actions import approve, submit

        made = issue(asked=asked, issued_on=on, by=self.world.editor, **more)
        proposal = prepare_release(issue=made, by=self.world.editor)
        approve(proposal=submit(proposal=proposal, by=self.world.editor), by=self.world.publisher)
        return made


def begun(_):
    """A person who delivers, with a role in the own organisation and nowhere else."""
    from navolgbaar.core.audit import System
    from navolgbaar.people.actions import add_organisation, create_user, give_role
    from navolgbaar.people.states import RoleKind

    world = make_world()
    organisation = add_organisation(key="opvang", name="Opvang", name_en="Shelter", by=world.administrator)
    person = create_user(email="worker@example.org", password="a long enough one", by=System())
    give_role(user=person, organisation=organisation, kind=RoleKind.EDITOR, by=world.administrator)
    world.worker = person
    return Monitor(world, organisation, person)


def asked_for(monitor):
    """A round over 2024 with six institutions, none of which has delivered."""
    from navolgbaar.indicators.actions import add_institution, open_round, state_key_period

    world = monitor.world
    key = state_key_period(
        first=date(2023, 1, 1), last=date(2026, 12, 31), ground="Afspraak van de proef", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    for code, (name, _, _) in TOWNS.items():
        add_institution(
            name=f"Opvang {name}", code=code, programme=world.programme, asked_by=world.ministry,
            organisation=monitor.organisation, by=world.editor,
        )  # fmt: skip
    monitor.asked = open_round(first=FIRST, last=LAST, due=date(2025, 2, 1), key_period=key, by=world.editor)
    return monitor


def all_delivered(monitor):
    """All six, one of them late."""
    for code, (_, persons, _) in TOWNS.items():
        monitor.bring(code, on=date(2025, 2, 9) if code == "GM0518" else date(2025, 1, 20), places=persons // 2)
    return monitor


def all_published(monitor):
    """Issued and released by a second person."""
    monitor.publish(monitor.asked)
    return monitor


STAGES = {"begun": begun, "asked": asked_for, "delivered": all_delivered, "published": all_published}
"""What tests begin from, each made out of the one before it."""


class Stages:
    """Each made where a test asks for it first."""

    def __init__(self, folder, stack):
        self.folder, self.stack, self.made = folder, stack, {}

    def at(self, stage):
        if stage not in self.made:
            earlier = list(STAGES)[: list(STAGES).index(stage)]
            former, known = self.at(earlier[-1]) if earlier else (None, None)
            place = Demonstration(f"{untouched()}_monitor_{stage}", self.folder / "store", self.folder)
            copy(former.database if former else untouched(), place.database)
            self.stack.callback(drop, place.database)
            with place.open(), translation.override("nl"):
                self.made[stage] = place, STAGES[stage](deepcopy(known))
        return self.made[stage]


@pytest.fixture(scope="session")
def stages(django_db_setup, django_db_blocker, tmp_path_factory):
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        yield Stages(tmp_path_factory.mktemp("monitor"), stack)


@pytest.fixture
def monitor(db, request, stages):
    """At the point that the test asks for by its fixtures; who brings something was asked for it."""
    wanted = {*request.fixturenames, *(("asked",) if "bring" in request.fixturenames else ())}
    stage = next((name for name in reversed(STAGES) if name in wanted), "begun")
    place, made = stages.at(stage)
    with place.open(), transaction.atomic():
        yield deepcopy(made)
        transaction.set_rollback(True)


@pytest.fixture
def world(monitor):
    return monitor.world


@pytest.fixture
def house(monitor):
    """The organisation of a person who delivers (`organisation`), and that person (`person`)."""
    return monitor


@pytest.fixture
def asked(monitor):
    return monitor.asked


@pytest.fixture
def delivered(monitor):
    return monitor.asked


@pytest.fixture
def published(monitor):
    return monitor.asked


@pytest.fixture
def bring(monitor):
    """bring("GM0363") delivers what that institution has; other rows and days can be given."""
    return monitor.bring


@pytest.fixture
def publish(monitor):
    """publish(round) issues what stands and has it released by a second person."""
    return monitor.publish


@pytest.fixture
def file_for():
    """file_for("GM0363"): the delivery of the institution of that municipality."""
    return delivery_for
