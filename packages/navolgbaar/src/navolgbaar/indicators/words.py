"""What is counted in the monitor, in both languages: the quantities that this room registers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ONCE = (
    "narekenen.indicators: one person once per delivery, over all stays that touch the period; who was at two "
    "institutions counts at both"
)
LEFT = (
    "narekenen.indicators: persons all of whose stays ended in the period, of whom it is known whether they went to a "
    "home of their own"
)
QUANTITIES: dict[str, dict[str, Any]] = {
    "persons": {
        "key": "shelter-persons", "name": "Mensen in opvang of beschermd wonen",
        "name_en": "People in shelters or sheltered living", "unit": "mensen", "unit_en": "people",
        "denominator": "de leveringen over de periode", "counting_rule": ONCE,
    },
    "home": {
        "key": "shelter-left-for-home", "name": "Vertrokken naar een eigen woning",
        "name_en": "Left for a home of their own", "unit": "%", "unit_en": "%",
        "denominator": "mensen die vertrokken en van wie bekend is waarheen", "counting_rule": LEFT, "decimals": 1,
    },
    "month": {
        "key": "shelter-left-for-home-month", "name": "Vertrokken naar een eigen woning, per maand",
        "name_en": "Left for a home of their own, by month", "unit": "%", "unit_en": "%",
        "denominator": "verblijven die in de maand eindigden en waarvan bekend is waarheen",
        "counting_rule": "narekenen.indicators: stays that ended in the month", "decimals": 1,
    },
    "back": {
        "key": "shelter-came-back", "name": "Teruggekomen na vertrek", "name_en": "Came back after leaving",
        "unit": "%", "unit_en": "%", "denominator": "mensen die in de periode vertrokken", "decimals": 1,
        "counting_rule": "narekenen.indicators.stays.returns: a new stay within the key period, per delivery",
    },
    "waited": {
        "key": "shelter-waited-long", "name": "Langer dan zes weken gewacht", "name_en": "Waited longer than six weeks",
        "unit": "%", "unit_en": "%", "decimals": 1,
        "denominator": "mensen die binnenkwamen en van wie bekend is sinds wanneer zij wachtten",
        "counting_rule": "narekenen.indicators: the first stay of a person that began in the period",
    },
    "stayed": {
        "key": "shelter-stayed-long", "name": "Drie maanden of langer gebleven",
        "name_en": "Stayed three months or longer", "unit": "%", "unit_en": "%", "decimals": 1,
        "denominator": "mensen die ten minste negentig dagen voor het einde binnenkwamen",
        "counting_rule": "narekenen.indicators: the first stay of a person that began in the period; none is cut off, "
                         "because all are followed for ninety days",
    },
    "beds": {
        "key": "shelter-bed-nights", "name": "Bezette bedden", "name_en": "Beds in use", "unit": "%", "unit_en": "%",
        "decimals": 1, "denominator": "nachten waarop er een bed was",
        "counting_rule": "narekenen.indicators.stays.nights over the places that the institutions stated",
    },
    "place": {
        "key": "shelter-left-for-home-place", "name": "Plaats onder de gemeenten, alleen als bereik te lezen",
        "name_en": "Place among the municipalities, to be read as a range only", "unit": "", "unit_en": "",
        "denominator": "gemeenten met een gepubliceerd percentage",
        "counting_rule": "narekenen.indicators.ranks: simultaneous confidence sets at 95%",
    },
}  # fmt: skip
REASONS = {
    "small": ("te weinig mensen om te tonen", "too few people to show"),
    "change": ("sinds de vorige publicatie veranderd met te weinig mensen om te tonen",
               "changed since the former release by too few people to show"),
    "protect": ("weggelaten om kleine aantallen te beschermen", "left out to protect small numbers"),
    "missing": ("niet alles is geleverd", "not everything was delivered"),
}  # fmt: skip
"""Why there is no number, in the words of the ledger (Dutch) and of the page in English."""

LONG_WAIT, LONG_STAY = 42, 90
"""Days. Six weeks is our own choice for a long wait, three months for a stay that is more than a bridge."""
PAIRS = {
    "home": ("home", "known"),
    "back": ("back", "left"),
    "waited": ("waited_long", "waited_known"),
    "stayed": ("stayed_long", "followed"),
}
"""Shares of persons: which count of a delivery, of which."""
MEASURES = ("home", "back", "waited", "stayed", "beds")
"""The pages of a round, in this order."""
PAGES = {"terugkeer": "back", "wachten": "waited", "verblijf": "stayed", "bedden": "beds"}
"""The address of each page but the first."""
ADDRESS = {name: page for page, name in PAGES.items()}
MEASURE_WORDS = {
    "home": (
        _("A home of their own"),
        _("The share that left for a home of their own, of those of whom it is known where to."),
    ),
    "back": (_("Came back"), _("The share that came back within the key period, of those who left.")),
    "waited": (
        _("Waited long"),
        _("The share that had waited longer than six weeks, of those who came in and of whom that is known."),
    ),
    "stayed": (
        _("Stayed long"),
        _("The share that stayed three months or longer, of those who came in three months or more before the end."),
    ),
    "beds": (_("Full beds"), _("Nights that somebody slept there, of the nights that there was a bed.")),
}
"""Title of its page, and what it is a share of."""
AGES = ("0-17", "18-26", "27+")
CELLS = (*(f"{sex} {age}" for sex in ("f", "m") for age in AGES), "other")
CELL_WORDS = {
    "f 0-17": _("Girls up to 17"), "f 18-26": _("Women 18 to 26"), "f 27+": _("Women from 27"),
    "m 0-17": _("Boys up to 17"), "m 18-26": _("Men 18 to 26"), "m 27+": _("Men from 27"),
    "other": _("Others, and unknown"),
}  # fmt: skip
COUNT_WORDS = {
    "stays": _("stays"), "persons": _("persons"), "at_start": _("there at the start"), "came": _("came in"),
    "leavers": _("left"), "at_end": _("there at the end"), "nights": _("nights"),
    "known": _("left, and known where to"), "home": _("left for a home of their own"),
    "waited_long": _("had waited longer than six weeks"), "stayed_long": _("stayed three months or longer"),
    "beds": _("nights that there was a bed"), "left": _("departures"),
    "back": _("came back within the key period"), "waited": _("had waited, as far as known"),
}  # fmt: skip
VERDICTS = {
    "high (0.001)": _("much higher than chance and the usual differences explain"),
    "high (0.025)": _("higher than most"),
    "": _("within what chance and the usual differences explain"),
    "low (0.025)": _("lower than most"),
    "low (0.001)": _("much lower than chance and the usual differences explain"),
}
COLUMNS = {
    "person": _("a keyed hash of 8 characters or more, the same in every stay of a person"),
    "sex": _("m, f, x or unknown"),
    "birth_year": _("four digits, or unknown"),
    "municipality": _("of origin: GM and four digits; GM9999 where unknown; none for women's shelters"),
    "institution": _("the name or number of the institution"),
    "category": _("ETHOS-Light: 1 public space, 2 emergency, 3 shelter, 4 institution, 5 no dwelling, 6 with others"),
    "group": _("single, women_with_children, family, youth, sheltered_living, violence or other"),
    "entry": _("the day, as 2024-03-31 or 31-03-2024"),
    "exit": _("the day; empty while the stay goes on"),
    "home": _("yes, no or unknown: whether the person left for a home of their own; empty without an exit"),
    "waiting_since": _("the day since when the person waited, or empty"),
}
"""The columns of a delivery with what may stand in them; every one must be there, and no other."""
