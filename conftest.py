"""What every test with a database stands on. Nothing is started for tests that ask for none.

The server is that of `DATABASE_URL` (a role that may create databases and roles), or the embedded one in a folder of
its own. Migrations run as the owner; the tests run as the application's role, which cannot rewrite the ledger.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is slow, not wrong: how long a draw takes says nothing about the property.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

pytest_plugins = ["small_world", "demonstration", "field_world"]
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    """The demonstration begins, then what starts browsers, databases and whole installations, then the rest."""
    yield
    items.sort(key=lambda item: ("entered" not in item.fixturenames, not takes_long(item)))


def takes_long(item):
    return any(item.get_closest_marker(name) for name in ("browser", "slow"))


@pytest.hookimpl
def pytest_xdist_make_scheduler(config, log):
    """All tests of a file run in one process, so that what the file makes is made once; and so do all files that look
    at the demonstration."""
    from xdist.scheduler import LoadFileScheduling

    class ByWhatIsMade(LoadFileScheduling):
        def _split_scope(self, nodeid):
            file = nodeid.split("::", 1)[0]
            return "demonstration" if looks_at_demonstration(file) else file

    return ByWhatIsMade(config, log) if config.getvalue("dist") == "loadfile" else None


@cache
def looks_at_demonstration(file):
    """Whether a function in it takes one of the fixtures of tests/demonstration.py. The process that deals out the
    tests has their names alone."""
    text = (Path(__file__).parent / file).read_text(encoding="utf-8")
    return re.search(r"^def \w+\([^)]*\bdemonstration(?:_site)?\b", text, re.MULTILINE) is not None


@pytest.fixture(scope="session")
def server_and_log():
    """(URL, the file of what the server says); of a server that was there already POSTGRES_LOG names the file."""
    with ExitStack() as stack:
        if url := os.environ.get("DATABASE_URL"):
            from navolgbaar.ops.roles import make_application_role

            make_application_role(url)
            yield url, Path(os.environ.get("POSTGRES_LOG", "postgres.log"))
            return
        from navolgbaar.ops.home import Home
        from navolgbaar.ops.launcher import running_database

        folder = Path(tempfile.mkdtemp(prefix="nb-tests-"))
        folder.chmod(0o711)  # the account of the database passes through
        stack.callback(shutil.rmtree, folder)
        home = Home(folder / "home")
        yield stack.enter_context(running_database(home, QUICK)).owner_url, home.postgres_log


@pytest.fixture(scope="session")
def database_server(server_and_log):
    """URL of a role that may create databases and is a member of the application's role."""
    return server_and_log[0]


@pytest.fixture(scope="session")
def database_log(server_and_log):
    return server_and_log[1]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, database_server):
    from django.db import connections

    from navolgbaar.ops.database_url import django_settings

    settings = connections["default"].settings_dict
    settings.update({key: value for key, value in django_settings(database_server).items() if key != "CONN_MAX_AGE"})


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After the migrations of the test database: the rights of the application's role, and a copy to copy from.

    At the end, sessions that a thread of a test left open are closed: a database in use cannot be dropped.
    """
    from copies import copy, drop, untouched
    from django.db import connection

    from navolgbaar.ops.commands.migrate import grant_rights

    with django_db_blocker.unblock():
        grant_rights()
        connection.close()
        copy(connection.settings_dict["NAME"], untouched())
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        drop(untouched())
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _as_the_application(request):
    """Every test that uses the database uses it with the rights of the application, and not one more."""
    marker = request.node.get_closest_marker("django_db")
    asked = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if marker is None and not asked:
        yield
        return
    request.getfixturevalue("_django_db_helper")
    from django.conf import settings
    from django.db import connection

    options = connection.settings_dict["OPTIONS"]
    options["assume_role"] = settings.APPLICATION_ROLE  # for connections of other threads
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.APPLICATION_ROLE}")
    yield
    options.pop("assume_role")
    connection.close() if not connection.in_atomic_block else connection.cursor().execute("RESET ROLE")


@pytest.fixture(autouse=True)
def _no_bare_number(request):
    """No page of ours shows a number without an origin, in any test."""
    if request.node.nodeid.startswith("packages/narekenen"):
        yield
        return
    from navolgbaar.figures.gate import closed_gate

    with closed_gate():
        yield


@pytest.fixture(autouse=True)
def _in_dutch():
    """A page that one test asked for in English leaves the next test in Dutch."""
    from django.utils import translation

    with translation.override("nl"):
        yield


@pytest.fixture
def store(settings, tmp_path):
    """An empty store for the bytes of documents."""
    settings.STORE_ROOT = tmp_path / "store"
    return settings.STORE_ROOT
