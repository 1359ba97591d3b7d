"""The monitor of the demonstration: made-up deliveries of 43 centre municipalities, brought as at the desk."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from navolgbaar.ops.demo_deliveries import make_delivery
from navolgbaar.ops.demo_people import People

if TYPE_CHECKING:
    from navolgbaar.indicators.models import Institution, KeyPeriod, Round
    from navolgbaar.people.models import Organisation
    from navolgbaar.programmes.models import Programme

PROGRAMME, DELIVERERS, SEED = "opvang", "demo-instellingen", "navolgbaar"
KEY = (date(2023, 1, 1), date(2026, 12, 31))
GROUND = "Verzonnen voor de demonstratie: een afspraak tussen gemeenten, instellingen en een vertrouwde partij"
SOURCE = "CBS, Kerncijfers wijken en buurten 2021 (85039NED), CC BY 4.0"
IN_TIME, LATE, CORRECTED = 20, 47, 65
"""Days after the end of the year."""
MISSING, TARDY, MENDED = ("GM0400", "GM0718"), ("GM0439", "GM0106"), "GM0153"
TRIED = (*MISSING, *TARDY, "GM0361", "GM0014")
"""Who delivered over 2023, when the monitor was tried out."""
REGIONS = {
    "Verzonnen regio Kust": (["GM0361", "GM0400", "GM0405"], [
        ("", "draft", date(2024, 9, 3)), ("GM0361", "submitted", date(2024, 10, 8)),
        ("GM0361", "adopted", date(2024, 11, 12)), ("GM0405", "submitted", date(2024, 11, 5)),
    ]),
    "Verzonnen regio Oost": (["GM0141", "GM0153", "GM0193"], [
        ("", "adopted", date(2024, 6, 4)), ("GM0141", "adopted", date(2024, 6, 18)),
        ("GM0153", "adopted", date(2024, 6, 24)), ("GM0193", "rejected", date(2024, 7, 1)),
    ]),
}  # fmt: skip
PAGES = {"GM0014": "Groningen", "GM0153": "Enschede", "GM0361": "Alkmaar", "GM0363": "Amsterdam"}
"""Municipalities with a page of their own, where every room says what it has of them."""
REGISTER = date(2021, 1, 1)
"""First day of the register of municipalities (CBS, Gemeentelijke indeling, CC BY 4.0)."""
AGREED = "Regionale plannen eind 2017 gereed"
"""What the municipalities agreed to, by its title in the register of promises."""
BEDS = 0.42
"""Beds per person who was there in a year."""
EVIDENCE = "Verzonnen besluitenlijst van de demonstratie"


class Town(NamedTuple):
    """A municipality that delivers: how many persons, and the chance of a home for who leaves."""

    code: str
    persons: int
    home: float


def load_indicators(files: Path, people: People) -> None:
    """Two rounds, the second one issued and released; regions with their plans. All of it, or nothing."""
    from django.db import transaction

    from navolgbaar.indicators.actions import state_key_period
    from navolgbaar.indicators.models import Round
    from navolgbaar.programmes.models import Programme

    programme = Programme.objects.get(key=PROGRAMME)
    if Round.objects.filter(programme=programme).exists():
        return
    with (files / "indicators" / "instellingen.csv").open(encoding="utf-8") as stream:
        towns = [Town(row["code"], int(row["personen"]), float(row["eigen_woning"]))
                 for row in csv.DictReader(stream, delimiter=";")]  # fmt: skip
    with transaction.atomic():
        made = _institutions(people, programme, towns)
        _pages(people, programme)
        key = state_key_period(
            first=KEY[0], last=KEY[1], ground=GROUND, programme=programme, organisation=people.desk, by=people.editor
        )
        _deliver(people, _round(people, key, 2023), made, [town for town in towns if town.code in TRIED])
        asked = _round(people, key, 2024)
        _deliver(people, asked, made, [town for town in towns if town.code not in MISSING])
        _correct(people, asked, made, next(town for town in towns if town.code == MENDED))
        _publish(people, asked, (files / "indicators" / "kenmerken.csv").read_bytes())
        _plans(people, programme)


def _institutions(people: People, programme: Programme, towns: list[Town]) -> dict[str, Institution]:
    """One per municipality; the editor of the demonstration delivers for all of them, in their name."""
    from navolgbaar.indicators.actions import add_institution
    from navolgbaar.people.actions import give_role
    from navolgbaar.people.states import RoleKind

    organisation: Organisation = people.organisations[DELIVERERS]
    give_role(
        user=people.editor, organisation=organisation, kind=RoleKind.EDITOR, programme=PROGRAMME,
        by=people.administrator,
    )  # fmt: skip
    return {
        town.code: add_institution(
            name=f"Verzonnen opvang {_name(town.code)}", code=town.code, programme=programme, asked_by=people.desk,
            organisation=organisation, by=people.editor,
        )
        for town in towns
    }  # fmt: skip


def _pages(people: People, programme: Programme) -> None:
    """A page per municipality: made by an editor, tied to its area by an administrator, with what all agreed to."""
    from navolgbaar.programmes.actions import add_area, add_subject, link_area, open_subject
    from navolgbaar.programmes.models import Area
    from navolgbaar.programmes.states import SubjectKind
    from navolgbaar.promises.following import relate
    from navolgbaar.promises.models import Statement

    agreed = Statement.objects.filter(programme=programme, wording__title=AGREED)
    for code, name in PAGES.items():
        subject = add_subject(
            kind=SubjectKind.AREA, name=name, programme=programme, organisation=people.desk, by=people.editor
        )
        open_subject(subject=subject, by=people.editor)
        area = Area.objects.filter(code=code, valid_to=None).first() or add_area(
            code=code, name=name, kind="gemeente", valid_from=REGISTER, by=people.administrator
        )
        link_area(area=area, subject=subject, by=people.administrator)
        for statement in agreed:
            relate(statement=statement, subject=subject, by=people.editor)


def _name(code: str) -> str:
    from navolgbaar.indicators.science import named

    return named(code)


def _round(people: People, key: KeyPeriod, year: int) -> Round:
    from navolgbaar.indicators.actions import open_round

    return open_round(
        first=date(year, 1, 1), last=date(year, 12, 31), due=date(year + 1, 2, 1), key_period=key, by=people.editor
    )


def _deliver(people: People, asked: Round, made: dict[str, Institution], towns: list[Town]) -> None:
    for town in towns:
        _bring(people, asked, made, town, LATE if town.code in TARDY else IN_TIME, town.persons)


def _bring(
    people: People, asked: Round, made: dict[str, Institution], town: Town, after: int, persons: int
) -> None:  # fmt: skip
    from navolgbaar.indicators.actions import deliver

    days, institution = asked.period, made[town.code]
    data = make_delivery(town.code, institution.name, persons, town.home, days.first, days.last, SEED)
    deliver(
        asked=asked, institution=institution, file=(f"{town.code}.csv", data),
        places=max(1, round(town.persons * BEDS)), received_on=date.fromordinal(days.last.toordinal() + after),
        by=people.editor,
    )  # fmt: skip


def _correct(people: People, asked: Round, made: dict[str, Institution], town: Town) -> None:
    """Six persons were forgotten the first time."""
    _bring(people, asked, made, town, CORRECTED, town.persons + 6)


def _publish(people: People, asked: Round, features: bytes) -> None:
    from navolgbaar.indicators.actions import bring_features
    from navolgbaar.indicators.issuing import issue, prepare_release
    from navolgbaar.publishing.actions import approve, submit

    brought = bring_features(
        file=("kenmerken.csv", features), source=SOURCE, programme=asked.programme, organisation=people.desk,
        by=people.editor,
    )  # fmt: skip
    made = issue(asked=asked, issued_on=date(2025, 4, 1), features=brought, by=people.editor)
    proposal = submit(proposal=prepare_release(issue=made, by=people.editor), by=people.editor)
    approve(proposal=proposal, by=people.publisher)


def _plans(people: People, programme: Programme) -> None:
    from navolgbaar.indicators.plans import add_region, record_plan_event
    from navolgbaar.indicators.states import PlanState

    for name, (codes, events) in REGIONS.items():
        region = add_region(name=name, codes=codes, programme=programme, organisation=people.desk, by=people.editor)
        for code, state, day in events:
            record_plan_event(
                region=region, code=code, state=PlanState(state), on=day, evidence=EVIDENCE, by=people.editor
            )
