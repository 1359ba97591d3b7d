"""The supervisor: the first page first, then the rest; everything that was started is stopped."""

import sys

import pytest

from navolgbaar.ops.processes import Child, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def children():
    made = [Child("first", SLEEP, {}), Child("second", SLEEP, {})]
    yield made
    for child in made:
        child.stop()


@pytest.fixture
def signals(monkeypatch):
    """The handlers of the test run stay as they are."""
    monkeypatch.setattr("navolgbaar.ops.processes.signal.signal", lambda *_: None)


def test_the_others_wait_until_the_first_is_ready(children, signals):
    supervisor, seen = Supervisor(children), []

    def ready():
        seen.append([child.is_down() for child in children])
        supervisor.stopping = True

    supervisor.run(ready)
    assert seen == [[False, True]]
    assert [child.process.returncode for child in children] == [-15, -15]


def test_when_the_first_does_not_get_ready_nothing_is_left_behind(children, signals):
    def ready():
        raise RuntimeError("no page")

    with pytest.raises(RuntimeError, match="no page"):
        Supervisor(children).run(ready)
    assert children[0].process.returncode == -15
    assert children[1].process is None
