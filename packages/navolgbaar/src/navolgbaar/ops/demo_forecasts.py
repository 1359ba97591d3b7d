"""The forecasts of the demonstration: a made-up plan on published totals, entered as people at the desk do."""

from __future__ import annotations

import json
import os
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navolgbaar.ops.demo_people import People

if TYPE_CHECKING:
    from navolgbaar.forecasts.models import Vintage
    from navolgbaar.programmes.models import Programme

PROGRAMME = "versterken"
TITLE = "Verzonnen plan op gepubliceerde totalen, {year}"
LEFT_OUT = ("bekend, en niet meegeteld in het totaal van 15.644", 0, 411)
FIRST, SECOND, INSPECTED = date(2024, 9, 20), date(2025, 5, 1), date(2025, 6, 1)
OWN = [
    {"kind": "scope", "name": "erbij", "value": 1}, {"kind": "duration", "name": "ontwerp", "value": 520},
    {"kind": "capacity", "name": "uitvoering", "value": 0.9},
]  # fmt: skip
CODES = "demo-codes.json"


def load_forecasts(files: Path, people: People, folder: Path) -> None:
    """Two forecasts and the bridge between them, own assumptions of an inspectorate, a track record, residents. All of
    it or, where something is wrong, nothing of it."""
    from django.db import transaction

    from navolgbaar.forecasts.models import Plan
    from navolgbaar.programmes.models import Programme

    programme = Programme.objects.get(key=PROGRAMME)
    if Plan.objects.filter(programme=programme).exists():
        return
    with transaction.atomic():
        first = _forecast(files, people, programme, 2024, FIRST, [LEFT_OUT])
        codes = _residents(files, people, programme, first)
        _take_leave(people, first)
        ledger = [("versterkt in 2024", -1229, 0), LEFT_OUT]
        second = _forecast(files, people, programme, 2025, SECOND, ledger)
        _inspect(people, second)
        _track(files, people, programme)
    (folder / CODES).write_text("")
    with os.fdopen(os.open(folder / CODES, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(codes, stream)


def codes_of(folder: Path) -> list[dict[str, str]]:
    """The made-up residents with the code of their letter: for who tries the demonstration."""
    file = folder / CODES
    found: list[dict[str, str]] = json.loads(file.read_text() or "[]") if file.exists() else []
    return found


def _forecast(
    files: Path, people: People, programme: Programme, year: int, on: date, ledger: list[tuple[str, int, int]]
) -> Vintage:
    from navolgbaar.forecasts.actions import bring_plan, issue
    from navolgbaar.forecasts.homes import record_held, tell_windows
    from navolgbaar.forecasts.queries import tally_of

    plan = bring_plan(
        data=(files / "forecasts" / f"plan-{year}.toml").read_bytes(), name="plan.toml", title=TITLE.format(year=year),
        programme=programme, organisation=people.desk, by=people.editor,
    )  # fmt: skip
    vintage = issue(plan=plan, issued_on=on, ledger=ledger, replications=250, by=people.editor)
    if len(tally_of(programme).decided) >= 10:
        record_held(vintage=vintage, by=people.editor)
    _publish(people, vintage)
    tell_windows(vintage=vintage, by=people.editor)
    return vintage


def _publish(people: People, thing: Any) -> None:
    from navolgbaar.forecasts.actions import prepare_release
    from navolgbaar.publishing.actions import approve, submit

    proposal = prepare_release(thing=thing, by=people.editor)
    approve(proposal=submit(proposal=proposal, by=people.editor), by=people.publisher)


def _take_leave(people: People, vintage: Vintage) -> None:
    """Of the year 2024, beside the difference of two published totals."""
    from navolgbaar.figures.models import FigureVersion
    from navolgbaar.forecasts.actions import take_leave

    measured = FigureVersion.objects.filter(
        figure__subject__programme_key=PROGRAMME, figure__quantity__key="strengthened-in-year",
        figure__kind="observed", figure__period__first=date(2024, 1, 1),
    ).latest("pk")  # fmt: skip
    take_leave(vintage=vintage, year=2024, actual=measured, by=people.editor)
    _publish(people, vintage)


def _inspect(people: People, vintage: Vintage) -> None:
    """The same plan with own assumptions, in the name of another organisation: the made-up inspectorate."""
    from navolgbaar.forecasts.actions import assume, issue
    from navolgbaar.people.actions import give_role
    from navolgbaar.people.states import RoleKind

    inspectorate = people.organisations["demo-inspectie"]
    for user, kind in ((people.editor, RoleKind.EDITOR), (people.publisher, RoleKind.PUBLISHER)):
        give_role(user=user, organisation=inspectorate, kind=kind, programme=PROGRAMME, by=people.administrator)
    own = assume(
        plan=vintage.plan, assumptions=OWN, title="Hetzelfde plan, met aannamen van de inspectie",
        organisation=inspectorate, by=people.editor,
    )  # fmt: skip
    _publish(people, issue(plan=own, issued_on=INSPECTED, ledger=[], replications=250, by=people.editor))


def _track(files: Path, people: People, programme: Programme) -> None:
    from navolgbaar.forecasts.actions import bring_track

    names = ("statements.csv", "history.csv")
    statements, history = ((files / "forecasts" / name).read_bytes() for name in names)
    record = bring_track(
        title="wat er over de versterking gezegd is", statements=statements, history=history, names=names,
        programme=programme, organisation=people.desk, by=people.editor,
    )  # fmt: skip
    _publish(people, record)


def _residents(files: Path, people: People, programme: Programme, vintage: Vintage) -> list[dict[str, str]]:
    """Who lives at the made-up addresses, and where the work was done since."""
    from navolgbaar.forecasts.homes import add_resident, give_codes, note_all_finished
    from navolgbaar.forecasts.models import Home
    from navolgbaar.forecasts.states import Tenure

    said = tomllib.loads((files / "forecasts" / "residents.toml").read_text(encoding="utf-8"))
    homes = {f"{home.postcode} {home.house_number}": home for home in Home.objects.filter(programme=programme)}
    finished = [(homes[address], day) for address, day in said["finished"].items()]
    note_all_finished(programme=programme, finished=finished, by=people.editor)
    living = [
        add_resident(
            home=homes[f"{row['postcode']} {row['house_number']}"], tenure=Tenure(row["tenure"]), by=people.editor
        )
        for row in said["residents"]
    ]
    return [
        {"postcode": r.home.postcode, "house_number": r.home.house_number, "tenure": r.tenure, "code": code}
        for r, code in give_codes(residents=living, by=people.editor)
    ]
