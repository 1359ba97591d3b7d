"""Somebody outside who keeps what was published: an administrator of the database can rewrite everything here.

Each release is one line, in a file that only grows or in a mail (subject and text), in ASCII:

    navolgbaar/witness/1 2026-11-20T15:04:18Z NB-R-2026-00001 sha256:<manifest> sha256:<chain>

The chain covers every release before, so the last line alone shows whether anything before it was rewritten. A line may
stand there more than once: it is sent again after a failure. Other text between the lines is passed over, so that a
saved mailbox can be compared as it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from navolgbaar.core.ids import hold
from navolgbaar.publishing.models import Release, WitnessNote
from navolgbaar.publishing.science import START, chained, digest
from navolgbaar.publishing.verifying import problems_of

LINE = re.compile(r"navolgbaar/witness/1 (\S{20}) (NB-R-\d{4}-\d{5,9}) (sha256:[0-9a-f]{64}) (sha256:[0-9a-f]{64})")


class WitnessNotReached(RuntimeError):
    """A witness could not be told; the release waits and is sent again with the next one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a witness keeps of one release."""

    at: str
    release: str
    digest: str
    chain: str


def line_of(release: Release) -> str:
    """The line about a release."""
    at = release.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"navolgbaar/witness/1 {at} {release.public_id} {release.digest} {release.chain}"


def tell_witnesses() -> int:
    """Tell every witness that is set what it was not told yet, oldest first. Returns how many lines went out.

    Raises WitnessNotReached after the others were told.
    """
    told, failed = 0, []
    for name, tell in _witnesses().items():
        try:
            for release in untold(name):
                with transaction.atomic():
                    hold(f"witness {name}")
                    if not release.witness_notes.filter(witness=name).exists():
                        tell(release)
                        WitnessNote.objects.create(release=release, witness=name)
                        told += 1
        except (OSError, SMTPException) as problem:
            failed.append(f"{name}: {type(problem).__name__}")
    if failed:
        raise WitnessNotReached(f"Not reached: {', '.join(failed)}. It is tried again every minute.")
    return told


def untold(witness: str) -> list[Release]:
    """The releases that a witness, "file" or "mail", was not told of."""
    return list(Release.objects.exclude(witness_notes__witness=witness).defer("manifest").order_by("pk"))


def waiting_lines(before: datetime | None = None) -> list[str]:
    """Per witness that is set what it was not told yet, in words; nothing when all were told.

    before   only releases of before this moment
    """
    waiting = {name: [r for r in untold(name) if before is None or r.at < before] for name in _witnesses()}
    return [f"{name} was not told of {releases[0]} and later" for name, releases in waiting.items() if releases]


def read_record(text: str) -> list[Kept]:
    """The lines of a witness in their order, each once."""
    return list(dict.fromkeys(Kept(*found) for found in LINE.findall(text)))


def first_difference(record: str) -> str:
    """The first thing in which this database is not what a witness keeps, in words; empty when there is none.

    record   the file of the witness, or a mailbox with its mails
    """
    return next(_differences(read_record(record)), "")


def _differences(kept: list[Kept]) -> Iterator[str]:
    if not kept:
        yield "There is no line of a witness in it."
    said: dict[str, Kept] = {}
    for line in kept:
        if said.setdefault(line.release, line) != line:
            yield f"{line.release}: the witness says two things about it"
    before, seen = START, set()
    for release in Release.objects.order_by("pk"):
        name = release.public_id
        seen.add(name)
        computed = digest(release.manifest)
        chain = chained(before, computed)
        witnessed = said.get(name)
        if witnessed and witnessed.digest != computed:
            yield f"{name}: the witness keeps another manifest, of {witnessed.at}"
        if witnessed and witnessed.chain != chain:
            yield f"{name}: the witness keeps another chain, so something before it was rewritten, added or removed"
        yield from problems_of(release, before)
        before = chain
    yield from (f"{name}: the witness was told of it, and it is not here" for name in said if name not in seen)
    last = max((index for index, name in enumerate(sorted(seen)) if name in said), default=-1)
    yield from (f"{name}: the witness was not told of it" for name in sorted(seen)[: last + 1] if name not in said)


def _witnesses() -> dict[str, Callable[[Release], None]]:
    ways = {"file": (settings.WITNESS_FILE, _write), "mail": (settings.WITNESS_MAIL, _mail)}
    return {name: tell for name, (where, tell) in ways.items() if where}


def _write(release: Release) -> None:
    """One line at the end of the file; on the disk before anything else happens."""
    handle = os.open(Path(settings.WITNESS_FILE), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    with os.fdopen(handle, "ab") as file:
        file.write(f"{line_of(release)}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def _mail(release: Release) -> None:
    said = [line_of(release), "", "Keep this mail: it proves what was published.", "Bewaar deze mail als bewijs."]
    subject = f"{release.public_id} {release.chain}"
    EmailMessage(subject, "\n".join(said), to=settings.WITNESS_MAIL).send()
