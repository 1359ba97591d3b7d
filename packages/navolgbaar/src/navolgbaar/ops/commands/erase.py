"""`navolgbaar erase`: the words of one passage, on a legal ground. Digest and ground stay, and the list travels."""

from __future__ import annotations

import argparse

from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", help="public id, e.g. NB-D-2026-00012")
    parser.add_argument("passage", help="as it stands behind # in the address of the passage, e.g. p12.s1")
    parser.add_argument("--ground", required=True, help='legal ground, e.g. "AVG art. 17"')
    parser.add_argument("--as", required=True, dest="email", help="address of an administrator")


def run(arguments: argparse.Namespace) -> int:
    with installation():
        erase(arguments)
    print(f"Erased: {arguments.document} {arguments.passage}. Earlier backups erase it when they are restored.")
    return 0


def erase(arguments: argparse.Namespace) -> None:
    """Erase, and bring the lists beside the backups up to date. Raises CannotStart for what cannot be."""
    from django.conf import settings
    from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

    from navolgbaar.ops.erasure_lists import backup_folders, merge_lists
    from navolgbaar.people.models import User
    from navolgbaar.sources.actions import NotPossibleNow, erase_passage
    from navolgbaar.sources.models import Passage

    try:
        by = User.objects.get(email=arguments.email.strip().lower())
        passage = Passage.objects.get(document__public_id=arguments.document, ident=arguments.passage)
        erase_passage(passage=passage, ground=arguments.ground, by=by)
    except ObjectDoesNotExist as problem:
        raise CannotStart(f"{problem}", do="Check --as, the document and the passage.") from None
    except PermissionDenied:
        raise CannotStart(f"{arguments.email} is no administrator.", do="Ask one.") from None
    except NotPossibleNow as problem:
        raise CannotStart(f"{problem}", do="Give --ground.") from None
    for folder in backup_folders():
        try:
            merge_lists(into=folder, sources=[settings.STORE_ROOT])
        except OSError as problem:
            raise CannotStart(
                f"The words are erased, but the list beside the backups in {folder} could not be written: {problem}.",
                do=f"Copy {settings.STORE_ROOT / 'erasures.jsonl'} there.",
            ) from None
