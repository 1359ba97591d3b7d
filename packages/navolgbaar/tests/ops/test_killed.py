"""Killed with -9 half-way: an import, one of its readers, the worker. Nothing twice, nothing missing."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from one_installation import MAIN, Installation

pytestmark = [pytest.mark.db, pytest.mark.slow]
pytestmark += [pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the embedded server")]
EDITOR, FILES = "editor@example.org", 24
WORLD = """
from navolgbaar.ops.installation import installation
with installation():
    from navolgbaar.core.audit import System
    from navolgbaar.people.actions import add_organisation, create_user, give_role
    from navolgbaar.people.states import RoleKind
    from navolgbaar.programmes.actions import add_programme
    admin = create_user(email="admin@example.org", password="a long enough one", by=System(), is_administrator=True)
    editor = create_user(email="editor@example.org", password="a long enough one", by=System())
    ministry = add_organisation(key="ministry", name="Ministerie", by=admin)
    give_role(user=editor, organisation=ministry, kind=RoleKind.EDITOR, by=admin)
    add_programme(key="versterken", name="Versterken", organisation=ministry, by=admin)
"""
COUNT = """
from navolgbaar.ops.installation import installation
with installation():
    from navolgbaar.core.models import AuditEvent
    from navolgbaar.sources.models import Document
    print(Document.objects.count(), Document.objects.values("file").distinct().count(),
          AuditEvent.objects.filter(event="sources.document_imported").count())
"""
SEND = """
import django, sys
django.setup()
from pathlib import Path
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme
from navolgbaar.sources.actions import receive_file
from navolgbaar.sources.tasks import read_file
said = dict(programme=Programme.objects.get(), organisation=Organisation.objects.get(),
            by=User.objects.get(email="editor@example.org"))
for file in sorted(Path(sys.argv[1]).iterdir()):
    read_file.enqueue(receive_file(data=file.read_bytes(), name=file.name, **said).pk)
"""
STATES = """
import django
django.setup()
from collections import Counter
from navolgbaar.sources.models import Intake
from django_tasks_db.models import DBTaskResult
print(*(f"{name}={count}" for name, count in Counter(Intake.objects.values_list("state", flat=True)).items()),
      *(f"{name}={count}" for name, count in Counter(DBTaskResult.objects.values_list("status", flat=True)).items()))
"""


@pytest.fixture(scope="module")
def installation():
    """Made once: each test brings papers of its own."""
    folder = Path(tempfile.mkdtemp(prefix="nb-killed-"))
    folder.chmod(0o711)
    made = Installation(folder)
    assert made.command("migrate", "--quiet").returncode == 0
    world = made.python(WORLD)
    assert world.returncode == 0, world.stderr
    yield made
    made.stop()
    shutil.rmtree(folder)


@pytest.fixture
def papers(installation, request):
    """Letters that differ in one number from each other and from those of another test, long enough to be busy with."""
    folder = installation.folder / request.node.name
    folder.mkdir()
    for number in range(FILES):
        line = f"In 2023 waren er {number + 1000} woningen en 12 teams. Dat kostte € 4,5 miljoen.\n\n"
        (folder / f"{number:03d}.txt").write_text(f"{request.node.name}\n\n{line * 10}")
    return folder


def words(papers):
    return ["import", str(papers), "--programme", "versterken", "--organisation", "ministry", "--as", EDITOR,
            "--processes", "2"]  # fmt: skip


def begin(installation, papers, lines):
    """An import in a process of its own, after it said so many lines."""
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, *words(papers)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=installation.environment, cwd=installation.folder,
    )  # fmt: skip
    for _ in range(lines):
        assert process.stdout.readline()
    return process


def counted(installation):
    """(documents, files, events) so far"""
    done = installation.python(COUNT)
    assert done.returncode == 0, done.stderr
    return [int(word) for word in done.stdout.split()]


def test_an_import_that_was_killed_goes_on_where_it_was(installation, papers):
    before = counted(installation)[0]
    process = begin(installation, papers, 6)
    process.kill()
    process.communicate()
    time.sleep(0.5)
    assert installation.pids("spawn_main") == [], "its readers died with it"
    again = installation.command(*words(papers))
    assert again.returncode == 0, again.stderr
    lines = again.stdout.splitlines()
    assert len(lines) == FILES
    known = [line for line in lines if line.endswith("(already there)")]
    assert 6 <= len(known) < FILES
    assert f"Taken in: {FILES - len(known)}. Already there: {len(known)}. Refused: 0." in again.stderr
    assert counted(installation) == [before + FILES] * 3


def test_a_reader_that_is_killed_takes_no_file_with_it(installation, papers):
    before = counted(installation)[0]
    process = begin(installation, papers, 3)
    os.kill(installation.pids("spawn_main")[-1], signal.SIGKILL)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert len(out.splitlines()) == FILES - 3
    assert counted(installation) == [before + FILES] * 3


def test_what_a_killed_worker_was_reading_is_read_by_the_next(installation, papers):
    before = counted(installation)[0]
    installation.serve()
    url = f"postgresql://navolgbaar_app@/navolgbaar?host={installation.folder / 'home' / 'run'}"
    key = (installation.folder / "home" / "secret.key").read_text()
    environment = {
        **installation.environment, "DATABASE_URL": url, "NAVOLGBAAR_SECRET_KEY": key,
        "DJANGO_SETTINGS_MODULE": "navolgbaar.conf.settings",
    }  # fmt: skip

    def here(code, *more):
        done = subprocess.run(
            [sys.executable, "-c", code, *more], env=environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return dict(word.split("=") for word in done.stdout.split())

    here(SEND, str(papers))
    for _ in range(2):
        time.sleep(1)
        for worker in installation.pids("navolgbaar.ops.working"):
            os.kill(worker, signal.SIGKILL)
    for _ in range(240):
        states = here(STATES)
        if states.get("done") == str(FILES) and states.get("SUCCESSFUL") == str(FILES):
            break
        time.sleep(0.5)
    assert states == {"done": str(FILES), "SUCCESSFUL": str(FILES)}
    installation.stop()
    assert counted(installation) == [before + FILES] * 3
