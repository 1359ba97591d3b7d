"""`navolgbaar backup`: one moment of the database and every stored file, with a manifest that names each."""

from __future__ import annotations

import argparse
from pathlib import Path

from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, help="folder in which the backup is made, in a folder of its own")


def run(arguments: argparse.Namespace) -> int:
    with installation(as_owner=True):
        from django.conf import settings

        from navolgbaar.ops.backing_up import make_backup, owner_url

        backup = make_backup(url=owner_url(), store=settings.STORE_ROOT, target=arguments.target.resolve())
    print(f"{backup.folder}\nsha256 {backup.sha256}  (keep it somewhere else)", flush=True)
    return 0
