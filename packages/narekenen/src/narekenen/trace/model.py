"""How a number travels: the frozen values that carry it from a source to a published string.

Source -> Anchor -> Reading ─┐
Dataset, Parameter, ...      ├─> Run = Recipe@version + inputs + seed -> Estimates -> published string
                             ┘                                          all of it in one Bundle
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

InputKind = Literal["dataset", "parameter", "assumption", "reading", "figure", "passage"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where bytes came from. Two times: when it was true, and when it was known.

    digest      "sha256:<hex>" of the bytes
    name        file name or title, without a path
    origin      URL or the way it was obtained, "" when unknown
    licence     as stated by the owner, "" when not stated
    true_from   date of the document or reference date of the data, ISO, "" when unknown
    known_from  when it was fetched or received, ISO, "" when unknown
    """

    digest: str
    name: str
    media_type: str
    origin: str = ""
    licence: str = ""
    true_from: str = ""
    known_from: str = ""


@dataclass(frozen=True, slots=True)
class TextQuote:
    """W3C TextQuoteSelector on normalised text: the quote with 32 characters before and after."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class TextPosition:
    """W3C TextPositionSelector on normalised text: code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a document that survives a new rendering of the same document.

    source       digest of the bytes
    reader       reader@version that extracted the text
    normaliser   version of the normalisation that quote and position refer to
    locator      in words: "page 3", "table 2, row 4, column 3", "note 5"
    """

    source: str
    reader: str
    normaliser: str
    quote: TextQuote
    position: TextPosition
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value read at an anchor: "read as 15 644; proposed automatically; confirmed by an editor".

    value   canonical string of the value ("15644", "2023-09-06")
    by      "reader:<recipe@version>" for a proposal, "person" for a confirmation (never a name)
    """

    anchor: Anchor
    kind: str
    value: str
    unit: str
    by: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its uncertainty. Exactly one of the forms: value | value with low..high | text (a date, a class).

    level     coverage of low..high, e.g. 0.95
    n         number of units it rests on
    method    name of the method, with its source in the recipe's description
    reason    why there is no value: "suppressed: fewer than 5", "missing: not delivered"
    """

    name: str
    value: float | int | str | None
    unit: str = ""
    low: float | int | str | None = None
    high: float | int | str | None = None
    level: float | None = None
    n: int | None = None
    method: str = ""
    reason: str = ""
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.value is None and not self.reason:
            raise ValueError(f"Estimate {self.name!r} has no value and no reason: say why it is missing or suppressed.")
        if (self.low is None) != (self.high is None):
            raise ValueError(f"Estimate {self.name!r} has one end of an interval only.")


@dataclass(frozen=True, slots=True)
class RunInput:
    """One input of a run. The digest is over the canonical value, so that it can be checked without the platform.

    value    the input itself where the public may have it, None where it is restricted
    origin   what it was: the digest of a source, the id of another figure version, the reference of a parameter
    """

    name: str
    kind: InputKind
    digest: str
    value: Any = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """How an estimate becomes the published string: decimals after the comma, unit, language."""

    decimals: int = 0
    unit: str = ""
    lang: Literal["nl", "en"] = "nl"
    interval: bool = False


@dataclass(frozen=True, slots=True)
class Recipe:
    """A named, versioned way to compute. A version never changes once a number was published with it.

    function  "package.module:function", imported only when the recipe is run. It takes the input values by name and
              the seed, and returns a tuple of estimates
    extra     the extra that must be installed for it, "" for the light base
    """

    name: str
    version: int
    function: str
    description: str
    reference: str = ""
    extra: str = ""

    @property
    def id(self) -> str:
        return f"{self.name}@{self.version}"


@dataclass(frozen=True, slots=True)
class Run:
    """A computation that can be done again.

    recipe    "name@version"
    seed      "" when nothing is random; otherwise text, because random numbers are keyed by identity
    code      version of narekenen that computed
    """

    recipe: str
    inputs: tuple[RunInput, ...]
    seed: str
    code: str
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything an outsider needs to recompute one published figure version: `NB-2026-00123@2.json`.

    estimate    name of the estimate that was published; `published` the string on the page
    """

    figure: str
    version: int
    question: str
    run: Run
    estimate: str
    format: Format
    published: str
    sources: tuple[Source, ...] = ()
