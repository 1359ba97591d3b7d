"""Grants: divide a budget, phase a new key in, explain it, show what a changed input costs, check official tables."""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from narekenen.cli.output import Sub, show
from narekenen.errors import UnusableInput
from narekenen.formatting import Lang, format_amount, format_number

WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "municipality": "gemeente", "grant": "uitkering", "before": "eerst", "after": "straks", "change": "verschil",
        "per": "per inwoner", "maatstaf": "maatstaf", "year": "jaar", "own": "eigen cijfers", "others": "door anderen",
        "outstanding": "nog te verschuiven", "total": "Samen {total}, tot op de cent gelijk aan het budget.",
        "price": "Een euro ruimer per inwoner per jaar scheelt samen {price} aan correcties.",
        "done": "Vanaf jaar {year} krijgt elke gemeente het nieuwe bedrag.",
        "open": "Na {years} jaar is het nieuwe bedrag nog niet overal bereikt.",
        "diff": "Gewijzigde cijfers: {n}; samen verschuift {moved}.",
        "rule": "Regel: {reference}.",
        "holds": "Van {n} vermelde totalen kloppen er {ok} met hun rijen.",
        "odd": "{annex}, {head}: de rijen tellen op tot {sum}, vermeld staat {stated} (verschil {difference}).",
        "sum": "{annex}, {head}: {n} rijen, samen {sum}.",
    },
    "en": {
        "municipality": "municipality", "grant": "grant", "before": "before", "after": "after", "change": "change",
        "per": "per inhabitant", "maatstaf": "maatstaf", "year": "year", "own": "own figures", "others": "by others",
        "outstanding": "still to be moved", "total": "Together {total}, equal to the budget to the cent.",
        "price": "One euro more per inhabitant per year saves {price} of corrections.",
        "done": "From year {year} every municipality gets the new amount.",
        "open": "At the end of year {years} the new amount is not yet reached everywhere.",
        "diff": "Changed figures: {n}; together they move {moved}.",
        "rule": "Rule: {reference}.",
        "holds": "Of {n} stated totals {ok} hold with their rows.",
        "odd": "{annex}, {head}: the rows add up to {sum}, stated is {stated} (difference {difference}).",
        "sum": "{annex}, {head}: {n} rows, together {sum}.",
    },
}  # fmt: skip


def euros(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as problem:
        raise argparse.ArgumentTypeError(f"{text!r} is no amount such as 1500000.00") from problem


def _caps(text: str) -> tuple[Fraction, ...]:
    try:
        return tuple(Fraction(part.strip()) for part in text.split(","))
    except (ValueError, ZeroDivisionError) as problem:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of euros such as 7.50,15,15") from problem


def money(cents: int | Fraction, lang: Lang) -> str:
    return format_amount(Decimal(round(cents)) / 100, decimals=2, lang=lang)


def _divide_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("units", type=Path, help="a row per gemeente, a column per maatstaf")
    parser.add_argument("key", type=Path, help="columns maatstaf and bedrag (euros per unit)")
    parser.add_argument("--budget", type=euros, required=True, help="euros to be divided")


def _divide(arguments: argparse.Namespace) -> int:
    from narekenen.allocation.keyfile import cents, read_key, read_units
    from narekenen.allocation.shares import divide

    found = divide(read_units(arguments.units), read_key(arguments.key), cents(arguments.budget, "--budget"))
    lang, text = arguments.lang, WORDS[arguments.lang]
    rows = [[name, money(grant, lang)] for name, grant in found.grants.items()]
    result = {"grants_cents": found.grants, "total_cents": found.total, "factor": float(found.factor / 100)}
    line = text["total"].format(total=money(found.total, lang))
    show("allocate", arguments, result, [line], [("", (text["municipality"], text["grant"]), rows)])
    return 0


def _path_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="columns gemeente, oud, nieuw, inwoners")
    rule = parser.add_mutually_exclusive_group(required=True)
    rule.add_argument("--caps", type=_caps, help="euros per inhabitant, per year: 7.50,15,15")
    rule.add_argument("--rule", help="a rule by name, with its reference: gemeentefonds-2023")
    parser.add_argument("--in-all", type=Fraction, help="the most per inhabitant over the whole path, in euros")


def _path(arguments: argparse.Namespace) -> int:
    from narekenen.allocation.keyfile import read_grants
    from narekenen.allocation.phasein import Rules, phase_in, price_of_cap, within

    data, (caps, in_all, reference) = read_grants(arguments.file), _chosen_rule(arguments)
    new = data.new if in_all is None else within(data.old, data.new, data.inhabitants, in_all)
    rules = Rules(caps)
    found = phase_in(data.old, new, data.inhabitants, rules)
    price = price_of_cap(data.old, new, data.inhabitants, rules, Fraction(1))
    lang, text = arguments.lang, WORDS[arguments.lang]
    years = range(len(caps) + 1)
    end = "open" if found.finished is None else "done"
    lines = [
        text[end].format(year=found.finished, years=len(caps)),
        text["price"].format(price=money(Fraction(price) * 100, lang)),
        *([text["rule"].format(reference=reference)] if reference else []),
    ]
    outstanding = [[str(year), money(Fraction(found.outstanding[year], 2), lang)] for year in years]
    table = [
        [name, *(money(int(cents), lang) for cents in found.corrections[:, i])] for i, name in enumerate(data.names)
    ]  # fmt: skip
    result = {
        "corrections_cents": {name: found.corrections[:, i].tolist() for i, name in enumerate(data.names)},
        "outstanding_cents": found.outstanding, "finished": found.finished, "price_of_one_euro": price,
        "end_cents": dict(zip(data.names, new, strict=True)), "reference": reference,
    }  # fmt: skip
    show("allocate", arguments, result, lines, [
        ("", (text["year"], text["outstanding"]), outstanding),
        ("", (text["municipality"], *(f"{text['year']} {year}" for year in years)), table),
    ])  # fmt: skip
    return 0


def _chosen_rule(arguments: argparse.Namespace) -> tuple[tuple[Fraction, ...], Fraction | None, str]:
    """Caps per year, the most in all, and where the rule was published."""
    if arguments.caps:
        if any(cap < 0 for cap in arguments.caps):
            raise UnusableInput("A cap is zero or more euros per inhabitant", where="--caps")
        return arguments.caps, arguments.in_all, ""
    from narekenen.parameters.distribution import transition_rule

    rule = transition_rule(arguments.rule)
    in_all = arguments.in_all if arguments.in_all is not None or rule.in_all is None else Fraction(rule.in_all)
    return tuple(Fraction(cap) for cap in rule.caps), in_all, rule.reference


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("units", type=Path, help="a row per gemeente, a column per maatstaf")
    parser.add_argument("old", type=Path, help="the old key: maatstaf, bedrag")
    parser.add_argument("new", type=Path, help="the new key: maatstaf, bedrag")
    parser.add_argument("--budget", type=euros, required=True)
    parser.add_argument("--municipality", required=True)


def _explain(arguments: argparse.Namespace) -> int:
    from narekenen.allocation.explanation import sentences, waterfall
    from narekenen.allocation.keyfile import cents, read_key, read_units
    from narekenen.allocation.shares import divide

    units, budget = read_units(arguments.units), cents(arguments.budget, "--budget")
    before, after = (divide(units, read_key(path), budget) for path in (arguments.old, arguments.new))
    found = waterfall(arguments.municipality, before, after)
    lang, text = arguments.lang, WORDS[arguments.lang]
    rows = [[bar.maatstaf, *(money(part, lang) for part in (bar.before, bar.after, bar.change))] for bar in found.bars]
    heads = tuple(text[name] for name in ("maatstaf", "before", "after", "change"))
    told = {other: sentences(found, other) for other in WORDS}
    show("allocate", arguments, {"waterfall_cents": found, "sentences": told}, told[lang], [("", heads, rows)])
    return 0


def _diff_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", type=Path, help="units as they were")
    parser.add_argument("after", type=Path, help="units as they would be")
    parser.add_argument("key", type=Path, help="columns maatstaf and bedrag")
    parser.add_argument("--budget", type=euros, required=True)


def _diff(arguments: argparse.Namespace) -> int:
    from narekenen.allocation.keyfile import cents, read_key, read_units
    from narekenen.allocation.moneydiff import money_diff

    before, after = read_units(arguments.before), read_units(arguments.after)
    found = money_diff(before, after, read_key(arguments.key), cents(arguments.budget, "--budget"))
    lang, text = arguments.lang, WORDS[arguments.lang]
    moving = sorted((one for one in found.money if one.before != one.after), key=lambda one: one.after - one.before)
    rows = []
    for one in moving:
        amounts = (one.before, one.after, one.after - one.before, one.own, one.others)
        rows.append([one.municipality, *(money(part, lang) for part in amounts)])
    changed = [
        [one.municipality, one.maatstaf, format_number(one.before, lang=lang), format_number(one.after, lang=lang),
         money(one.direct, lang)] for one in found.changed
    ]  # fmt: skip
    result = {
        "moved_cents": found.moved,
        "changed": [
            {"municipality": c.municipality, "maatstaf": c.maatstaf, "before": c.before, "after": c.after,
             "direct_cents": round(c.direct)} for c in found.changed
        ],
        "money_cents": {m.municipality: {"before": m.before, "after": m.after, "own": round(m.own)} for m in moving},
    }  # fmt: skip
    heads = [text[name] for name in ("municipality", "before", "after", "change", "own", "others")]
    line = text["diff"].format(n=len(changed), moved=money(found.moved, lang))
    show("allocate", arguments, result, [line], [
        ("", (heads[0], text["maatstaf"], heads[1], heads[2], heads[3]), changed), ("", heads, rows),
    ])  # fmt: skip
    return 1 if changed else 0


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a decree in Markdown, or a table; exits 1 when a total does not hold")


def _check(arguments: argparse.Namespace) -> int:
    from narekenen.allocation.officialtables import read_amount_table, read_official_tables

    read = read_official_tables if arguments.file.suffix.lower() in (".md", ".txt") else read_amount_table
    tables = read(arguments.file)
    lang, text = arguments.lang, WORDS[arguments.lang]
    stated = [table for table in tables if table.stated is not None]
    odd = [table for table in stated if table.difference()]
    lines = [text["holds"].format(n=len(stated), ok=len(stated) - len(odd))] if stated else []
    for table in odd if stated else tables:
        amounts = {"sum": table.total(), "stated": table.stated, "difference": table.difference()}
        shown = {name: format_amount(amount, lang=lang) for name, amount in amounts.items() if amount is not None}
        lines.append(
            text["odd" if stated else "sum"].format(annex=table.annex, head=table.head, n=len(table.rows), **shown)
        )
    result = {
        "stated": len(stated),
        "tables": [
            {"annex": t.annex, "head": t.head, "rows": len(t.rows), "sum": t.total(), "stated": t.stated,
             "difference": t.difference()} for t in tables
        ],
    }  # fmt: skip
    show("allocate", arguments, result, lines)
    return 1 if odd else 0


SUBS: dict[str, Sub] = {
    "divide": ("divide a budget by a key, to the cent", _divide_arguments, _divide),
    "path": ("from the old grants to the new ones in years", _path_arguments, _path),
    "explain": ("why the grant of one municipality changes", _explain_arguments, _explain),
    "diff": ("changed inputs and their euros; exits 1 when something changed", _diff_arguments, _diff),
    "check": ("do the rows of official tables add up to their totals", _check_arguments, _check),
}
