"""The four counts that every matched field test comes down to."""

from __future__ import annotations

from dataclasses import dataclass

from narekenen.errors import UnusableInput, say

ORDER = ("n10", "n01", "n11", "n00")


@dataclass(frozen=True, slots=True)
class PairedCells:
    """Counts of pairs by who got a positive answer. The first digit is the control profile, the second the test one.

    n11    both            n10    only the control profile
    n00    neither         n01    only the test profile

    Raises UnusableInput when a count is negative or no whole number, or when there is no pair at all.
    """

    n11: int
    n10: int
    n01: int
    n00: int

    def __post_init__(self) -> None:
        wrong = tuple(
            f"{name} = {getattr(self, name)!r}"
            for name in ORDER
            if not isinstance(getattr(self, name), int)
            or isinstance(getattr(self, name), bool)
            or getattr(self, name) < 0
        )
        if wrong:
            raise UnusableInput("Counts of pairs are whole numbers from 0", where="cells", problems=wrong)
        if self.total == 0:
            raise UnusableInput("There is no pair", where="cells", do="Give at least one valid pair")

    @property
    def total(self) -> int:
        """N: all valid pairs."""
        return self.n11 + self.n10 + self.n01 + self.n00

    @property
    def any_positive(self) -> int:
        """M: pairs with at least one positive answer."""
        return self.n11 + self.n10 + self.n01

    @property
    def discordant(self) -> int:
        """D: pairs that were answered differently."""
        return self.n10 + self.n01

    @property
    def control_positive(self) -> int:
        """Pairs in which the control profile got a positive answer."""
        return self.n11 + self.n10

    @property
    def test_positive(self) -> int:
        """Pairs in which the test profile got a positive answer."""
        return self.n11 + self.n01

    def swapped(self) -> PairedCells:
        """The same pairs with the two profiles in each other's place."""
        return PairedCells(n11=self.n11, n10=self.n01, n01=self.n10, n00=self.n00)

    def __add__(self, other: PairedCells) -> PairedCells:
        return PairedCells(self.n11 + other.n11, self.n10 + other.n10, self.n01 + other.n01, self.n00 + other.n00)


def parse_cells(text: str) -> PairedCells:
    """Cells from text in the order n10,n01,n11,n00 ("307,80,464,1883"), or by name ("n11=464 n10=307 n01=80 n00=1883").

    Raises UnusableInput when there are not four whole numbers or a name is unknown, doubled or missing.
    """
    parts = text.replace(";", ",").replace(" ", ",").split(",")
    words = [part for part in parts if part]
    named = dict(word.split("=", 1) for word in words if "=" in word)
    if not named:
        named = dict(zip(ORDER, words, strict=False))
    right_names = len(words) == len(ORDER) and set(named) == set(ORDER)
    if not right_names or not all(value.strip().isdecimal() for value in named.values()):
        raise UnusableInput(
            say("{text!r} is not four counts", text=text),
            where="--cells",
            why=say("Four whole numbers are needed, in the order {order}", order=",".join(ORDER)),
            do="For example --cells 307,80,464,1883",
        )
    return PairedCells(**{name: int(value) for name, value in named.items()})
