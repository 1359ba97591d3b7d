"""`navolgbaar serve`: the platform on one address, with its worker, until Ctrl-C."""

from __future__ import annotations

import argparse
import ipaddress
import os
from pathlib import Path

from navolgbaar.ops.commands.migrate import grant_rights, rights_are_there
from navolgbaar.ops.database_url import django_settings
from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.installation import installation
from navolgbaar.ops.launcher import EmbeddedDatabase
from navolgbaar.ops.serving import serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="web processes")


def run(arguments: argparse.Namespace) -> int:
    refuse_unsafe(arguments.host)
    with installation() as database:
        prepare(database)
        serve(
            command="serve",
            host=arguments.host,
            port=arguments.port,
            workers=arguments.workers,
            database=database,
            ready=lambda address: print(f"Navolgbaar is at {address}", flush=True),
        )
    return 0


def refuse_unsafe(host: str) -> None:
    """Raise CannotStart for what must not be seen from elsewhere: debug pages, and the embedded database."""
    if os.environ.get("NAVOLGBAAR_DEBUG") == "1":
        raise CannotStart("NAVOLGBAAR_DEBUG is on: errors would show the inside.", do="Unset it to serve.")
    if os.environ.get("NAVOLGBAAR_SHOW_MAIL") == "1" and os.environ.get("DATABASE_URL"):
        raise CannotStart("NAVOLGBAAR_SHOW_MAIL is on: everybody would read the mails.", do="Unset it to serve.")
    is_local = host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)
    if not os.environ.get("DATABASE_URL") and not (is_local and os.environ.get("NAVOLGBAAR_TLS") != "1"):
        raise CannotStart(
            "The embedded database is for one machine: demo, development, tests.",
            do="Set DATABASE_URL to a PostgreSQL server, or serve on 127.0.0.1 without NAVOLGBAAR_TLS.",
        )


def prepare(database: EmbeddedDatabase | None) -> None:
    """The tables of this version (embedded: made now; elsewhere: checked) and the static files."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if database is None:
            raise CannotStart("The database is of another version.", do="Run `navolgbaar migrate` first.")
        _migrate_as_owner(database)
    elif database is not None and not rights_are_there():
        _migrate_as_owner(database)
    if not _static_files_are_there():
        call_command("collectstatic", interactive=False, verbosity=0)
    connection.close()


def _static_files_are_there() -> bool:
    """Whether the collected static files are newer than all their sources; collecting takes seconds."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return False
    found = [storage.path(path) for finder in get_finders() for path, storage in finder.list([])]
    return all(Path(path).stat().st_mtime < manifest.stat().st_mtime for path in found)


def _migrate_as_owner(database: EmbeddedDatabase) -> None:
    from django.core.management import call_command
    from django.db import connection

    mine = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(django_settings(database.owner_url))
    try:
        call_command("migrate", interactive=False, verbosity=0)
        grant_rights()
    finally:
        connection.close()
        connection.settings_dict.update(mine)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
