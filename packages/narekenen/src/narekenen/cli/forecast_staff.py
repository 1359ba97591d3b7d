"""`narekenen forecast staff`: places per stage, region and quarter under a budget, proposed and then simulated."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

HELP = "places per stage, region and quarter under a budget: proposed by a linear programme, decided by simulation"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the plan, in XLSX or TOML")
    parser.add_argument("--limits", type=Path, metavar="FILE", help="stage, cost, lowest, highest, change")
    parser.add_argument("--budget", type=float, metavar="N", help="per quarter; left out: what the plan itself spends")
    parser.add_argument("--no-region-later", action="store_true", help="take nothing that makes one region later")
    parser.add_argument("--replications", type=int, default=100, metavar="N")
    parser.add_argument("--seed", default="narekenen", help="equal seeds give equal results")


def propose(arguments: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    """The complete result, and the report."""
    from narekenen.forecasts.arrays import quarter_edges
    from narekenen.forecasts.planfile import read_plan
    from narekenen.forecasts.staffing import staff
    from narekenen.forecasts.staffingfile import limits_for
    from narekenen.forecasts.staffingwords import quarters, staffing_lines, staffing_result

    plan, share = read_plan(arguments.file), float(arguments.share)
    limits = limits_for(plan, arguments.limits, arguments.budget)
    found = staff(
        plan, limits, share=share, replications=arguments.replications, seed=arguments.seed,
        no_region_later=arguments.no_region_later,
    )  # fmt: skip
    days = quarters(plan, quarter_edges(plan).tolist())
    result = {"share": share, "seed": arguments.seed, "replications": arguments.replications,
              **staffing_result(found, plan, days, limits)}  # fmt: skip
    return result, staffing_lines(found, plan, days, limits, share, arguments.replications, arguments.lang)
