"""What was released of a wave, as its page shows it: figures that stand in a publication, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from navolgbaar.fieldtests.models import Wave
from navolgbaar.fieldtests.queries import wave_before
from navolgbaar.fieldtests.science import Cells, protocol_of, sentence_of
from navolgbaar.figures.models import FigureVersion, RunInput
from navolgbaar.figures.queries import standing_versions

PREFIX = "fieldtest-"
Strata = dict[tuple[str, str], dict[str, Cells | None]]
"""(profile, block) -> value -> cells; None where they are withheld."""
Held = tuple[str, FigureVersion, FigureVersion | None]
"""A block, the change with its composition held fixed, and the p of that."""
ALPHA = 0.05


@dataclass(slots=True)
class Line:
    """One group: its label, the headline figure with the sentence that is true for it, and what stands beside it."""

    label: str
    version: FigureVersion
    sentence: str = ""
    detectable: FigureVersion | None = None
    adjusted: FigureVersion | None = None
    equivalence: FigureVersion | None = None
    change: FigureVersion | None = None
    change_p: FigureVersion | None = None
    held: list[Held] = field(default_factory=list)

    @property
    def is_equal(self) -> bool:
        """Whether equal treatment within the margin was shown, which is more than that no difference was."""
        found = self.equivalence.value if self.equivalence is not None else None
        return found is not None and float(found) <= ALPHA


def is_drawn(version: FigureVersion) -> bool:
    """Whether a chart can show it: it has a value and an interval."""
    return version.value is not None and bool(version.low)


@dataclass(slots=True)
class Block:
    """The groups of one block. place: in the protocol, which is the name of its chart."""

    name: str
    place: str
    lines: list[Line] = field(default_factory=list)

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(is_drawn(line.version) for line in self.lines)


@dataclass(frozen=True, slots=True)
class CallChange:
    """What changed in one answer to calls since the wave before, and what change would have shown."""

    answer: FigureVersion
    change: FigureVersion
    p: FigureVersion
    detectable: FigureVersion


@dataclass(slots=True)
class Released:
    """A wave's released figures. Empty where nothing was published yet."""

    meetvraag: str = ""
    flow: list[FigureVersion] = field(default_factory=list)
    lost: list[FigureVersion] = field(default_factory=list)
    profiles: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    others: list[FigureVersion] = field(default_factory=list)
    composition: list[tuple[FigureVersion, FigureVersion | None]] = field(default_factory=list)
    former: Wave | None = None
    calls: FigureVersion | None = None
    answers: list[FigureVersion] = field(default_factory=list)
    strategies: list[FigureVersion] = field(default_factory=list)
    headline: list[FigureVersion] = field(default_factory=list)
    alpha: FigureVersion | None = None
    call_changes: list[CallChange] = field(default_factory=list)

    @property
    def draws_profiles(self) -> bool:
        """Whether there is anything to draw about profiles."""
        return any(is_drawn(line.version) for line in self.profiles)

    @property
    def has_margin(self) -> bool:
        """Whether a margin was declared within which treatment is called equal."""
        return any(line.equivalence for line in self.profiles)

    @property
    def is_compared(self) -> bool:
        """Whether anything is said about the change since the wave before."""
        return any(line.change for line in self.profiles)

    @property
    def holds(self) -> bool:
        """Whether a change is shown with the composition held fixed as well."""
        return any(line.held for line in self.profiles)

    @property
    def draws_calls(self) -> bool:
        """Whether there is anything to draw about calls."""
        return any(is_drawn(version) for version in (*self.answers, *self.strategies))

    def __bool__(self) -> bool:
        return bool(self.flow)


def released_of(wave: Wave, language: str) -> Released:
    """The newest published figures of a wave, in the order of its protocol."""
    by_key, found = _by_key(wave), Released()
    if not by_key:
        return found
    protocol = protocol_of(wave.protocol.body)
    found.meetvraag = protocol.meetvragen[0]
    found.flow = [version for name in ("flow-listed", "flow-drawn", "flow-valid") for version in by_key.get(name, [])]
    found.lost = by_key.get("flow-lost", [])
    found.blocks = [Block(name, str(place)) for place, name in enumerate(protocol.blocks)]
    _groups(found, by_key, protocol, language)
    for meetvraag in protocol.meetvragen[1:]:
        found.others += [v for v in by_key.get(meetvraag.replace("_", "-"), []) if "block" not in v.figure.breakdown]
    _calls(found, by_key, protocol)
    is_compared = found.is_compared or bool(found.call_changes)
    _composition(found, by_key, wave_before(wave) if is_compared else None)
    return found


def published_cells(wave: Wave) -> dict[str, Cells]:
    """Profile -> the cells behind its published headline figure, where it has one."""
    key = PREFIX + protocol_of(wave.protocol.body).meetvragen[0].replace("_", "-")
    found = {}
    wanted = standing_versions().filter(figure__subject=wave.subject, figure__quantity__key=key)
    for version in wanted.order_by("number"):
        cells = cells_in(version)
        if cells is not None and "block" not in version.figure.breakdown:
            found[version.figure.breakdown["profile"]] = cells
    return found


def published_strata(wave: Wave) -> Strata:
    """The cells behind the published headline figures of each profile within each block."""
    found: Strata = {}
    key = protocol_of(wave.protocol.body).meetvragen[0].replace("_", "-")
    for version in _by_key(wave).get(key, []):
        profile, block, value = _place(version)
        if profile and block and value:
            found.setdefault((profile, block), {})[value] = cells_in(version)
    return found


def published_counts(wave: Wave) -> dict[str, dict[str, int]]:
    """Key of each published share of calls -> its count and of how many."""
    found: dict[str, dict[str, int]] = {}
    shares = {key: versions[0].run_id for key, versions in _by_key(wave).items() if key.startswith("call-")}
    for key, run in shares.items():
        said = {row.name: row.value for row in RunInput.objects.filter(run=run, name__in=("count", "of"))}
        if len(said) == 2:
            found[key] = said
    return found


def _by_key(wave: Wave) -> dict[str, list[FigureVersion]]:
    """The newest standing version of each figure of a wave, by quantity, in the order in which they were recorded."""
    newest: dict[int, FigureVersion] = {}
    wanted = standing_versions().filter(figure__subject=wave.subject, figure__quantity__key__startswith=PREFIX)
    for version in wanted.select_related("run").order_by("number", "pk"):
        newest[version.figure_id] = version
    by_key: dict[str, list[FigureVersion]] = {}
    for version in sorted(newest.values(), key=lambda version: version.figure_id):
        by_key.setdefault(version.figure.quantity.key.removeprefix(PREFIX), []).append(version)
    return by_key


def _composition(found: Released, by_key: dict[str, list[FigureVersion]], former: Wave | None) -> None:
    """How this wave was made up; beside each share that of the wave before, where the two are compared."""
    names, found.former = ("composition", "any-positive"), former
    other = _by_key(former) if former is not None else {}
    beside = {(name, _place(version)): version for name in names for version in other.get(name, [])}
    for name in names:
        found.composition += [(v, beside.get((name, _place(v)))) for v in by_key.get(name, [])]


def cells_in(version: FigureVersion) -> Cells | None:
    """The released cells that a figure was computed from; None where it is withheld or no figure of cells."""
    row = RunInput.objects.filter(run=version.run, name="cells").first()
    said: Any = row.value if row is not None else None
    return said if isinstance(said, dict) and "n10" in said else None


def _place(version: FigureVersion) -> tuple[str | None, ...]:
    """Profile, block and value that a figure is about."""
    return tuple(version.figure.breakdown.get(name) for name in ("profile", "block", "value"))


def _held(version: FigureVersion) -> tuple[str, str]:
    """Profile, and the block whose composition is held fixed."""
    return version.figure.breakdown["profile"], version.figure.breakdown["held"]


def _groups(found: Released, by_key: dict[str, list[FigureVersion]], protocol: Any, language: str) -> None:
    order = {profile: place for place, profile in enumerate(protocol.profiles())}
    headline = by_key.get(found.meetvraag.replace("_", "-"), [])
    at = {
        (name, _place(version)): version
        for name in ("detectable", "adjusted-p", "equivalence", "change", "change-p")
        for version in by_key.get(name, [])
    }  # fmt: skip
    p_held = {_held(version): version for version in by_key.get("change-held-p", [])}
    held: dict[str, list[Held]] = {}
    for version in by_key.get("change-held", []):
        profile, block = _held(version)
        held.setdefault(profile, []).append((block, version, p_held.get((profile, block))))
    for version in sorted(headline, key=lambda version: order[version.figure.breakdown["profile"]]):
        part, cells, place = version.figure.breakdown, cells_in(version), _place(version)
        said = sentence_of(cells, found.meetvraag, language) if cells and any(cells.values()) else ""
        line = Line(
            version.figure.part, version, said, at.get(("detectable", place)), at.get(("adjusted-p", place)),
            at.get(("equivalence", place)), at.get(("change", place)), at.get(("change-p", place)),
            [] if "block" in part else held.get(part["profile"], []),
        )  # fmt: skip
        if "block" in part:
            next(block for block in found.blocks if block.name == part["block"]).lines.append(line)
        else:
            found.profiles.append(line)


def _calls(found: Released, by_key: dict[str, list[FigureVersion]], protocol: Any) -> None:
    first = {key: versions[0] for key, versions in by_key.items()}
    found.calls, found.alpha = first.get("calls"), first.get("call-alpha")
    found.answers = [first[f"call-{c.key}"] for c in protocol.codes_of("call") if f"call-{c.key}" in first]
    found.strategies = [first[f"call-{c.key}"] for c in protocol.codes_of("strategy") if f"call-{c.key}" in first]
    found.headline = [first[name] for name in ("call-headline", "call-headline-reversed") if name in first]
    for answer in (*found.answers, *found.strategies, *found.headline[:1]):
        key = answer.figure.quantity.key.removeprefix(PREFIX) + "-change"
        if key in first:
            beside = (first[key], first[key + "-p"], first[key + "-detectable"])
            found.call_changes.append(CallChange(answer, *beside))
