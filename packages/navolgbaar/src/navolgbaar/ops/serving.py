"""The web server and the worker of one installation, watched until they are told to stop."""

from __future__ import annotations

import json
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.launcher import EmbeddedDatabase, announce
from navolgbaar.ops.processes import Child, Supervisor

READY_SECONDS = 60.0


def serve(
    *,
    command: str,
    host: str,
    port: int,
    workers: int,
    database: EmbeddedDatabase | None,
    ready: Callable[[str], object],
) -> None:
    """Serve until SIGTERM or Ctrl-C. `ready` is called with the address as soon as the first page can be had."""
    address = f"http://{host}:{port}"
    environment = database.environment() if database else {}
    web = [sys.executable, "-m", "gunicorn", "navolgbaar.conf.wsgi:application", "--bind", f"{host}:{port}"]
    web += ["--workers", str(workers), "--threads", "4", "--preload", "--log-level", "warning"]
    children = [
        Child("The web server", web, environment),
        Child("The worker", [sys.executable, "-m", "navolgbaar.ops.working"], environment),
    ]
    if database is not None:
        announce(database.home, f"navolgbaar {command} on {address}")
    supervisor = Supervisor(children, mend_first=database.restart_if_down if database else lambda: None)

    def wait_and_tell() -> None:
        wait_until_ready(address, children[0])
        ready(address)

    supervisor.run(wait_and_tell)


def wait_until_ready(address: str, web: Child) -> None:
    """Return when the server may get traffic. Raises CannotStart when it falls or takes too long."""
    from django.conf import settings

    known = next((name for name in settings.ALLOWED_HOSTS if name.strip("*.") == name), "localhost")
    question = urllib.request.Request(f"{address}/readyz", headers={"Host": known})  # noqa: S310 (our own address)
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(question, timeout=5) as response:  # noqa: S310 (our own address)
                if json.load(response) == {"database": "ok"}:
                    return
        except (urllib.error.URLError, OSError, ValueError):
            time.sleep(0.05)
        if web.is_down():
            raise CannotStart(f"The web server did not start on {address}.", do="Is that address in use?")
    raise CannotStart(f"The web server on {address} does not answer.", do="Read its messages above.")
