"""`navolgbaar backup`: one moment of the database and every stored file, with a manifest that names each."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, help="folder in which the backup is made, in a folder of its own")
    parser.add_argument("--secrets", type=Path, metavar="FOLDER", help="also copy the keys, to a place apart from it")


def run(arguments: argparse.Namespace) -> int:
    with installation(as_owner=True):
        from django.conf import settings

        from navolgbaar.ops.backing_up import make_backup, owner_url
        from navolgbaar.ops.secrets_kept import keep

        backup = make_backup(url=owner_url(), store=settings.STORE_ROOT, target=arguments.target.resolve())
        kept = keep(arguments.secrets.resolve()) if arguments.secrets else []
    print(f"{backup.folder}\nsha256 {backup.sha256}  (keep it somewhere else)", flush=True)
    if kept:
        print(f"Kept apart in {arguments.secrets}: {', '.join(kept)}. Who has these can sign as you.", file=sys.stderr)
    return 0
