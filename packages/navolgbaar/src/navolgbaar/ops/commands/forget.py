"""`navolgbaar forget`: one person's address, on request, wherever it stands."""

from __future__ import annotations

import argparse

from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", help="the e-mail address of the person")
    parser.add_argument("--ground", required=True, help='legal ground, e.g. "AVG art. 17"')
    parser.add_argument("--as", required=True, dest="email", help="address of an administrator")


def run(arguments: argparse.Namespace) -> int:
    with installation():
        found = forget(arguments)
    print(", ".join(f"{name}: {count}" for name, count in found.items()))
    print("Earlier backups still hold the address: run this again after one of them was restored.", flush=True)
    return 0


def forget(arguments: argparse.Namespace) -> dict[str, int]:
    """Forget the address. Raises CannotStart for what cannot be."""
    from django.core.exceptions import PermissionDenied

    from navolgbaar.ops.forgetting import forget_address
    from navolgbaar.people.models import User

    by = User.objects.filter(email=arguments.email.strip().lower()).first()
    if by is None:
        raise CannotStart("There is no such administrator.", do="Check --as.")
    if by.email == arguments.address.strip().lower():
        raise CannotStart("Nobody closes the own account.", do="Ask another administrator.")
    try:
        return forget_address(email=arguments.address, ground=arguments.ground, by=by)
    except PermissionDenied:
        raise CannotStart(f"{arguments.email} is no administrator.", do="Ask one.") from None
