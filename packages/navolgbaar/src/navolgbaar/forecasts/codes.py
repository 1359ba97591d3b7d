"""The code in a resident's letter: it belongs to a person at an address, and cannot be guessed in a lifetime.

Only its digest is kept. Wrong tries are counted within an hour, at the address and by the visitor, under names that
nobody can lead back; too many, and the right code is not looked at either.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import connection
from django.db.models import F, QuerySet
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
    RETURNING count
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
    tries = _count(
        (_name("visitor", network_of(request)), BY_VISITOR),
        (_name("address", f"{programme} {postcode} {house_number}"), AT_ADDRESS),
    )
    home = Home.objects.filter(programme_id=programme, postcode=postcode, house_number=house_number).first()
    digest = digest_of(code, home or Home(public_id="nobody"))
    living = Resident.objects.filter(home=home, moved_out_on=None).exclude(code_digest="") if home else []
    for resident in living:
        if constant_time_compare(resident.code_digest, digest):
            tries.update(count=F("count") - 1)
            return resident
    return None


def plainly(part: str) -> str:
    """9999 zz and 9999ZZ alike."""
    return "".join(part.split()).upper()


def forget_tries() -> None:
    """Tries of more than a day ago say nothing any more."""
    Try.objects.filter(hour__lt=clock.now() - timedelta(days=1)).delete()


def _count(*names: tuple[str, int]) -> QuerySet[Try]:
    """Count one more try under each of these names, of which each may be used so often, and give the rows. Counted
    before the code is looked at: of many tries at once no more get through than of as many in a row. Who is refused
    under the first name is not counted under the next: one visitor cannot shut a home for its residents."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        for name, most in names:
            cursor.execute(COUNT, [name, hour])
            if cursor.fetchone()[0] > most:
                raise TooManyTries
    return Try.objects.filter(who__in=[name for name, _ in names], hour=hour, count__gt=0)


def _name(kind: str, who: str) -> str:
    return salted_hmac(f"forecasts {kind} {clock.today()}", who, algorithm="sha256").hexdigest()
