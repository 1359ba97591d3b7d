"""Whatever stands in a bundle: a result or a clear message comes back, never another exception, never a hang."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from narekenen.errors import UnusableInput
from narekenen.recipes import run_recipe
from narekenen.replay import replay
from narekenen.trace.bundles import write_bundle
from narekenen.trace.canonical import canonical_json, digest
from narekenen.trace.model import Bundle, Format, Source
from narekenen.trace.published import published_string

HOSTILE: tuple[Any, ...] = (
    None, True, 5, -1, 10**40, 0.5, "", "x", "1e999999999", "nan", "-inf", [], {}, [1], [None], [{}], {"a": 1},
    ["1e999999999", "1"], [[["x"]]], "2023-02-31",
)  # fmt: skip


def body_of(recipe: str, inputs: dict[str, Any]) -> dict[str, Any]:
    run = run_recipe(recipe, inputs)
    form = Format(decimals=0, unit="euro")
    source = Source("sha256:" + "0" * 64, "begroting.csv", "text/csv")
    made = Bundle("NB-1", 1, "Hoeveel?", run, "value", form, published_string(run.estimates[0], form), (source,))
    body: dict[str, Any] = json.loads(write_bundle(made))
    return body


BODIES = (
    body_of("arithmetic.sum@1", {"terms": ("dataset", ["4400", "60000"], "begroting")}),
    body_of("reading.number@1", {
        "passage": ("passage", {"text": "Er zijn 1.240 woningen bezocht."}, "brief"),
        "place": ("parameter", {"at": 8, "to": 13}, "brief"),
    }),
    body_of("reading.date@1", {
        "passage": ("passage", {"text": "De brief van 3 mei jl. is beantwoord."}, "brief"),
        "place": ("parameter", {"at": 13, "to": 22, "dated": "2023-06-01"}, "brief"),
    }),
    body_of("reading.person@1", {"reading": ("reading", {"value": "12", "high": "", "unit": "euro"}, "brief")}),
    body_of("disclosure.withheld@1", {"reason": ("parameter", "n < 5", "regel")}),
)  # fmt: skip


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, (*path, key))


def with_value(body: dict[str, Any], path: tuple[str | int, ...], value: Any) -> bytes:
    """The bundle with another value at a path and every digest recomputed where that can be done."""
    changed = json.loads(json.dumps(body))
    at: Any = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    run = changed.get("run")
    items = run.get("inputs") if isinstance(run, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and "digest" in item and path[-1] != "digest":
            item["digest"] = digest(item.get("value"))
    changed.pop("digest", None)
    return canonical_json({**changed, "digest": digest(changed)})


@pytest.mark.parametrize("body", BODIES, ids=["sum", "reading", "date", "person", "withheld"])
def test_any_field_may_hold_anything(body: dict[str, Any]) -> None:
    tried = 0
    for path in places(body):
        for value in HOSTILE:
            tried += 1
            try:
                replay(with_value(body, path, value))
            except UnusableInput as problem:
                assert str(problem)  # noqa: PT017 - a message in words is all that may come out
    assert tried > 500


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ((("run", "inputs", 0, "kind"), 5), "run.inputs[0].kind: one of dataset, parameter"),
        ((("run", "inputs", 0, "origin"), []), "run.inputs[0].origin: text is needed"),
        ((("sources",), "x"), "sources: a list is needed"),
        ((("sources", 0, "licence"), None), "sources[0].licence: text is needed"),
        ((("version",), "1"), "version: a whole number is needed"),
        ((("format", "decimals"), 10**9), "format.decimals: a whole number is needed"),
        ((("format", "lang"), "fr"), "format.lang: one of nl, en"),
        ((("run", "estimates", 0, "value"), [1]), "run.estimates[0].value: a number or a text is needed"),
    ],
)
def test_what_is_of_another_kind_is_named_with_its_place(change: tuple[Any, Any], named: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        replay(with_value(BODIES[0], *change))
    assert any(problem.startswith(named) for problem in caught.value.problems), caught.value.problems


def test_half_a_letter_is_refused() -> None:
    data = json.dumps(BODIES[0]).replace('"Hoeveel?"', '"Hoeveel \\ud800?"').encode()
    with pytest.raises(UnusableInput, match="readable as JSON"):
        replay(data)


def test_a_number_past_all_bounds_is_refused() -> None:
    data = json.dumps(BODIES[0]).replace('"4400"', "1e400").encode()
    with pytest.raises(UnusableInput, match="readable as JSON"):
        replay(data)
