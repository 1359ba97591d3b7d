"""The model itself: weights out of persons, several models together, how much hangs on each choice, is it plausible."""

from __future__ import annotations

import argparse
from dataclasses import fields
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from narekenen.cli.allocate.grants import euros, money
from narekenen.cli.output import Sub, show
from narekenen.errors import UnusableInput, say
from narekenen.formatting import Lang, format_number

if TYPE_CHECKING:
    from narekenen.allocation.multilevel import Multilevel
    from narekenen.allocation.personfile import Persons
    from narekenen.allocation.shares import Units
    from narekenen.allocation.weights import Weights

WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "maatstaf": "maatstaf", "weight": "gewicht", "low": "van", "high": "tot", "rows": "{n} rijen, {model}.",
        "between": "Verschil tussen gemeenten dat de kenmerken niet verklaren: variantie {value}.",
        "moved": "verschuift", "loses": "verliest het meest", "gains": "wint het meest", "above": "boven de grens",
        "variant": "wijziging", "municipality": "gemeente", "year": "jaar", "per": "per inwoner",
        "over": "Samen komen {n} gemeenten in een of meer jaren boven {cap} per inwoner; elk model apart niet.",
        "fine": "Ook samen blijft elke gemeente binnen {cap} per inwoner per jaar.",
        "outliers": "Ver van de rest: {names}.", "no_outliers": "Geen gemeente ligt ver van de rest.",
        "odd": "Meer van {maatstaf} verlaagt de uitkering van {municipality}.",
        "monotonic": "Nergens verlaagt meer van een maatstaf de eigen uitkering.",
    },
    "en": {
        "maatstaf": "maatstaf", "weight": "weight", "low": "from", "high": "to", "rows": "{n} rows, {model}.",
        "between": "Difference between municipalities that the columns do not explain: variance {value}.",
        "moved": "moves", "loses": "loses most", "gains": "gains most", "above": "above the limit",
        "variant": "change", "municipality": "municipality", "year": "year", "per": "per inhabitant",
        "over": "Together {n} municipalities exceed {cap} per inhabitant in one year or more; no single model does.",
        "fine": "Together, too, every municipality stays within {cap} per inhabitant and year.",
        "outliers": "Far from the rest: {names}.", "no_outliers": "No municipality lies far from the rest.",
        "odd": "More of {maatstaf} lowers the grant of {municipality}.",
        "monotonic": "Nowhere does more of a maatstaf lower the own grant.",
    },
}  # fmt: skip
MODELS = ("poisson", "logit", "poisson-multilevel", "amounts-multilevel")


def _weights_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a row per person or household")
    parser.add_argument("--outcome", required=True, help="column with the number, the cost, or 0 and 1")
    parser.add_argument("--columns", required=True, help="columns that explain it: age75,alone,benefit")
    parser.add_argument("--model", choices=MODELS, default="poisson")
    parser.add_argument("--exposure", help="column with years or persons behind a row")
    parser.add_argument("--municipality", help="column with the municipality: needed by the multilevel models")


def _weights(arguments: argparse.Namespace) -> int:
    from narekenen.allocation.personfile import read_persons

    names = tuple(name.strip() for name in arguments.columns.split(","))
    data = read_persons(arguments.file, arguments.outcome, names, arguments.exposure, arguments.municipality)
    found = _fitted(arguments, data, ("constant", *names))
    lang, text = arguments.lang, WORDS[arguments.lang]
    spread = found.covariance.diagonal().clip(min=0) ** 0.5  # a rounding below zero is zero
    rows = [
        [name, *(format_number(float(value), decimals=4, lang=lang) for value in (b, b - 1.96 * s, b + 1.96 * s))]
        for name, b, s in zip(found.names, found.coefficients, spread, strict=True)
    ]
    lines = [text["rows"].format(n=len(data.outcome), model=arguments.model)]
    if between := getattr(found, "between", None):
        lines.append(text["between"].format(value=format_number(float(between), decimals=4, lang=lang)))
    heads = tuple(text[name] for name in ("maatstaf", "weight", "low", "high"))
    values = {field.name: getattr(found, field.name) for field in fields(found)}
    weights = {name: value.tolist() if hasattr(value, "tolist") else value for name, value in values.items()}
    show("allocate", arguments, {"model": arguments.model, "weights": weights}, lines, [("", heads, rows)])
    return 0


def _fitted(arguments: argparse.Namespace, data: Persons, names: tuple[str, ...]) -> Weights | Multilevel:
    from narekenen.allocation.multilevel import fit_amounts, fit_counts
    from narekenen.allocation.weights import fit_weights

    if arguments.model in ("poisson", "logit"):
        exposure, cluster = data.exposure, data.municipality
        return fit_weights(data.X, data.outcome, names, family=arguments.model, exposure=exposure, cluster=cluster)
    if data.municipality is None:
        raise UnusableInput("A multilevel model needs the municipality of each row", where="--municipality")
    if arguments.model == "amounts-multilevel":
        return fit_amounts(data.X, data.outcome, data.municipality, names)
    return fit_counts(data.X, data.outcome, data.municipality, names, exposure=data.exposure)


def _sensitivity_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("units", type=Path, help="a row per gemeente, a column per maatstaf")
    parser.add_argument("key", type=Path, help="columns maatstaf and bedrag")
    parser.add_argument("--budget", type=euros, required=True)
    parser.add_argument("--inhabitants", default="inwoners", help="column of the units with inhabitants")
    parser.add_argument("--limit", type=euros, default="15", help="euros per inhabitant from which a change is large")
    parser.add_argument("--other-year", type=Path, help="units of another year")


def _sensitivity(arguments: argparse.Namespace) -> int:
    from narekenen.allocation.keyfile import cents, read_key, read_units
    from narekenen.allocation.sensitivity import another_year, leave_one_out, turn_up

    units, key, budget = read_units(arguments.units), read_key(arguments.key), cents(arguments.budget, "--budget")
    people, limit = _people(units, arguments.inhabitants), cents(arguments.limit, "--limit")
    found = [*leave_one_out(units, key, budget, people, limit=limit), *turn_up(units, key, budget, people, limit=limit)]
    if arguments.other_year:
        found += another_year(units, read_units(arguments.other_year), key, budget, people, limit=limit)
    lang, text = arguments.lang, WORDS[arguments.lang]
    rows = [
        [one.what, one.maatstaf, money(one.moved, lang),
         *(f"{end.name} {money(round(end.per_inhabitant), lang)}" for end in (one.loses, one.gains)), str(one.above)]
        for one in found
    ]  # fmt: skip
    heads = tuple(text[name] for name in ("variant", "maatstaf", "moved", "loses", "gains", "above"))
    show("allocate", arguments, {"variants": found}, (), [("", heads, rows)])
    return 0


def _people(units: Units, column: str) -> dict[str, int]:
    lacking = tuple(
        say("{name}: no {column} above zero", name=name, column=column)
        for name, row in units.items()
        if not row.get(column, 0) > 0
    )
    if lacking:
        raise UnusableInput(
            say("There is no column {column} with inhabitants", column=column),
            where="--inhabitants",
            problems=lacking[:5],
        )
    return {name: int(row[column]) for name, row in units.items()}


def _cumulate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", help="one per model: gemeente, oud, nieuw, inwoners")
    parser.add_argument("--years", type=int, required=True, help="years of each path")
    parser.add_argument("--cap", type=Fraction, required=True, help="euros per inhabitant and year, for each model")


def _cumulate(arguments: argparse.Namespace) -> int:
    from narekenen.allocation.cumulation import Model, cumulate, phase_in_together
    from narekenen.allocation.keyfile import read_grants
    from narekenen.allocation.phasein import Rules

    tables = [read_grants(path) for path in arguments.files]
    odd = tuple(path.name for path, one in zip(arguments.files, tables, strict=True) if one.names != tables[0].names)
    if odd:
        raise UnusableInput(
            "The models are not of the same municipalities in the same order", where="cumulate", problems=odd
        )
    rules, people = Rules((arguments.cap,) * arguments.years), tables[0].inhabitants
    models = [Model(path.stem, one.old, one.new, rules) for path, one in zip(arguments.files, tables, strict=True)]
    found, together = cumulate(models, people, arguments.cap), phase_in_together(models, people, rules)
    lang, text, names = arguments.lang, WORDS[arguments.lang], tables[0].names
    touched = sorted({place for _, place in found.over})
    cap = money(arguments.cap * 100, lang)
    rows = [[names[i], *(money(int(c), lang) for c in found.moved[:, i])] for i in touched]
    result = {
        "moved_cents": {name: found.moved[:, i].tolist() for i, name in enumerate(names)},
        "over": [{"year": year, "municipality": names[place]} for year, place in found.over],
        "together_cents": {name: together.corrections[:, i].tolist() for i, name in enumerate(names)},
    }
    heads = (text["municipality"], *(f"{text['year']} {year + 1}" for year in range(len(found.moved))))
    line = text["over" if touched else "fine"].format(n=len(touched), cap=cap)
    show("allocate", arguments, result, [line], [("", heads, rows)] if rows else [])
    return 1 if touched else 0


def _plausible_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("units", type=Path, help="a row per gemeente, a column per maatstaf")
    parser.add_argument("key", type=Path, help="columns maatstaf and bedrag")
    parser.add_argument("--budget", type=euros, required=True)
    parser.add_argument("--inhabitants", default="inwoners", help="column of the units with inhabitants")


def _plausible(arguments: argparse.Namespace) -> int:
    from narekenen.allocation.keyfile import cents, read_key, read_units
    from narekenen.allocation.plausibility import not_monotonic, outliers
    from narekenen.allocation.shares import divide

    units, key, budget = read_units(arguments.units), read_key(arguments.key), cents(arguments.budget, "--budget")
    people = _people(units, arguments.inhabitants)
    far, odd = outliers(divide(units, key, budget).grants, people), not_monotonic(units, key, budget)
    lang, text = arguments.lang, WORDS[arguments.lang]
    told = "; ".join(f"{one.municipality} {money(round(one.cents_per_inhabitant), lang)} {text['per']}" for one in far)
    lines = [text["outliers"].format(names=told) if far else text["no_outliers"]]
    lines += [text["odd"].format(municipality=name, maatstaf=maatstaf) for name, maatstaf in odd] or [text["monotonic"]]
    show("allocate", arguments, {"outliers": far, "not_monotonic": odd}, lines)
    return 1 if far or odd else 0


SUBS: dict[str, Sub] = {
    "weights": ("need weights by regression on persons, with their margins", _weights_arguments, _weights),
    "sensitivity": ("what hangs on each maatstaf", _sensitivity_arguments, _sensitivity),
    "cumulate": ("several models at once; exits 1 when together they exceed the cap", _cumulate_arguments, _cumulate),
    "plausible": ("grants far from the rest, and perverse effects; exits 1 for any", _plausible_arguments, _plausible),
}
