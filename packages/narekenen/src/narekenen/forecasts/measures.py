"""The size of a policy measure: a share of the buildings, each with some extra months."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from narekenen.errors import UnusableInput, say


@dataclass(frozen=True, slots=True)
class Measure:
    """Extra months for a share of the buildings. Shares from 0 to 1, months not negative, low never above high."""

    name: str
    buildings: int
    share_low: Fraction
    share_high: Fraction
    months_low: Fraction
    months_high: Fraction

    def __post_init__(self) -> None:
        faults = []
        if self.buildings < 0:
            faults.append(say("{buildings} buildings: a number of buildings is not negative", buildings=self.buildings))
        if not 0 <= self.share_low <= self.share_high <= 1:
            faults.append(
                say("shares {low} to {high}: from 0 to 1, the low one first", low=self.share_low, high=self.share_high)
            )
        if not 0 <= self.months_low <= self.months_high:
            faults.append(
                say(
                    "months {low} to {high}: not negative, the low one first",
                    low=self.months_low,
                    high=self.months_high,
                )
            )
        if faults:
            raise UnusableInput("The measure cannot be computed", where=self.name, problems=tuple(faults))


def building_months(measure: Measure) -> tuple[Fraction, Fraction]:
    """Lowest and highest number of extra building-months: buildings x share x months.

    This is the size of the extra work, not the delay of the programme: that depends on capacity and comes from a run.
    """
    low = measure.buildings * measure.share_low * measure.months_low
    high = measure.buildings * measure.share_high * measure.months_high
    return low, high
