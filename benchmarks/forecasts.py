"""Forecasts: the reference case of a works programme beside SimPy and Ciw, and the distance to the floor.

uv run --group bench python benchmarks/forecasts.py     (a minute or two; equal results are asserted before timing)

Reference case: 17,500 addresses released over six years, three first-come-first-served stages with 800, 3,300 and
1,400 places, log-normal 90, 430 and 180 days. Claims: at least 1,500 x SimPy per core with random numbers, quantiles
and the S-curve included; 10,000 replications in under 5 CPU-seconds.
"""

from __future__ import annotations

import math
import resource
import sys
import time
from collections.abc import Callable
from datetime import date

import ciw
import numpy as np
import simpy

from narekenen.forecasts.arrays import build
from narekenen.forecasts.drawing import fill_bits, fill_days
from narekenen.forecasts.drivers import drivers
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.plan import Addresses, Capacity, Plan, Stage
from narekenen.forecasts.queues import by_day, serve_singles
from narekenen.forecasts.running import run, trace
from narekenen.forecasts.streams import keys

STAGES = (("inspect", 90, 800), ("design", 430, 3300), ("build", 180, 1400))
SHARES = (0.5, 0.8, 0.95, 0.99, 1.0)
START = date(2024, 1, 1)


def reference_case(addresses: int = 17_500) -> Plan:
    part = addresses / 17_500
    return Plan(
        START,
        tuple(Stage(name, Duration("lognormal", mean, mean / 2)) for name, mean, _ in STAGES),
        tuple(Capacity(name, ((START, round(places * part)),)) for name, _, places in STAGES),
        Addresses(
            tuple(f"a{i:05}" for i in range(addresses)), ("all",) * addresses,
            tuple(i * 6 * 365 // addresses for i in range(addresses)),
        ),
        horizon=20 * 365,
    )  # fmt: skip


def inputs(plan: Plan, seed: str) -> tuple[list[int], list[list[int]], list[int]]:
    """Release, days at work per stage and finish per address, as the engine used them in replication 0."""
    arrays, steps, finished = trace(plan, replications=(0, 1), seed=seed)
    work = [(steps[0, s, 2] - steps[0, s, 1]).tolist() for s in range(3)]
    return arrays.release.tolist(), work, finished[0].tolist()


def simpy_given(plan: Plan, release: list[int], work: list[list[int]]) -> list[int]:
    """The same work through SimPy. Requests carry their place in the queue, because on one whole day several ask."""
    env, n = simpy.Environment(), len(release)
    stages = [simpy.PriorityResource(env, round(c.points[0][1])) for c in plan.capacities]
    finish = [0] * n

    def address(u: int):  # type: ignore[no-untyped-def]
        yield env.timeout(release[u] + 0.1 + 0.4 * u / n)
        for s, stage in enumerate(stages):
            request = stage.request(priority=int(env.now) * n + u)
            yield request
            end = int(env.now) + work[s][u]
            yield env.timeout(end + 0.1 + 0.4 * u / n - env.now)
            env.process(leave(stage, request, end))
        finish[u] = end

    def leave(stage, request, day: int):  # type: ignore[no-untyped-def]
        yield env.timeout(day + 0.6 - env.now)
        stage.release(request)

    for u in range(n):
        env.process(address(u))
    env.run()
    return finish


def simpy_replication(plan: Plan, release: list[int], rng: np.random.Generator) -> list[float]:
    """The usual SimPy model: continuous time, its own random numbers, the days of the shares."""
    env = simpy.Environment()
    stages = [simpy.Resource(env, round(c.points[0][1])) for c in plan.capacities]
    n, finish = len(release), []
    sigma = math.sqrt(math.log1p(0.25))
    work = [rng.lognormal(math.log(mean) - sigma * sigma / 2, sigma, n) for _, mean, _ in STAGES]

    def address(u: int):  # type: ignore[no-untyped-def]
        yield env.timeout(release[u])
        for s, stage in enumerate(stages):
            with stage.request() as request:
                yield request
                yield env.timeout(work[s][u])
        finish.append(env.now)

    for u in range(n):
        env.process(address(u))
    env.run()
    days = np.sort(finish)
    return [float(days[math.ceil(share * n) - 1]) for share in SHARES]


def ciw_given(plan: Plan, release: list[float], work: list[list[float]]) -> list[float]:
    """The same work through Ciw; every release and duration is handed over in order of arrival at a stage."""
    gaps = np.diff([0.0, *release]).tolist()
    first = ciw.dists.Sequential([*gaps, math.inf])

    class Given(ciw.dists.Distribution):
        def __init__(self, days: list[float]) -> None:
            self.days = days

        def sample(self, t=None, ind=None):  # type: ignore[no-untyped-def]
            return self.days[ind.id_number - 1]

    network = ciw.create_network(
        arrival_distributions=[first, None, None],
        service_distributions=[Given(days) for days in work],
        number_of_servers=[round(c.points[0][1]) for c in plan.capacities],
        routing=[[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(len(release), method="Finish")
    last = {record.id_number: record.exit_date for record in simulation.get_all_records() if record.node == 3}
    return [last[i + 1] for i in range(len(release))]


def assert_equal(plan: Plan) -> None:
    """On the same whole-day inputs every address finishes on the same day in SimPy; Ciw equals a plain recursion."""
    for seed in ("one", "two"):
        release, work, finish = inputs(plan, seed)
        assert simpy_given(plan, release, work) == finish
    small = reference_case(1750)
    rng = np.random.default_rng(1)
    release = (np.arange(1, 1751) * 1.251).tolist()
    work = [rng.lognormal(math.log(mean), 0.47, 1750).tolist() for _, mean, _ in STAGES]
    np.testing.assert_allclose(ciw_given(small, release, work), recursion(small, release, work), atol=1e-6)


def recursion(plan: Plan, release: list[float], work: list[list[float]]) -> list[float]:
    """Kiefer and Wolfowitz: the n-th to arrive starts when it is there and the first of the places is free."""
    import heapq

    ready = list(release)
    for s, capacity in enumerate(plan.capacities):
        free = [0.0] * round(capacity.points[0][1])
        done = [0.0] * len(ready)
        for u in sorted(range(len(ready)), key=ready.__getitem__):
            done[u] = max(ready[u], heapq.heappop(free)) + work[s][u]
            heapq.heappush(free, done[u])
        ready = done
    return ready


def assert_equal_in_distribution(plan: Plan, theirs: list[list[float]]) -> None:
    """Whole days against continuous time: means within four standard errors and the rounding of a day and a half."""
    ours = run(plan, replications=2000, shares=SHARES).dates
    peer = np.array(theirs)
    for i, share in enumerate(SHARES):
        error = math.hypot(peer[:, i].std(ddof=1) / math.sqrt(len(peer)), ours[:, i].std() / math.sqrt(2000))
        assert abs(peer[:, i].mean() - ours[:, i].mean()) < 4 * error + 1.5, share


def clock(work: Callable[[], object], repeat: int = 3) -> float:
    """Best CPU-seconds of a few runs."""
    best = math.inf
    for _ in range(repeat):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def line(what: str, value: float, unit: str = "s", claim: str = "") -> None:
    print(f"{what:72} {value:10.3f} {unit} {claim}")


def floor(plan: Plan) -> float:
    """Seconds of what no engine of this kind can leave out, each alone: bits, days, one sort and one queue, x 3."""
    a, horizon = build(plan), plan.horizon
    n = len(a.low)
    bits, days, order, start, done = (np.empty(n, t) for t in (np.uint32, *(np.int32,) * 4))
    counts, places = np.empty(horizon + 1, np.int32), np.full(horizon, 3300, np.int32)
    ready = np.random.default_rng(1).permutation(a.release).astype(np.int32)
    key = keys("floor", "work", np.arange(1))[0]

    def once() -> None:
        for _ in range(100):
            fill_bits(a.low, a.high, key, bits)
            fill_days(a.tables[1], bits, days)
            by_day(ready, horizon, counts, order)
            serve_singles(order, ready, days, places, np.zeros(horizon + 1, np.int32), 0, horizon, start, done)

    once()
    return 3 * clock(once) / 100


def shapley_of_five(plan: Plan) -> None:
    """32 scenarios x 100 replications of the reference case, as an answer that a planner waits for."""

    def longer(stage: int, days: float) -> Callable[[Plan], Plan]:
        def change(each: Plan) -> Plan:
            stages = list(each.stages)
            stages[stage] = Stage(stages[stage].name, Duration("lognormal", days, days / 2))
            return Plan(each.start, tuple(stages), each.capacities, each.addresses, horizon=each.horizon)

        return change

    def fewer(stage: int, places: int) -> Callable[[Plan], Plan]:
        def change(each: Plan) -> Plan:
            capacities = list(each.capacities)
            capacities[stage] = Capacity(each.stages[stage].name, ((START, places),))
            return Plan(each.start, each.stages, tuple(capacities), each.addresses, horizon=each.horizon)

        return change

    switches = {"inspect 120 days": longer(0, 120), "design 480 days": longer(1, 480), "build 200 days": longer(2, 200),
                "design 3,000 places": fewer(1, 3000), "build 1,200 places": fewer(2, 1200)}  # fmt: skip
    start = time.process_time()
    phi = drivers(plan, switches, lambda p: float(run(p, replications=100, shares=(0.95,)).dates.mean()))
    line("exact Shapley, 5 switches, 32 scenarios x 100 replications", time.process_time() - start)
    for name, days in phi.items():
        line(f"    {name}", days, "days")


def main() -> None:
    plan = reference_case()
    assert_equal(plan)
    print("equal results asserted: SimPy, 2 x 17,500 addresses on the same day; Ciw equals the recursion to 1e-6")
    rng = np.random.default_rng(7)
    release, work, _ = inputs(plan, "ciw")
    theirs: list[list[float]] = []
    peer = clock(lambda: theirs.append(simpy_replication(plan, release, rng)), 8)
    assert_equal_in_distribution(plan, theirs)
    print("equal in distribution asserted: mean day of 50, 80, 95, 99 and 100 %")
    continuous = [float(day) + u * 1e-7 for u, day in enumerate(release)]
    slow = clock(lambda: ciw_given(plan, continuous, [[float(d) for d in days] for days in work]), 1)
    run(plan, replications=10)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    all_of_them = clock(lambda: run(plan, replications=10_000, shares=SHARES), 2)
    own, memory = all_of_them / 10_000, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    least = floor(plan)
    line("Ciw, one replication, CPU", slow)
    line("SimPy, one replication, CPU", peer)
    line("narekenen, one replication of 10,000, all included, CPU", own * 1e3, "ms")
    line("narekenen, 10,000 replications, CPU", all_of_them, "s", "claim < 5")
    line("ratio to SimPy per core", peer / own, "x", "claim >= 1,500")
    line("ratio to Ciw per core", slow / own, "x")
    line("floor: draws, sort and queue alone, one replication", least * 1e3, "ms")
    line("distance to the floor", own / least, "x")
    line("extra memory for 10,000 replications", memory / 1024, "MB")
    shapley_of_five(plan)


if __name__ == "__main__":
    sys.exit(main())
