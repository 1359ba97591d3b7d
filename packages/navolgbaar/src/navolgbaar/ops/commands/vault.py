"""`navolgbaar vault`: the key to which tested parties are sealed, and the one place where a box is opened again.

The private key is with the keeper of the vault, who is not the platform: it is printed once, and read from a file that
the keeper brings. Boxes are read with the rights of the keeper's database role, never with those of the application.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from typing import Any

from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    commands.add_parser("key", help="make a pair; the private key is printed once and kept nowhere")
    setting = commands.add_parser("set", help="seal the names of tested parties to this public key from now on")
    setting.add_argument("organisation", help="its key, as in addresses")
    setting.add_argument("public", help="the public key that `vault key` printed")
    setting.add_argument("--by", required=True, metavar="EMAIL", help="the administrator or manager who sets it")
    opening = commands.add_parser("open", help="the tested parties of a wave as CSV on standard output")
    opening.add_argument("wave", help="its id, such as NB-M-2026-00001")
    opening.add_argument("--key", type=Path, required=True, metavar="FILE", help="the keeper's private key")
    forgetting = commands.add_parser("forget", help="remove the tested parties of a wave for good")
    forgetting.add_argument("wave", help="its id, such as NB-M-2026-00001")


def run(arguments: argparse.Namespace) -> int:
    if arguments.what == "key":
        return make_key()
    with installation(as_owner=arguments.what == "open"):
        return {"set": set_key, "open": open_vault, "forget": forget}[arguments.what](arguments)


def make_key() -> int:
    from navolgbaar.fieldtests.vault import new_key_pair

    public, private = new_key_pair()
    print(f"public   {public}\nprivate  {private}")
    print("Give the public key to `navolgbaar vault set`. Keep the private one elsewhere.", file=sys.stderr)
    return 0


def set_key(arguments: argparse.Namespace) -> int:
    from django.core.exceptions import PermissionDenied

    from navolgbaar.fieldtests.actions import set_vault_key
    from navolgbaar.fieldtests.refusals import Refused
    from navolgbaar.people.models import Organisation, User

    by = User.objects.filter(email__iexact=arguments.by).first()
    organisation = Organisation.objects.filter(key=arguments.organisation).first()
    if by is None or organisation is None:
        raise CannotStart("There is no such person or organisation.", do="Give an e-mail address and a key of here.")
    try:
        set_vault_key(organisation=organisation, key=arguments.public, by=by)
    except (PermissionDenied, Refused) as problem:
        raise CannotStart(f"The key was not set: {problem}.", do="See `navolgbaar vault key`.") from None
    return 0


def open_vault(arguments: argparse.Namespace) -> int:
    """The keeper's list. Raises CannotStart for another key; then nothing was printed."""
    from navolgbaar.fieldtests.vault import open_sealed

    if not arguments.key.is_file():
        raise CannotStart(f"{arguments.key} does not exist.", do="Give the file with the private key.")
    private = arguments.key.read_text().split()[-1]
    try:
        found = [(party, open_sealed(sealed, private)) for party, sealed in sealed_of(_wave(arguments.wave))]
    except ValueError:
        raise CannotStart("These boxes do not open with this key.", do="Give the key of the keeper.") from None
    writer = csv.writer(sys.stdout)
    writer.writerow(["party", "name", "contact"])
    writer.writerows([party, said["name"], said["contact"]] for party, said in found)
    return 0


def forget(arguments: argparse.Namespace) -> int:
    from navolgbaar.core.audit import System
    from navolgbaar.fieldtests.actions import forget_identities

    print(f"parties removed: {forget_identities(wave=_wave(arguments.wave), by=System())}")
    return 0


def sealed_of(wave: Any) -> list[tuple[str, str]]:
    """(pseudonym, sealed box) of every party, read as the keeper where that role is there."""
    from django.db import connection, transaction

    from navolgbaar.ops.roles import KEEPER

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(rolname, 'MEMBER') FROM pg_roles WHERE rolname = %s", [KEEPER])
        if cursor.fetchone() == (True,):
            cursor.execute(f"SET LOCAL ROLE {KEEPER}")
        cursor.execute("SELECT party, sealed FROM fieldtests_vaultentry WHERE wave_id = %s ORDER BY party", [wave.pk])
        return list(cursor.fetchall())


def _wave(public_id: str) -> Any:
    from navolgbaar.fieldtests.models import Wave

    wave = Wave.objects.filter(public_id=public_id).first()
    if wave is None:
        raise CannotStart(f"There is no wave {public_id}.", do="The id stands in the address of its page.")
    return wave
