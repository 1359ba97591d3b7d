"""A name for what the database holds: for what may be kept as long as nothing has changed, and not a moment longer."""

from __future__ import annotations

from django.db import connection

NOW = """
    SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL
           THEN pg_current_snapshot()::text || ' ' || pg_postmaster_start_time()::text ELSE '' END
"""


def moment() -> str:
    """The same name says that nothing was written in between, by anybody: it is the list of the transactions that can
    be seen. Empty in a transaction that has written itself: what it will see next has no name."""
    with connection.cursor() as cursor:
        cursor.execute(NOW)
        return str(cursor.fetchone()[0])
