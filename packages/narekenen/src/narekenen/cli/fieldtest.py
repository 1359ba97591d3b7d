"""`narekenen fieldtest WHAT`: matched field tests, from files or from four counts."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from narekenen.cli import fieldtest_planning as planning
from narekenen.cli.output import Sub, add_subcommands, run_subcommand
from narekenen.errors import UnusableInput
from narekenen.trace.canonical import plain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_subcommands(parser, "fieldtest", SUBS)


def run(arguments: argparse.Namespace) -> int:
    return run_subcommand(arguments, SUBS)


def _show(arguments: argparse.Namespace, result: dict[str, Any], printer: Callable[[Any], None]) -> None:
    if arguments.json:
        value = {"schema": f"narekenen/fieldtest.{arguments.sub}/1", **plain(result)}
        print(json.dumps(value, ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    printer(Console(width=None if sys.stdout.isatty() else 160, highlight=False, markup=False))


def _pairs(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not name or not value:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _analyse_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="pairs or messages in CSV, XLSX or Parquet")
    parser.add_argument("--cells", metavar="n10,n01,n11,n00", help="four counts instead of a file")
    parser.add_argument("--column", type=_pairs, action="append", default=[], metavar="ROLE=NAME", help="name a column")
    parser.add_argument("--control", default="", help="the control profile, in a file with a row per message")
    parser.add_argument("--profile", action="append", default=[], help="only this test profile (repeat for more)")
    parser.add_argument("--by", action="append", default=[], metavar="COLUMN", help="subgroups by this column")
    parser.add_argument("--positive", type=_words, default=(), metavar="CODES", help="codes that are positive answers")
    parser.add_argument("--negative", type=_words, default=(), metavar="CODES", help="codes that are not")
    parser.add_argument("--empty", choices=("incomplete", "negative"), default="incomplete", help="an empty answer")
    parser.add_argument("--same", choices=("refuse", "best", "compare"), default="refuse", help="identical candidates")
    parser.add_argument("--placebo", default="", metavar="PROFILE", help="the profile of the placebo pairs")
    parser.add_argument(
        "--quality", action="append", default=[], metavar="COLUMN",
        help="visible quality that was varied: level or spread (Neumark)",
    )  # fmt: skip
    parser.add_argument("--protocol", type=Path, help="a protocol: its families, margin and meetvraag decide")
    parser.add_argument("--estimand", default="ndr_any_positive", help="meetvraag of the headline")
    parser.add_argument("--level", type=float, default=0.95, help="level of the intervals")
    parser.add_argument("--margin", type=float, help="equivalence margin in percentage points, set beforehand")
    parser.add_argument("--seed", default="narekenen", help="seed of the resampling")


def _analyse(arguments: argparse.Namespace) -> int:
    from narekenen.fieldtests.analysis import Question, analyse, analyse_cells
    from narekenen.fieldtests.cells import parse_cells
    from narekenen.fieldtests.families import adjust
    from narekenen.fieldtests.pairfile import Reading, read_pairs
    from narekenen.fieldtests.printing import print_cells, print_families, print_quality, print_report
    from narekenen.fieldtests.verdicts import verdict

    if (arguments.file is None) == (arguments.cells is None):
        raise UnusableInput("Give either a file or --cells", do="narekenen fieldtest analyse --cells 307,80,464,1883")
    if not 0.5 <= arguments.level < 1:
        raise UnusableInput(f"The level is {arguments.level}", where="--level", why="It lies from 0.5 to below 1")
    declared = _declared(arguments)
    margin = None if arguments.margin is None else arguments.margin / 100
    question = Question(
        arguments.estimand, level=arguments.level, margin=margin, placebo=arguments.placebo, seed=arguments.seed
    )
    if arguments.cells is not None:
        row = analyse_cells({("cells",): parse_cells(arguments.cells)}, question)[0]
        result = {"question": question, "row": row, "verdict": {x: verdict(row, question, x) for x in ("nl", "en")}}
        _show(arguments, result, lambda console: print_cells(console, row, question, arguments.lang))
        return 0
    reading = Reading(
        dict(arguments.column), arguments.control, arguments.positive, arguments.negative, arguments.empty,
        tuple(arguments.by), arguments.same, tuple(arguments.profile),
    )  # fmt: skip
    report = analyse(read_pairs(arguments.file, reading), question)
    spread = _spread(arguments.file, reading, tuple(arguments.quality))
    families = adjust(declared, {row.group: row.decisive.p for rows in report.families.values() for row in rows})
    verdicts = {
        " / ".join(row.group): {x: verdict(row, question, x) for x in ("nl", "en")}
        for rows in report.families.values() for row in rows
    }  # fmt: skip

    def printed(console: Any) -> None:
        print_report(console, report, arguments.lang)
        print_quality(console, spread, arguments.lang)
        print_families(console, families, arguments.lang)

    result = {"report": report, "verdicts": verdicts, "quality": spread, "declared_families": families}
    _show(arguments, result, printed)
    return 0


def _declared(arguments: argparse.Namespace) -> tuple[Any, ...]:
    """The families of the protocol; its headline and margin take the place of the options."""
    if arguments.protocol is None:
        return ()
    from narekenen.fieldtests.protocol import read_protocol

    if not arguments.protocol.is_file():
        raise UnusableInput("There is no such file", where=arguments.protocol.name)
    read = read_protocol(arguments.protocol.read_bytes(), arguments.protocol.name)
    arguments.estimand = next(iter(read.meetvragen), arguments.estimand)
    arguments.margin = read.margins.get(arguments.estimand, arguments.margin)
    return read.families


def _spread(path: Path, reading: Any, quality: tuple[str, ...]) -> dict[str, Any]:
    from narekenen.fieldtests.quality import decompose_file

    return dict(decompose_file(path, reading, quality)) if quality else {}


def _power_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="strata in CSV or XLSX")
    parser.add_argument("--pairs", type=int, help="one stratum: number of pairs")
    parser.add_argument("--any", type=float, dest="any_positive", help="tests with a positive answer, %%")
    parser.add_argument("--discordant", type=float, help="tests answered differently, %%")
    parser.add_argument("--effect", type=float, default=10.0, help="net difference to be found, points")
    parser.add_argument("--alpha", type=float, default=0.05)
    parser.add_argument("--power", type=float, default=0.8)
    parser.add_argument("--most-contacts", type=int, help="messages that one party may get at most")


def _power(arguments: argparse.Namespace) -> int:
    from narekenen.fieldtests.planfile import read_strata, stratum
    from narekenen.fieldtests.planning import outlook
    from narekenen.fieldtests.printing import print_outlook

    alone = (arguments.pairs, arguments.any_positive, arguments.discordant)
    if (arguments.file is None) == (None in alone):
        raise UnusableInput("Give either a file of strata, or --pairs, --any and --discordant")
    names = ("pairs", "any_positive", "discordant", "effect")
    strata = (
        read_strata(arguments.file) if arguments.file is not None
        else (stratum("design", {name: float(getattr(arguments, name)) for name in names}),)
    )  # fmt: skip
    found = outlook(strata, alpha=arguments.alpha, power=arguments.power, most_contacts=arguments.most_contacts)
    _show(arguments, {"strata": found}, lambda console: print_outlook(console, found, arguments.lang))
    return 0


def _assign_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="listings in CSV, XLSX or Parquet")
    parser.add_argument(
        "--factor", type=_pairs, action="append", required=True, metavar="NAME=LEVEL,LEVEL",
        help="what is drawn: profile, order, template",
    )  # fmt: skip
    parser.add_argument("--weights", type=_words, default=(), help="of the levels of the first factor")
    parser.add_argument("--block", action="append", default=[], metavar="COLUMN", help="draw within this column")
    parser.add_argument("--party", default="", metavar="COLUMN", help="who offers the listing (a pseudonym)")
    parser.add_argument("--most-per-party", type=int, default=0, help="listings of one party that are tested at most")
    parser.add_argument("--seed", help="at least 16 characters; left out, 32 random bytes")
    parser.add_argument("--out", type=Path, required=True, help="the sealed draw; keep it closed until after fieldwork")


def _assign(arguments: argparse.Namespace) -> int:
    from narekenen.fieldtests.assignment import Design, assign, sealed
    from narekenen.fieldtests.planfile import read_listings

    if arguments.out.exists():
        raise UnusableInput(
            "A sealed draw is never written over", where=arguments.out.name, do="Choose another name for --out"
        )
    if not all(word.isdecimal() for word in arguments.weights):
        raise UnusableInput("Weights are whole numbers", where="--weights", do="For example --weights 2,1,1")
    factors = {name: _words(levels) for name, levels in arguments.factor}
    if arguments.most_per_party and not arguments.party:
        raise UnusableInput("A limit per party needs --party", do="Name the column that tells who offers the listing")
    listings = read_listings(arguments.file, tuple(arguments.block), arguments.party)
    design = Design(factors, tuple(int(word) for word in arguments.weights), arguments.most_per_party)
    draw = assign(listings, design, seed=arguments.seed or secrets.token_hex(32))
    arguments.out.write_text(json.dumps(sealed(draw), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    drawn = sum(bool(condition) for _, condition in draw.assigned)
    result = {"commitment": draw.commitment(), "drawn": drawn, "left_out": len(listings) - drawn}
    result["conditions"] = len(design.conditions())
    _show(arguments, result, lambda console: console.print(COMMITTED[arguments.lang].format(**result)))
    return 0


COMMITTED = {
    "nl": "{drawn} advertenties geloot, {left_out} overgeslagen. Publiceer dit vóór het veldwerk, en bewaar de loting "
    "verzegeld:\n{commitment}",
    "en": "{drawn} listings drawn, {left_out} passed over. Publish this before the fieldwork; keep the draw sealed:\n"
    "{commitment}",
}


def _agree_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="codes: a column per coder, or unit, coder and code")
    parser.add_argument("--metric", choices=("nominal", "ordinal", "interval", "ratio"), default="nominal")
    parser.add_argument("--categories", type=_words, default=(), help="the code book, in its order")
    parser.add_argument("--positive", type=_words, default=(), help="codes that the headline counts")
    parser.add_argument("--multiple", action="store_true", help="several codes per cell, between semicolons")
    parser.add_argument("--seed", default="narekenen", help="seed of the interval")


def _agree(arguments: argparse.Namespace) -> int:
    from narekenen.fieldtests.codefile import read_codes
    from narekenen.fieldtests.printing import print_agreement

    codes, decided = read_codes(arguments.file)
    result = _agree_multiple(codes, arguments) if arguments.multiple else _agree_single(codes, decided, arguments)
    _show(
        arguments, result,
        lambda console: print_agreement(console, result["estimates"], result.get("headline"), arguments.lang),
    )  # fmt: skip
    return 0


def _agree_single(codes: Any, decided: dict[str, str], arguments: argparse.Namespace) -> dict[str, Any]:
    from narekenen.fieldtests.adjudication import headline, majority
    from narekenen.fieldtests.agreement import disputed, krippendorff_alpha, simple_kappas

    alpha = krippendorff_alpha(codes, arguments.metric, categories=arguments.categories, seed=arguments.seed)
    # Undecided units are settled by majority to look ahead; the JSON tells which.
    top = headline(codes, arguments.positive, {**majority(codes), **decided}) if arguments.positive else None
    return {
        "estimates": (alpha, *simple_kappas(codes)), "headline": top, "disputed": disputed(codes),
        "undecided": [unit for unit in disputed(codes) if unit not in decided],
    }  # fmt: skip


def _agree_multiple(codes: Any, arguments: argparse.Namespace) -> dict[str, Any]:
    """Agreement on every code by itself: was it given or not."""
    from dataclasses import replace

    from narekenen.fieldtests.agreement import disputed, krippendorff_alpha, per_code

    single = per_code(codes)
    outside = [code for code in single if arguments.categories and code not in arguments.categories]
    if outside or not single:
        raise UnusableInput("Codes stand outside the code book" if outside else "Nothing was coded",
                            where=arguments.file.name, problems=tuple(outside))  # fmt: skip
    alphas = [(code, krippendorff_alpha(found, seed=arguments.seed)) for code, found in single.items()]
    return {
        "estimates": tuple(replace(alpha, name=code) for code, alpha in alphas),
        "disputed": {code: disputed(found) for code, found in single.items()},
    }


def _claims_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="claims in CSV or XLSX; exits 1 when one is not carried")


def _claims(arguments: argparse.Namespace) -> int:
    from narekenen.fieldtests.claimfile import read_claims
    from narekenen.fieldtests.printing import print_claims

    results = read_claims(arguments.file)
    _show(arguments, {"claims": results}, lambda console: print_claims(console, results, arguments.lang))
    return 0 if all(result.verdict == "carried" for result in results) else 1


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="an opened draw (JSON) or a chain of evidence (JSON lines)")
    parser.add_argument("--expect", default="", help="the hash that was published; exits 1 when something differs")


def _verify(arguments: argparse.Namespace) -> int:
    from narekenen.fieldtests.evidence import read_chain
    from narekenen.fieldtests.verification import verify_file

    kind, faults = verify_file(read_chain(arguments.file), arguments.file.name, arguments.expect)
    lines = faults or (VERIFIED[arguments.lang],)
    result = {"kind": kind, "faults": faults}
    _show(arguments, result, lambda console: console.print("\n".join(lines)))
    return 1 if faults else 0


VERIFIED = {"nl": "Klopt: niets is veranderd.", "en": "Verified: nothing was changed."}

SUBS: dict[str, Sub] = {
    "analyse": ("what pairs tell, and how sure that is", _analyse_arguments, _analyse),
    "power": ("what a design can show, costs and burden", _power_arguments, _power),
    "assign": ("draw conditions by lot, with a hash to publish beforehand", _assign_arguments, _assign),
    "agree": ("agreement of coders, and what disputed codes could change", _agree_arguments, _agree),
    "claims": ("replay the claims of a published report", _claims_arguments, _claims),
    "protocol": (
        "what a protocol says, its digest, and what lacks before it can be locked",
        planning.protocol_arguments, lambda arguments: planning.protocol(arguments, _show),
    ),
    "pool": (
        "small areas by partial pooling, as intervals",
        planning.pool_arguments, lambda arguments: planning.pool(arguments, _show),
    ),
    "standardise": (
        "groups as if they were made up alike",
        planning.standardise_arguments, lambda arguments: planning.standardise(arguments, _show),
    ),
    "guests": (
        "incidental or structural refusal: what a decision rule does",
        planning.guests_arguments, lambda arguments: planning.guests(arguments, _show),
    ),
    "simulate": (
        "false alarms and coverage of your own design",
        planning.simulate_arguments, lambda arguments: planning.simulate(arguments, _show),
    ),
    "verify": ("verify an opened draw or a chain of evidence", _verify_arguments, _verify),
}  # fmt: skip
