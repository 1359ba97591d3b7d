"""Reads a file of a stranger in a process of its own, so that a crash, a hang or a flood of memory ends there.

Limits inside the readers catch what is too large. What they cannot catch is a fault in PDFium or libxml2, or one page
that never ends: then the operating system stops the child (address space, processor time) or the parent does (wall
clock), and the caller gets an UnusableInput like any other. Starting the child costs about a tenth of a second.
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from narekenen.documents.limits import LIMITS, Limits
from narekenen.documents.model import Mark, SourceText, Span
from narekenen.documents.opening import bytes_of, open_document, shown_name
from narekenen.errors import Message, UnusableInput, say

_GRACE = 5.0
"""Seconds for the child to start and to hand over its result, beside those for reading."""

_NEEDED = {
    "PATH", "PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "PYTHONWARNINGS", "VIRTUAL_ENV", "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH", "LANG", "LANGUAGE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT",
}  # fmt: skip


def open_isolated(path_or_bytes: str | Path | bytes, *, name: str = "", limits: Limits = LIMITS) -> SourceText:
    """As `open_document`, in a child process that may not take more than `limits.seconds` and `limits.memory_bytes`.

    The memory limit needs a Unix system; elsewhere only the time is limited. Raises UnusableInput and nothing else.
    """
    label = shown_name(name or (path_or_bytes if isinstance(path_or_bytes, str | Path) else ""))
    data = path_or_bytes if isinstance(path_or_bytes, bytes) else bytes_of(Path(path_or_bytes), label, limits)
    settings = json.dumps({"name": label, "limits": dataclasses.asdict(limits)})
    command = [sys.executable, "-m", "narekenen.documents.isolation", settings]
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
                command,
                input=data,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                timeout=limits.seconds + _GRACE,
                check=False,
            )
        except subprocess.TimeoutExpired as problem:
            why = say("Reading was stopped after {most:g} seconds", most=limits.seconds)
            raise UnusableInput("takes too long to read", where=label, why=why, do="Print it anew as PDF") from problem
        answer.seek(0)
        found = answer.read()
    if done.returncode:
        why = say(
            "The reader was stopped ({code}): it crashed or wanted more memory or time than allowed",
            code=done.returncode,
        )
        raise UnusableInput("a file that breaks its reader", where=label, why=why, do="Do not use it, or print it anew")
    return _unpacked(json.loads(found))


def _environment() -> dict[str, str]:
    """What the child needs to start. The secrets of a server stay with the parent."""
    return {name: value for name, value in os.environ.items() if name in _NEEDED or name.startswith("LC_")}


def _unpacked(found: dict[str, Any]) -> SourceText:
    if "unusable" in found:
        told = {key: _message(part) for key, part in found["unusable"].items() if key != "problems"}
        raise UnusableInput(**told, problems=tuple(map(_message, found["unusable"]["problems"])))
    source = found["source"]
    marks = tuple(Mark(kind, Span(*span), _pairs(attributes)) for kind, span, attributes in source.pop("marks"))
    metadata = _pairs(source.pop("metadata"))
    pages, warnings = tuple(source.pop("pages")), tuple(source.pop("warnings"))
    return SourceText(**source, pages=pages, marks=marks, warnings=warnings, metadata=metadata)


def _parts(text: str) -> tuple[str, dict[str, Any]]:
    """A sentence of a message as its template and its values, so that it can still be said in another language."""
    return (text.template, text.values) if isinstance(text, Message) else (text, {})


def _message(parts: tuple[str, dict[str, Any]]) -> str:
    template, values = parts
    return say(template, **values) if values else template


def _pairs(found: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in found)


def _packed(source: SourceText) -> dict[str, Any]:
    fields = {f.name: getattr(source, f.name) for f in dataclasses.fields(source)}
    return {**fields, "marks": [(mark.kind, mark.span, mark.attributes) for mark in source.marks]}


def _limit_this_process(limits: Limits) -> None:
    """Ask the operating system to stop this process where it takes too much. Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    seconds = int(limits.seconds) + 1
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        ceiling = resource.getrlimit(what)[1]
        allowed = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(what, (allowed, ceiling))


def _child() -> None:
    settings = json.loads(sys.argv[1])
    limits = Limits(**settings["limits"])
    _limit_this_process(limits)
    try:
        answer = {"source": _packed(open_document(sys.stdin.buffer.read(), name=settings["name"], limits=limits))}
    except UnusableInput as problem:
        told = {key: _parts(getattr(problem, key)) for key in ("what", "where", "why", "do")}
        answer = {"unusable": {**told, "problems": [_parts(line) for line in problem.problems]}}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    _child()
