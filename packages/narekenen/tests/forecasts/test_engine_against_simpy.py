"""The compiled engine against SimPy on the same inputs: falling capacity, priorities, add-ons, days exactly equal."""

import numpy as np
import pytest
import simpy

from narekenen.forecasts.plan import AddOn, Plan
from narekenen.forecasts.running import trace

RELEASE = 0.6  # of the day: places come free after everybody who is ready that day has asked


def simpy_stage(plan, places, arrays, stage, ready, days):
    """Start and end per unit with simpy.PriorityResource; what capacity lacks is held by blockers that go first."""
    n, horizon = len(ready), plan.horizon
    env = simpy.Environment()
    most = max(max(places), 1)
    resource = simpy.PriorityResource(env, capacity=most)
    rank = {u: i for i, u in enumerate(sorted(range(n), key=lambda u: (arrays.priority[u], ready[u], u)))}
    start, done, held = [horizon] * n, [horizon] * n, []

    def unit(u):
        yield env.timeout(ready[u] + 0.1 + 0.4 * rank[u] / n)
        request = resource.request(priority=rank[u])
        yield request
        start[u] = int(env.now)
        done[u] = min(start[u] + days[u], horizon)
        yield env.timeout(start[u] + days[u] + RELEASE - env.now)
        resource.release(request)

    def capacity():
        """Blockers ask early in the day and are let go late: falling capacity waits for work in hand."""
        for day in range(horizon):
            yield env.timeout(day + 0.05 - env.now)
            while len(held) < most - places[day]:
                held.append(resource.request(priority=-1))
            yield env.timeout(day + RELEASE - env.now)
            while len(held) > most - places[day]:
                blocker = held.pop()
                if blocker.triggered:
                    resource.release(blocker)
                else:
                    blocker.cancel()

    env.process(capacity())
    for u in range(n):
        if ready[u] < horizon:
            env.process(unit(u))
    env.run(until=horizon)
    return start, done


@pytest.mark.parametrize("block", range(8))
def test_a_hundred_and_sixty_random_programmes(block, plainly):
    for case in range(20):
        rng = np.random.default_rng([77, block, case])
        plain = plainly.random_plan(rng, rich=False, n=int(rng.integers(5, 40)), horizon=250)
        addon = AddOn("m6", plain.stages[0].name, 0.3, 0.8, 3, 30)
        plan = Plan(plain.start, plain.stages, plain.capacities, plain.addresses, (addon,), horizon=plain.horizon)
        seed = f"simpy {block} {case}"
        _, steps, _ = trace(plan, replications=(0, 1), seed=seed)
        arrays, luck, _, rows = plainly.course(plan, seed, 0)
        ready = arrays.release.tolist()
        for s, stage in enumerate(plan.stages):
            places = [plainly.places_on(plan, luck, stage.name, "*", day) for day in range(plan.horizon)]
            start, done = simpy_stage(plan, places, arrays, stage, ready, [row[3] for row in rows[s]])
            np.testing.assert_array_equal(steps[0, s, 1], start)
            np.testing.assert_array_equal(steps[0, s, 2], done)
            ready = done
