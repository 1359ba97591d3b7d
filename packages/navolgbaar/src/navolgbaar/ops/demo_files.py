"""The demonstration programmes as they stand in `demo/`: readable files in, frozen values out."""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from navolgbaar.ops.errors import CannotStart


@dataclass(frozen=True, slots=True)
class Asked:
    """What a figure answers: quantity and issuer by key, kind, period as written, and the day it was said."""

    quantity: str
    kind: str
    period: str
    issuer: str
    on: date


@dataclass(frozen=True, slots=True)
class Read:
    """A figure that is read in a sentence. `value` as narekenen reads it, e.g. "15644"."""

    key: str
    value: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure that a recipe gives. `inputs` maps names to keys of figures or lists of these."""

    key: str
    recipe: str
    inputs: dict[str, Any]
    asked: Asked


@dataclass(frozen=True, slots=True)
class Correction:
    """Another answer to a computed figure, with its reason."""

    figure: str
    inputs: dict[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of facts in our own words, about a publication that is not here.

    sentences   (text, the figures that are read in it)
    """

    title: str
    on: date
    publication: str
    where: str
    sentences: tuple[tuple[str, tuple[Read, ...]], ...]


@dataclass(frozen=True, slots=True)
class DemoProgramme:
    key: str
    about: dict[str, Any]
    quantities: tuple[dict[str, Any], ...]
    sheets: tuple[Sheet, ...]
    computed: tuple[Computed, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Demo:
    """Everything in `demo/`; `digest` tells whether an installation was made from these very files."""

    organisations: tuple[dict[str, str], ...]
    programmes: tuple[DemoProgramme, ...]
    digest: str = field(default="")


SHARED_FILES = ("organisations.toml", "areas.toml")
"""What all programmes rest on; every other file is a programme."""

EDITORS = "redactie"
"""The organisation that owns and publishes everything in the demonstration."""


def find_files() -> Path:
    """`NAVOLGBAAR_DEMO`, or the folder `demo` of the repository. Raises CannotStart where it is not there."""
    folder = Path(os.environ.get("NAVOLGBAAR_DEMO", Path(__file__).resolve().parents[5] / "demo"))
    if not (folder / "organisations.toml").is_file():
        raise CannotStart(
            f"The demonstration programmes are not in {folder}.",
            do="Run it from a clone of the repository, or set NAVOLGBAAR_DEMO to its folder `demo`.",
        )
    return folder


def digest_of(folder: Path) -> str:
    """One digest over all files, without reading what is in them."""
    sha = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        sha.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()


def read_demo(folder: Path) -> Demo:
    """All demonstration programmes, in the order of their names. Raises CannotStart where a file says too little."""
    organisations = toml(folder / "organisations.toml")["organisations"]
    files = [path for path in sorted(folder.glob("*.toml")) if path.name not in SHARED_FILES]
    return Demo(tuple(organisations), tuple(_programme(path) for path in files), digest_of(folder))


def toml(path: Path) -> dict[str, Any]:
    """What a file says. Raises CannotStart where it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise CannotStart(f"{path.name} cannot be read: {problem}.", do="Mend it, or take it out.") from None


def _programme(path: Path) -> DemoProgramme:
    said = toml(path)
    names = ("name", "name_en", "summary", "summary_en", "starts_on")
    try:
        return DemoProgramme(
            key=said["key"],
            about={name: said[name] for name in names},
            quantities=tuple(said["quantities"]),
            sheets=tuple(_sheet(sheet) for sheet in said["documents"]),
            computed=(
                *(_computed(item, item["recipe"], item["inputs"]) for item in said.get("computed", [])),
                *(
                    _computed(item, "disclosure.withheld@1", {"reason": item["reason"]})
                    for item in said.get("withheld", [])
                ),
            ),
            corrections=tuple(Correction(**item) for item in said["corrections"]),
        )
    except (KeyError, TypeError) as problem:
        raise CannotStart(f"{path.name} says too little: {problem}.", do="See demo/README.md.") from None


def _sheet(said: dict[str, Any]) -> Sheet:
    def read(item: dict[str, Any]) -> Read:
        asked = Asked(item["quantity"], item["kind"], item["period"], item["issuer"], said["on"])
        return Read(item["key"], item["value"], asked)

    sentences = tuple((s["text"], tuple(read(item) for item in s.get("figures", []))) for s in said["sentences"])
    return Sheet(said["title"], said["on"], said["publication"], said["where"], sentences)


def _computed(said: dict[str, Any], recipe: str, inputs: dict[str, Any]) -> Computed:
    asked = Asked(said["quantity"], said["kind"], said["period"], EDITORS, said["on"])
    return Computed(said["key"], recipe, inputs, asked)
