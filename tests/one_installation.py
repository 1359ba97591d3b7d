"""One installation in a folder of its own, driven by the command line only."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

MAIN = "import sys; from navolgbaar.ops.cli import main; raise SystemExit(main(sys.argv[1:]))"


class Installation:
    """`environment` is that of a new shell: nothing of the one that runs the tests."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        unwanted = ("NAVOLGBAAR_", "DATABASE_URL", "DJANGO_")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(unwanted)}
        self.environment = {**kept, "NAVOLGBAAR_HOME": str(folder / "home"), "PYTHONWARNINGS": "default"}
        self.process = None

    def command(self, *words, given=""):
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "-c", MAIN, *words],
            input=given, text=True, capture_output=True, timeout=120, env=self.environment, cwd=self.folder,
        )  # fmt: skip

    def python(self, code):
        """Run a few lines in this installation."""
        return subprocess.run(
            [sys.executable, "-c", code], text=True, capture_output=True, timeout=120, env=self.environment,
            cwd=self.folder,
        )  # fmt: skip

    def serve(self, command="serve", until="Navolgbaar is at"):
        """Start it; what it said, up to the line with those words."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", MAIN, command, "--port", str(self.port), "--workers", "1"],
            stdout=subprocess.PIPE, text=True, env=self.environment, cwd=self.folder,
        )  # fmt: skip
        said = []
        while line := self.process.stdout.readline():
            said.append(line.rstrip())
            if until in line:
                break
        return said

    def get(self, path):
        host = self.environment.get("NAVOLGBAAR_HOSTS", "localhost")
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Host": host})
        with urllib.request.urlopen(asked, timeout=10) as response:
            return response.read().decode()

    def pids(self, word):
        """Processes of this installation with that word in their command line."""
        found = []
        for entry in Path("/proc").iterdir():
            try:
                line = (entry / "cmdline").read_bytes().decode().split("\0")
                environment = (entry / "environ").read_bytes().decode()
            except (OSError, UnicodeDecodeError):
                continue
            mine = str(self.folder) in environment or any(str(self.folder) in part for part in line)
            if mine and entry.name.isdigit() and any(word in part for part in line):
                found.append(int(entry.name))
        return sorted(found)

    def wait_until_well(self):
        for _ in range(300):
            try:
                if json.loads(self.get("/healthz")) == dict.fromkeys(
                    ("database", "migrations", "ledger", "store", "witness"), "ok"
                ):
                    return
            except (OSError, urllib.error.URLError, ValueError):
                pass
            time.sleep(0.1)
        pytest.fail("did not come back")

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            assert self.process.wait(60) == 0
        if self.process is not None:
            self.process.stdout.close()
