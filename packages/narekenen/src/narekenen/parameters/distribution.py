"""Dated parameters of the distribution of money over municipalities, each with its article and reference."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from narekenen.errors import UnusableInput, say


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a law, in our words, and the function that carries it out."""

    name: str
    identifier: str
    since: date
    says: str
    executed_by: str


@dataclass(frozen=True, slots=True)
class TransitionRule:
    """caps: euros per inhabitant per year of a path, from `first_year` on; in_all: over the whole path, or None."""

    key: str
    caps: tuple[Decimal, ...]
    first_year: int
    in_all: Decimal | None
    certainty: str
    reference: str


@dataclass(frozen=True, slots=True)
class AmountsPerUnit:
    """Euros per unit by maatstaf; percentages by maatstaf where the law gives a share of a value instead."""

    year: int
    since: date
    article: str
    reference: str
    euros: dict[str, Decimal]
    percentages: dict[str, Decimal]


def articles() -> tuple[Article, ...]:
    """The articles that this library carries out."""
    return tuple(Article(**row) for row in _table("transition_rules.toml")["article"])


def transition_rule(key: str) -> TransitionRule:
    """The rule of that name. Raises UnusableInput naming the rules that there are."""
    rules = {row["key"]: row for row in _table("transition_rules.toml")["rule"]}
    if key not in rules:
        raise UnusableInput(say("There is no transition rule {key!r}", key=key), where="parameters", do=_choose(rules))
    row = rules[key]
    whole = Decimal(row["in_all"]) if "in_all" in row else None
    caps = tuple(Decimal(cap) for cap in row["caps"])
    return TransitionRule(key, caps, row["first_year"], whole, row["certainty"], row["reference"])


def amounts_per_unit(year: int) -> AmountsPerUnit:
    """The amounts of that year. Raises UnusableInput naming the years that there are."""
    tables = {table["year"]: table for table in _table("amounts_per_unit.toml")["table"]}
    if year not in tables:
        raise UnusableInput(
            say("The amounts per unit of {year} are not here", year=year), where="parameters", do=_choose(tables)
        )
    table = tables[year]
    euros = {row["maatstaf"]: Decimal(row["euros"]) for row in table["amount"]}
    shares = {row["maatstaf"]: Decimal(row["percent"]) for row in table["percentage"]}
    return AmountsPerUnit(year, table["since"], table["article"], table["reference"], euros, shares)


def _choose(known: dict[Any, Any]) -> str:
    return say("Choose one of {names}", names=", ".join(str(name) for name in sorted(known)))


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("narekenen.parameters").joinpath(name).read_text(encoding="utf-8"))
