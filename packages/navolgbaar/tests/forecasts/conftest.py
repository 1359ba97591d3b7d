"""A small plan with homes, as a planner brings it, and the ways through the room that more than one test takes."""

import io
from datetime import date

import pytest

START = date(2026, 1, 1)


@pytest.fixture
def in_english():
    """What the actions say to people, in English."""
    from django.utils import translation

    with translation.override("en"):
        yield


def workbook(homes=12, *, start=START, design=120, more=0):
    """An XLSX as a planner fills it. The homes stand one by one, with their postcode."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    kinds = [
        ["noord-groep", "noord", start, date(start.year + 1, 1, 1), 120 + more, None, None, None, None],
        ["zuid-groep", "zuid", start, date(start.year + 1, 1, 1), 80, None, None, None, "zwaar"],
    ]
    rows = [[f"Voorbeeldstraat {i}", "zuid", start, None, None, None, "9999 ZZ", i, None] for i in range(1, homes + 1)]
    sheets = {
        "programma": [["naam", "waarde"], ["start", start], ["horizon", 3650], ["contact", "Steunpunt, 000 123"]],
        "fasen": [["naam", "gemiddelde", "spreiding"], ["ontwerp", design, 60], ["bouw", 90, 40]],
        "capaciteit": [["fase", "vanaf", "plaatsen"], ["ontwerp", start, 40], ["bouw", start, 30]],
        "adressen": [
            ["naam", "regio", "vrij_vanaf", "tot", "aantal", "groep", "postcode", "huisnummer", "kenmerk"],
            *kinds,
            *rows,
        ],
        "extra": [
            ["naam", "fase", "deel_laag", "deel_hoog", "dagen_laag", "dagen_hoog", "alleen"],
            ["isolatie", "bouw", 0.5, 1, 20, 40, "zwaar"],
        ],
        "gedeeld": [["naam", "waarde"], ["capacity_cv", 0.1], ["capacity_memory", 0.9], ["duration_cv", 0.1],
                    ["ramp_high", 60]],
        "later": [["naam", "waarde"], ["postpone", 365], ["stage", "bouw"], ["days_low", 10], ["days_high", 20]],
    }  # fmt: skip
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.fixture(scope="session")
def make_workbook():
    return workbook


@pytest.fixture
def plan(world):
    """The plan of the ministry, with twelve homes."""
    from navolgbaar.forecasts.actions import bring_plan

    return bring_plan(
        data=workbook(), name="plan.xlsx", title="Plan 2026", programme=world.programme, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip


@pytest.fixture
def issued(world, plan):
    """issued() issues a forecast on the plan; issued(other, on=...) on another one."""
    from navolgbaar.forecasts.actions import issue

    def do(on_plan=None, on=date(2026, 1, 15), ledger=(), by=None):
        return issue(plan=on_plan or plan, issued_on=on, ledger=list(ledger), replications=60, by=by or world.editor)

    return do


@pytest.fixture
def public(world):
    """public(thing) releases a forecast or a track record: the editor prepares, the publisher approves."""
    from navolgbaar.forecasts.actions import prepare_release
    from navolgbaar.publishing.actions import approve, submit

    def do(thing, by=None, second=None):
        proposal = prepare_release(thing=thing, by=by or world.editor)
        return approve(proposal=submit(proposal=proposal, by=by or world.editor), by=second or world.publisher)

    return do


@pytest.fixture
def told(world, issued, public):
    """A published forecast whose homes have their windows."""
    from navolgbaar.forecasts.homes import tell_windows

    vintage = issued()
    public(vintage)
    tell_windows(vintage=vintage, by=world.editor)
    return vintage


@pytest.fixture
def owner(world, told):
    """(resident, code) of the owner of Voorbeeldstraat 1."""
    from navolgbaar.forecasts.homes import add_resident, give_codes
    from navolgbaar.forecasts.models import Home
    from navolgbaar.forecasts.states import Tenure

    resident = add_resident(home=Home.objects.get(house_number="1"), tenure=Tenure.OWNER, by=world.editor)
    return give_codes(residents=[resident], by=world.editor)[0]
