"""Who gets which profile, order, template: drawn by lot, promised before the fieldwork, recomputable after it.

The draw is permuted blocks: within each block (city, agency type) the conditions are dealt in rounds, every round a
shuffle of its own. Shuffles and the order of the listings come from the seed and from names alone, so the same seed
gives the same draw on every machine, whatever the order of the rows.

Before the fieldwork only `commitment` is published; after it the sealed draw, and anybody can run `verify`.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

from narekenen.errors import UnusableInput
from narekenen.fieldtests.keyed import keyed_integer
from narekenen.trace.canonical import digest

SCHEMA = "narekenen/assignment/1"


@dataclass(frozen=True, slots=True)
class Design:
    """What is drawn. Factor name -> levels, for example {"profile": (...), "order": (...), "template": (...)}.

    weights         of the levels of the first factor, whole numbers; () for equal
    most_per_party  listings of one landlord or agency that are tested at most, chosen by lot; 0 for no limit
    """

    factors: Mapping[str, tuple[str, ...]]
    weights: tuple[int, ...] = ()
    most_per_party: int = 0

    def conditions(self) -> list[dict[str, str]]:
        """Every combination of levels, the first factor as often as its weight."""
        names = list(self.factors)
        first = self.factors[names[0]]
        repeated = [level for level, times in zip(first, self.weights or (1,) * len(first), strict=True)
                    for _ in range(times)]  # fmt: skip
        rest = [self.factors[name] for name in names[1:]]
        return [dict(zip(names, levels, strict=True)) for levels in product(repeated, *rest)]

    def __post_init__(self) -> None:
        problems = [f"{name} has no levels" for name, levels in self.factors.items() if not levels]
        problems += [f"at most {self.most_per_party} per party"] if self.most_per_party < 0 else []
        problems += [f"{name} has a level twice" for name, v in self.factors.items() if len(set(v)) < len(v)]
        first = next(iter(self.factors.values()), ())
        if self.weights and (len(self.weights) != len(first) or min(self.weights) < 1):
            problems.append(f"{len(self.weights)} weights for {len(first)} levels, each a whole number from 1")
        if problems or not self.factors:
            raise UnusableInput("The design cannot be drawn", where="design", problems=tuple(problems),
                                why="" if self.factors else "There is no factor")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listing:
    """What is tested: an id that occurs once, the block it is drawn in, and a pseudonym of who offers it."""

    id: str
    block: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Draw:
    """A sealed draw: keep it closed until the fieldwork is over, publish `commitment` before it starts.

    assigned   every listing with its condition; an empty one where its party has had enough
    """

    seed: str
    design: Design
    assigned: tuple[tuple[Listing, dict[str, str]], ...]

    def commitment(self) -> str:
        """sha256 over seed, design and listings: fixes the whole draw and gives nothing of it away.

        The seed must be long and random (32 bytes, `secrets.token_hex(32)`): a short one can be guessed.
        """
        return commit(self.seed, self.design, [listing for listing, _ in self.assigned])


def _plan(seed: str, design: Design, listings: Sequence[Listing]) -> dict[str, Any]:
    rows = sorted([listing.id, listing.block, listing.party] for listing in listings)
    return {
        "schema": SCHEMA, "seed": seed, "listings": rows, "weights": list(design.weights),
        "most_per_party": design.most_per_party,
        # Pairs, because the order of factors matters and canonical JSON sorts the keys of a mapping.
        "factors": [[name, list(levels)] for name, levels in design.factors.items()],
    }  # fmt: skip


def commit(seed: str, design: Design, listings: Sequence[Listing]) -> str:
    """The commitment hash of a draw, "sha256:<hex>"."""
    return digest(_plan(seed, design, listings))


def assign(listings: Sequence[Listing], design: Design, *, seed: str) -> Draw:
    """Draw a condition for every listing. Within a block each condition occurs equally often, give or take one.

    Raises UnusableInput naming every id that occurs twice, and for a seed below 16 characters.
    """
    seen: dict[str, int] = {}
    for listing in listings:
        seen[listing.id] = seen.get(listing.id, 0) + 1
    twice = tuple(f"listing {key!r} occurs {count} times" for key, count in seen.items() if count > 1)
    if twice or not listings:
        raise UnusableInput("The listings cannot be drawn from" if twice else "There are no listings",
                            where="listings", problems=twice)  # fmt: skip
    if len(seed) < 16:
        raise UnusableInput("A seed below 16 characters can be guessed from its commitment", where="seed",
                            do="Leave the seed out and a random one is made")  # fmt: skip
    conditions = design.conditions()
    blocks: dict[str, list[Listing]] = {}
    for listing in _within_limit(listings, design.most_per_party, seed):
        blocks.setdefault(listing.block, []).append(listing)
    drawn: dict[str, dict[str, str]] = {}
    for block, members in blocks.items():
        members.sort(key=lambda listing: keyed_integer(seed, "listing", block, listing.id))
        for turn, first in enumerate(range(0, len(members), len(conditions))):
            dealt = _round(seed, block, turn, conditions)
            drawn |= {m.id: dealt[i] for i, m in enumerate(members[first : first + len(conditions)])}
    return Draw(seed, design, tuple((listing, drawn.get(listing.id, {})) for listing in listings))


def _within_limit(listings: Sequence[Listing], most: int, seed: str) -> list[Listing]:
    """At most so many listings of one party, by lot. A listing without a party stands alone."""
    if not most:
        return list(listings)
    parties: dict[str, list[Listing]] = {}
    for listing in listings:
        parties.setdefault(listing.party, []).append(listing)
    kept = parties.pop("", [])
    for party, members in parties.items():
        members.sort(key=lambda listing: keyed_integer(seed, "party", party, listing.id))
        kept += members[:most]
    return kept


def _round(seed: str, block: str, turn: int, conditions: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    ranks = sorted(range(len(conditions)), key=lambda i: keyed_integer(seed, "round", block, str(turn), str(i)))
    return [conditions[i] for i in ranks]


def sealed(draw: Draw) -> dict[str, Any]:
    """The draw as one JSON value, to be opened after the fieldwork."""
    plan = _plan(draw.seed, draw.design, [listing for listing, _ in draw.assigned])
    del plan["listings"]
    rows = [{**asdict(listing), **condition} for listing, condition in draw.assigned]
    return {**plan, "commitment": draw.commitment(), "assigned": rows}


def verify(opened: Mapping[str, Any], *, commitment: str = "") -> tuple[str, ...]:
    """Draw again from an opened draw and name every row that differs; empty when all holds.

    commitment   the hash that was published before the fieldwork; without it the one in the file is used
    Raises UnusableInput when the value is no sealed draw.
    """
    try:
        factors = {name: tuple(levels) for name, levels in opened["factors"]}
        design = Design(factors, tuple(opened["weights"]), opened["most_per_party"])
        rows = [
            (Listing(row["id"], row["block"], row["party"]), {name: row[name] for name in factors if name in row})
            for row in opened["assigned"]
        ]
        seed, written = str(opened["seed"]), str(opened["commitment"])
        known = opened["schema"] == SCHEMA
    except (KeyError, TypeError, ValueError) as problem:
        raise UnusableInput(f"This is no sealed draw ({SCHEMA})", where="assignment", why=repr(problem)) from problem
    if not known:
        raise UnusableInput(f"This is a draw of {opened['schema']!r}, not {SCHEMA}", where="assignment")
    again = assign([listing for listing, _ in rows], design, seed=seed)
    faults = []
    published = commitment or written
    if not hmac.compare_digest(again.commitment().encode(), published.encode()):
        faults.append("seed, design or listings are not those of the commitment: " + published)
    if written != published:
        faults.append("the file carries another commitment than was published: " + written)
    for (listing, stated), (_, drawn) in zip(rows, again.assigned, strict=True):
        faults += [
            f"listing {listing.id!r}: {name} is {stated.get(name)!r}, drawn was {drawn.get(name)!r}"
            for name in design.factors if stated.get(name) != drawn.get(name)
        ]  # fmt: skip
    return tuple(faults)
