"""Which driver causes how much: exact Shapley values over scenario switches."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import combinations

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.plan import Plan

MOST_SWITCHES = 10
Switch = Callable[[Plan], Plan]


def shapley(value: Callable[[frozenset[str]], float], names: tuple[str, ...]) -> dict[str, float]:
    """The share of each name in value(all) - value(none): they add up to it, whatever the order.

    phi_j = sum over S without j of |S|! (d - |S| - 1)! / d! (value(S + j) - value(S)); Shapley 1953. `value` is asked
    once for each of the 2**d sets. Raises UnusableInput for no names, double names or more than ten.
    """
    if not 1 <= len(names) <= MOST_SWITCHES or len(set(names)) != len(names):
        raise UnusableInput(
            say("{count} switches", count=len(names)),
            why=say("From 1 to {most_switches}, each with its own name", most_switches=MOST_SWITCHES),
        )
    d = len(names)
    sets = [frozenset(chosen) for size in range(d + 1) for chosen in combinations(names, size)]
    worth = {chosen: value(chosen) for chosen in sets}
    return {
        name: sum(
            (worth[chosen | {name}] - worth[chosen])
            * (math.factorial(len(chosen)) * math.factorial(d - len(chosen) - 1) / math.factorial(d))
            for chosen in sets
            if name not in chosen
        )
        for name in names
    }


def switched(plan: Plan, switches: Mapping[str, Switch], on: frozenset[str]) -> Plan:
    """The plan with some switches turned on, always in the order of `switches`."""
    for name, switch in switches.items():
        if name in on:
            plan = switch(plan)
    return plan


def drivers(plan: Plan, switches: Mapping[str, Switch], answer: Callable[[Plan], float]) -> dict[str, float]:
    """How much each switch adds to an answer (for example the mean day of 95 %), exactly and adding up.

    switches   name -> what it changes in a plan; each must work on the plan with any of the others turned on
    answer     must use the same seed for every plan
    """
    return shapley(lambda on: answer(switched(plan, switches, on)), tuple(switches))
