"""`navolgbaar exchange`: signed releases out, and those of other organisations in.

key ORGANISATION                          its public key, to be given to others
export RELEASE FILE                       a signed release of ours
pin ORGANISATION KEY HOW --as EMAIL       trust the key of an organisation that publishes elsewhere
import FILE --organisation … --programme … --as EMAIL [--subject THEIRS=OURS …]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True)
    key = steps.add_parser("key", help="the public key of an organisation of ours")
    key.add_argument("organisation")
    export = steps.add_parser("export", help="write a release of ours as one signed file")
    export.add_argument("release")
    export.add_argument("file", type=Path)
    pin = steps.add_parser("pin", help="trust the key of an organisation that publishes elsewhere")
    pin.add_argument("organisation")
    pin.add_argument("key")
    pin.add_argument("how", help="how you made sure that it is theirs")
    take_in = steps.add_parser("import", help="take in a signed release of another organisation")
    take_in.add_argument("file", type=Path)
    take_in.add_argument("--organisation", required=True, help="key of the organisation that signed it")
    take_in.add_argument("--programme", required=True, help="key of the programme here")
    take_in.add_argument("--subject", action="append", default=[], metavar="THEIRS=OURS", help="public ids")
    for step in (pin, take_in):
        step.add_argument("--as", required=True, dest="email", help="address of who does it")


def run(arguments: argparse.Namespace) -> int:
    with installation():
        return perform(arguments)


def perform(arguments: argparse.Namespace) -> int:
    """One step. 1 where a file is refused, with the reason; raises CannotStart for what is not there."""
    from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

    from navolgbaar.publishing.packages import NotAccepted

    steps = {"key": _key, "export": _export, "pin": _pin, "import": _import}
    try:
        print(steps[arguments.step](arguments))
    except (NotAccepted, PermissionDenied) as refused:
        print(f"navolgbaar exchange: {refused}", file=sys.stderr)
        return 1
    except (ObjectDoesNotExist, FileNotFoundError) as problem:
        raise CannotStart(f"{problem}", do="Check the names and the file.") from None
    return 0


def _key(arguments: argparse.Namespace) -> str:
    from navolgbaar.publishing.signing import public_key

    return public_key(_organisation(arguments))


def _export(arguments: argparse.Namespace) -> str:
    from navolgbaar.publishing.models import Release
    from navolgbaar.publishing.packages import write_package

    data = write_package(Release.objects.get(public_id=arguments.release))
    arguments.file.write_bytes(data)
    return f"{arguments.file}: {len(data)} bytes"


def _pin(arguments: argparse.Namespace) -> str:
    from navolgbaar.publishing.exchange import pin_key

    by, organisation = _user(arguments), _organisation(arguments)
    pin_key(organisation=organisation, key=arguments.key, how=arguments.how, by=by)
    return f"pinned for {organisation.key}"


def _import(arguments: argparse.Namespace) -> str:
    from navolgbaar.programmes.models import Programme, Subject
    from navolgbaar.publishing.exchange import import_release

    pairs = [pair.partition("=") for pair in arguments.subject]
    imported = import_release(
        data=arguments.file.read_bytes(),
        organisation=_organisation(arguments),
        programme=Programme.objects.get(key=arguments.programme),
        subjects={theirs: Subject.objects.get(public_id=ours) for theirs, _, ours in pairs},
        by=_user(arguments),
    )
    return f"taken in as {imported}"


def _organisation(arguments: argparse.Namespace) -> Any:
    from navolgbaar.people.models import Organisation

    return Organisation.objects.get(key=arguments.organisation)


def _user(arguments: argparse.Namespace) -> Any:
    from navolgbaar.people.models import User

    return User.objects.get(email=arguments.email.lower())
