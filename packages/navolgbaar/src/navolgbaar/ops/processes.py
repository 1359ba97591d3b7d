"""Child processes that end with us, come back when they fall, and are stopped in order."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_PR_SET_PDEATHSIG = 1
STOP_SECONDS = 20.0
CALM_SECONDS = 5.0  # a child that fell sooner than this after its start waits before the next one


def die_with_parent(with_signal: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn`: on Linux the kernel sends this signal to the child when the process that started it is gone."""
    if sys.platform != "linux":
        return None
    libc, parent = ctypes.CDLL(None, use_errno=True), os.getpid()
    return lambda: _tie(libc, parent, with_signal)


def tie_to(parent: int, with_signal: signal.Signals) -> None:
    """The same, from inside a child that knows the number of the process that started it."""
    if sys.platform == "linux":
        _tie(ctypes.CDLL(None, use_errno=True), parent, with_signal)


def _tie(libc: ctypes.CDLL, parent: int, with_signal: signal.Signals) -> None:
    libc.prctl(_PR_SET_PDEATHSIG, int(with_signal))
    if os.getppid() != parent:
        os._exit(1)


@dataclass(slots=True)
class Child:
    """One child process, started again whenever it falls."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        self.started = time.monotonic()

    def is_down(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def mend(self) -> bool:
        """Start it again when it is down. Returns whether it was started."""
        if not self.is_down() or time.monotonic() - self.started < (CALM_SECONDS if self.falls > 1 else 0):
            return False
        self.falls = self.falls + 1 if time.monotonic() - self.started < CALM_SECONDS else 1
        self.start()
        return True

    def stop(self) -> None:
        """Ask it to stop, wait, and insist."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass(slots=True)
class Supervisor:
    """Keeps children running until somebody asks us to stop (SIGTERM or Ctrl-C).

    mend_first   is called before the children are looked at, e.g. to start the database again
    """

    children: list[Child]
    mend_first: Callable[[], object] = lambda: None
    stopping: bool = field(default=False)

    def run(self, ready: Callable[[], object]) -> None:
        """Start the first child, call `ready`, start the others, and watch. Returns after everything has stopped.

        The others wait, because what a person waits for is the first page.
        """
        for wanted in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wanted, self._ask_to_stop)
        try:
            first, *others = self.children
            first.start()
            ready()
            for child in others:
                child.start()
            while not self.stopping:
                self.mend_first()
                for child in self.children:
                    if child.mend():
                        print(f"{child.name} had stopped and was started again.", file=sys.stderr, flush=True)
                time.sleep(0.3)
        finally:
            for child in reversed(self.children):
                child.stop()

    def _ask_to_stop(self, *_: object) -> None:
        self.stopping = True
