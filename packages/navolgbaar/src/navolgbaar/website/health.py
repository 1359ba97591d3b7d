"""Three questions a machine asks: does the process live, may it get traffic, is everything well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from navolgbaar.core import clock
from navolgbaar.publishing.witness import waiting_lines


@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """The process answers. Says nothing about anything else: a restart would not help a database that is down."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """This process may get traffic: the database answers."""
    return _answer({"database": _database})


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Everything the platform needs: database, migrations, ledger rights, room to write documents, witnesses told."""
    checks = {"database": _database, "migrations": _migrations, "ledger": _ledger, "store": _store}
    return _answer({**checks, "witness": _witness})


def _answer(checks: dict[str, Callable[[], str]]) -> JsonResponse:
    found = {}
    for name, check in checks.items():
        try:
            found[name] = check() or "ok"
        except (DatabaseError, OSError):
            found[name] = "down"
    return JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    return "behind" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else ""


def _ledger() -> str:
    """Whether the role of this process could rewrite the ledger; then somebody gave it too many rights."""
    query = "SELECT has_table_privilege('figures_figureversion', 'UPDATE, DELETE, TRUNCATE')"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return "this role may rewrite the ledger" if cursor.fetchone()[0] else ""


def _witness() -> str:
    """A release waits for a minute at most; then a witness cannot be reached, and somebody should look."""
    return "waiting" if waiting_lines(before=clock.now() - timedelta(minutes=5)) else ""


def _store() -> str:
    settings.STORE_ROOT.mkdir(parents=True, exist_ok=True)
    probe = settings.STORE_ROOT / ".probe"
    probe.touch()
    probe.unlink()
    return ""
