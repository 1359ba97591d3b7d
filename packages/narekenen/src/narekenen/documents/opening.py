"""The front door: a path or bytes in, a SourceText out. The kind is seen from the content, never from the name."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable
from pathlib import Path

from narekenen.documents.kinds import Kind, Refusal, sniff
from narekenen.documents.limits import LIMITS, Limits
from narekenen.documents.model import SourceText
from narekenen.documents.text import read_text
from narekenen.errors import UnusableInput, say

_LONGEST_NAME = 120


def open_document(path_or_bytes: str | Path | bytes, *, name: str = "", limits: Limits = LIMITS) -> SourceText:
    """The text of one document: plain text, markdown, PDF, DOCX, HTML, XML of officielebekendmakingen.nl.

    path_or_bytes   a path to a regular file, or the bytes themselves
    name            what to call it in messages; by default the name of the file. Never used to find anything
    limits          see `Limits`

    Raises UnusableInput, and nothing else, for whatever cannot be read: missing, empty, broken, too large, other kinds.
    The digest is the sha256 of the bytes, in hex.
    """
    label = shown_name(name or (path_or_bytes if isinstance(path_or_bytes, str | Path) else ""))
    data = path_or_bytes if isinstance(path_or_bytes, bytes) else bytes_of(Path(path_or_bytes), label, limits)
    if len(data) > limits.file_bytes:
        raise _too_large(len(data), label, limits)
    kind = sniff(data)
    if isinstance(kind, Refusal):
        raise UnusableInput(kind.what, where=label, why=kind.why, do=kind.do)
    read = _reader(kind)
    return read(data, name=label, digest=hashlib.sha256(data).hexdigest(), limits=limits)


def _reader(kind: Kind) -> Callable[..., SourceText]:
    """The reader of a kind, imported when it is needed: the command line has to start at once."""
    if kind == "xml":
        from narekenen.documents.koop import read_koop

        return read_koop
    if kind == "docx":
        from narekenen.documents.docx import read_docx

        return read_docx
    if kind == "pdf":
        from narekenen.documents.pdf import read_pdf

        return read_pdf
    if kind == "html":
        from narekenen.documents.html import read_html

        return read_html
    return read_text


def shown_name(name: str | Path) -> str:
    """A name that is safe to print: no folders, no control or direction-changing characters, at most 120 long."""
    last = str(name).replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    shown = "".join("�" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in last)
    if len(shown) > _LONGEST_NAME:
        shown = shown[: _LONGEST_NAME - 13] + "…" + shown[-12:]
    return shown if shown.strip(". ") else "document"


def bytes_of(path: Path, label: str, limits: Limits) -> bytes:
    """The bytes of a regular file. A device, pipe or folder is refused before anything is read from it."""
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as problem:
        raise UnusableInput("no such file", where=label, do="Check the path") from problem
    except PermissionError as problem:
        raise UnusableInput("may not be read", where=label, do="Give yourself read permission on it") from problem
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        raise UnusableInput("cannot be opened", where=label, why=why, do="Check the path") from problem
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            what = "a folder, not a file" if stat.S_ISDIR(about.st_mode) else "a device or pipe, not a file"
            raise UnusableInput(what, where=label, do="Give the path of one document")
        if about.st_size > limits.file_bytes:
            raise _too_large(about.st_size, label, limits)
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(limits.file_bytes + 1)
    finally:
        os.close(handle)


def _too_large(size: int, label: str, limits: Limits) -> UnusableInput:
    return UnusableInput(
        say("too large: {size} bytes", size=size),
        where=label,
        why=say("At most {most} bytes are read", most=limits.file_bytes),
        do="Split the document",
    )
