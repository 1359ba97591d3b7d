"""The made-up waves of the demonstration: 3,030 tests and 203 calls in the programme of the rental monitor, and a
smaller one of the year before, so that a change between waves is seen.

Made by narekenen's generator (`narekenen.fieldtests.synthetic`) from one seed each, and taken through the whole room by
the people of the demonstration, each taking the own steps. They say on every page that nobody was tested. Landlords and
agencies answer alike in both: what changes comes from chance, and from the earlier wave's advertisements, of which more
lay in the large cities.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from navolgbaar.fieldtests.models import Wave
    from navolgbaar.ops.demo_people import People

PROGRAMME = "huurmonitor"


@dataclass(frozen=True, slots=True)
class Made:
    """A wave to make up. names: in Dutch and English; the Dutch one is also the title of its publication."""

    protocol: str
    names: tuple[str, str]
    seed: str
    tests: int
    calls: int
    passed_over: int
    in_large_cities: float | None
    first: date
    last: date


WAVES = (
    Made(
        "fieldtests/protocol-2025.json",
        ("Eerdere meetronde met verzonnen gegevens", "Earlier wave with made-up data"),
        "verzonnen meetronde, eerste jaar", 900, 105, 0, 0.6, date(2025, 2, 3), date(2025, 4, 30),
    ),
    Made(
        "fieldtests/protocol.json", ("Meetronde met verzonnen gegevens", "Wave with made-up data"),
        "verzonnen meetronde", 3030, 203, 60, None, date(2026, 2, 2), date(2026, 4, 30),
    ),
)  # fmt: skip
"""The earlier one first: a wave is compared with what was published before it."""


def load_field_test(files: Path, people: People, folder: Path) -> None:
    """All of both waves or, where something is wrong, nothing of them. What is there already stays as it is."""
    from django.db import transaction

    from navolgbaar.fieldtests.models import Wave
    from navolgbaar.programmes.models import Programme

    programme = Programme.objects.filter(key=PROGRAMME).first()
    if programme is None or Wave.objects.filter(protocol__programme=programme).exists():
        return
    with transaction.atomic():
        _keep_key(people, folder)
        for made in WAVES:
            _publish(_wave(programme, (files / made.protocol).read_bytes(), made, people), made.names[0], people)


def _keep_key(people: People, folder: Path) -> None:
    """The public half to the platform; the private half to a file that only its owner may read."""
    from navolgbaar.fieldtests.actions import set_vault_key
    from navolgbaar.fieldtests.vault import new_key_pair

    public, private = new_key_pair()
    file = folder / "demo-vault.key"
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(private + "\n")
    set_vault_key(organisation=people.desk, key=public, by=people.administrator)


def _wave(programme: object, protocol: bytes, made: Made, people: People) -> Wave:
    from navolgbaar.fieldtests.rehearsal import (
        Crew,
        Size,
        begin,
        into_the_field,
        played,
        through_the_coding,
        through_the_field,
    )

    who = people.users
    crew = Crew(
        who["designer"], who["coordinator"], who["tester"], (who["coder"], who["second-coder"]), who["reviewer"]
    )
    wave = begin(programme, people.desk, protocol, crew, made.first, made.last, made.names)  # type: ignore[arg-type]
    size = Size(made.tests, made.calls, made.passed_over, made.in_large_cities)
    wave = into_the_field(wave, crew, size, made.seed)
    brought = played(wave, made.seed)
    return through_the_coding(through_the_field(wave, crew, brought), crew, brought)


def _publish(wave: Wave, title: str, people: People) -> None:
    from navolgbaar.fieldtests.results import record_results
    from navolgbaar.publishing.actions import approve, prepare, submit

    versions = record_results(wave=wave, by=people.editor)
    proposal = prepare(
        title=title, programme=wave.protocol.programme, organisation=people.desk, versions=versions, by=people.editor
    )
    approve(proposal=submit(proposal=proposal, by=people.editor), by=people.publisher)
