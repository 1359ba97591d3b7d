"""Ids that people can say aloud (NB-2026-00123), ids that say nothing (of people), and locks on them."""

from __future__ import annotations

import secrets

from django.db import connection

from navolgbaar.core.clock import today


def next_ids(prefix: str, count: int = 1) -> list[str]:
    """The next `count` public ids of this year's series, e.g. ["NB-2026-00123"]. Two transactions never share one."""
    year = today().year
    query = """
        INSERT INTO core_numberseries (prefix, year, last) VALUES (%s, %s, %s)
        ON CONFLICT (prefix, year) DO UPDATE SET last = core_numberseries.last + EXCLUDED.last
        RETURNING last
    """
    with connection.cursor() as cursor:
        cursor.execute(query, [prefix, year, count])
        last = cursor.fetchone()[0]
    return [f"{prefix}-{year}-{number:05d}" for number in range(last - count + 1, last + 1)]


def next_id(prefix: str) -> str:
    """The next public id of this year's series."""
    return next_ids(prefix)[0]


def random_id() -> str:
    """An id that tells nothing, for people and secrets: 80 random bits."""
    return secrets.token_hex(10)


def hold(name: str) -> None:
    """Hold a lock on a name until the end of the transaction: the ledger's own rows cannot be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
