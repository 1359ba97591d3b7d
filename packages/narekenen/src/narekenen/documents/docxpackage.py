"""The zip around a DOCX: parts are read one by one, in memory, up to stated sizes. Nothing is written to disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from narekenen.documents.elements import Element, local_name, parse_xml
from narekenen.documents.limits import MIB, Limits
from narekenen.errors import UnusableInput, say

_SMALL = 8 * MIB
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, OverflowError)


class Package:
    """The parts of a DOCX by name, and what each part says it is related to."""

    def __init__(self, data: bytes, where: str, limits: Limits) -> None:
        """Raises UnusableInput where the zip is broken, has too many parts, or holds no main document."""
        self.where, self.limits = where, limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as problem:
            raise self._broken(str(problem)) from problem
        self._parts = {info.filename: info for info in self._zip.infolist()}
        if len(self._parts) > limits.parts:
            why = say("It holds {count} parts, at most {most} are looked at", count=len(self._parts), most=limits.parts)
            raise UnusableInput("a packed file with too many parts", where=where, why=why, do="Save the document anew")
        main = [target for kind, target in self.related("").values() if kind == "officeDocument"]
        self.main = next((part for part in [*main, "word/document.xml"] if part in self._parts), "")
        if not self.main:
            raise UnusableInput(
                "a DOCX without a document", where=where, do="Open it and save it anew",
                why="The part with its text (word/document.xml) is missing",
            )  # fmt: skip

    def root(self, part: str) -> Element | None:
        """The root element of a part, None where there is no such part."""
        return parse_xml(self._read(part), f"{self.where}, {part[:80]}", self.limits) if part in self._parts else None

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """By relation id: the last word of its type, and the name of the part or, outside the file, the address."""
        folder, _, name = part.rpartition("/")
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in () if root is None else root:
            if local_name(relation) == "Relationship":
                target = relation.get("Target", "")
                if relation.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], target)
        return found

    def _read(self, part: str) -> bytes:
        info = self._parts[part]
        bomb = info.file_size > _SMALL and info.file_size > self.limits.ratio * max(info.compress_size, 1)
        if info.file_size > self.limits.markup_bytes or bomb:
            why = say(
                "{part} would grow from {small} to {large} bytes",
                part=part[:80],
                small=info.compress_size,
                large=info.file_size,
            )
            raise UnusableInput(
                "a packed file that is far too large inside", where=self.where, why=why, do="Do not use it"
            )
        try:
            with self._zip.open(info) as file:
                return file.read(self.limits.markup_bytes + 1)
        except RuntimeError as problem:
            do = "Open it with its password and save it without one"
            raise UnusableInput("a DOCX with a password", where=self.where, why=str(problem), do=do) from problem
        except _BROKEN as problem:
            raise self._broken(f"{part[:80]}: {problem}") from problem

    def _broken(self, why: str) -> UnusableInput:
        do = "Download it again, or open it in a word processor and save it anew"
        return UnusableInput("a damaged DOCX", where=self.where, why=why, do=do)
