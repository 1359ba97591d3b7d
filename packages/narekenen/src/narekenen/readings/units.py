"""Units and scale words as they are printed, with the one name that readings use for each."""

from __future__ import annotations

from decimal import Decimal

from narekenen.readings.model import NumberKind

SCALES: dict[str, Decimal] = {
    word: Decimal(value)
    for value, words in {
        12: "dozijn dozijnen",
        100: "honderd",
        1_000: "duizend thousand",
        1_000_000: "miljoen mln mln. miljoenen mio million",
        1_000_000_000: "miljard mld mld. mrd mrd. miljarden billion",
        1_000_000_000_000: "biljoen",
    }.items()
    for word in words.split()
}

_UNITS: dict[NumberKind, dict[str, str]] = {
    "amount": {
        "euro": "€ euro euro's euro’s euros eur",
        "eurocent": "cent eurocent eurocenten ct",
        "dollar": "$ dollar dollars usd",
        "pond": "£ gbp",
        "gulden": "gulden",
    },
    "percentage": {"%": "% procent percent pct pct. proc."},
    "percentage_point": {
        "procentpunt": "procentpunt procentpunten %-punt %-punten %punt percentagepunt percentagepunten",
    },
    "rate": {"promille": "‰ promille"},
    "duration": {
        "jaar": "jaar jaren years year jr jr.",
        "kwartaal": "kwartaal kwartalen",
        "maand": "maand maanden months month mnd mnd.",
        "week": "week weken weeks wk",
        "dag": "dag dagen days day",
        "werkdag": "werkdag werkdagen",
        "etmaal": "etmaal etmalen",
        "uur": "uur uren hours hour",
        "minuut": "minuut minuten min minutes",
        "seconde": "seconde seconden",
        "decennium": "decennium decennia",
        "eeuw": "eeuw eeuwen",
    },
    "measure": {
        "fte": "fte fte's fte’s ftes",
        "km": "km kilometer kilometers",
        "m": "m meter meters",
        "cm": "cm centimeter centimeters",
        "mm": "mm millimeter millimeters",
        "km2": "km2 km²",
        "m2": "m2 m²",
        "m3": "m3 m³",
        "nm3": "nm3 nm³",
        "ha": "ha hectare hectaren hectares",
        "kWh": "kwh", "MWh": "mwh", "GWh": "gwh", "TWh": "twh",
        "kW": "kw kilowatt", "MW": "mw megawatt", "GW": "gw gigawatt",
        "GJ": "gj", "TJ": "tj", "PJ": "pj petajoule",
        "kg": "kg kilo kilogram", "gram": "gram", "mg": "mg", "µg": "µg microgram",
        "ton": "ton tonnen", "kton": "kton kiloton", "Mton": "mton megaton",
        "liter": "liter liters", "dB": "db decibel", "°C": "°c graden", "km/u": "km/u km/uur", "ppm": "ppm",
        "GB": "gb", "MB": "mb", "TB": "tb", "Mbit/s": "mbps", "knoop": "knopen",
        "GVE": "gve", "mol": "mol",
    },
}  # fmt: skip

UNITS: dict[str, tuple[str, NumberKind]] = {
    word: (name, kind) for kind, names in _UNITS.items() for name, words in names.items() for word in words.split()
}
"""Printed form, in lower case, to the name of the unit and the kind of number that it makes."""

GLUED = frozenset(word for word, (_, kind) in UNITS.items() if kind == "measure" and word != "m") | {
    "%", "‰", "mln", "mln.", "mld", "mld.", "%-punt", "%punt", "%-punten", "ct", "min", "euro", "eur",
}  # fmt: skip
"""Units that may stand against the digits: 5km, 100MW, 15%. Other letters make a name or an ordinal."""

NOT_SPOKEN = frozenset({"m", "min", "mol", "mb", "day", "ct", "knopen", "wk", "kilo"})
"""Units too short or too ambiguous to follow a number word."""
