"""What a worker looks after beside its queue: work that a killed worker left behind, and witnesses not told yet."""

from __future__ import annotations

import os
import socket
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from navolgbaar.core import clock
from navolgbaar.core.audit import System
from navolgbaar.sources.actions import give_up_intake
from navolgbaar.sources.tasks import read_file

LEASE = timedelta(hours=1)
"""After which work of another machine is taken to be left behind: longer than any task takes."""
MOST_TIMES = 3
"""A task that three workers died of is not tried again."""


def worker_name() -> str:
    """Of this process: machine, process number and the moment it started, so that a later process is another one."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{_started(os.getpid())}"


@transaction.atomic
def return_left_tasks() -> int:
    """Put tasks back in the queue of which the worker is gone: here at once, of another machine after LEASE. Returns
    how many. Every task can be run again; one that workers keep dying of is failed, and its file is refused."""
    running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
    left = [task for task in running if _is_left(task)]
    for task in left:
        if len(task.worker_ids) < MOST_TIMES:
            task.status, task.started_at = "READY", None
            task.save(update_fields=["status", "started_at"])
            continue
        task.set_failed(RuntimeError(f"{MOST_TIMES} workers stopped while they did this."))
        if task.task_path == read_file.module_path:
            give_up_intake(intake_id=task.args_kwargs["args"][0], by=System())
    return len(left)


def tell_waiting_witnesses() -> str:
    """Tell witnesses what they were not told yet. Returns what went wrong, in words; it is tried again."""
    from navolgbaar.publishing.witness import WitnessNotReached, tell_witnesses, waiting_lines

    if not waiting_lines():
        return ""
    try:
        tell_witnesses()
    except WitnessNotReached as problem:
        return str(problem)
    return ""


def _is_left(task: DBTaskResult[Any, Any]) -> bool:
    host, _, process = (task.worker_ids or [""])[-1].partition(":")
    if host == socket.gethostname()[:30]:
        number, _, started = process.partition(":")
        return not number.isdecimal() or _started(int(number)) != started
    return task.started_at is None or task.started_at < clock.now() - LEASE


def _started(process: int) -> str:
    """When a process started, in ticks of the machine; empty when there is no such process (any more)."""
    try:
        words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if words[0] == "Z" else words[19]
