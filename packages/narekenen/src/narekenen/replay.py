"""Bundle -> recompute -> the same published string?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from narekenen.errors import UnusableInput, say
from narekenen.recipes import compute
from narekenen.trace.bundles import read_bundle
from narekenen.trace.canonical import digest
from narekenen.trace.model import Bundle, Estimate
from narekenen.trace.published import published_string

TOLERANCE = Decimal("1e-9")
"""Exact values may differ in the last bits between machines; the published string may not."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What came out. `same` is true only when nothing at all is wrong.

    published   the string in the bundle; `recomputed` the string that follows from its inputs
    problems    in plain words, one per difference
    """

    bundle: Bundle
    sha256: str
    published: str
    recomputed: str
    problems: tuple[str, ...]

    @property
    def same(self) -> bool:
        return not self.problems


def replay(data: bytes, *, where: str = "", expect: str = "", given: dict[str, object] | None = None) -> Replay:
    """Recompute a bundle from its own inputs.

    data     the bytes of the bundle
    expect   the sha256 that stands on the figure's page, hex with or without "sha256:"
    given    values for inputs that the bundle may not hold itself (a restricted file, an erased passage), by name

    Raises UnusableInput when it is no bundle, when a recipe version is not known here, or when inputs are missing.
    """
    sha = hashlib.sha256(data).hexdigest()
    bundle, altered = read_bundle(data, where=where)
    values = _values(bundle, given or {}, where)
    problems = [*altered, *_other_inputs(bundle, values)]
    wanted = expect.removeprefix("sha256:").lower()
    if wanted and wanted != sha:
        problems.append(say("the sha256 of this file is {sha}, not the expected {wanted}", sha=sha, wanted=wanted))
    estimates = compute(bundle.run.recipe, values, bundle.run.seed)
    problems += _differences(bundle.run.estimates, estimates)
    recomputed = _published(bundle, estimates, problems)
    if recomputed != bundle.published:
        problems.append(say("published is {one!r}, but the inputs give {two!r}", one=bundle.published, two=recomputed))
    return Replay(bundle, sha, bundle.published, recomputed, tuple(problems))


def _values(bundle: Bundle, given: dict[str, object], where: str) -> dict[str, object]:
    values = {item.name: item.value for item in bundle.run.inputs}
    for item in bundle.run.inputs:
        if item.name in given:
            values[item.name] = _passage(given[item.name], values)
    missing = [item for item in bundle.run.inputs if values[item.name] is None]
    if missing:
        raise UnusableInput(
            "this number cannot be recomputed from the bundle alone",
            where=where,
            why="these inputs are not public or were erased; only their digest is here",
            problems=tuple(
                say(
                    "{name} ({kind}), {digest}, {origin}",
                    name=item.name,
                    kind=item.kind,
                    digest=item.digest,
                    origin=item.origin or "no origin",
                )
                for item in missing
            ),
            do="give the document or file with --input NAME=FILE",
        )
    return values


def _passage(value: object, values: dict[str, object]) -> object:
    """The passage out of a whole document, where the bundle says at which code points it stands."""
    place = values.get("place")
    if isinstance(value, dict) and "document" in value and isinstance(place, dict):
        return {"text": str(value["document"])[int(place["start"]) : int(place["end"])]}
    return value


def _other_inputs(bundle: Bundle, values: dict[str, object]) -> list[str]:
    return [
        say("input {name!r}: this is not the one it was computed from ({digest})", name=item.name, digest=item.digest)
        for item in bundle.run.inputs
        if item.value is None and digest(values[item.name]) != item.digest
    ]


def _published(bundle: Bundle, estimates: tuple[Estimate, ...], problems: list[str]) -> str:
    chosen = next((e for e in estimates if e.name == bundle.estimate), None)
    if chosen is None:
        problems.append(say("the recipe gives no estimate {name!r}", name=bundle.estimate))
        return ""
    return published_string(chosen, bundle.format)


def _differences(stated: tuple[Estimate, ...], found: tuple[Estimate, ...]) -> list[str]:
    """Where the estimates in the bundle are not those that follow from its inputs."""
    by_name = {estimate.name: estimate for estimate in found}
    differing: list[str] = []
    for estimate in stated:
        other = by_name.get(estimate.name)
        if other is None:
            differing.append(say("estimate {name!r} does not come out of the recipe", name=estimate.name))
            continue
        for part in ("value", "low", "high", "n", "unit", "reason"):
            one, two = getattr(estimate, part), getattr(other, part)
            if not _equal(one, two):
                template = "estimate {name!r}: {part} is {one} in the bundle and {two} recomputed"
                differing.append(say(template, name=estimate.name, part=part, one=repr(one), two=repr(two)))
    return differing


def _equal(one: object, two: object) -> bool:
    if one == two:
        return True
    try:
        a, b = Decimal(str(one)), Decimal(str(two))
        return abs(a - b) <= TOLERANCE * max(abs(a), abs(b), Decimal(1))
    except ArithmeticError:  # no numbers, or past the largest that there is
        return False
