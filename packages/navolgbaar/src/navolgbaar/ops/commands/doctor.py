"""`navolgbaar doctor`: what is well and what is not, each with what to do. Exit status 1 when something is not."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--files", action="store_true", help="also read every stored file and compare its digest")


def run(arguments: argparse.Namespace) -> int:
    with installation():
        found = list(examine(files=arguments.files))
    for name, problem in found:
        print(f"{'not well' if problem else 'well':<9} {name}{f': {problem}' if problem else ''}")
    return 1 if any(problem for _, problem in found) else 0


def examine(*, files: bool) -> Iterator[tuple[str, str]]:
    """(what was looked at, what is wrong or "")."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from navolgbaar.core.append_only import ledger_tables
    from navolgbaar.publishing.queries import broken_releases
    from navolgbaar.publishing.witness import waiting_lines

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0])
        yield "PostgreSQL", "" if version >= 150000 else "older than 15: install a newer one"
        cursor.execute("SELECT to_regclass('figures_figureversion') IS NOT NULL")
        if not cursor.fetchone()[0]:
            yield "tables", "not there: run `navolgbaar migrate`"
            return
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            yield "tables", "of another version: run `navolgbaar migrate`"
            return
        rights = "SELECT count(*) FROM unnest(%s::text[]) AS t WHERE has_table_privilege(t, 'UPDATE, DELETE, TRUNCATE')"
        cursor.execute(rights, [ledger_tables()])
        loose = cursor.fetchone()[0]
        yield (
            "rights on the ledger",
            f"this role may rewrite {loose} tables: connect as navolgbaar_app" if loose else "",
        )
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname = 'append_only' AND tgenabled <> 'D'")
        missing = len(ledger_tables()) - cursor.fetchone()[0]
        yield "triggers on the ledger", f"{missing} are off or gone: restore from a backup" if missing else ""
    yield "releases", "; ".join(broken_releases())
    yield "outside witness", "; ".join(waiting_lines())
    yield "stored files", "; ".join(_damaged_files(read=files))


def _damaged_files(*, read: bool) -> Iterator[str]:
    from navolgbaar.sources import store
    from navolgbaar.sources.models import Erasure, StoredFile

    erased = set(Erasure.objects.values_list("file", flat=True))
    for digest in StoredFile.objects.exclude(digest__in=erased).values_list("digest", flat=True):
        try:
            if read:
                store.get(digest)
            elif not store.has(digest):
                yield f"{digest} is not in the store: restore it from a backup"
        except (store.NotInStore, store.Damaged) as problem:
            yield str(problem)
