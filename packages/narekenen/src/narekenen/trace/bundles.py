"""A bundle as a file: one canonical JSON that holds everything needed to recompute one published number."""

from __future__ import annotations

import json
import math
from dataclasses import MISSING, fields
from typing import Any, NoReturn, get_args

from narekenen.errors import UnusableInput, say
from narekenen.trace.canonical import canonical_json, digest, plain
from narekenen.trace.model import Bundle, Estimate, Format, InputKind, Run, RunInput, Source

SCHEMA = "narekenen/bundle/1"
_MOST = {"version": 10**9, "decimals": 30}


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
            "this is not a bundle of a published number",
            where=where,
            why=say('its "schema" is not "{schema}"', schema=SCHEMA),
        )
    problems: list[str] = []
    bundle = _build(Bundle, body, "", problems)
    if problems or bundle is None:
        raise UnusableInput("the bundle is not complete", where=where, problems=tuple(problems))
    for item in bundle.run.inputs:
        if item.value is not None and digest(item.value) != item.digest:
            altered.append(say("input {name!r}: the digest is not that of its value", name=item.name))
    return bundle, tuple(altered)


def _parse(data: bytes, where: str) -> dict[str, Any]:
    try:
        body = json.loads(
            data.decode("utf-8"), object_pairs_hook=_no_twice, parse_constant=_no_number, parse_float=_finite
        )
        canonical_json(body)
    except UnusableInput:
        raise
    except (TypeError, ValueError, RecursionError) as problem:
        raise UnusableInput("this is not readable as JSON", where=where, why=str(problem)) from None
    if not isinstance(body, dict):
        raise UnusableInput("this is not a bundle of a published number", where=where, why="it is no JSON object")
    return body


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UnusableInput(
            say("the name {name!r} stands twice in one object", name=twice[0]), why="it is not clear which one holds"
        )
    return dict(pairs)


def _finite(word: str) -> float:
    number = float(word)
    return number if math.isfinite(number) else _no_number(word)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number in JSON")


_NESTED: dict[tuple[type, str], tuple[type, bool]] = {
    (Bundle, "run"): (Run, False),
    (Bundle, "format"): (Format, False),
    (Bundle, "sources"): (Source, True),
    (Run, "inputs"): (RunInput, True),
    (Run, "estimates"): (Estimate, True),
}
_TEXTS = frozenset(
    ["figure", "question", "estimate", "published", "recipe", "seed", "code", "digest", "name", "origin", "media_type",
     "licence", "true_from", "known_from", "unit", "method", "reason"]
)  # fmt: skip
_CHOICES = {"kind": get_args(InputKind), "lang": ("nl", "en")}


def _build(kind: type, body: object, path: str, problems: list[str]) -> Any:
    """A frozen value of `kind` out of plain JSON; every problem is added to `problems` with its path."""
    if not isinstance(body, dict):
        problems.append(say("{place}: an object is needed", place=path.rstrip(".") or "bundle"))
        return None
    known = {f.name for f in fields(kind)}
    before = len(problems)
    problems += [say("{place}: unknown", place=f"{path}{name}") for name in sorted(set(body) - known)]
    needed = (f.name for f in fields(kind) if f.default is MISSING and f.name not in body)
    problems += [say("{place}: missing", place=f"{path}{name}") for name in needed]
    values: dict[str, Any] = {}
    for name, value in body.items():
        nested = _NESTED.get((kind, name))
        if nested is None:
            problem = _misfit(kind, name, value)
            if problem and name in known:
                problems.append(say("{place}: {problem}", place=f"{path}{name}", problem=problem))
            values[name] = tuple(value) if name == "warnings" and isinstance(value, list) else value
        elif not nested[1]:
            values[name] = _build(nested[0], value, f"{path}{name}.", problems)
        elif isinstance(value, list):
            items = [_build(nested[0], item, f"{path}{name}[{i}].", problems) for i, item in enumerate(value)]
            values[name] = tuple(items)
        else:
            problems.append(say("{place}: a list is needed", place=f"{path}{name}"))
    if len(problems) > before:
        return None
    try:
        return kind(**values)
    except (TypeError, ValueError) as problem:
        problems.append(say("{place}: {reason}", place=path.rstrip(".") or "bundle", reason=str(problem)))
        return None


def _misfit(kind: type, name: str, value: object) -> str:
    """What a plain field of a bundle should have held; "" where it holds that. The value of an input may be anything,
    that of an estimate a number, a text or nothing."""
    if name in _TEXTS:
        return "" if isinstance(value, str) else "text is needed"
    if name in _CHOICES:
        return (
            ""
            if isinstance(value, str) and value in _CHOICES[name]
            else say("one of {names}", names=", ".join(_CHOICES[name]))
        )
    if name in ("version", "decimals"):
        whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST[name]
        return "" if whole else "a whole number is needed"
    if name == "interval":
        return "" if isinstance(value, bool) else "true or false is needed"
    if name == "warnings":
        return "" if isinstance(value, list) and all(isinstance(item, str) for item in value) else "texts are needed"
    if kind is Estimate:
        return "" if value is None or isinstance(value, (int, float, str)) else "a number or a text is needed"
    return ""
