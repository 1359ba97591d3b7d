"""`narekenen forecast WHAT`: when will it be done, and were earlier forecasts right."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from narekenen.cli import forecast_staff, forecast_uplift, forecast_vintage
from narekenen.cli.output import Sub, add_subcommands, run_subcommand
from narekenen.errors import UnusableInput, say
from narekenen.trace.canonical import plain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_subcommands(parser, "forecast", SUBS)


def run(arguments: argparse.Namespace) -> int:
    return run_subcommand(arguments, SUBS)


def _show(arguments: argparse.Namespace, result: dict[str, Any], lines: Iterable[str]) -> None:
    if arguments.json:
        value = {"schema": f"narekenen/forecast.{arguments.sub}/1", **plain(result)}
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
        return
    sys.stdout.write("\n".join(lines) + "\n")


def _share(text: str) -> Fraction:
    try:
        return Fraction(text.strip().rstrip("%").replace(",", ".")) / 100
    except (ValueError, ZeroDivisionError) as problem:
        raise argparse.ArgumentTypeError(f"{text!r} is no percentage, such as 95") from problem


def _targets_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="yearly targets in XLSX or CSV: year, production, cumulative")
    parser.add_argument("--share", type=_share, default=Fraction(95, 100), metavar="PERCENT", help="to be reached")
    parser.add_argument("--end", type=int, metavar="YEAR", help="by the end of this year")
    parser.add_argument("--scope", type=int, metavar="N", help="everything; left out: the highest total")


def _targets(arguments: argparse.Namespace) -> int:
    from narekenen.forecasts.measures import building_months
    from narekenen.forecasts.targetfile import read_targets
    from narekenen.forecasts.targets import check_targets
    from narekenen.forecasts.targetwords import measure_sentence, sentences

    columns, measures = read_targets(arguments.file)
    checks = [
        check_targets(rows, name=name, share=arguments.share, scope=arguments.scope, end=arguments.end)
        for name, rows in columns.items()
    ]
    lines = [line for check in checks for line in sentences(check, arguments.lang)]
    lines += [measure_sentence(measure, arguments.lang) for measure in measures]
    sizes = [
        {"name": measure.name, "building_months": [float(value) for value in building_months(measure)]}
        for measure in measures
    ]
    _show(arguments, {"columns": checks, "measures": sizes}, lines)
    return int(any(check.sums or check.possible is False for check in checks))


def _run_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the plan, in XLSX or TOML (narekenen forecast template makes one)")
    parser.add_argument("--replications", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", default="narekenen", help="equal seeds give equal results")
    parser.add_argument("--share", type=_share, action="append", metavar="PERCENT", help="repeat for more shares")
    parser.add_argument("--targets", type=Path, metavar="FILE", help="yearly targets: how likely are they met")
    parser.add_argument("--tail", action="store_true", help="what the last addresses wait for")
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="never changes the result")


def _run(arguments: argparse.Namespace) -> int:
    from narekenen.forecasts import report
    from narekenen.forecasts.planfile import read_plan
    from narekenen.forecasts.running import processes
    from narekenen.forecasts.running import run as simulate
    from narekenen.forecasts.tail import tail as explain
    from narekenen.forecasts.targetfile import read_targets

    plan, targets = read_plan(arguments.file), {}
    if not 1 <= arguments.processes <= 1024:
        raise UnusableInput(
            say("{processes} processes", processes=arguments.processes), where="--processes", why="From 1 to 1,024"
        )
    if arguments.targets is not None:
        columns, _ = read_targets(arguments.targets)
        rows = next(iter(columns.values()))
        targets = {row.year: row.production for row in rows if row.production is not None and not row.realised}
    shares = tuple(sorted({float(share) for share in arguments.share or [Fraction(n, 100) for n in (50, 80, 95, 100)]}))
    mapper = processes(arguments.processes) if arguments.processes > 1 else None
    with _progress() as progress:
        outcome = simulate(plan, replications=arguments.replications, seed=arguments.seed, shares=shares,
                           mapper=mapper, progress=progress)  # fmt: skip
    found = None
    if arguments.tail:
        below = [share for share in shares if share < 1]
        found = explain(plan, share=below[-1] if below else 0.95, seed=arguments.seed)
    _show(arguments, report.complete(outcome, targets, found), report.lines(outcome, targets, found, arguments.lang))
    return 0


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, silence in a pipe."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task("")
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _compare_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("first", type=Path, help="a plan, in XLSX or TOML")
    parser.add_argument("second", type=Path, help="the same plan with other assumptions")
    parser.add_argument("--replications", type=int, default=200, metavar="N")
    parser.add_argument("--seed", default="narekenen", help="both plans meet the same luck")
    parser.add_argument("--share", type=_share, default=Fraction(95, 100), metavar="PERCENT")


def _compare(arguments: argparse.Namespace) -> int:
    from narekenen.forecasts.comparewords import difference_lines
    from narekenen.forecasts.comparing import compare
    from narekenen.forecasts.planfile import read_plan
    from narekenen.forecasts.running import run as simulate
    from narekenen.trace.canonical import digest

    plans, share = [read_plan(path) for path in (arguments.first, arguments.second)], float(arguments.share)
    with _progress() as progress:
        runs = [
            simulate(plan, replications=arguments.replications, seed=arguments.seed, shares=(share,), per_address=True,
                     progress=progress)
            for plan in plans
        ]  # fmt: skip
    found = compare(runs[0], runs[1], share)
    result = {"inputs": [digest(plan) for plan in plans], "seed": arguments.seed, "difference": found}
    _show(arguments, result, difference_lines(found, arguments.lang))
    return 0


def _template_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the workbook to write; --lang decides the names of its columns")


def _template(arguments: argparse.Namespace) -> int:
    from narekenen.forecasts.template import write_template

    write_template(arguments.file, arguments.lang)
    _show(arguments, {"file": arguments.file.name}, [arguments.file.name])
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text!r} is no date, such as 2024-12-31") from problem


def _fit_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="cases in XLSX or CSV: start and end, the end empty while it is open")
    parser.add_argument("--known-on", type=_day, required=True, metavar="DATE", help="the day on which this was known")
    parser.add_argument("--register-from", type=_day, metavar="DATE", help="the register holds what was open then")
    parser.add_argument("--by", default="", metavar="COLUMN", help="a fit for each value of this column")


def _fit(arguments: argparse.Namespace) -> int:
    from narekenen.forecasts.fitcard import card_sentence
    from narekenen.forecasts.spellfile import fit_file

    cards, small = fit_file(
        arguments.file, known_on=arguments.known_on, register_from=arguments.register_from, by=arguments.by
    )
    lines = [card_sentence(card, arguments.lang) for card in cards] + list(small)
    _show(arguments, {"known_on": arguments.known_on, "cards": cards, "too_small": small}, lines)
    return 0


def _series(text: str) -> tuple[str, tuple[str, ...]]:
    quantity, mark, metrics = text.partition("=")
    if not mark or not quantity.strip() or not metrics.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not QUANTITY=METRIC[,METRIC]")
    return quantity.strip(), tuple(metric.strip() for metric in metrics.split(","))


def _score_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="statements: issued, quantity, period, low, high, actual")
    parser.add_argument("--history", type=Path, metavar="FILE", help="published values: date, metric, value")
    parser.add_argument(
        "--series", type=_series, action="append", default=[], metavar="QUANTITY=METRIC",
        help="which metric of the history a quantity is, for 'last year again'",
    )  # fmt: skip


def _score(arguments: argparse.Namespace) -> int:
    from narekenen.forecasts.history import contradictions, read_history, read_statements
    from narekenen.forecasts.scorewords import score_lines
    from narekenen.forecasts.scoring import score_statements

    points = () if arguments.history is None else read_history(arguments.history)
    known = {point.metric for point in points}
    if strange := [metric for _, metrics in arguments.series for metric in metrics if metric not in known]:
        raise UnusableInput(say("The history has no metric {those}", those=", ".join(strange)), where="--series")
    board = score_statements(read_statements(arguments.file), points, dict(arguments.series))
    result = {"board": board, "contradictions": contradictions(points)}
    _show(arguments, result, score_lines(board, arguments.lang))
    return 0


def _vintage_arguments(parser: argparse.ArgumentParser) -> None:
    forecast_vintage.add_arguments(parser, _day)


def _vintage(arguments: argparse.Namespace) -> int:
    from narekenen.forecasts.vintagewords import vintage_lines

    with _progress() as progress:
        found = forecast_vintage.issue(arguments, progress)
    _show(arguments, found, vintage_lines(found, arguments.lang))
    return 0


def _staff_arguments(parser: argparse.ArgumentParser) -> None:
    forecast_staff.add_arguments(parser)
    parser.add_argument("--share", type=_share, default=Fraction(95, 100), metavar="PERCENT", help="to be finished")


def _staff(arguments: argparse.Namespace) -> int:
    result, lines = forecast_staff.propose(arguments)
    _show(arguments, result, lines)
    return 0


def _uplift_arguments(parser: argparse.ArgumentParser) -> None:
    forecast_uplift.add_arguments(parser, _day)


def _uplift(arguments: argparse.Namespace) -> int:
    from narekenen.forecasts.reference import later_by
    from narekenen.forecasts.referencewords import reference_lines

    found, start, end = forecast_uplift.classes(arguments), arguments.start, arguments.end
    ends = {} if start is None else {
        f"{each.name}{' ' if each.name else ''}P{row.level * 100:g}": later_by(row.value, start, end)
        for each in found for row in each.uplifts if row.value is not None
    }  # fmt: skip
    lines = [line for each in found for line in reference_lines(each, arguments.lang, start, end)]
    _show(arguments, {"known_on": arguments.known_on, "classes": found, "own_plan": ends}, lines)
    return 0


def _nowcast_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="cases in XLSX or CSV: happened and registered")
    parser.add_argument("--known-on", type=_day, required=True, metavar="DATE", help="the day on which this was known")
    parser.add_argument("--months", type=int, default=24, metavar="N", help="months that are looked back")
    parser.add_argument("--longest", type=int, default=12, metavar="N", help="months after which all is registered")


def _nowcast(arguments: argparse.Namespace) -> int:
    from narekenen.forecasts.nowcastfile import nowcast_file, nowcast_lines

    found = nowcast_file(
        arguments.file, known_on=arguments.known_on, months=arguments.months, longest=arguments.longest
    )
    result = {"known_on": arguments.known_on, "months": found}
    _show(arguments, result, nowcast_lines(found, arguments.lang))
    return 0


SUBS: dict[str, Sub] = {
    "targets": ("does a table of yearly targets add up, and can it reach its own end date", _targets_arguments,
                _targets),
    "template": ("write a workbook that a planner fills", _template_arguments, _template),
    "run": ("when is it done, how sure is that, and what do the last ones wait for", _run_arguments, _run),
    "compare": ("two plans under the same luck: days later, per address and per group", _compare_arguments, _compare),
    "fit": ("lead times out of records, counting what is still open", _fit_arguments, _fit),
    "nowcast": ("what the last months will be once all is registered", _nowcast_arguments, _nowcast),
    "vintage": (forecast_vintage.HELP, _vintage_arguments, _vintage),
    "staff": (forecast_staff.HELP, _staff_arguments, _staff),
    "uplift": (forecast_uplift.HELP, _uplift_arguments, _uplift),
    "score": ("were earlier statements right, beside 'last year again'", _score_arguments, _score),
}  # fmt: skip
