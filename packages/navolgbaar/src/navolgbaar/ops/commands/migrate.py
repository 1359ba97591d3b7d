"""`navolgbaar migrate`: the tables of this version, and what the application role may do with them."""

from __future__ import annotations

import argparse

from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")


def run(arguments: argparse.Namespace) -> int:
    with installation(as_owner=True):
        migrate(verbosity=0 if arguments.quiet else 1)
    return 0


def migrate(*, verbosity: int) -> None:
    """Migrate the connected database (as its owner) and grant the application role its rights. Safe to repeat."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=verbosity)
    grant_rights()


def rights_are_there() -> bool:
    """Whether every role of this version has its rights: a database can be older than a role."""
    from django.db import connection

    from navolgbaar.core.append_only import vault_tables
    from navolgbaar.ops.roles import KEEPER

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(has_table_privilege(%s, kept, 'SELECT')) FROM unnest(%s::text[]) AS kept",
            [KEEPER, list(vault_tables())],
        )
        return cursor.fetchone()[0] is not False


def grant_rights() -> None:
    """Set the rights of the application role on every table there is now."""
    from django.conf import settings
    from django.db import connection

    from navolgbaar.core.append_only import ledger_tables, vault_tables
    from navolgbaar.ops.roles import grant

    connection.ensure_connection()
    grant(connection.connection, ledger=ledger_tables(), application=settings.APPLICATION_ROLE, vaults=vault_tables())
