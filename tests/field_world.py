"""The people of a field test in the small world, and waves at each stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

PROTOCOL = (Path(__file__).resolve().parents[1] / "demo" / "fieldtests" / "protocol.json").read_bytes()
TWO = ("marokkaanse-man", "poolse-man")


def two_profiles():
    """The protocol with two test profiles and one block: enough pairs for each in a small wave."""
    said = json.loads(PROTOCOL)
    said["personas"] = [p for p in said["personas"] if p["side"] == "control" or p["key"] in TWO]
    return json.dumps({**said, "blocks": ["regio"]}).encode()


FIRST, LAST = date(2026, 2, 2), date(2026, 4, 30)
SEED = "a seed of the tests"


@dataclass
class Field:
    """world: programme and office; crew: who does what; private: the key of the vault's keeper."""

    world: object
    crew: object
    other_tester: object
    private: str

    def begin(self, protocol=PROTOCOL):
        from navolgbaar.fieldtests.rehearsal import begin

        return begin(self.world.programme, self.world.ministry, protocol, self.crew, FIRST, LAST)

    def in_the_field(self, tests=40, calls=8, passed_over=2, protocol=PROTOCOL):
        from navolgbaar.fieldtests.rehearsal import Size, into_the_field

        return into_the_field(self.begin(protocol), self.crew, Size(tests, calls, passed_over), SEED)

    def in_coding(self, tests=40, calls=8, protocol=PROTOCOL):
        from navolgbaar.fieldtests.rehearsal import played, through_the_field

        wave = self.in_the_field(tests, calls, protocol=protocol)
        brought = played(wave, SEED)
        return through_the_field(wave, self.crew, brought), brought

    def coded(self, tests=40, calls=8, protocol=PROTOCOL):
        from navolgbaar.fieldtests.rehearsal import through_the_coding

        wave, brought = self.in_coding(tests, calls, protocol)
        return through_the_coding(wave, self.crew, brought)


@pytest.fixture
def field(world, settings, tmp_path):
    from navolgbaar.core.audit import System
    from navolgbaar.fieldtests.actions import set_vault_key
    from navolgbaar.fieldtests.rehearsal import Crew
    from navolgbaar.fieldtests.vault import new_key_pair
    from navolgbaar.people.actions import create_user, give_role
    from navolgbaar.people.states import RoleKind

    settings.SIGNING_KEYS = tmp_path / "keys"
    settings.SIGNING_KEYS.mkdir()
    (settings.SIGNING_KEYS / "fieldtests.key").write_text("07" * 32)  # the same lot in every run

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
