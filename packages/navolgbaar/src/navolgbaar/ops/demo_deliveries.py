"""Made-up deliveries for the demonstration: the same seed always gives the same rows. Nobody in them exists.

Per stay: a pseudonym out of the seed; sex, age and target group drawn; entry over two years, a length of stay with
a long tail; of who left the period's home share got a home of their own. Numbers of persons follow the size of the
municipality, so that small and large ones stand beside each other in a funnel.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.random import Generator

HEADER = "person;sex;birth_year;municipality;institution;category;group;entry;exit;home;waiting_since"
GROUPS = (("single", "3"), ("sheltered_living", "4"), ("women_with_children", "2"), ("youth", "2"))
OFTEN = (0.6, 0.2, 0.1, 0.1)
LONGEST_WAIT = 120


def make_delivery(code: str, name: str, persons: int, home: float, first: date, last: date, seed: str) -> bytes:
    """A delivery of `persons` persons of the institution `name` as CSV. home: chance of a home for who leaves."""
    from numpy.random import default_rng

    rng = default_rng(int.from_bytes(_digest(f"{seed} {code} {first}")[:8], "big"))
    rows = [
        row
        for number in range(persons)
        for row in _stays(_digest(f"{seed} {code} {number}").hex()[:16], code, name, home, first, last, rng)
    ]
    return "\n".join([HEADER, *rows]).encode()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _stays(
    pseudonym: str, code: str, name: str, home: float, first: date, last: date, rng: Generator
) -> list[str]:  # fmt: skip
    """One stay of a person, and with a chance of one in twelve a second one after it."""
    group, category = GROUPS[rng.choice(4, p=OFTEN)]
    sex = "f" if group == "women_with_children" else "mfx"[int(rng.choice(3, p=(0.7, 0.29, 0.01)))]
    age = int(rng.integers(18, 27)) if group == "youth" else min(80, int(rng.gamma(9, 4.5)) + 6)
    origin = code if rng.random() < 0.9 else "GM9999"
    shared = f"{pseudonym};{sex};{last.year - age};{origin};{name};{category};{group}"
    days, rows = (last - first).days, []
    entry = first + timedelta(days=int(rng.integers(-days, days)))
    for _ in range(1 + (rng.random() < 1 / 12)):
        leaving = entry + timedelta(days=1 + int(rng.exponential(160)))
        if leaving < first:
            leaving = first + timedelta(days=int(rng.integers(0, days)))
        goes_on = leaving > last
        way = "" if goes_on else "unknown" if rng.random() < 0.05 else "yes" if rng.random() < home else "no"
        waiting = entry - timedelta(days=int(rng.integers(1, LONGEST_WAIT))) if rng.random() < 0.7 else ""
        rows.append(f"{shared};{entry};{'' if goes_on else leaving};{way};{waiting}")
        entry = leaving + timedelta(days=int(rng.integers(1, 90)))
        if goes_on or entry > last:
            break
    return rows
