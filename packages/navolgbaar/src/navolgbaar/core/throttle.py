"""How often one visitor may do something within an hour. The network address itself is written down nowhere."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from navolgbaar.core import clock
from navolgbaar.core.visitors import network_of

COUNT = """
    INSERT INTO core_knock (visitor, act, hour, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (visitor, act, hour) DO UPDATE SET count = core_knock.count + 1
    RETURNING count
"""


def may_again(request: HttpRequest, act: str, most: int) -> bool:
    """Count one more time that this visitor does this; False when it was more than `most` times within this hour."""
    now = clock.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_knock WHERE hour < %s", [now - timedelta(days=1)])
        cursor.execute(COUNT, [visitor_of(request), act, hour])
        return bool(cursor.fetchone()[0] <= most)


def visitor_of(request: HttpRequest) -> str:
    """A name for the visitor that nobody can lead back to an address, and that is another one tomorrow."""
    return salted_hmac(f"knock {clock.today()}", network_of(request), algorithm="sha256").hexdigest()[:32]
