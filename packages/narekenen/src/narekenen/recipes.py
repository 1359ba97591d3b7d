"""Every way to compute that this version knows, by explicit name@version. Nothing is imported until it is run."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from narekenen import __version__
from narekenen.errors import UnusableInput, say
from narekenen.trace.canonical import digest
from narekenen.trace.model import Estimate, InputKind, Recipe, Run, RunInput

RECIPES: dict[str, Recipe] = {
    recipe.id: recipe
    for recipe in (
        Recipe("reading.number", 1, "narekenen.readings.replayed:number", "reads a number in its passage again"),
        Recipe("reading.date", 1, "narekenen.readings.replayed:date", "reads a date in its passage again"),
        Recipe("reading.person", 1, "narekenen.readings.replayed:person", "the value that a person read at a place"),
        Recipe("arithmetic.sum", 1, "narekenen.arithmetic.recipes:total", "adds the terms"),
        Recipe("arithmetic.difference", 1, "narekenen.arithmetic.recipes:difference", "minuend - subtrahend"),
        Recipe("arithmetic.product", 1, "narekenen.arithmetic.recipes:product", "multiplies the factors"),
        Recipe("arithmetic.quotient", 1, "narekenen.arithmetic.recipes:quotient", "numerator / denominator"),
        Recipe("arithmetic.share", 1, "narekenen.arithmetic.recipes:share", "100 x part / whole, in per cent"),
        Recipe("fieldtest.estimate", 1, "narekenen.fieldtests.recipes:estimate", "a meetvraag from four released cells",
               extra="science"),
        Recipe("fieldtest.change", 1, "narekenen.fieldtests.recipes:change", "after less before, from released cells",
               extra="science"),
        Recipe("fieldtest.held-change", 1, "narekenen.fieldtests.recipes:held_change",
               "after less before, as if made up like before", extra="science"),
        Recipe("fieldtest.equivalence", 1, "narekenen.fieldtests.recipes:equivalence",
               "are they equal within a margin set beforehand", extra="science"),
        Recipe("fieldtest.share", 1, "narekenen.fieldtests.recipes:share", "a share of calls or tests, with interval",
               extra="science"),
        Recipe("fieldtest.share-change", 1, "narekenen.fieldtests.recipes:share_change",
               "did a share change, and what change could have shown", extra="science"),
        Recipe("fieldtest.count", 1, "narekenen.fieldtests.recipes:count", "a count as it was released",
               extra="science"),
        Recipe("fieldtest.adjusted", 1, "narekenen.fieldtests.recipes:adjusted", "a p-value corrected in its family",
               extra="science"),
        Recipe("fieldtest.agreement", 1, "narekenen.fieldtests.recipes:agreement", "Krippendorff's alpha of two coders",
               extra="science"),
        Recipe("forecast.run", 1, "narekenen.forecasts.recipes:forecast", "runs a plan: when, and how many",
               extra="science"),
        Recipe("forecast.difference", 1, "narekenen.forecasts.recipes:difference",
               "what each assumption does, in days and addresses", extra="science"),
        Recipe("forecast.bridge", 1, "narekenen.forecasts.recipes:bridge", "from an old forecast to a new one",
               extra="science"),
        Recipe("forecast.ledger", 1, "narekenen.forecasts.ledgerrecipe:ledger",
               "what each line of the scope ledger does, in days", extra="science"),
        Recipe("forecast.score", 1, "narekenen.forecasts.trackrecord:score", "statements beside 'last year again'",
               extra="science"),
        Recipe("forecast.farewell", 1, "narekenen.forecasts.trackrecord:farewell", "one range beside what happened",
               extra="science"),
        Recipe("forecast.coverage", 1, "narekenen.forecasts.trackrecord:coverage", "how many windows held",
               extra="science"),
        Recipe("indicator.count", 1, "narekenen.indicators.recipes:count", "a count as it was released",
               extra="science"),
        Recipe("indicator.share", 1, "narekenen.indicators.recipes:share", "a share with its interval",
               extra="science"),
        Recipe("indicator.per", 1, "narekenen.indicators.recipes:per", "events per so many, with interval",
               extra="science"),
        Recipe("indicator.place", 1, "narekenen.indicators.recipes:place", "one area among all: funnel and places",
               extra="science"),
        Recipe("allocation.grant", 1, "narekenen.allocation.recipes:grant", "one grant out of units, key and budget",
               extra="science"),
        Recipe("allocation.change", 1, "narekenen.allocation.recipes:change", "what a new key changes, by maatstaf",
               extra="science"),
        Recipe("allocation.path", 1, "narekenen.allocation.recipes:path", "one grant in each year of the path",
               extra="science"),
        Recipe("allocation.model", 1, "narekenen.allocation.recipes:model", "a whole distribution model",
               extra="science"),
        Recipe("allocation.municipality", 1, "narekenen.allocation.recipes:municipality",
               "one municipality in a whole distribution model", extra="science"),
        Recipe("allocation.margin", 1, "narekenen.allocation.recipes:margin", "a grant with the margin of its weights",
               extra="science"),
        Recipe("disclosure.withheld", 1, "narekenen.trace.withheld:withheld", "no value, for the reason given"),
    )
}  # fmt: skip


def find_recipe(recipe_id: str) -> Recipe:
    """The recipe with this name@version. Raises UnusableInput naming the versions that are known here."""
    if recipe_id in RECIPES:
        return RECIPES[recipe_id]
    name = recipe_id.partition("@")[0]
    known = [known for known in RECIPES if known.partition("@")[0] == name]
    raise UnusableInput(
        say(
            "the recipe {recipe!r} is not in this version of narekenen ({version})",
            recipe=recipe_id,
            version=__version__,
        ),
        why=say("known here: {names}", names=", ".join(known)) if known else "no recipe of that name is known here",
        do="install the version of narekenen that the bundle names under run.code",
    )


def compute(recipe_id: str, values: Mapping[str, Any], seed: str = "") -> tuple[Estimate, ...]:
    """Run a recipe on plain values. Raises UnusableInput when the recipe or one of its inputs cannot be used."""
    recipe = find_recipe(recipe_id)
    module, _, function = recipe.function.partition(":")
    try:
        chosen = getattr(import_module(module), function)
    except ModuleNotFoundError as missing:
        raise UnusableInput(
            say(
                "the recipe {recipe!r} needs {package}, which is not installed", recipe=recipe_id, package=missing.name
            ),
            do=say("install narekenen[{extra}]", extra=recipe.extra or "science"),
        ) from missing
    estimates: tuple[Estimate, ...] = chosen(dict(values), seed)
    return estimates


def run_recipe(recipe_id: str, inputs: Mapping[str, tuple[InputKind, Any, str]], seed: str = "") -> Run:
    """Compute and keep the trace. `inputs` maps a name to (kind, value, origin)."""
    estimates = compute(recipe_id, {name: value for name, (_, value, _) in inputs.items()}, seed)
    frozen = tuple(
        RunInput(name=name, kind=kind, digest=digest(value), value=value, origin=origin)
        for name, (kind, value, origin) in sorted(inputs.items())
    )
    return Run(recipe=recipe_id, inputs=frozen, seed=seed, code=f"narekenen {__version__}", estimates=estimates)
