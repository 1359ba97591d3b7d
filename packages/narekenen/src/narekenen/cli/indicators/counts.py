"""Counts: persons of one delivery, areas with their intervals, mergers, small cells, a number in a published series."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from narekenen.cli.output import Sub, show
from narekenen.errors import UnusableInput, say
from narekenen.formatting import Lang, format_number

WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "served": "personen", "came": "ingestroomd", "leavers": "vertrokken", "at_start": "bij het begin",
        "at_end": "aan het eind", "nights": "nachten", "median": "mediane verblijfsduur in dagen",
        "none": "niet bereikt",
        "area": "gebied", "value": "waarde", "interval": "interval", "funnel": "in de trechter", "count": "aantal",
        "expected": "bij toeval te verwachten", "high": "hoger", "low": "lager", "method": "methode",
        "spread": "Spreiding boven toeval: phi = {phi}, tau² = {tau2}. Zonder die spreiding vallen {n} van {all} "
        "gebieden buiten 99,8%; met die spreiding {m}.",
        "withheld": "{p} cellen zijn klein en worden weggelaten, {s} andere ter bescherming; geen is uit te rekenen.",
        "total": "totaal", "code": "code", "changed": "{n} gemeenten op {a}, {m} op {b}; de som blijft {total}.",
        "match": "{number} is {place} in {year}: plaats {rank} van {places}.", "break": "Reeksbreuk in {years}: later "
        "niet zonder meer vergelijkbaar.", "nomatch": "{number} staat niet in de reeks van {place}.",
        "occupancy": "bezetting", "returned": "terug binnen {days} dagen", "of": "{n} van {all}",
        "adults": "volwassenen", "children": "kinderen", "unknown": "leeftijd onbekend", "stayers": "blijvers",
        "rest": "overige", "detailed": "{n} getallen, geen kleiner dan {t}; {alone} van de {persons} personen staan in "
        "een getal van alleen hun eigen combinatie.", "number": "personen",
        "margins": "{n} getallen uit alle doorsneden; wat er niet staat, is nul of weggelaten ({p} omdat ze klein "
        "zijn, {s} ter bescherming). Wie alle getallen heeft, kan van geen klein getal zeggen of er niemand is, of {t} "
        "of meer.",
    },
    "en": {
        "served": "persons", "came": "came in", "leavers": "left", "at_start": "at the start", "at_end": "at the end",
        "nights": "nights", "median": "median length of stay in days", "none": "not reached", "area": "area",
        "value": "value", "interval": "interval", "funnel": "in the funnel", "count": "count", "high": "higher",
        "expected": "as chance would have it", "low": "lower", "method": "method",
        "spread": "Spread beyond chance: phi = {phi}, tau² = {tau2}. Without it {n} of {all} areas lie outside 99.8%; "
        "with it {m}.",
        "withheld": "{p} cells are small and left out, {s} others to protect them; none of them can be worked out.",
        "total": "total", "code": "code", "changed": "{n} municipalities on {a}, {m} on {b}; the sum stays {total}.",
        "match": "{number} is {place} in {year}: rank {rank} of {places}.", "break": "Break in the series in {years}: "
        "later years do not simply compare.", "nomatch": "{number} is not in the series of {place}.",
        "occupancy": "occupancy", "returned": "back within {days} days", "of": "{n} of {all}",
        "adults": "adults", "children": "children", "unknown": "age unknown", "stayers": "stayers",
        "rest": "others", "detailed": "{n} numbers, none below {t}; {alone} of {persons} persons stand in a number of "
        "their own combination alone.", "number": "persons",
        "margins": "{n} numbers out of every margin; what is not there is zero or withheld ({p} because they are "
        "small, {s} to protect these). Who has all numbers cannot say of any small one whether there is nobody, "
        "or {t} or more.",
    },
}  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2024-12-31") from problem


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as problem:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from problem


def _count_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="one delivery in CSV, XLSX or Parquet")
    parser.add_argument("--first", type=_day, required=True, help="first day of the period")
    parser.add_argument("--last", type=_day, required=True, help="last day of the period")
    parser.add_argument("--places", type=Path, help="places available: from (day), until (day), places")
    parser.add_argument("--within", type=int, metavar="DAYS", help="who came back within so many days after leaving")


def _count(arguments: argparse.Namespace) -> int:
    from narekenen.indicators.delivery import period_of, read_delivery
    from narekenen.indicators.deliveryrules import Context
    from narekenen.indicators.municipalities import municipalities_on
    from narekenen.indicators.places import read_places
    from narekenen.indicators.stays import available_nights, flow, nights, returns
    from narekenen.indicators.survival import survival

    if arguments.last < arguments.first:
        raise UnusableInput("The period ends before it begins", where="--last")
    codes = {**municipalities_on(arguments.first), **municipalities_on(arguments.last), "GM9999": ""}
    context = Context(arguments.first, arguments.last, codes)
    delivery = read_delivery(arguments.file, context)
    stays, period = delivery.stays(), period_of(context)
    found, length = flow(stays, period), survival(stays, period).median()
    slept = int(nights(stays, period).sum())
    text = WORDS[arguments.lang]
    rows = [[text[name], str(getattr(found, name))] for name in ("served", "at_start", "came", "leavers", "at_end")]
    rows += [[text["nights"], str(slept)], [text["median"], str(length[0] if length[0] is not None else text["none"])]]
    median = dict(zip(("value", "low", "high"), length, strict=True))
    result = {"flow": found, "nights": slept, "median_length": median, "quality": delivery.quality}
    if arguments.places:
        there = available_nights(read_places(arguments.places), period)
        if slept > there:
            raise UnusableInput(
                say("{slept} nights were slept in {there} available", slept=slept, there=there),
                where=arguments.places.name,
            )
        result["available_nights"] = there
        rows.append(
            [text["occupancy"], format_number(Decimal(slept) / there * 100, decimals=1, lang=arguments.lang) + "%"]
        )
    if arguments.within is not None:
        gone, back = returns(stays, period, arguments.within)
        result["returns"] = {"leavers": gone, "came_back": back, "within_days": arguments.within}
        rows.append([text["returned"].format(days=arguments.within), text["of"].format(n=back, all=gone)])
    show("indicators", arguments, result, (), [("", ("", text["count"]), rows)])
    return 0


def _hmis_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="the HMIS CSV export of one project")


def _hmis(arguments: argparse.Namespace) -> int:
    from narekenen.indicators.hmis import read_export
    from narekenen.indicators.hmisreport import report

    found = report(read_export(arguments.folder))
    text = WORDS[arguments.lang]
    rows = [
        [text["served"], str(found.persons.total)], [text["adults"], str(found.adults.total)],
        [text["children"], str(found.children.total)],
        [text["unknown"], str(found.refused.total + found.unknown_age.total)], [text["leavers"], str(found.leavers)],
        [text["stayers"], str(found.stayers)], *([day, str(counts.total)] for day, counts in found.on.items()),
    ]  # fmt: skip
    show("indicators", arguments, {"report": found}, (), [("", ("", text["count"]), rows)])
    return 0


def _compare_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a row per area in CSV, XLSX or Parquet")
    parser.add_argument("--area", default="area", metavar="COLUMN")
    parser.add_argument("--count", default="count", metavar="COLUMN", help="persons or events")
    parser.add_argument("--base", default="base", metavar="COLUMN", help="persons, or the number expected")
    parser.add_argument("--kind", choices=("share", "rate", "ratio"), default="share", help="ratio: base is expected")
    parser.add_argument("--per", type=float, default=0.0, help="100 for percentages; default 100, 100000 or 1")
    parser.add_argument("--level", type=float, default=0.95)


def _compare(arguments: argparse.Namespace) -> int:
    from narekenen.indicators.areafile import read_areas
    from narekenen.indicators.comparing import compare

    if not 0.5 <= arguments.level < 1:
        raise UnusableInput(
            say("The level is {level}", level=arguments.level), where="--level", why="It lies from 0.5 to below 1"
        )
    areas = read_areas(arguments.file, arguments.area, (arguments.count, arguments.base))
    found = compare(areas, arguments.kind, per=arguments.per or None, level=arguments.level)
    text, lang = WORDS[arguments.lang], arguments.lang
    rows = []
    for area in found.areas:
        side = text["expected"] if not area.verdict else text[area.verdict.split()[0]] + " " + area.verdict.split()[1]
        ends = f"{_text(area.low, lang)} – {_text(area.high, lang)}"
        rows.append([area.name, _text(area.value, lang), ends, area.method, side])
    lines = []
    if found.phi is not None and found.tau2 is not None:
        given = {"phi": _text(found.phi, lang), "tau2": _text(found.tau2, lang, 4), "all": len(rows)}
        lines.append(text["spread"].format(**given, n=found.outside_by_chance, m=found.outside))
    heads = tuple(text[name] for name in ("area", "value", "interval", "method", "funnel"))
    show("indicators", arguments, {"comparison": found}, lines, [("", heads, rows)])
    return 0


def _text(value: float | None, lang: Lang, decimals: int = 2) -> str:
    return "–" if value is None else format_number(value, decimals=decimals, lang=lang)


def _restate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a municipality code and numbers that add up")
    parser.add_argument("--code", default="code", metavar="COLUMN")
    parser.add_argument("--value", required=True, metavar="COLUMN")
    parser.add_argument("--since", type=_day, required=True, help="day of the codes in the file")
    parser.add_argument("--until", type=_day, required=True, help="day of the codes wanted")


def _restate(arguments: argparse.Namespace) -> int:
    from narekenen.indicators.areafile import read_areas
    from narekenen.indicators.municipalities import municipalities_on, restate

    if arguments.until < arguments.since:
        raise UnusableInput("Numbers are restated forward in time", where="--until")
    areas = read_areas(arguments.file, arguments.code, (arguments.value,))
    found = restate({area.name: float(area.numbers[0]) for area in areas}, arguments.since, arguments.until)
    names, text = municipalities_on(arguments.until), WORDS[arguments.lang]
    line = text["changed"].format(
        n=len(areas), m=len(found), a=arguments.since, b=arguments.until,
        total=_text(sum(found.values()), arguments.lang, 0),
    )  # fmt: skip
    rows = [[code, names[code], _text(value, arguments.lang, 0)] for code, value in found.items()]
    result = {"since": arguments.since, "until": arguments.until, "values": found, "total": sum(found.values())}
    show("indicators", arguments, result, [line], [("", (text["code"], text["area"], text["value"]), rows)])
    return 0


def _protect_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a crossed table of counts: names in the first column, one per row")
    parser.add_argument("--threshold", type=int, default=5, help="counts from 1 to below this are left out")
    parser.add_argument("--earlier", type=Path, help="the same table as published before; empty where left out")
    parser.add_argument("--earlier-counts", type=Path, help="its counts then, where they have changed since")


def _protect(arguments: argparse.Namespace) -> int:
    from narekenen.disclosure.tablefile import protect_file

    found = protect_file(arguments.file, arguments.threshold, arguments.earlier, arguments.earlier_counts)
    text = WORDS[arguments.lang]
    line = text["withheld"].format(p=found.primary, s=found.secondary)
    rows = [[name, *("×" if cell is None else str(cell) for cell in row)] for name, row in found.rows.items()]
    show("indicators", arguments, {"table": found}, [line], [("", (text["area"], *found.columns), rows)])
    return 0


def _detail_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a row per combination, with its number of persons")
    parser.add_argument("--count", required=True, metavar="COLUMN")
    parser.add_argument("--by", required=True, metavar="A,B,C", help="columns, the most important first")
    parser.add_argument("--threshold", type=int, default=5, help="the smallest number that is shown")
    parser.add_argument("--margins", action="store_true", help="out of every margin what can be shown, not one tree")


def _detail(arguments: argparse.Namespace) -> int:
    from narekenen.disclosure.detailfile import detail_file

    by = [name.strip() for name in arguments.by.split(",")]
    if arguments.margins:
        return _margins(arguments, by)
    found = detail_file(arguments.file, arguments.count, by, arguments.threshold)
    text = WORDS[arguments.lang]
    line = text["detailed"].format(
        n=len(found.nodes), t=arguments.threshold, alone=found.alone, persons=found.persons
    )  # fmt: skip
    rows = [
        [*("" if name is None else name or text["rest"] for name in said), str(n)] for said, n in found.nodes
    ]  # fmt: skip
    show("indicators", arguments, {"detail": found}, [line], [("", (*by, text["number"]), rows)])
    return 0


def _margins(arguments: argparse.Namespace, by: list[str]) -> int:
    from narekenen.disclosure.marginfile import margins_file

    found = margins_file(arguments.file, arguments.count, by, arguments.threshold)
    text = WORDS[arguments.lang]
    line = text["margins"].format(n=len(found.cells), p=found.primary, s=found.secondary, t=arguments.threshold)
    rows = [[*(name or "" for name in said), str(n)] for said, n in found.cells]
    show("indicators", arguments, {"margins": found}, [line], [("", (*by, text["number"]), rows)])
    return 0


def _series_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="columns dataset, geo, year, value, flag")
    parser.add_argument("--number", type=_decimal, required=True, help="the number that a text gives")
    parser.add_argument("--place", required=True, metavar="GEO")
    parser.add_argument("--dataset", default="", help="part of the name of the series")


def _series(arguments: argparse.Namespace) -> int:
    from narekenen.indicators.publishedseries import find, read_series

    found = find(read_series(arguments.file), arguments.number, arguments.place, arguments.dataset)
    text = WORDS[arguments.lang]
    told: dict[str, Any] = {"number": format_number(arguments.number, lang=arguments.lang), "place": arguments.place}
    lines = [] if found else [text["nomatch"].format(**told)]
    for match in found:
        rank = "–".join(str(r) for r in dict.fromkeys(match.rank))
        lines.append(text["match"].format(**told, year=match.point.year, rank=rank, places=match.places))
        if match.later_breaks:
            lines.append(text["break"].format(years=", ".join(map(str, match.later_breaks))))
    show("indicators", arguments, {"matches": found}, lines)
    return 0 if found else 1


SUBS: dict[str, Sub] = {
    "count": ("persons, flow, nights and length of stay of one delivery", _count_arguments, _count),
    "hmis": ("the counts of an HMIS export (HUD)", _hmis_arguments, _hmis),
    "compare": ("areas with their intervals, in a funnel; no league table", _compare_arguments, _compare),
    "restate": ("numbers in the municipalities of another day", _restate_arguments, _restate),
    "detail": ("a large table, as deep in each branch as no number is small", _detail_arguments, _detail),
    "protect": ("leave out small cells and what would give them away", _protect_arguments, _protect),
    "series": ("where a number stands in a published series", _series_arguments, _series),
}
