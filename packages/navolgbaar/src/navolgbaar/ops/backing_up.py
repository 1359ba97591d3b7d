"""Making a backup: one moment of the database, and every stored file that it names."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from navolgbaar.ops.backup_files import DUMP, STORE, Backup, sha256_of, write_manifest
from navolgbaar.ops.erasure_lists import merge_lists
from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.programs import run_on
from navolgbaar.ops.secrets_kept import fingerprints


def make_backup(*, url: str, store: Path, target: Path) -> Backup:
    """A new backup in `target`. Raises CannotStart where a stored file is damaged or gone; then nothing is left.

    url     the owner of the tables; Django is set up
    """
    made_at = datetime.now(UTC)
    folder = target / f"navolgbaar-{made_at:%Y%m%dT%H%M%S%fZ}"
    unfinished = folder.with_name(folder.name + ".unfinished")
    unfinished.mkdir(parents=True, mode=0o700)
    try:
        with psycopg.connect(url) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            said = _describe(connection)
            snapshot = _one(connection, "SELECT pg_export_snapshot()")
            options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
            run_on(url, "pg_dump", *options, f"--file={unfinished / DUMP}")
            _copy_store(connection, store, unfinished / STORE)
        backup = write_manifest(unfinished, {"made_at": made_at.isoformat(), **said})
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished)
        raise
    merge_lists(into=target, sources=[store])
    return Backup(folder, backup.manifest, backup.sha256)


def _describe(connection: psycopg.Connection[Any]) -> dict[str, Any]:
    """What a reader of the manifest wants to know without restoring: versions, sizes, the chain of releases."""
    from navolgbaar.core.append_only import ledger_tables

    ledger = {
        table: connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
        for table in ledger_tables()
    }
    releases = connection.execute("SELECT public_id, digest, chain FROM publishing_release ORDER BY id").fetchall()
    migrations = connection.execute("SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app").fetchall()
    return {
        "version": version("navolgbaar"),
        "server": _one(connection, "SHOW server_version"),
        "migrations": dict(migrations),
        "ledger": {table: row[0] for table, row in ledger.items() if row},
        "releases": [list(row) for row in releases],
        "secrets": fingerprints(),
    }


def _copy_store(connection: psycopg.Connection[Any], store: Path, target: Path) -> None:
    query = """
        SELECT digest FROM sources_storedfile UNION SELECT digest FROM sources_dataset
        EXCEPT SELECT file FROM sources_erasure ORDER BY 1
    """
    problems = []
    target.mkdir()
    for (digest,) in connection.execute(query).fetchall():
        name = digest.removeprefix("sha256:")
        copy = target / name[:2] / name
        copy.parent.mkdir(exist_ok=True)
        try:
            shutil.copyfile(store / name[:2] / name, copy)
        except FileNotFoundError:
            problems.append(f"{digest} is not in the store")
            continue
        if sha256_of(copy) != name:
            problems.append(f"{digest} is damaged")
    if problems:
        raise CannotStart(
            f"The store is not whole: {'; '.join(problems)}.", do="Restore these files from an earlier backup first."
        )


def _one(connection: psycopg.Connection[Any], query: str) -> str:
    row = connection.execute(query.encode()).fetchone()
    return str(row[0]) if row else ""


def owner_url() -> str:
    """The URL of the owner of the tables, as the commands see it."""
    return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
