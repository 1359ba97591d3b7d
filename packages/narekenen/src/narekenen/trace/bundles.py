"""A bundle as a file: one canonical JSON that holds everything needed to recompute one published number."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from narekenen.errors import UnusableInput
from narekenen.trace.canonical import canonical_json, digest, plain
from narekenen.trace.model import Bundle, Estimate, Format, Run, RunInput, Source

SCHEMA = "narekenen/bundle/1"


def write_bundle(bundle: Bundle) -> bytes:
    """The canonical bytes of a bundle, with its own digest inside. Their sha256 stands on the figure's page."""
    body = {"schema": SCHEMA, **plain(bundle)}
    return canonical_json({**body, "digest": digest(body)})


def read_bundle(data: bytes, *, where: str = "") -> tuple[Bundle, tuple[str, ...]]:
    """The bundle and what is wrong with its digests (nothing, when it is as it was written).

    Raises UnusableInput when it is no bundle at all: all missing and unknown fields are named at once.
    """
    body = _parse(data, where)
    stated = body.pop("digest", None)
    altered = [] if stated == digest(body) else ["the digest of the bundle is not that of its content"]
    if body.pop("schema", None) != SCHEMA:
        raise UnusableInput(
            "this is not a bundle of a published number", where=where, why=f'its "schema" is not "{SCHEMA}"'
        )
    problems: list[str] = []
    bundle = _build(Bundle, body, "", problems)
    if problems or bundle is None:
        raise UnusableInput("the bundle is not complete", where=where, problems=tuple(problems))
    for item in bundle.run.inputs:
        if item.value is not None and digest(item.value) != item.digest:
            altered.append(f"input {item.name!r}: the digest is not that of its value")
    return bundle, tuple(altered)


def _parse(data: bytes, where: str) -> dict[str, Any]:
    try:
        body = json.loads(data.decode("utf-8"), object_pairs_hook=_no_twice, parse_constant=_no_number)
    except UnusableInput:
        raise
    except (UnicodeDecodeError, ValueError, RecursionError) as problem:
        raise UnusableInput("this is not readable as JSON", where=where, why=str(problem)) from None
    if not isinstance(body, dict):
        raise UnusableInput("this is not a bundle of a published number", where=where, why="it is no JSON object")
    return body


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UnusableInput(f"the name {twice[0]!r} stands twice in one object", why="it is not clear which one holds")
    return dict(pairs)


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number in JSON")


_NESTED: dict[tuple[type, str], tuple[type, bool]] = {
    (Bundle, "run"): (Run, False),
    (Bundle, "format"): (Format, False),
    (Bundle, "sources"): (Source, True),
    (Run, "inputs"): (RunInput, True),
    (Run, "estimates"): (Estimate, True),
}
_TEXT = {"figure", "question", "estimate", "published", "recipe", "seed", "code", "digest", "name"}


def _build(kind: type, body: object, path: str, problems: list[str]) -> Any:
    """A frozen value of `kind` out of plain JSON; every problem is added to `problems` with its path."""
    if not isinstance(body, dict):
        problems.append(f"{path or 'bundle'}: an object is needed")
        return None
    known = {f.name for f in fields(kind)}
    before = len(problems)
    problems += [f"{path}{name}: unknown" for name in sorted(set(body) - known)]
    values: dict[str, Any] = {}
    for name, value in body.items():
        nested = _NESTED.get((kind, name))
        if name in _TEXT and not isinstance(value, str):
            problems.append(f"{path}{name}: text is needed")
        elif nested is None:
            values[name] = tuple(value) if name == "warnings" and isinstance(value, list) else value
        elif nested[1]:
            items = value if isinstance(value, list) else []
            values[name] = tuple(
                _build(nested[0], item, f"{path}{name}[{i}].", problems) for i, item in enumerate(items)
            )
        else:
            values[name] = _build(nested[0], value, f"{path}{name}.", problems)
    if len(problems) > before:
        return None
    try:
        return kind(**values)
    except (TypeError, ValueError) as problem:
        problems.append(f"{path or 'bundle: '}{str(problem).replace(kind.__name__ + '.__init__()', '').strip()}")
        return None
