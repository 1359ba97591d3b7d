"""A table of listings as a coordinator brings it: what is offered where, by whom, in which block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from navolgbaar.fieldtests.refusals import Refused, in_row
from navolgbaar.fieldtests.science import UnusableInput, table_rows

REFERENCE = ("listing", "reference", "referentie", "advertentie", "advertisement", "id")
PARTY = ("party", "aanbieder", "verhuurder", "makelaar", "bemiddelaar", "landlord", "agency", "kantoor")
CONTACT = ("contact", "email", "e-mail", "telefoon", "phone", "adres", "address")


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing. party and contact are for the vault alone."""

    reference: str
    party: str
    contact: str
    block: dict[str, str]

    def identity(self) -> dict[str, str]:
        """What is sealed."""
        return {"name": self.party, "contact": self.contact}


def column(row: dict[str, str], names: Sequence[str]) -> str | None:
    """The first of these columns that a table has."""
    return next((name for name in names if name in row), None)


def read_listings(data: bytes, name: str, blocks: Sequence[str], known: set[str]) -> list[Listing]:
    """Every listing of a table. known: references that are in the wave already.

    Raises Refused naming every row without a reference, a party or a block, and every listing that occurs twice.
    """
    try:
        rows = table_rows(data, name)
    except UnusableInput as problem:
        raise Refused(problem.in_language(get_language() or "nl")) from None
    if not rows:
        raise Refused(gettext("There is no listing in this file."))
    reference, party, contact = (column(rows[0], names) for names in (REFERENCE, PARTY, CONTACT))
    lacking = [label for label, found in ((REFERENCE[0], reference), (PARTY[0], party)) if found is None]
    lacking += [block for block in blocks if block.casefold() not in rows[0]]
    if reference is None or party is None or lacking:
        raise Refused(gettext("Columns are missing: %(columns)s.") % {"columns": ", ".join(lacking)})
    found, seen, problems = [], dict[str, int](), []
    for line, row in enumerate(rows, start=2):
        values = {block: row[block.casefold()] for block in blocks}
        if not row[reference]:
            problems.append(in_row(line, gettext("no reference.")))
        elif row[reference] in seen:
            problems.append(in_row(line, gettext("the same listing as row %(row)s.") % {"row": seen[row[reference]]}))
        elif row[reference] in known:
            problems.append(in_row(line, gettext("a listing that is in this wave already.")))
        if not any(letter.isalnum() for letter in row[party]):
            problems.append(in_row(line, gettext("nobody who offers it.")))
        problems += [in_row(line, gettext("no value for %(block)s.") % {"block": block})
                     for block, value in values.items() if not value]  # fmt: skip
        seen.setdefault(row[reference], line)
        found.append(Listing(row[reference][:200], row[party], row[contact] if contact else "", values))
    if problems:
        raise Refused(gettext("Nothing was taken in. These rows cannot be used:"), problems)
    return found
