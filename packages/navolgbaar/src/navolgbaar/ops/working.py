"""The worker of an installation: `python -m navolgbaar.ops.working`. Takes tasks from the queue one after the other."""

from __future__ import annotations

import logging
import sys
import threading
import time

CHORES_SECONDS = 30.0


def main() -> None:
    """Work until SIGTERM."""
    from navolgbaar.ops.installation import set_up

    set_up()
    from django.core.management import call_command

    from navolgbaar.ops.chores import return_left_tasks, worker_name

    tell_what_goes_wrong_alone()
    return_left_tasks()
    threading.Thread(target=look_after, daemon=True).start()
    call_command("db_worker", worker_id=worker_name(), interval=1.0, startup_delay=False, reload=False)


def tell_what_goes_wrong_alone() -> None:
    """Two lines for every task would push the address and the logins of the demonstration off the screen."""
    warnings = logging.StreamHandler()
    warnings.setLevel(logging.WARNING)
    for name in ("django_tasks", "django_tasks_db"):
        logging.getLogger(name).addHandler(warnings)


def look_after() -> None:
    """The chores, again and again, on a connection of their own. A database that is down is asked again later."""
    from django.db import DatabaseError, close_old_connections

    from navolgbaar.ops.chores import return_left_tasks, tell_waiting_witnesses

    while True:
        time.sleep(CHORES_SECONDS)
        try:
            close_old_connections()
            return_left_tasks()
            if problem := tell_waiting_witnesses():
                print(f"The worker: {problem}", file=sys.stderr, flush=True)
        except DatabaseError as problem:
            print(f"The worker: {type(problem).__name__}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
