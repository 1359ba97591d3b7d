"""`narekenen fieldtest protocol|pool|standardise|guests|simulate`: what is decided before, and small areas after."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from narekenen.errors import UnusableInput

Show = Callable[[argparse.Namespace, dict[str, Any], Callable[[Any], None]], None]


def protocol_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a protocol (JSON); exits 1 when it cannot be locked yet")


def protocol(arguments: argparse.Namespace, show: Show) -> int:
    from narekenen.fieldtests.protocol import digest, missing_for_lock, read_protocol

    if not arguments.file.is_file():
        raise UnusableInput("There is no such file", where=arguments.file.name)
    read = read_protocol(arguments.file.read_bytes(), arguments.file.name)
    missing = missing_for_lock(read)
    result = {"protocol": read, "digest": digest(read), "missing": missing}
    words = PROTOCOL[arguments.lang]
    line = words["lacks"] + ", ".join(missing) if missing else words["ready"]
    show(arguments, result, lambda console: console.print(f"{result['digest']}\n{line}"))
    return 1 if missing else 0


def pool_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="area, positive and visits; or area, value and se (points)")


def pool(arguments: argparse.Namespace, show: Show) -> int:
    from narekenen.fieldtests.areas import read_areas

    found = read_areas(arguments.file)
    words = POOL[arguments.lang]

    def printed(console: Any) -> None:
        from narekenen.fieldtests.printing import print_rows
        from narekenen.fieldtests.sentences import percent

        rows = [
            [a.area, percent(a.own, arguments.lang), percent(a.value, arguments.lang),
             f"{percent(a.low, arguments.lang)} – {percent(a.high, arguments.lang)}"]
            for a in found.areas
        ]  # fmt: skip
        print_rows(console, words["title"], words["columns"], rows)
        console.print(words["spread"].format(c=percent(found.centre, arguments.lang),
                                             s=percent(found.spread, arguments.lang)))  # fmt: skip

    show(arguments, {"pooling": found}, printed)
    return 0


def standardise_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="group, stratum, n10, n01, n11, n00: groups as if made up alike")
    parser.add_argument("--like", default="", metavar="GROUP", help="whose composition counts; else the first")
    parser.add_argument("--estimand", default="ndr_any_positive", help="meetvraag")


def standardise(arguments: argparse.Namespace, show: Show) -> int:
    from narekenen.fieldtests.areas import standardised_groups

    found = standardised_groups(arguments.file, arguments.like, arguments.estimand)

    def printed(console: Any) -> None:
        from narekenen.fieldtests.sentences import percent
        from narekenen.fieldtests.verdicts import held_text

        for group, one in found.items():
            if one.standardised is None:
                console.print(f"{group}: –")
                continue
            value, low, high = (
                percent(x, arguments.lang)
                for x in (one.standardised.value, one.standardised.low, one.standardised.high)
            )
            console.print(f"{group}: {value} ({low} – {high})")
            if one.change is not None:
                console.print("  " + held_text(one.change, arguments.lang))

    show(arguments, {"groups": found}, printed)
    return 0


def guests_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--incidental", type=float, required=True, help="refusals that are taken as incidental, %%")
    parser.add_argument("--structural", type=float, required=True, help="refusals that are taken as structural, %%")
    parser.add_argument("--alpha", type=float, default=0.05)
    parser.add_argument("--beta", type=float, default=0.2)
    parser.add_argument("--most", type=int, default=20, help="visits at most")
    parser.add_argument("--seen", metavar="REFUSALS/VISITS", help="what to do at a desk where this was seen")


def guests(arguments: argparse.Namespace, show: Show) -> int:
    from narekenen.fieldtests.guests import DecisionRule, behaviour

    rule = DecisionRule(arguments.incidental / 100, arguments.structural / 100, arguments.alpha, arguments.beta,
                        arguments.most)  # fmt: skip
    played = tuple(behaviour(rule, share) for share in (rule.incidental, rule.structural))
    result: dict[str, Any] = {"rule": rule, "behaviour": played}
    if arguments.seen:
        refusals, _, visits = arguments.seen.partition("/")
        if not (refusals.isdecimal() and visits.isdecimal()):
            raise UnusableInput(f"{arguments.seen!r} is not REFUSALS/VISITS", where="--seen", do="For example 2/5")
        result["verdict"] = rule.verdict(int(refusals), int(visits))

    def printed(console: Any) -> None:
        words = GUESTS[arguments.lang]
        for found in played:
            console.print(words["behaviour"].format(s=f"{100 * found.share:.0f}%", c=f"{found.called_structural:.3f}",
                                                    v=f"{found.visits:.1f}"))  # fmt: skip
        if "verdict" in result:
            console.print(f"{arguments.seen}: {words[result['verdict']]}")

    show(arguments, result, printed)
    return 0


def simulate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pairs", type=int, required=True)
    for name, what in (("p10", "control only"), ("p01", "test only"), ("p11", "both")):
        parser.add_argument(f"--{name}", type=float, required=True, help=f"true share of pairs, {what}, %%")
    parser.add_argument("--agency-size", type=int, default=1, help="pairs per agency")
    parser.add_argument("--correlation", type=float, default=0.0, help="how alike pairs of one agency are, 0 to 1")


def simulate(arguments: argparse.Namespace, show: Show) -> int:
    from narekenen.fieldtests.simulation import INTERVALS, TESTS, Scenario, applies, rate

    shares = [arguments.p10 / 100, arguments.p01 / 100, arguments.p11 / 100]
    if min(shares) < 0 or sum(shares) > 1 or not 1 <= arguments.pairs <= 10_000 or not 0 <= arguments.correlation < 1:
        raise UnusableInput("This design cannot be played", where="simulate",
                            why="Needed: shares from 0 that are 100 at most together, 1 to 10,000 pairs")  # fmt: skip
    if not 1 <= arguments.agency_size <= arguments.pairs:
        raise UnusableInput(f"Agencies of {arguments.agency_size} in {arguments.pairs} pairs", where="--agency-size")
    played = Scenario("own design", shares[0], shares[1], shares[2], arguments.agency_size, arguments.correlation)
    own = [name for name in (*TESTS, *INTERVALS) if not name.startswith("callback") and applies(name, played)]
    result = {name: rate(played, arguments.pairs, name) for name in own}

    def printed(console: Any) -> None:
        from narekenen.fieldtests.printing import print_rows

        words = SIMULATE[arguments.lang]
        print_rows(console, words["title"], words["columns"], [
            [name, words["test" if name in TESTS else "interval"], f"{100 * value:.1f}%"]
            for name, value in result.items()
        ])  # fmt: skip

    show(arguments, {"scenario": played, "pairs": arguments.pairs, "rates": result}, printed)
    return 0


PROTOCOL: dict[str, dict[str, str]] = {
    "nl": {"lacks": "Kan nog niet worden vastgezet; dit ontbreekt: ", "ready": "Kan worden vastgezet."},
    "en": {"lacks": "Cannot be locked yet; this is missing: ", "ready": "Can be locked."},
}
POOL: dict[str, dict[str, Any]] = {
    "nl": {
        "title": "Kleine gebieden, deels samen geschat (geen ranglijst)",
        "columns": ["gebied", "eigen cijfer", "samen geschat", "95%-interval"],
        "spread": "Midden {c}; spreiding tussen gebieden {s}.",
    },
    "en": {
        "title": "Small areas, partially pooled (no league table)",
        "columns": ["area", "own number", "pooled", "95% interval"],
        "spread": "Centre {c}; spread between areas {s}.",
    },
}
GUESTS: dict[str, dict[str, str]] = {
    "nl": {
        "behaviour": "Een balie die {s} weigert, wordt met kans {c} structureel genoemd, na gemiddeld {v} bezoeken.",
        "structural": "structureel", "incidental": "incidenteel", "another visit": "nog een bezoek",
    },
    "en": {
        "behaviour": "A desk that refuses {s} is called structural with chance {c}, after {v} visits on average.",
        "structural": "structural", "incidental": "incidental", "another visit": "another visit",
    },
}  # fmt: skip
SIMULATE: dict[str, dict[str, Any]] = {
    "nl": {
        "title": "Uw opzet, gespeeld", "columns": ["methode", "wat", "hoe vaak"], "test": "significant bij 5%",
        "interval": "95%-interval bevat de waarheid",
    },
    "en": {
        "title": "Your design, played", "columns": ["method", "what", "how often"], "test": "significant at 5%",
        "interval": "95% interval holds the truth",
    },
}  # fmt: skip
