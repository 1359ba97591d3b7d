"""Families of tests as a protocol declares them before the fieldwork: which groups are corrected together, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from narekenen.errors import UnusableInput
from narekenen.fieldtests.multiplicity import benjamini_hochberg, holm
from narekenen.fieldtests.protocolmodel import Family

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """One group within a declared family: its own p and the adjusted one."""

    family: str
    method: str
    group: Group
    p: float
    adjusted: float


def adjust(families: Sequence[Family], p_values: Mapping[Group, float]) -> tuple[Adjusted, ...]:
    """Adjust p-values within each declared family. A group may stand in several families, or in none.

    p_values   group -> p, a group as ("profile",) or ("profile", "value of the block")
    "*" in a member stands for every profile or value. Raises UnusableInput naming every member that no group answers
    to: a family cannot lose a member because its result is not there.
    """
    out: list[Adjusted] = []
    problems: list[str] = []
    for family in families:
        chosen: dict[str, Group] = {}
        for member in family.members:
            found = [group for group in p_values if _answers(member, group)]
            if not found:
                problems.append(f"family {family.name!r}: no group answers to {member!r}")
            chosen |= {"\x1f".join(group): group for group in found}
        if not chosen:
            continue
        correct = holm if family.method == "holm" else benjamini_hochberg
        done = correct({key: p_values[group] for key, group in chosen.items()})
        out += [Adjusted(family.name, family.method, chosen[key], p_values[chosen[key]], p) for key, p in done.items()]
    if problems:
        there = ", ".join(" / ".join(group) for group in p_values)
        raise UnusableInput("The declared families do not fit the groups", where="families", problems=tuple(problems),
                            why=f"The groups are {there}")  # fmt: skip
    return tuple(out)


def _answers(member: str, group: Group) -> bool:
    parts = [part.strip() for part in member.split("/")]
    return len(parts) == len(group) and all(part in ("*", name) for part, name in zip(parts, group, strict=True))
