"""The groups of a wave: cells per profile, and per profile within each block; as they are, and as they may leave."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from navolgbaar.fieldtests.models import ReleasedCells, Test, Wave
from navolgbaar.fieldtests.science import CELLS, Cells, count_cells, protocol_of, released
from navolgbaar.fieldtests.validation import answers

SEPARATOR = " / "


def groups_of(wave: Wave, tests: list[Test]) -> tuple[dict[str, Cells], dict[str, Cells | None]]:
    """(exact cells, cells that may leave or None) per group: "profile" and "profile / block / value"."""
    protocol = protocol_of(wave.protocol.body)
    pairs: dict[str, list[tuple[bool, bool]]] = {profile: [] for profile in protocol.profiles()}
    for test, control, other in answers(wave, tests):
        pairs[test.profile].append((control, other))
        for block in protocol.blocks:
            group = SEPARATOR.join((test.profile, block, test.block[block]))
            pairs.setdefault(group, []).append((control, other))
    exact = {group: count_cells(found) for group, found in sorted(pairs.items())}
    left: dict[str, Cells | None] = {}
    for profile in protocol.profiles():
        left |= leaving(profile, exact, protocol.blocks, protocol.threshold, protocol.rounding)
    return exact, {group: left[group] for group in exact}


def leaving(
    profile: str, exact: Mapping[str, Cells], blocks: tuple[str, ...], threshold: int, rounding: int
) -> dict[str, Cells | None]:
    """One profile and its parts, as they may leave. The parts of a block are judged with their total, which leaves too.

    Two blocks need no rule of their own: of a count in both at once (one value of each) nothing is published, and what
    the two together leave open is at least as wide as the smaller of its two parts and of what these leave of the
    total (Frechet's bounds); each of these is zero or not below the threshold. A test asks a linear program.
    """
    left = released({profile: exact[profile]}, threshold=threshold, rounding=rounding)
    for block in blocks:
        parts = {g: cells for g, cells in exact.items() if g.startswith(SEPARATOR.join((profile, block, "")))}
        if parts:
            whole_leaves = left[profile] is not None
            left |= released(parts, threshold=threshold, rounding=rounding) if whole_leaves else dict.fromkeys(parts)
    return left


def differing(wave: Wave, exact: Mapping[str, Cells], threshold: int) -> list[str]:
    """Groups whose cells changed since they last left, but by fewer tests than the threshold, in words."""
    close = []
    for group, cells in exact.items():
        before = ReleasedCells.objects.filter(wave=wave, group=group).order_by("-pk").first()
        moved = sum(abs(cells[name] - before.exact[name]) for name in CELLS) if before else 0
        if 0 < moved < threshold:
            close.append(gettext("%(group)s: some tests changed, but too few.") % {"group": group})
    return close
