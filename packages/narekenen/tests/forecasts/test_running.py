"""A forecast depends on the plan and the seed alone: not on order, tasks or processes. Limits give clear errors."""

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from narekenen.errors import UnusableInput
from narekenen.forecasts import engine, running
from narekenen.forecasts.compiling import SOURCES, cache_folder, source_stamp
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.plan import AddOn, Addresses, Capacity, Inclusion, Plan, Risk, Shared, Stage
from narekenen.forecasts.running import processes, run, trace
from narekenen.forecasts.stageorder import in_order

START = date(2024, 1, 1)
FIVE = Duration("fixed", 5)


def programme(n=1200, **more):
    addresses = Addresses(
        tuple(f"a{i:05}" for i in range(n)), tuple("NZ"[i % 2] for i in range(n)), tuple(i * 900 // n for i in range(n))
    )
    stages = tuple(
        Stage(name, Duration("lognormal", mean, mean / 2)) for name, mean in (("design", 200), ("build", 90))
    )
    capacities = (
        Capacity("design", ((START, n / 8),)),
        Capacity("build", ((START, n / 20), (date(2026, 7, 1), n / 30))),
    )
    return replace(Plan(START, stages, capacities, addresses, horizon=3000), **more)


RICH = {
    "shared": Shared(0.2, 0.7, 0.1, 0, 200),
    "addons": (AddOn("m6", "design", 0.1, 0.2, 90, 180),),
    "risks": (Risk("strike", 0.5, START, date(2025, 1, 1), 60, 0.5),),
}


def same(a, b):
    return all(np.array_equal(getattr(a, name), getattr(b, name)) for name in ("dates", "curve", "totals", "finished"))


def test_neither_processes_nor_tasks_change_a_result(monkeypatch):
    plan = programme(**RICH)
    once = run(plan, replications=60, per_address=True)
    monkeypatch.setattr(running, "AT_ONCE", 13)
    seen = []
    assert same(
        once, run(plan, replications=60, per_address=True, progress=lambda done, all_: seen.append((done, all_)))
    )
    assert seen == [(13, 60), (26, 60), (39, 60), (52, 60), (60, 60)]
    backwards = lambda work, tasks: reversed([work(task) for task in reversed(tasks)])  # noqa: E731
    assert same(once, run(plan, replications=60, per_address=True, mapper=backwards))
    assert same(once, run(plan, replications=60, per_address=True, mapper=processes(2)))


def test_the_order_of_the_input_changes_nothing():
    plan = programme(**RICH)
    a, turned = plan.addresses, slice(None, None, -1)
    other = replace(
        plan,
        addresses=Addresses(a.names[turned], a.regions[turned], a.release[turned]),
        capacities=plan.capacities[turned],
    )
    assert same(run(plan, replications=20, per_address=True), run(other, replications=20, per_address=True))


def test_a_replication_is_the_same_course_whatever_else_is_asked():
    plan = programme(**RICH)
    many = run(plan, replications=40, shares=(0.5, 0.95))
    _, _, finished = trace(plan, replications=(17, 18))
    last = np.sort(finished[0])
    assert many.dates[17].tolist() == [last[599], last[1139]]
    assert not np.array_equal(many.dates, run(plan, replications=40, shares=(0.5, 0.95), seed="other").dates)


def test_luck_stays_with_the_address_when_the_plan_changes():
    """An add-on leaves every other draw alone; a larger share contains the addresses of the smaller one."""
    plan = programme(capacities=(Capacity("design", ((START, 1e6),)), Capacity("build", ((START, 1e6),))))
    without = trace(plan, replications=(0, 1))[2][0]
    few, more = (
        trace(replace(plan, addons=(AddOn("m", "build", share, share, 50, 50),)), replications=(0, 1))[2][0] - without
        for share in (0.2, 0.5)
    )
    assert set(few) == set(more) == {0, 50}
    assert np.all(more >= few)
    assert abs(np.mean(few == 50) - 0.2) < 0.05


def test_without_limits_an_address_takes_the_sum_of_its_lead_times():
    plan = programme(capacities=(Capacity("design", ((START, 1e6),)), Capacity("build", ((START, 1e6),))))
    arrays, steps, finished = trace(plan, replications=(0, 4))
    assert np.array_equal(steps[:, 0, 0], np.broadcast_to(arrays.release, steps[:, 0, 0].shape))
    assert np.array_equal(steps[:, :, 0], steps[:, :, 1])
    assert np.array_equal(steps[:, 1, 2], finished)
    assert abs((steps[:, 0, 2] - steps[:, 0, 0]).mean() - 200) < 5


def test_littles_law():
    """Work in hand on average = throughput x time at work, per stage, exactly, over the whole life of a programme."""
    plan = programme()
    _, steps, _ = trace(plan, replications=(3, 4))
    for s, places in ((0, 150), (1, 60)):
        start, done = steps[0, s, 1], steps[0, s, 2]
        days = np.arange(done.max())
        in_hand = np.searchsorted(np.sort(start), days, "right") - np.searchsorted(np.sort(done), days, "right")
        assert in_hand.sum() == (done - start).sum()
        assert in_hand.max() == places


def test_shared_uncertainty_widens_the_fan_from_days_to_about_a_year():
    """The reference case with independent luck alone, and with scope, capacity, duration and ramp shared."""
    n = 4375
    addresses = Addresses(
        tuple(f"a{i:05}" for i in range(n)), ("x",) * n, tuple(i * 6 * 365 // n for i in range(n)),
        groups=tuple("perhaps" if i % 10 == 0 else "" for i in range(n)),
    )  # fmt: skip
    stages = tuple(Stage(f"s{m}", Duration("lognormal", m, m / 2)) for m in (90, 430, 180))
    capacities = tuple(Capacity(f"s{m}", ((START, k / 4),)) for m, k in ((90, 800), (430, 3300), (180, 1400)))
    alone = Plan(START, stages, capacities, addresses, inclusions=(Inclusion("perhaps", 0.5, 0.5),), horizon=9000)
    shared = replace(alone, inclusions=(Inclusion("perhaps", 0.0, 1.0),), shared=Shared(0.15, 0.98, 0.1, 0, 365))
    days = {name: run(plan, replications=300, shares=(0.95,)).dates[:, 0].std() for name, plan in
            (("alone", alone), ("shared", shared))}  # fmt: skip
    assert days["alone"] < 40
    assert 200 < days["shared"] < 600


def test_what_takes_longer_than_the_horizon_is_no_date():
    plan = programme(horizon=500)
    outcome = run(plan, replications=10, per_address=True)
    assert np.all(outcome.dates[:, -1] == 500)
    assert outcome.finished.max() == 500
    assert outcome.curve.sum() == (outcome.finished < 500).sum()


def test_a_whole_year_of_nothing_and_then_places():
    plan = programme(
        capacities=(Capacity("design", ((START, 0), (date(2025, 1, 1), 500))), Capacity("build", ((START, 500),)))
    )
    _, steps, _ = trace(plan, replications=(0, 1))
    assert steps[0, 0, 1].min() == 366


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"capacities": (Capacity("design", ((START, 5), (date(2025, 1, 1), 0))), Capacity("build", ((START, 5),)))},
         "no places for ever"),
        ({"capacities": (Capacity("dezign", ((START, 5),)), Capacity("build", ((START, 5),)))}, "no stage 'dezign'"),
        ({"capacities": (Capacity("build", ((date(2025, 1, 1), 5), (START, 5))),)}, "dates are out of order"),
        ({"capacities": (Capacity("design", ((START, 5),), "N"), Capacity("build", ((START, 5),)))}, "for region 'Z'"),
        ({"capacities": (Capacity("design", ((START, 5),), "N"), Capacity("design", ((START, 5),)))}, "choose one"),
        ({"stages": ()}, "there is no stage"),
        ({"stages": (Stage("design", FIVE, visit=1.5), Stage("build", FIVE))}, "visit is 1.5"),
        ({"stages": (Stage("design", FIVE, wait_share=0.5), Stage("build", FIVE))}, "how long"),
        ({"addons": (AddOn("m", "roof", 0.5, 0.2, 9, 3, "heavy"),)}, "no stage 'roof'"),
        ({"addons": (AddOn("m", "build", 0.1, 0.2, -3, 3),)}, "days lie from 0"),
        ({"risks": (Risk("r", 2, START, START, 1, 1),)}, "probability is 2"),
        ({"shared": Shared(capacity_memory=1.0)}, "capacity_memory is 1"),
        ({"shared": Shared(ramp_low=5, ramp_high=2)}, "shared ramp"),
        ({"inclusions": (Inclusion("g", 0.5, 0.1),)}, "inclusion g"),
        ({"horizon": 0}, "horizon is 0"),
        ({"addresses": Addresses((), (), ())}, "no addresses"),
        ({"addresses": Addresses(("a", "a"), ("N", "Z"), (0, 0))}, "address 'a' occurs 2 times"),
        ({"addresses": Addresses(("a", "b"), ("N", "Z"), (0,))}, "column release"),
        ({"addresses": Addresses(("a", "b"), ("N", "Z"), (0, 1), complexes=("c", "c"))}, "complex c"),
        ({"addresses": Addresses(("a", "b"), ("N", "Z"), (0, 1), at=("roof", ""))}, "at 'roof' is not known"),
        ({"addresses": Addresses(("a", "b"), ("N", "Z"), (0, 1), priority=(64, 0))}, "priority lies from 0 to 63"),
    ],
)  # fmt: skip
def test_faults_of_a_plan_are_named(change, part):
    with pytest.raises(UnusableInput, match=part):
        run(replace(programme(8), **change), replications=1)


def test_all_faults_at_once_and_at_most_forty():
    plan = replace(programme(80), addons=tuple(AddOn(f"m{i}", "roof", 2, 1, 5, 1) for i in range(20)))
    with pytest.raises(UnusableInput) as raised:
        run(plan)
    assert len(raised.value.problems) == 41
    assert raised.value.problems[-1] == "and 20 more"


def test_ten_million_addresses_meet_a_stated_limit():
    n = 10_000_000
    plan = replace(programme(8), addresses=Addresses(("a",) * n, (), ()))
    with pytest.raises(UnusableInput, match="at most 2,000,000 addresses"):
        run(plan)


def test_too_many_regions_or_results_meet_a_stated_limit():
    n = 20_000
    names = tuple(f"a{i}" for i in range(n))
    with pytest.raises(UnusableInput, match="At most 50,000,000 pool-days"):
        run(replace(programme(80), addresses=Addresses(names, names, (0,) * n)))
    with pytest.raises(UnusableInput, match="At most 1,000,000,000 numbers"):
        run(programme(200), replications=10_000_000, per_address=True)


@pytest.mark.parametrize("wrong", [{"replications": 0}, {"shares": ()}, {"shares": (0.9, 0.5)}, {"shares": (0.0, 1.0)}])
def test_questions_out_of_range(wrong):
    with pytest.raises(UnusableInput):
        run(programme(8), **{"replications": 1, **wrong})


def test_compiled_code_finds_a_folder_where_nothing_can_be_written(tmp_path):
    package, home = tmp_path / "package", tmp_path / "home"
    package.mkdir()
    home.mkdir()
    assert cache_folder(package, home, {}) is None
    assert cache_folder(package, home, {"NUMBA_CACHE_DIR": "x"}) is None
    gone = tmp_path / "absent"
    assert "narekenen-numba-" in cache_folder(gone, gone, {})


def test_a_kernel_on_disk_is_thrown_away_when_any_file_that_it_is_made_of_changes(tmp_path):
    """numba itself looks at one file only: the engine would go on with yesterday's queues."""
    home = Path(running.__file__).parent
    for name in SOURCES:
        (tmp_path / f"{name}.py").write_bytes((home / f"{name}.py").read_bytes())
    assert source_stamp(tmp_path) == source_stamp(home)
    for name in SOURCES:
        (tmp_path / f"{name}.py").write_bytes((home / f"{name}.py").read_bytes() + b"# another\n")
        assert source_stamp(tmp_path) != source_stamp(home)
        (tmp_path / f"{name}.py").write_bytes((home / f"{name}.py").read_bytes())
    run(programme(60), replications=1)
    with Path(engine.simulate._cache._cache_file._index_path).open("rb") as index:
        pickle.load(index)
        assert pickle.loads(index.read())[0] == source_stamp(home)
    kernels = {path.stem for path in home.glob("*.py") if "@kernel" in path.read_text() or "@part" in path.read_text()}
    assert kernels <= set(SOURCES)


def test_help_starts_without_numba():
    code = "import sys; from narekenen.cli import main\ntry: main(['forecast', '--help'])\nexcept SystemExit: pass\n"
    code += "assert not {'numpy', 'numba', 'scipy'} & set(sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(Path(running.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr


def test_stages_are_one_line():
    a, b, c = (Stage(name, FIVE) for name in "abc")
    assert in_order([(a, None), (b, None)]) == ((a, b), [])
    assert in_order([(c, "b"), (a, None), (b, "a")]) == ((a, b, c), [])
    assert in_order([(a, "b"), (b, "a")])[1] == ["the stages a, b form a cycle, or nothing leads to them"]
    assert in_order([(a, None), (b, "c"), (c, "b")])[1] == ["the stages b, c form a cycle, or nothing leads to them"]
    assert in_order([(a, None), (b, None), (c, "b")])[1] == ["2 stages begin the work: the work is one line"]
    assert in_order([(a, None), (b, "a"), (c, "a")])[1] == ["2 stages come after 'a': the work is one line"]


def test_starts_per_quarter_do_not_wait_for_places_and_are_gone_when_not_used():
    """Ten a quarter: ten start at once although the work takes a year; nobody starts in the second half of a quarter
    that was used up, and what was left over in a quarter is no more in the next."""
    n = 35
    release = (0,) * 25 + (300,) * 10  # the third quarter (from day 182) finds five, the fourth (from day 274) ten
    addresses = Addresses(tuple(f"a{i:02}" for i in range(n)), ("r",) * n, release)
    stage = Stage("build", Duration("fixed", 365))
    plan = Plan(START, (stage,), (Capacity("build", ((START, 10.0),), starts=True),), addresses, horizon=2000)
    _, steps, finished = trace(plan, replications=(0, 1))
    assert sorted(steps[0, 0, 1].tolist()) == [0] * 10 + [91] * 10 + [182] * 5 + [300] * 10
    assert sorted(finished[0].tolist())[:10] == [365] * 10


def test_starts_per_quarter_and_places_are_told_apart_in_a_workbook(tmp_path):
    from narekenen.forecasts.planfile import read_plan

    file = tmp_path / "plan.toml"
    file.write_text(
        '[programme]\nstart = 2024-01-01\n[[stages]]\nname = "a"\nmean = 9\nsd = 3\n[[capacity]]\nstage = "a"\n'
        'from = 2024-01-01\nplaces = 4\nstarts = "ja"\n[[addresses]]\nname = "x"\nrelease = 2024-01-01\n'
    )
    assert read_plan(file).capacities[0].starts
