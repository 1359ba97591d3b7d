"""A line of the scope ledger: how many addresses entered or left, why, and which."""

from __future__ import annotations

from dataclasses import dataclass

from narekenen.errors import UnusableInput, say

COLUMNS = {
    "region": "regions", "regio": "regions", "tag": "tags", "kenmerk": "tags", "group": "groups", "groep": "groups",
    "at": "at", "staat_in": "at",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Addresses that entered (positive) or left (negative) the scope since the vintage before, and why. Addresses that
    were knowingly left out are a line too, with 0 in `change` and their number in `left_out`.

    which   conditions on the addresses that it is about, for example "region = north, tag = heavy"; "" for any
    """

    reason: str
    change: int
    left_out: int = 0
    which: str = ""


def conditions(which: str) -> dict[str, str]:
    """The columns of the addresses that a line names, with their values. Raises UnusableInput naming what is none."""
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in which.split(","))):
        name, mark, value = (word.strip() for word in part.partition("="))
        if not mark or name.casefold() not in COLUMNS:
            raise UnusableInput(
                say("{part!r} names no addresses", part=part), where="scope ledger",
                do=say("Write for example region = north; choose from {those}", those=", ".join(COLUMNS)),
            )  # fmt: skip
        found[COLUMNS[name.casefold()]] = value
    return found
