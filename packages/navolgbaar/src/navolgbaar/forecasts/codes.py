"""The code in a resident's letter: it belongs to a person at an address, and cannot be guessed in a lifetime.

Only its digest is kept. Wrong tries are counted within an hour, at the address and by the visitor, under names that
nobody can lead back; too many, and the right code is not looked at either.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from navolgbaar.core import clock
from navolgbaar.core.visitors import network_of
from navolgbaar.forecasts.models import Home, Resident, Try

SIGNS = "23456789BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, no signs that are taken for another."""
LENGTH = 8  # 28**8 codes: 38 bits; at fifty tries an hour, 430,000 years for half of them
BY_VISITOR, AT_ADDRESS = 20, 50
COUNT = """
    INSERT INTO forecasts_try (who, hour, count) VALUES (%s, %s, 1)
    ON CONFLICT (who, hour) DO UPDATE SET count = forecasts_try.count + 1
"""


class TooManyTries(Exception):
    """Within this hour too many wrong codes were tried, at this address or by this visitor."""


def new_code() -> str:
    """A code as it stands in a letter: "BCDF-2345"."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def digest_of(code: str, home: Home) -> str:
    """What is kept of a code. Spaces, dashes and small letters make no difference."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return salted_hmac("navolgbaar.forecasts.code", f"{home.public_id} {signs}", algorithm="sha256").hexdigest()


def resident_with(
    *, programme: int, postcode: str, house_number: str, code: str, request: HttpRequest
) -> Resident | None:
    """The resident who has this code at this address and has not moved out; None where there is none such.

    Raises TooManyTries. What is typed is written down nowhere.
    """
    postcode, house_number = plainly(postcode), plainly(house_number)
    names = [_name("address", f"{programme} {postcode} {house_number}"), _name("visitor", network_of(request))]
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    _refuse_too_many(names, hour)
    home = Home.objects.filter(programme_id=programme, postcode=postcode, house_number=house_number).first()
    digest = digest_of(code, home or Home(public_id="nobody"))
    living = Resident.objects.filter(home=home, moved_out_on=None).exclude(code_digest="") if home else []
    for resident in living:
        if constant_time_compare(resident.code_digest, digest):
            return resident
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(COUNT, [name, hour])
    return None


def plainly(part: str) -> str:
    """9999 zz and 9999ZZ alike."""
    return "".join(part.split()).upper()


def forget_tries() -> None:
    """Tries of more than a day ago say nothing any more."""
    Try.objects.filter(hour__lt=clock.now() - timedelta(days=1)).delete()


def _refuse_too_many(names: list[str], hour: datetime) -> None:
    counts = dict(Try.objects.filter(who__in=names, hour=hour).values_list("who", "count"))
    if counts.get(names[0], 0) >= AT_ADDRESS or counts.get(names[1], 0) >= BY_VISITOR:
        raise TooManyTries


def _name(kind: str, who: str) -> str:
    return salted_hmac(f"forecasts {kind} {clock.today()}", who, algorithm="sha256").hexdigest()
