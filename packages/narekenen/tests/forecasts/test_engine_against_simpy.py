"""The compiled engine against SimPy on the same inputs: falling capacity, priorities, add-ons, days exactly equal."""

from dataclasses import replace

import numpy as np
import pytest
import simpy

from narekenen.forecasts.plan import AddOn
from narekenen.forecasts.running import trace

RELEASE = 0.6  # of the day: places come free after everybody who is ready that day has asked


class Stage:
    """One stage as a simpy.PriorityResource; what capacity lacks on a day is held by blockers that go first."""

    def __init__(self, env, places):
        self.env, self.places, self.held = env, places, []
        self.resource = simpy.PriorityResource(env, capacity=max(max(places), 1))
        env.process(self.capacity())

    def capacity(self):
        """Blockers ask early in the day and are let go late: falling capacity waits for work in hand."""
        most = self.resource.capacity
        for day, places in enumerate(self.places):
            yield self.env.timeout(day + 0.05 - self.env.now)
            while len(self.held) < most - places:
                self.held.append(self.resource.request(priority=(-1, 0, 0)))
            yield self.env.timeout(day + RELEASE - self.env.now)
            while len(self.held) > most - places:
                blocker = self.held.pop()
                if blocker.triggered:
                    self.resource.release(blocker)
                else:
                    blocker.cancel()

    def leave(self, request, day):
        yield self.env.timeout(day + RELEASE - self.env.now)
        self.resource.release(request)


def walk(env, stages, walker, asks, horizon):
    """A unit as a process: it waits by wish, asks for a place, works, and goes where `walker` sends it."""
    c, u = walker.c, walker.u
    walker.comes_to(0, int(c.arrays.release[u]))
    while walker.doing == "waits" and walker.day < horizon:
        yield env.timeout(walker.day + asks - env.now)
        stage = stages[walker.stage]
        request = stage.resource.request(priority=(int(c.arrays.priority[u]), walker.day, u))
        yield request
        walker.starts(int(env.now))
        end = walker.day
        yield env.timeout(end + 0.01 - env.now)
        walker.ends(end)
        env.process(stage.leave(request, end))


def equal_to_simpy(plainly, plan, seed):
    """Every day of every unit equal; returns how often somebody came to a stage again."""
    arrays, steps, _ = trace(plan, replications=(0, 1), seed=seed)
    c, env = plainly.Course(plan, seed, 0), simpy.Environment()
    stages = [
        Stage(env, [plainly.places_on(plan, c.luck, each.name, "*", day) for day in range(plan.horizon)])
        for each in plan.stages
    ]
    n, walkers = len(arrays.low), [plainly.Walker(c, u) for u in range(len(arrays.low))]
    # On one day the urgent ask first, then those with the first name: a place that is free is theirs at once.
    rank = {u: i for i, u in enumerate(sorted(range(n), key=lambda u: (arrays.priority[u], u)))}
    for u, walker in enumerate(walkers):
        env.process(walk(env, stages, walker, 0.1 + 0.4 * rank[u] / n, plan.horizon))
    env.run(until=plan.horizon)
    found = plainly.steps_of(arrays, steps[0], plan.horizon)
    assert found == [{at: row for at, row in w.notes.items() if row[0] < plan.horizon} for w in walkers]
    return sum(times > 0 for each in found for _, times in each)


@pytest.mark.parametrize("block", range(8))
def test_a_hundred_and_sixty_random_programmes(block, plainly):
    for case in range(20):
        rng = np.random.default_rng([77, block, case])
        plain = plainly.random_plan(rng, rich=False, n=int(rng.integers(5, 40)), horizon=250)
        addon = AddOn("m6", plain.stages[0].name, 0.3, 0.8, 3, 30)
        assert equal_to_simpy(plainly, replace(plain, addons=(addon,)), f"simpy {block} {case}") == 0


@pytest.mark.parametrize("block", range(8))
def test_a_hundred_and_sixty_random_programmes_with_routing_in_which_addresses_go_back(block, plainly):
    """Passed by, found safe, waiting by wish and going back together."""
    again = 0
    for case in range(20):
        rng = np.random.default_rng([78, block, case])
        plain = plainly.random_plan(rng, rich=False, back=True, n=int(rng.integers(5, 40)), horizon=250)
        routed = tuple(
            replace(stage, visit=float(rng.choice([1.0, 0.7])), safe=float(rng.choice([0.0, 0.3])), wait_share=0.3)
            for stage in plain.stages
        )
        again += equal_to_simpy(plainly, replace(plain, stages=routed), f"simpy back {block} {case}")
    assert again > 50
