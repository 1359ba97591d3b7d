"""A backup brought back: its database and files, brought to this version, with every erasure applied again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from navolgbaar.ops.backup_files import Backup
from navolgbaar.ops.erasure_lists import lines_of, merge_lists
from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.programs import run_on


@dataclass(slots=True)
class Restored:
    """What came back. `erased_again` counts passages; `problems` in plain words, one per line."""

    erased_again: int = 0
    problems: list[str] = field(default_factory=list)


def refuse_filled(url: str, store: Path) -> None:
    """Raise CannotStart where something would be written over."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT to_regclass('django_migrations') IS NOT NULL").fetchone()
    has_files = store.is_dir() and any(path.is_file() for path in store.glob("*/*"))
    if (row and row[0]) or has_files:
        raise CannotStart(
            "There are data here already.",
            do="Restore into an empty installation: set NAVOLGBAAR_HOME or DATABASE_URL.",
        )


def restore_backup(backup: Backup, *, url: str, store: Path, lists: list[Path]) -> Restored:
    """Restore into an empty database and store. Django is set up, and connects as the owner of `url`.

    lists   folders with a list of erasures: beside the backup, beside the store that was lost, …
    """
    from navolgbaar.ops.commands.migrate import migrate

    refuse_filled(url, store)
    lines = merge_lists(into=store, sources=[*lists, store])
    run_on(url, "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
           f"--dbname={psycopg.conninfo.conninfo_to_dict(url)['dbname']}", str(backup.dump))  # fmt: skip
    for path in backup.stored:
        target = store / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    migrate(verbosity=0)
    restored = Restored(problems=_differences(backup))
    restored.erased_again = _erase_again(lines)
    return restored


def _differences(backup: Backup) -> list[str]:
    """Where the restored ledger is not the one of the manifest. An older backup knows fewer tables: those grow."""
    from django.db import connection

    from navolgbaar.publishing.models import Release
    from navolgbaar.publishing.queries import broken_releases

    problems = broken_releases()
    releases = [list(row) for row in Release.objects.order_by("pk").values_list("public_id", "digest", "chain")]
    if releases != backup.manifest["releases"]:
        problems.append("the releases are not those of the manifest")
    with connection.cursor() as cursor:
        for table, count in backup.manifest["ledger"].items():
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            if (found := cursor.fetchone()[0]) != count:
                problems.append(f"{table} has {found} rows, {count} in the manifest")
    return problems


def _erase_again(lines: list[str]) -> int:
    from navolgbaar.core.audit import System
    from navolgbaar.sources.actions import erase_again
    from navolgbaar.sources.store import noted_in

    return sum(len(erase_again(noted=noted, by=System())) for noted in noted_in(lines))


def lists_for(backup: Backup, more: list[Path]) -> list[Path]:
    """Where a list may stand: beside the backup, and where the operator says, which must have one."""
    without = [str(place) for place in more if not lines_of(place)]
    if without:
        raise CannotStart(f"There is no list of erasures in {', '.join(without)}.", do="Give the folder it is in.")
    return [backup.folder.parent, *more]
