"""The door to narekenen: what was read becomes readings; a recipe becomes a run; a value becomes a string."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from navolgbaar.figures.models import FigureVersion, InputOrigin, Quantity, Reading, Run, RunInput
from navolgbaar.figures.states import Verdict
from navolgbaar.sources.models import Anchor, Document

if TYPE_CHECKING:
    from narekenen.readings.model import Letter
    from narekenen.trace.model import Estimate, Format
    from navolgbaar.sources.science import Anchoring

Input = FigureVersion | Reading

NUMBER, DATE = "reader:reading.number@1", "reader:reading.date@1"


def propose_readings(document: Document, letter: Letter, anchoring: Anchoring) -> int:
    """Record every number and date of a letter as a proposal. Returns how many."""
    found: list[tuple[Anchor, Reading]] = []
    for number in letter.numbers:
        anchor = anchoring.anchor(number.span, number.raw)
        if anchor is not None:
            high = "" if number.high is None else format(number.high, "f")
            value = format(number.value, "f")
            found.append((anchor, _proposal(anchor, number.kind, value, high, number.unit, NUMBER)))
    for day in letter.dates:
        anchor = anchoring.anchor(day.span, day.raw)
        if anchor is not None:
            found.append((anchor, _proposal(anchor, "date", day.edtf, "", "", DATE)))
    Anchor.objects.bulk_create([anchor for anchor, _ in found], batch_size=2000)
    Reading.objects.bulk_create([reading for _, reading in found], batch_size=2000)
    return len(found)


def _proposal(anchor: Anchor, kind: str, value: str, high: str, unit: str, by: str) -> Reading:
    return Reading(anchor=anchor, kind=kind, value=value, high=high, unit=unit, by=by, verdict=Verdict.PROPOSED)


def published_strings(estimate: Estimate, quantity: Quantity) -> tuple[str, str]:
    """The string on the page, in Dutch and in English."""
    from narekenen.trace.published import published_string

    interval = estimate.low is not None
    dutch, english = (format_of(quantity, "nl", interval=interval), format_of(quantity, "en", interval=interval))
    return published_string(estimate, dutch), published_string(estimate, english)


def estimate_of(reading: Reading) -> Estimate:
    """A confirmed reading as an estimate."""
    from narekenen.trace.model import Estimate

    low = reading.value if reading.high else None
    return Estimate("value", reading.value, reading.unit, low=low, high=reading.high or None, method="reading")


def format_of(quantity: Quantity, lang: Literal["nl", "en"], *, interval: bool) -> Format:
    """How values of a quantity are written. The unit stands beside the number, except for money and percentages."""
    from narekenen.trace.model import Format

    return Format(decimals=quantity.decimals, unit=quantity.sign, lang=lang, interval=interval)


def compute_and_keep(
    recipe: str, inputs: Mapping[str, Input | list[Input] | Any], seed: str, estimate: str
) -> tuple[Run, Estimate]:
    """Run a recipe of narekenen, write the run with its inputs into the ledger, and give the estimate asked for."""
    run, found = keep_run(recipe, inputs, seed)
    if estimate not in found:
        raise ValueError(f"{recipe} gives no estimate {estimate!r}.")
    return run, found[estimate]


def keep_run(
    recipe: str, inputs: Mapping[str, Input | list[Input] | Any], seed: str
) -> tuple[Run, dict[str, Estimate]]:
    """Run a recipe of narekenen and write the run with its inputs into the ledger. Gives all estimates by name."""
    from narekenen.recipes import run_recipe
    from narekenen.trace.canonical import plain

    computed = run_recipe(recipe, {name: _frozen(value) for name, value in inputs.items()}, seed)
    run = Run.objects.create(
        recipe=computed.recipe, seed=computed.seed, code=computed.code, estimates=plain(computed.estimates)
    )
    for item in computed.inputs:
        row = RunInput.objects.create(
            run=run, name=item.name, kind=item.kind, digest=item.digest, value=plain(item.value), origin=item.origin
        )
        for position, origin in enumerate(as_list(inputs[item.name])):
            if isinstance(origin, (FigureVersion, Reading)):
                field = "version" if isinstance(origin, FigureVersion) else "reading"
                InputOrigin.objects.create(input=row, position=position, **{field: origin})
    return run, {item.name: item for item in computed.estimates}


def computed(recipe: str, inputs: Mapping[str, Input | list[Input] | Any], estimate: str = "value") -> Estimate:
    """What a recipe gives, without writing anything. Raises UnusableInput where it cannot use the inputs."""
    from narekenen.recipes import compute

    values = {name: _frozen(value)[1] for name, value in inputs.items()}
    return next(item for item in compute(recipe, values) if item.name == estimate)


def as_list(value: Input | list[Input] | Any) -> list[Any]:
    """The items of an input that is a list, or the one item that it is."""
    return value if isinstance(value, list) else [value]


def _frozen(value: Input | list[Input] | Any) -> tuple[Any, Any, str]:
    """(kind, value, origin) as narekenen wants it. Inputs are values, not rows."""
    items = as_list(value)
    if items and all(isinstance(item, FigureVersion) for item in items):
        values, origin, kind = [item.value for item in items], " ".join(str(item) for item in items), "figure"
    elif items and all(isinstance(item, Reading) for item in items):
        places = [f"{item.anchor.source}#{item.anchor.start}-{item.anchor.end}" for item in items]
        values, origin, kind = [item.value for item in items], " ".join(places), "reading"
    else:
        return ("parameter", value, "")
    return (kind, values if isinstance(value, list) else values[0], origin)
