"""What a worker looks after: tasks of workers that are gone, and witnesses that were not told."""

import os
import socket
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult, get_date_max

from navolgbaar.core import clock
from navolgbaar.ops.chores import LEASE, MOST_TIMES, return_left_tasks, tell_waiting_witnesses, worker_name
from navolgbaar.publishing.models import Release, WitnessNote
from navolgbaar.sources.actions import receive_file
from navolgbaar.sources.states import IntakeState
from navolgbaar.sources.tasks import read_file

pytestmark = [pytest.mark.django_db, pytest.mark.db]
HERE = socket.gethostname()[:30]


@pytest.fixture
def running():
    """running(worker, …) is a task that these workers took in turn, the last of them at `at`."""

    def take(*workers, at=None, path="navolgbaar.publishing.tasks.inform_witnesses", args=()):
        return DBTaskResult.objects.create(
            task_path=path, args_kwargs={"args": list(args), "kwargs": {}}, backend_name="default", status="RUNNING",
            run_after=get_date_max(), started_at=at or clock.now(), worker_ids=list(workers),
        )  # fmt: skip

    return take


def state_of(task):
    task.refresh_from_db()
    return task.status


def test_a_worker_that_lives_keeps_its_task(running):
    task = running(worker_name())
    assert return_left_tasks() == 0
    assert state_of(task) == "RUNNING"


@pytest.mark.parametrize(
    "gone", [f"{HERE}:4194999:1", f"{HERE}:{os.getpid()}:1", f"{HERE}:x"], ids=["gone", "another one", "odd"]
)
def test_the_task_of_a_process_that_is_gone_or_is_another_one_goes_back(running, gone):
    task = running(gone)
    assert return_left_tasks() == 1
    assert state_of(task) == "READY"
    assert return_left_tasks() == 0


def test_another_machine_keeps_its_task_for_an_hour(running):
    young, old = running("elsewhere:7:7"), running("elsewhere:7:7", at=clock.now() - LEASE - timedelta(minutes=1))
    assert return_left_tasks() == 1
    assert (state_of(young), state_of(old)) == ("RUNNING", "READY")


def test_a_file_that_workers_keep_dying_of_is_refused_in_words(world, store, running):
    intake = receive_file(
        data=b"x", name="a.txt", programme=world.programme, organisation=world.ministry, by=world.editor
    )
    task = running(*[f"{HERE}:4194999:1"] * MOST_TIMES, path=read_file.module_path, args=[intake.pk])
    return_left_tasks()
    intake.refresh_from_db()
    assert state_of(task) == "FAILED"
    assert (intake.state, intake.data) == (IntakeState.REFUSED, None)
    assert "a.txt: a file that breaks its reader" in intake.refusal


def test_a_witness_that_was_not_reached_is_told_as_soon_as_it_is(say, release, settings, tmp_path, client, monkeypatch):
    settings.WITNESS_FILE = str(tmp_path / "not there" / "witness.txt")
    release(say("1229"))
    assert client.get("/healthz").json()["witness"] == "ok", "it may take a moment"
    assert "Not reached: file: FileNotFoundError" in tell_waiting_witnesses()
    monkeypatch.setattr(clock, "now", lambda: Release.objects.get().at + timedelta(minutes=6))
    assert client.get("/healthz").json()["witness"] == "waiting"
    (tmp_path / "not there").mkdir()
    assert tell_waiting_witnesses() == ""
    assert WitnessNote.objects.count() == 1
    assert client.get("/healthz").json()["witness"] == "ok"
    assert tell_waiting_witnesses() == ""
