"""The made-up wave of the demonstration: 3,030 tests and 203 calls in the programme of the rental monitor.

Made by narekenen's generator (`narekenen.fieldtests.synthetic`) from one seed, and taken through the whole room by the
people of the demonstration, each taking the own steps. It says on every page that nobody was tested.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from navolgbaar.fieldtests.models import Wave
    from navolgbaar.ops.demo_people import People

PROGRAMME, PROTOCOL = "huurmonitor", "fieldtests/protocol.json"
SEED = "verzonnen meetronde"
TESTS, CALLS, PASSED_OVER = 3030, 203, 60
FIRST, LAST = date(2026, 2, 2), date(2026, 4, 30)
TITLE = "Meetronde met verzonnen gegevens"


def load_field_test(files: Path, people: People, folder: Path) -> None:
    """All of the wave or, where something is wrong, nothing of it. What is there already stays as it is."""
    from django.db import transaction

    from navolgbaar.fieldtests.models import Wave
    from navolgbaar.programmes.models import Programme

    programme = Programme.objects.filter(key=PROGRAMME).first()
    if programme is None or Wave.objects.filter(protocol__programme=programme).exists():
        return
    with transaction.atomic():
        _keep_key(people, folder)
        wave = _wave(programme, (files / PROTOCOL).read_bytes(), people)
        _publish(wave, people)


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


def _wave(programme: object, protocol: bytes, people: People) -> Wave:
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
    wave = begin(programme, people.desk, protocol, crew, FIRST, LAST)  # type: ignore[arg-type]
    wave = into_the_field(wave, crew, Size(TESTS, CALLS, PASSED_OVER), SEED)
    brought = played(wave, SEED)
    return through_the_coding(through_the_field(wave, crew, brought), crew, brought)


def _publish(wave: Wave, people: People) -> None:
    from navolgbaar.fieldtests.results import record_results
    from navolgbaar.publishing.actions import approve, prepare, submit

    versions = record_results(wave=wave, by=people.editor)
    proposal = prepare(
        title=TITLE, programme=wave.protocol.programme, organisation=people.desk, versions=versions, by=people.editor
    )
    approve(proposal=submit(proposal=proposal, by=people.editor), by=people.publisher)
