"""A made-up wave, to rehearse with: listings, an outbox, replies, calls and the sheets of two coders.

Everything is drawn from one seed. The shares of answers are set here, in the open, near what published rental monitors
report: about four in ten tests with any positive answer, one profile at a net difference of some 18 %, outside the
four large cities more than inside. Parties are numbered inventions. A wave made of it says so on every page.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from narekenen.fieldtests.keyed import generator

LARGE_CITIES, ELSEWHERE = "G4", "buiten de G4"
IN_LARGE_CITIES = 0.45
MEMBER, NO_MEMBER = "lid", "geen lid"
OPEN = {LARGE_CITIES: 0.30, ELSEWHERE: 0.38}
"""Chance that a landlord invites the control profile."""
STEADY = 0.80
"""Chance that the one who invited the control profile invites the test profile as well, without any difference made."""
ALONE = 0.09
"""Chance that the test profile is invited where the control profile is not."""
TURNED_AWAY = {0: 0.24, 1: 0.10, 2: 0.12, 3: 0.05, 4: 0.0, 5: 0.0}
"""Per profile, in the order of the protocol: extra chance to be turned away outside the large cities; half inside."""
CALLS = (("sluit-uit", 0.28), ("via-eisen", 0.09), ("aan-verhuurder", 0.30), ("weigert", 0.21), ("anders", 0.12))
SLIP = (0.02, 0.03)
"""How often each of two coders gives another code than the other would."""
WORDS = {
    "uitgenodigd": (
        "Dank voor uw bericht. U kunt donderdag om half vijf komen kijken.",
        "Leuk dat u reageert! Zaterdagochtend is er nog plaats voor een bezichtiging.",
        "De woning is nog vrij. Komt u morgen tussen twee en drie langs?",
    ),
    "vraagt-gegevens": (
        "Kunt u eerst uw loonstrook en een werkgeversverklaring sturen?",
        "Wat is uw inkomen, en vanaf wanneer zoekt u?",
    ),
    "afgewezen": (
        "Helaas, wij zijn al met anderen in gesprek.",
        "De belangstelling was groot; u zit er niet bij.",
        "De woning is intussen verhuurd.",
    ),
    "sluit-uit": ("Dat kan, wij houden daar gewoon rekening mee bij het uitnodigen.",),
    "via-eisen": ("Dat zeg ik liever niet zo, maar met hogere inkomenseisen komt u een heel eind.",),
    "aan-verhuurder": ("Wij leggen alle kandidaten voor; de verhuurder kiest zelf.",),
    "weigert": ("Nee, daar werken wij niet aan mee. Dat is discriminatie.",),
    "anders": ("Daar kan ik nu niets over zeggen, belt u een andere keer terug.",),
}
STRATEGIES = {"sluit-uit": "bagatelliseert", "aan-verhuurder": "legt-bij-ander", "weigert": "noemt-de-wet"}


@dataclass(frozen=True, slots=True)
class Task:
    """One message or call to make. profile: place of the profile in the protocol, from 0; region: of the listing."""

    unit: str
    test: str
    side: str
    profile: int
    control_first: bool
    region: str


@dataclass(frozen=True, slots=True)
class Played:
    """Tables as people bring them: CSV in UTF-8. sheets: one per coder; tests that were found out."""

    sendings: bytes
    replies: bytes
    sheets: tuple[bytes, bytes]
    detected: tuple[str, ...]


def listings(seed: str, drawn: int, passed_over: int = 0, in_large_cities: float = IN_LARGE_CITIES) -> bytes:
    """`drawn` listings of as many parties, and `passed_over` second listings of some of these.

    in_large_cities   chance that a listing lies in one of the large cities
    """
    rng = generator(seed, "listings")
    regions = np.where(rng.random(drawn) < in_large_cities, LARGE_CITIES, ELSEWHERE)
    members = np.where(rng.random(drawn) < 0.6, MEMBER, NO_MEMBER)
    places = [*range(drawn), *range(min(passed_over, drawn))]
    rows = [
        (f"portaal {100_000 + i}", f"Verzonnen Verhuur {place:05}", f"verhuur{place:05}@verzonnen.example",
         str(regions[place]), str(members[place]))
        for i, place in enumerate(places)
    ]  # fmt: skip
    return _csv(("advertentie", "aanbieder", "contact", "regio", "lidmaatschap"), rows)


def agencies(calls: int) -> bytes:
    """As many agencies to call."""
    rows = [
        (f"gids {i + 1}", f"Verzonnen Bemiddeling {i:04}", f"kantoor{i:04}@verzonnen.example") for i in range(calls)
    ]
    return _csv(("advertentie", "aanbieder", "contact"), rows)


def play(seed: str, tasks: Sequence[Task], start: datetime) -> Played:
    """The whole fieldwork of these tasks, from the first message to the codes."""
    tests: dict[str, list[Task]] = {}
    for task in tasks:
        tests.setdefault(task.test, []).append(task)
    rng = generator(seed, "fieldwork")
    sent: list[tuple[str, str]] = []
    replies: list[tuple[str, str, str]] = []
    codes: list[tuple[str, str]] = []
    detected = []
    for place, number in enumerate(sorted(tests)):
        moment = start + timedelta(minutes=17 * place)
        if tests[number][0].side == "call":
            task = tests[number][0]
            code = CALLS[int(rng.choice(len(CALLS), p=[share for _, share in CALLS]))][0]
            sent.append((task.unit, moment.isoformat()))
            _reply(rng, replies, codes, task.unit, code, moment)
            continue
        if rng.random() < 0.004:
            detected.append(number)
        answers = _pair(rng, tests[number][0])
        gap = timedelta(minutes=int(rng.integers(10, 90)) + (400 if rng.random() < 0.005 else 0))
        for task in tests[number]:
            later = (task.side == "test") == task.control_first
            at = moment + gap if later else moment
            sent.append((task.unit, at.isoformat()))
            code = _answer(rng, positive=answers[task.side])
            if code:
                _reply(rng, replies, codes, task.unit, code, at + timedelta(minutes=int(rng.integers(30, 4000))))
    sheets = (_sheet(rng, codes, SLIP[0]), _sheet(rng, codes, SLIP[1]))
    return Played(
        _csv(("key", "sent"), sent), _csv(("key", "received", "text"), replies), sheets, tuple(detected)
    )  # fmt: skip


def _pair(rng: np.random.Generator, task: Task) -> dict[str, bool]:
    control = bool(rng.random() < OPEN[task.region])
    away = TURNED_AWAY[task.profile % len(TURNED_AWAY)] * (1.0 if task.region == ELSEWHERE else 0.5)
    test = bool(rng.random() < ((STEADY - away) if control else ALONE * (1 - away)))
    return {"control": control, "test": test}


def _answer(rng: np.random.Generator, *, positive: bool) -> str:
    """The code of the reply; "" where nobody replied."""
    if positive:
        return "uitgenodigd"
    chance = rng.random()
    return "afgewezen" if chance < 0.12 else "vraagt-gegevens" if chance < 0.17 else ""


def _reply(
    rng: np.random.Generator, replies: list[tuple[str, str, str]], codes: list[tuple[str, str]], unit: str, code: str,
    at: datetime,
) -> None:  # fmt: skip
    words = WORDS[code]
    replies.append((unit, at.isoformat(), words[int(rng.integers(len(words)))]))
    codes.append((unit, code))


def _sheet(rng: np.random.Generator, codes: Iterable[tuple[str, str]], slip: float) -> bytes:
    """One coder's sheet: now and then another answer of the same book."""
    rows = []
    for unit, code in codes:
        book = [name for name, _ in CALLS] if code in dict(CALLS) else ["uitgenodigd", "vraagt-gegevens", "afgewezen"]
        given = book[int(rng.integers(len(book)))] if rng.random() < slip else code
        rows.append((unit, "; ".join(filter(None, (given, STRATEGIES.get(given, ""))))))
    return _csv(("key", "codes"), rows)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()
