"""From a command to a running Django: find or start the database, say who we are, set up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.home import Home, find_home
from navolgbaar.ops.launcher import EmbeddedDatabase, running_database


@contextmanager
def installation(*, as_owner: bool = False) -> Iterator[EmbeddedDatabase | None]:
    """Django, set up on the database of `DATABASE_URL`, or else on the embedded one (which is then given).

    as_owner   connect as the owner of the tables: for migrations only
    """
    home = find_home()
    prepare_environment(home)
    if os.environ.get("DATABASE_URL"):
        if as_owner:
            os.environ["DATABASE_URL"] = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
        set_up()
        yield None
        return
    with running_database(home) as database:
        os.environ.update(database.environment())
        if as_owner:
            os.environ["DATABASE_URL"] = database.owner_url
        set_up()
        try:
            yield database
        finally:
            from django.db import connections

            connections.close_all()


def prepare_environment(home: Home) -> None:
    """The settings module, the home and the secret key, for us and for our children."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "navolgbaar.conf.settings")
    os.environ["NAVOLGBAAR_HOME"] = str(home.path)
    if not os.environ.get("NAVOLGBAAR_SECRET_KEY"):
        try:
            os.environ["NAVOLGBAAR_SECRET_KEY"] = home.secret_key()
        except OSError as problem:
            raise CannotStart(f"{home.path} cannot be written: {problem}.", do="Set NAVOLGBAAR_HOME.") from None


def set_up() -> None:
    import django

    django.setup()
