"""`navolgbaar verify-backup`: restore it beside, in a database made for this, and recompute figures with narekenen."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from navolgbaar.ops.backup_files import Backup, open_backup
from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, help="folder of one backup")
    parser.add_argument("--expect", default="", metavar="SHA", help="the sha256 that `backup` printed")
    parser.add_argument("--figures", type=int, default=10, help="how many published figures are recomputed")


def run(arguments: argparse.Namespace) -> int:
    backup = open_backup(arguments.backup.resolve(), expect=arguments.expect)
    print(f"well      files: {len(backup.manifest['files'])}, each as it was written", flush=True)
    beside = Path(tempfile.mkdtemp(prefix="navolgbaar-verify-"))
    beside.chmod(0o711)  # the account of the database passes through
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "NAVOLGBAAR_SECRET_KEY"):
        os.environ.pop(name, None)
    os.environ["NAVOLGBAAR_HOME"] = str(beside / "home")
    try:
        problems = _examine(backup, arguments.figures, beside)
    finally:
        shutil.rmtree(beside)
    return 1 if problems else 0


def _examine(backup: Backup, figures: int, beside: Path) -> int:
    from navolgbaar.ops.restoring import lists_for, restore_backup

    with installation(as_owner=True):
        from django.conf import settings

        from navolgbaar.ops.backing_up import owner_url
        from navolgbaar.ops.replaying import replay_some

        restored = restore_backup(backup, url=owner_url(), store=settings.STORE_ROOT, lists=lists_for(backup, []))
        for problem in restored.problems:
            print(f"not well  {problem}")
        replayed = replay_some(beside / "bundles", figures)
    for one in replayed:
        print(f"{'well' if one.same else 'not well':<9} {one.figure}: {one.said}")
    print(f"Recomputed with narekenen alone: {sum(one.same for one in replayed)} of {len(replayed)}.", flush=True)
    return len(restored.problems) + sum(not one.same for one in replayed)
