"""`navolgbaar createuser`: the first account of an installation, or one more administrator."""

from __future__ import annotations

import argparse
import getpass
import sys

from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email")
    parser.add_argument("--name", default="", help="how the person is called inside the organisation")
    parser.add_argument("--administrator", action="store_true", help="may add organisations, programmes and roles")


def run(arguments: argparse.Namespace) -> int:
    with installation():
        from django.contrib.auth.password_validation import validate_password
        from django.core.exceptions import ValidationError

        from navolgbaar.core.audit import System
        from navolgbaar.people.actions import create_user
        from navolgbaar.people.models import User

        email = arguments.email.strip().lower()
        if User.objects.filter(email=email).exists():
            raise CannotStart(f"There is an account for {email} already.", do="Choose another address.")
        password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password, User(email=email, name=arguments.name))
        except ValidationError as problem:
            raise CannotStart(" ".join(problem.messages), do="Choose another password.") from None
        user = create_user(
            email=email,
            password=password,
            name=arguments.name,
            is_administrator=arguments.administrator,
            by=System(),
        )
        print(f"{user.email} can log in now.")
    return 0
