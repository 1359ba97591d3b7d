"""A chain of evidence in one file: what was sent, received and coded, each sealed to the one before.

The file is JSON lines in canonical spelling. A record holds one salted digest of all that happened: when, of which
test, of which kind, and the content. None of it stands in the file: contents can be destroyed after coding without
breaking the chain, short texts cannot be guessed, and nobody who holds the draw as well reads in it who answered when.

    {"kind":"header","schema":"narekenen/evidence/2", ...}
    {"digest":"<sha256>","n":1,"previous":"<digest>","sealed":"<hmac>"}
    {"digest":"...","head":"...","kind":"seal","records":2}
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narekenen.errors import UnusableInput
from narekenen.trace.canonical import canonical_json

SCHEMA = "narekenen/evidence/2"
FIELDS = frozenset({"n", "sealed", "previous", "digest"})
SPELLING = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)  # canonical for what is plain


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `salt`: 16 random bytes or more, kept with the content and destroyed with it.

    subject   pseudonymous key of the test, never a name; time ISO
    """

    time: str
    kind: str
    subject: str
    content: bytes
    salt: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit: the line in the file (from 1), the record, and what about it."""

    line: int
    record: int | None
    what: str


def commitment(content: bytes, salt: bytes) -> str:
    """HMAC-SHA256 of the content under its salt, hexadecimal. Raises UnusableInput for a salt below 16 bytes."""
    if len(salt) < 16:
        raise UnusableInput("A salt below 16 bytes can be guessed", where="evidence", do="Use secrets.token_bytes(32)")
    return hmac.new(salt, content, hashlib.sha256).hexdigest()


def sealed(entry: Entry) -> str:
    """What stands in the chain for an event: the commitment to time, kind, subject and content, all under its salt."""
    event = {
        "time": entry.time, "kind": entry.kind, "subject": entry.subject,
        "content": hashlib.sha256(entry.content).hexdigest(),
    }  # fmt: skip
    return commitment(spelling(event), entry.salt)


def spelling(line: dict[str, Any]) -> bytes:
    """The canonical bytes of what is made of words and whole numbers alone; five times as fast as for any value."""
    return SPELLING.encode(line).encode()


def _sealed(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "digest": hashlib.sha256(spelling(record)).hexdigest()}


def header(title: str) -> dict[str, Any]:
    """The first line of a chain; its digest is what the first record is sealed to."""
    return _sealed({"kind": "header", "schema": SCHEMA, "title": title})


def record(number: int, event: str, previous: str) -> dict[str, Any]:
    """One line of a chain that is still open. event: as `sealed` gives it; previous: the digest of the line before."""
    return _sealed({"n": number, "sealed": event, "previous": previous})


def closed(title: str, records: Iterable[dict[str, Any]]) -> bytes:
    """The file of a chain from its records: header, records in order, seal."""
    lines = [header(title), *records]
    lines.append(_sealed({"kind": "seal", "records": len(lines) - 1, "head": lines[-1]["digest"]}))
    return b"".join(spelling(line) + b"\n" for line in lines)


def build(entries: Iterable[Entry], *, title: str) -> bytes:
    """The file of a closed chain. Publish its head (`head_of`) as soon as it is closed."""
    lines, head = [], header(title)["digest"]
    for number, entry in enumerate(entries, start=1):
        lines.append(record(number, sealed(entry), head))
        head = lines[-1]["digest"]
    return closed(title, lines)


def head_of(chain: bytes) -> str:
    """The digest to publish: that of the seal, which depends on every byte before it."""
    return str(json.loads(chain.splitlines()[-1])["digest"])


def _line_faults(i: int, line: bytes, record: dict[str, Any]) -> list[Fault]:
    n = record.get("n") if isinstance(record.get("n"), int) else None
    name = f"record {n}" if n is not None else "this line"
    faults = []
    if canonical_json(record) != line:
        faults.append(Fault(i, n, f"{name} is not in its one spelling: a byte was added or changed"))
    body = {key: value for key, value in record.items() if key != "digest"}
    if hashlib.sha256(canonical_json(body)).hexdigest() != record.get("digest"):
        faults.append(Fault(i, n, f"{name} no longer has the digest it was sealed with: its content was altered"))
    return faults


def _parse(line: bytes) -> dict[str, Any] | None:
    """The record of a line, None when it is none: hostile lines (endless nesting, lone surrogates) included."""
    try:
        record = json.loads(line, parse_float=_refuse, parse_constant=_refuse)
        canonical_json(record)
    except (ValueError, TypeError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _refuse(number: str) -> float:
    raise ValueError(f"{number} cannot stand in a chain")


def verify(chain: bytes, *, expect: str = "") -> tuple[Fault, ...]:
    """Every fault of a chain, with the line it stands on; an empty tuple when all holds.

    expect   the published head; without it a chain that was rebuilt as a whole cannot be told from the true one
    """
    lines = chain.split(b"\n")
    faults: list[Fault] = []
    if lines[-1] != b"":
        faults.append(Fault(len(lines), None, "the file does not end in a line end: it was cut or added to"))
    else:
        lines.pop()
    records = [(i, _parse(line), line) for i, line in enumerate(lines, start=1)]
    for i, record, line in records:
        if record is None:
            faults.append(Fault(i, None, f"line {i} is no record: a byte was changed"))
        else:
            faults += _line_faults(i, line, record)
    faults += _order_faults([(i, record) for i, record, _ in records if record is not None], len(lines))
    last = records[-1][1] if records else None
    if expect and (last is None or last.get("digest") != expect):
        faults.append(Fault(len(lines), None, "the head is not the one that was published"))
    return tuple(sorted(faults, key=lambda fault: fault.line))


def _order_faults(records: Sequence[tuple[int, dict[str, Any]]], total: int) -> list[Fault]:
    """Header first, seal last, numbers without gaps, each record sealed to the one before."""
    faults = []
    if not records or records[0][1].get("kind") != "header" or records[0][1].get("schema") != SCHEMA:
        faults.append(Fault(1, None, f"the first line is no header of {SCHEMA}"))
    if not records or records[-1][1].get("kind") != "seal":
        faults.append(Fault(total, None, "there is no seal at the end: the chain is open or was cut"))
    middle = [(i, r) for i, r in records if r.get("kind") not in ("header", "seal")]
    head = records[0][1].get("digest") if records else None
    for place, (i, record) in enumerate(middle, start=1):
        if set(record) != FIELDS:
            faults.append(Fault(i, place, f"line {i} has other fields than a record has"))
        if record.get("n") != place:
            faults.append(Fault(i, place, f"record {place} is numbered {record.get('n')!r}: one is missing or moved"))
        if record.get("previous") != head:
            faults.append(Fault(i, place, f"record {place} is not sealed to the line before it"))
        head = record.get("digest")
    if records and records[-1][1].get("kind") == "seal":
        seal = records[-1][1]
        if seal.get("records") != len(middle) or seal.get("head") != head:
            faults.append(Fault(records[-1][0], None, "the seal does not fit the records before it"))
    return faults


def verify_event(chain: bytes, number: int, entry: Entry) -> bool:
    """Is this what was sealed as record `number`? For events whose salt was kept, or that are opened for a reviewer."""
    for line in chain.splitlines():
        parsed = _parse(line)
        if parsed is not None and parsed.get("n") == number:
            return hmac.compare_digest(str(parsed.get("sealed")), sealed(entry))
    raise UnusableInput(f"There is no record {number}", where="evidence")


def read_chain(path: Path) -> bytes:
    """The bytes of a chain file. Raises UnusableInput when there is none."""
    if not path.is_file():
        raise UnusableInput("There is no such file", where=path.name)
    return path.read_bytes()
