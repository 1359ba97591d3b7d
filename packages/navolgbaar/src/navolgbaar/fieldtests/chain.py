"""The chain of evidence of a wave: written as things happen, sealed and handed out when the codes are settled."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from navolgbaar.core.ids import hold
from navolgbaar.fieldtests.models import Evidence, Wave
from navolgbaar.fieldtests.science import Entry, closed_chain, first_line, next_line, sealed, spelling

Event = tuple[datetime, str, str, bytes, str]
"""(moment, kind, pseudonym of the test, content, salt as hex)."""


LINE = ("n", "sealed", "previous", "digest")
COPY = """
    COPY fieldtests_evidence (wave_id, number, "time", kind, about, content, previous, digest) FROM STDIN
"""


def new_salt() -> str:
    """32 random bytes, hex: kept with a content and destroyed with it."""
    return secrets.token_hex(32)


def content_of(**said: Any) -> bytes:
    """What an event says (words, or lists of words), in the one spelling of narekenen."""
    return spelling(said)


def spelled(moment: datetime) -> str:
    """A moment in the one spelling in which it is sealed: the same when it comes back from the database."""
    return moment.astimezone(UTC).isoformat()


def append(wave: Wave, events: Iterable[Event]) -> None:
    """Seal events to the chain, in their order. Part of an action, in its transaction."""
    hold(f"evidence {wave.public_id}")
    last = Evidence.objects.filter(wave=wave).order_by("-number").first()
    number, previous = (last.number, last.digest) if last else (0, first_line(wave.public_id)["digest"])
    rows = []
    for moment, kind, about, content, salt in events:
        number += 1
        entry = Entry(spelled(moment), kind, about, content, bytes.fromhex(salt))
        line = next_line(number, sealed(entry), previous)
        rows.append((wave.pk, number, entry.time, kind, about, line["sealed"], previous, line["digest"]))
        previous = line["digest"]
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:  # a row of the chain costs a tenth of an insert
        for row in rows:
            copy.write_row(row)


def chain_file(wave: Wave) -> bytes:
    """The whole chain as one file, closed with its seal. When, what and of which test stand in the seals alone."""
    rows = Evidence.objects.filter(wave=wave).order_by("number")
    fields = ("number", "content", "previous", "digest")
    return closed_chain(wave.public_id, (dict(zip(LINE, row, strict=True)) for row in rows.values_list(*fields)))
