"""The door to narekenen: a paper of a stranger is read in a process of its own, checked, and forgotten."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from navolgbaar.website.uploads import MOST_BYTES

if TYPE_CHECKING:
    from narekenen.arithmetic.model import Finding
    from narekenen.comparison.model import Comparison
    from narekenen.readings.model import Letter
    from narekenen.report.reading import Checked

Lang = Literal["nl", "en"]
MIB = 1024 * 1024
DIGITS = re.compile(r"\d[\d.,  ]{0,30}")


class CannotCheck(Exception):
    """A file that cannot be read. `what` is what narekenen says it is; it never quotes the file."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def check_paper(data: bytes, name: str) -> Checked:
    """Read and check one file. Raises CannotCheck. Nothing of it is written anywhere.

    Every kind is opened in a child process with limits on time and memory; what comes back is text of a bounded
    length, which the rules pass through in time linear in that length.
    """
    from narekenen.arithmetic.checks import check
    from narekenen.report.reading import Checked

    letter = read_paper(data, name, characters=300_000)
    return Checked(letter, check(letter))


def compare_papers(earlier: tuple[bytes, str], later: tuple[bytes, str]) -> Comparison:
    """What became of each promise of the earlier letter. (bytes, name) each. Raises CannotCheck; keeps nothing."""
    from narekenen.comparison.comparing import compare

    return compare(*(read_paper(data, name, characters=150_000) for data, name in (earlier, later)))


def read_paper(data: bytes, name: str, *, characters: int) -> Letter:
    """One file of a stranger, opened in a child process with limits, and read. Raises CannotCheck."""
    from narekenen.documents.isolation import open_isolated
    from narekenen.documents.limits import Limits
    from narekenen.errors import UnusableInput
    from narekenen.readings.letter import read_letter

    limits = Limits(
        file_bytes=MOST_BYTES, characters=characters, pages=1_000, markup_bytes=32 * MIB, tags=600_000, marks=200_000,
        seconds=20.0, memory_bytes=1024 * MIB,
    )  # fmt: skip
    try:
        return read_letter(open_isolated(data, name=name, limits=limits))
    except UnusableInput as problem:
        raise CannotCheck(problem.what) from None


def paper_markup(checked: Checked, lang: Lang) -> str:
    """The paper with its margin, as narekenen draws it; all words of the document are escaped."""
    from narekenen.report.page import rows

    return rows(checked, lang)


def place_of(checked: Checked, finding: Finding) -> tuple[int | None, int, str]:
    """Page (None without pages), line, and the sentence in which a finding stands, shortened around it."""
    from narekenen.report.text import excerpt

    first = finding.evidence[0]
    page, line = checked.place(first.raw)
    return page, line, excerpt(checked, first)


def amount(text: str) -> tuple[Decimal, str] | None:
    """A printed amount as (value, unit) where the text is one number and nothing else: "€ 24.500", "25,0%"."""
    from narekenen.readings.digits import read_digits

    words = text.strip()
    unit = "%" if words.endswith("%") else "€" if words.startswith("€") or words.endswith("euro") else ""
    digits = words.removeprefix("€").removesuffix("%").removesuffix("euro").strip()
    read = read_digits(digits) if DIGITS.fullmatch(digits) else None
    return (read.value, unit) if read is not None else None
