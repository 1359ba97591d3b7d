"""Against the own past and against those alike: control charts and peer groups."""

from __future__ import annotations

import argparse
from pathlib import Path

from narekenen.cli.output import Sub, show
from narekenen.errors import UnusableInput
from narekenen.formatting import Lang, format_number

WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "point": "punt", "value": "waarde", "low": "ondergrens", "high": "bovengrens", "signal": "signaal",
        "outside": "buiten de grenzen", "run": "acht aan één kant", "trend": "zes op rij omhoog of omlaag",
        "two_of_three": "twee van drie ver van het midden", "centre": "Gemiddelde {centre}.",
        "still": "Geen signaal: alles past bij de gewone schommelingen.",
        "signals": "Punten met een signaal: {n}. Dat is een reden om naar een oorzaak te zoeken.",
        "area": "gebied", "distance": "afstand", "far": "Niemand lijkt echt op {area}: vergelijk met voorbehoud.",
        "peers": "Het meest als {area}, op {features}:",
    },
    "en": {
        "point": "point", "value": "value", "low": "low limit", "high": "high limit", "signal": "signal",
        "outside": "outside the limits", "run": "eight on one side", "trend": "six in a row up or down",
        "two_of_three": "two of three far from the centre", "centre": "Mean {centre}.",
        "still": "No signal: all of this fits the usual ups and downs.",
        "signals": "Points with a signal: {n}. That is a reason to look for a cause.",
        "area": "area", "distance": "distance", "far": "Nobody is really like {area}: compare with reserve.",
        "peers": "Most like {area}, by {features}:",
    },
}  # fmt: skip


def _chart_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a row per point in time, in order")
    parser.add_argument("--point", default="point", metavar="COLUMN")
    parser.add_argument("--count", default="count", metavar="COLUMN", help="persons, events, or the value itself")
    parser.add_argument("--base", metavar="COLUMN", help="persons or days behind each count")
    parser.add_argument("--kind", choices=("value", "share", "rate"), default="value")
    parser.add_argument("--baseline", type=int, help="how many first points set the limits (eight or more)")


def _chart(arguments: argparse.Namespace) -> int:
    from narekenen.indicators.areafile import read_areas
    from narekenen.indicators.controlcharts import individuals, rates, shares

    if (arguments.kind == "value") == bool(arguments.base):
        raise UnusableInput("A share or rate has a base, a value has none", where="--base")
    wanted = (arguments.count, arguments.base) if arguments.base else (arguments.count,)
    points = read_areas(arguments.file, arguments.point, wanted)
    columns = [[float(point.numbers[i]) for point in points] for i in range(len(wanted))]
    make = {"share": shares, "rate": rates}.get(arguments.kind)
    found = make(*columns, baseline=arguments.baseline) if make else individuals(*columns, baseline=arguments.baseline)
    lang, text = arguments.lang, WORDS[arguments.lang]
    told = {place: [s.rule for s in found.signals if s.at == place] for place in range(len(points))}
    rows = [
        [point.name, *(_text(float(series[i]), lang) for series in (found.values, found.low, found.high)),
         ", ".join(text[rule] for rule in dict.fromkeys(told[i]))]
        for i, point in enumerate(points)
    ]  # fmt: skip
    seen = sum(bool(rules) for rules in told.values())
    lines = [
        text["centre"].format(centre=_text(found.centre, lang)),
        text["signals" if seen else "still"].format(n=seen),
    ]
    result = {
        "centre": found.centre, "sigma_z": found.sigma_z,
        "points": [
            {"point": point.name, "value": float(v), "low": float(low), "high": float(high), "signals": told[i]}
            for i, (point, v, low, high) in enumerate(zip(points, found.values, found.low, found.high, strict=True))
        ],
    }  # fmt: skip
    heads = tuple(text[name] for name in ("point", "value", "low", "high", "signal"))
    show("indicators", arguments, result, lines, [("", heads, rows)])
    return 1 if seen else 0


def _text(value: float, lang: Lang) -> str:
    return format_number(value, decimals=4 if abs(value) < 1 else 1, lang=lang)


def _peers_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a row per area, a column per feature")
    parser.add_argument("--area", required=True, help="the area whose peers are sought")
    parser.add_argument("--name", default="area", metavar="COLUMN")
    parser.add_argument("--features", required=True, help="columns, chosen beforehand: poverty,density")
    parser.add_argument("--size", type=int, default=10)


def _peers(arguments: argparse.Namespace) -> int:
    from narekenen.indicators.areafile import read_areas
    from narekenen.indicators.peers import peers

    features = [name.strip() for name in arguments.features.split(",")]
    areas = read_areas(arguments.file, arguments.name, features)
    table = [[float(number) for number in area.numbers] for area in areas]
    found = peers(arguments.area, [area.name for area in areas], table, features, size=arguments.size)
    lang, text = arguments.lang, WORDS[arguments.lang]
    lines = [text["peers"].format(area=found.area, features=", ".join(features))]
    lines += [text["far"].format(area=found.area)] if found.far else []
    rows = [[peer.area, format_number(peer.distance, decimals=2, lang=lang)] for peer in found.peers]
    show("indicators", arguments, {"group": found}, lines, [("", (text["area"], text["distance"]), rows)])
    return 0


SUBS: dict[str, Sub] = {
    "chart": ("a series with control limits; exits 1 for a signal", _chart_arguments, _chart),
    "peers": ("the areas most like one area", _peers_arguments, _peers),
}
