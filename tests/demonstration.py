"""The demonstration, entered once: for tests that look at it, or that take back what they change.

Entering it takes longer than most of what is asked of it. It stands in a database of its own beside the empty one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from copies import ask, copy, drop, untouched


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Where it is: the database, the store for the bytes of documents, the folder with logins and codes."""

    database: str
    store: Path
    folder: Path

    @contextmanager
    def open(self) -> Iterator[None]:
        """This process, every thread of it, works in the demonstration's database with the application's rights."""
        from django.conf import settings
        from django.db import connections
        from django.test import override_settings

        known, former = connections.settings["default"], connections["default"]
        empty, options = known["NAME"], known["OPTIONS"]
        known |= {"NAME": self.database, "OPTIONS": {**options, "assume_role": settings.APPLICATION_ROLE}}
        connections["default"] = connections.create_connection("default")
        try:
            with override_settings(STORE_ROOT=self.store):
                yield
        finally:
            connections["default"].close()
            connections["default"] = former
            known |= {"NAME": empty, "OPTIONS": options}


@pytest.fixture(scope="session")
def entered(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Demonstration]:
    """Made by the same function as `navolgbaar demo`, from the same files."""
    from django.utils import translation

    from navolgbaar.ops.commands.demo import load
    from navolgbaar.ops.demo_files import find_files

    place = tmp_path_factory.mktemp("demonstration")
    made = Demonstration(f"{untouched()}_demonstration", place / "store", place / "installation")
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        copy(untouched(), made.database)
        stack.callback(drop, made.database)
        with made.open(), translation.override("nl"):
            load(find_files(), made.folder)
        # what the server does by itself within a minute: without it, it plans every query for empty tables
        ask("ANALYZE", made.database)
        yield made


@pytest.fixture
def demonstration(db, entered) -> Iterator[Demonstration]:
    """The demonstration as everybody finds it; what the test changes is taken back."""
    from django.db import transaction

    with entered.open(), transaction.atomic():
        yield entered
        transaction.set_rollback(True)


@pytest.fixture
def demonstration_site(entered, live_server) -> Iterator[str]:
    """The address at which the demonstration is served, for a browser."""
    with entered.open():
        yield live_server.url
