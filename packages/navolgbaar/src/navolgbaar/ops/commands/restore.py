"""`navolgbaar restore`: a backup into an empty installation, with every known erasure applied again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from navolgbaar.ops.backup_files import open_backup
from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, help="folder of one backup")
    parser.add_argument("--expect", default="", metavar="SHA", help="the sha256 that `backup` printed")
    parser.add_argument(
        "--erasures",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="folder with a later list",
    )
    parser.add_argument("--secrets", type=Path, metavar="FOLDER", help="folder with the keys that `backup` kept apart")


def run(arguments: argparse.Namespace) -> int:
    from navolgbaar.ops.home import find_home
    from navolgbaar.ops.restoring import lists_for, restore_backup
    from navolgbaar.ops.secrets_kept import bring_back, missing

    backup = open_backup(arguments.backup.resolve(), expect=arguments.expect)
    lists = lists_for(backup, arguments.erasures)
    if arguments.secrets:
        bring_back(arguments.secrets.resolve(), find_home().path)
    with installation(as_owner=True):
        from django.conf import settings

        from navolgbaar.ops.backing_up import owner_url

        restored = restore_backup(backup, url=owner_url(), store=settings.STORE_ROOT, lists=lists)
        lost = missing(backup.manifest.get("secrets", {}))
    print(f"Restored from {backup.manifest['made_at']}. Passages erased again: {restored.erased_again}.", flush=True)
    for words in lost:
        print(f"navolgbaar restore: warning: {words}. Give --secrets, or know this.", file=sys.stderr)
    for problem in restored.problems:
        print(f"navolgbaar restore: {problem}", file=sys.stderr)
    return 1 if restored.problems else 0
