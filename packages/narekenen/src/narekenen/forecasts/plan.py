"""A works programme as data: addresses, stages, capacity, add-ons, and what all addresses share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from narekenen.forecasts.durations import Duration

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the work.

    duration    time at work, holding a place
    visit       share of the addresses that pass through this stage at all
    safe        share that is finished after this stage (assessed and found safe)
    wait_share  share that waits before this stage at the owner's wish, without holding a place
    wait        how long they wait
    back        share of those not found safe here that goes back (re-assessment), each address at most `back_most`
                times in all from this stage
    back_to     the stage to which they go back: this one or an earlier one, which they visit for certain; from there
                on everything is drawn anew, but an add-on belongs to the address and has the same days each time
    """

    name: str
    duration: Duration
    visit: float = 1.0
    safe: float = 0.0
    wait_share: float = 0.0
    wait: Duration | None = None
    back: float = 0.0
    back_to: str = ""
    back_most: int = 1


@dataclass(frozen=True, slots=True)
class Capacity:
    """Places (dossiers in hand at the same time) of a stage, from dates on; or how many may start per quarter.

    region    the region that has these places for itself; "*": one pool for all regions together
    points    (from this date on, places); constant up to the next point, or on a straight line to it when `linear`
    starts    the numbers are starts per calendar quarter: on a day something starts as long as fewer have started in
              that quarter than the number in force that day, however many are in hand; what is left over is gone
    """

    stage: str
    points: tuple[tuple[date, float], ...]
    region: str = EVERYWHERE
    linear: bool = False
    starts: bool = False


@dataclass(frozen=True, slots=True)
class AddOn:
    """Extra days at work in a stage for a share of the addresses (a policy measure).

    share_low, share_high   the share is the same for all addresses of a replication and lies evenly between these
    days_low, days_high     whole days, evenly between these for each address
    only                    tag that an address needs to be eligible; "" for everybody
    """

    name: str
    stage: str
    share_low: float
    share_high: float
    days_low: int
    days_high: int
    only: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """An event with a probability: from a day between first and last it multiplies capacity for `days` days."""

    name: str
    probability: float
    first: date
    last: date
    days: int
    capacity_factor: float
    stage: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Shared:
    """Uncertainty that all addresses of a replication share. Zero everywhere: only independent luck is left.

    capacity_cv      spread of a log-normal factor on capacity, new each quarter, with median 1
    capacity_memory  correlation of that factor (its logarithm) from quarter to quarter, 0 to below 1 (AR(1))
    duration_cv      spread of one log-normal factor on all time at work, with median 1
    ramp_low/high    days that the whole timetable of capacity comes later, evenly between these
    """

    capacity_cv: float = 0.0
    capacity_memory: float = 0.0
    duration_cv: float = 0.0
    ramp_low: int = 0
    ramp_high: int = 0


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Addresses that may turn out to belong to the scope: the share that does lies evenly between low and high.

    One number per replication places all such groups at the same height between their low and high.
    """

    group: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses, one entry each in every column; "" and 0 where nothing is said.

    complexes   addresses with the same name move together: they take their places at once and finish together
    release     day from the start of the programme from which work may begin (negative: before the start)
    priority    0 goes before 1; within one priority who came first; on one day by name
    tags        what add-ons look at
    groups      an `Inclusion` group; "" is certain
    at          stage where the address stands at the start; "" has not begun
    age         days that it has been at work there; -1: waiting before that stage
    """

    names: tuple[str, ...]
    regions: tuple[str, ...]
    release: tuple[int, ...]
    complexes: tuple[str, ...] = ()
    priority: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    age: tuple[int, ...] = ()

    def column(self, name: str, empty: object) -> tuple[object, ...]:
        """A column, filled with `empty` where it was left out."""
        found: tuple[object, ...] = getattr(self, name)
        return found or (empty,) * len(self.names)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a forecast depends on, apart from the seed and the number of replications.

    horizon       days that are looked ahead; what takes longer is reported as not finished, never as a date
    count_safe    do addresses found safe count as finished (and in the total)? Otherwise they leave both
    """

    start: date
    stages: tuple[Stage, ...]
    capacities: tuple[Capacity, ...]
    addresses: Addresses
    addons: tuple[AddOn, ...] = ()
    risks: tuple[Risk, ...] = ()
    inclusions: tuple[Inclusion, ...] = ()
    shared: Shared = field(default_factory=Shared)
    horizon: int = 30 * 365
    count_safe: bool = False
