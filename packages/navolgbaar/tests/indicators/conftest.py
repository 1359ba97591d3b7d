"""A monitor of six institutions, and the ways through the room that more than one test takes."""

from datetime import date

import pytest

from navolgbaar.ops.demo_deliveries import make_delivery

TOWNS = {
    "GM0363": ("Amsterdam", 400, 0.4), "GM0599": ("Rotterdam", 320, 0.45), "GM0518": ("Den Haag", 260, 0.35),
    "GM0344": ("Utrecht", 180, 0.5), "GM0014": ("Groningen", 120, 0.4), "GM0448": ("Texel", 9, 0.5),
}  # fmt: skip
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


def delivery_for(code, *, persons=None, seed="test", first=FIRST, last=LAST):
    name, usual, home = TOWNS[code]
    return f"{name}.csv", make_delivery(code, f"Opvang {name}", persons or usual, home, first, last, seed)


@pytest.fixture
def house(world):
    """The organisation of a person who delivers, with a role there and nowhere else."""
    from types import SimpleNamespace

    from navolgbaar.core.audit import System
    from navolgbaar.people.actions import add_organisation, create_user, give_role
    from navolgbaar.people.states import RoleKind

    organisation = add_organisation(key="opvang", name="Opvang", name_en="Shelter", by=world.administrator)
    person = create_user(email="worker@example.org", password="a long enough one", by=System())
    give_role(user=person, organisation=organisation, kind=RoleKind.EDITOR, by=world.administrator)
    world.worker = person
    return SimpleNamespace(organisation=organisation, person=person)


@pytest.fixture
def asked(world, house):
    """A round over 2024 with six institutions, none of which has delivered."""
    from navolgbaar.indicators.actions import add_institution, open_round, state_key_period

    key = state_key_period(
        first=date(2023, 1, 1), last=date(2026, 12, 31), ground="Afspraak van de proef", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    for code, (name, _, _) in TOWNS.items():
        add_institution(
            name=f"Opvang {name}", code=code, programme=world.programme, asked_by=world.ministry,
            organisation=house.organisation, by=world.editor,
        )  # fmt: skip
    return open_round(first=FIRST, last=LAST, due=date(2025, 2, 1), key_period=key, by=world.editor)


@pytest.fixture
def bring(asked, house):
    """bring("GM0363") delivers what that institution has; other rows and days can be given."""
    from navolgbaar.indicators.actions import deliver
    from navolgbaar.indicators.models import Institution

    def do(code, *, on=date(2025, 1, 20), by=None, file=None, of=None, places=None, **more):
        return deliver(
            asked=of or asked, institution=Institution.objects.get(code=code), received_on=on,
            file=file or delivery_for(code, **more), by=by or house.person, places=places,
        )  # fmt: skip

    return do


@pytest.fixture
def file_for():
    """file_for("GM0363"): the delivery of the institution of that municipality."""
    return delivery_for


@pytest.fixture
def delivered(asked, bring):
    """All six delivered, one of them late."""
    for code in TOWNS:
        bring(code, on=date(2025, 2, 9) if code == "GM0518" else date(2025, 1, 20), places=TOWNS[code][1] // 2)
    return asked


@pytest.fixture
def publish(world):
    """publish(round) issues what stands and has it released by a second person."""
    from navolgbaar.indicators.issuing import issue, prepare_release
    from navolgbaar.publishing.actions import approve, submit

    def do(asked, on=date(2025, 3, 1), **more):
        made = issue(asked=asked, issued_on=on, by=world.editor, **more)
        proposal = prepare_release(issue=made, by=world.editor)
        approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
        return made

    return do


@pytest.fixture
def published(delivered, publish):
    publish(delivered)
    return delivered
