"""A large installation as `navolgbaar serve` serves it on two cores: how long a visitor and an editor wait.

    python benchmarks/load.py --home FOLDER [--scale 0.1] [--clients 4 8] [--seconds 5] [--who anonymous editor]

Fills FOLDER once with 1,000,000 passages and 100,000 figures (about two minutes on two quiet cores; --scale 0.1 takes
a tenth), then starts the command itself and asks for pages over HTTP, each client one after the other without a pause:
two minutes more for four clients. Prints per page p50, p95 and p99 in milliseconds, how many were served per second,
the processor time that one page took in all processes of the platform and its database (which says the same on a busy
machine), and the load of the machine before and after. The floor is the health page (one query) and a page without
data. At the end it says which of home, search, subject and figure pages stay under 200 ms at the 95th percentile; the
exit status is 1 where one does not.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import numpy as np
import psutil
from load_data import Loader
from load_sizes import Made, Size
from load_words import FREQUENT, NOWHERE, RARE

PORT = 8765
PROMISED, MILLISECONDS = re.compile("home|search|subject|figure"), 200
"""Which pages are to be answered within how much, at the 95th percentile."""
MAIN = "import sys; from navolgbaar.ops.cli import main; raise SystemExit(main(sys.argv[1:]))"


def fill(home: Path, size: Size) -> Made:
    """Make the installation where it is not there yet; what to ask for is kept beside it."""
    note = home / "load.json"
    if note.exists():
        return Made(**json.loads(note.read_text()))
    os.environ["NAVOLGBAAR_HOME"] = str(home)
    from navolgbaar.ops.commands.serve import prepare
    from navolgbaar.ops.installation import installation

    with installation() as database:
        prepare(database)
        import psycopg

        began = time.perf_counter()
        with psycopg.connect(database.owner_url) as connection:
            from django.db import connection as django_connection

            from navolgbaar.ops.database_url import django_settings

            django_connection.close()
            django_connection.settings_dict.update(django_settings(database.owner_url))
            world = make_world()
            world.commit = connection.commit
            loader = Loader(connection, size, world)
            made = loader.load()
            connection.autocommit = True
            connection.execute("VACUUM ANALYZE")
        made.editor_session = session_of(world.editor)
        steps = ", ".join(f"{name} {seconds:.0f}" for name, seconds in loader.seconds.items())
        took = time.perf_counter() - began
        print(f"{size.passages:,} passages and {size.figures:,} figures in {took:.0f} s ({steps})", flush=True)
    note.write_text(json.dumps(asdict(made)))
    return made


def make_world() -> SimpleNamespace:
    """The people, organisations and programmes, through the actions of the platform."""
    from django.db import connection

    from navolgbaar.core.audit import System
    from navolgbaar.people.actions import add_organisation, create_user, give_role
    from navolgbaar.people.states import RoleKind
    from navolgbaar.programmes.actions import add_programme, open_subject

    def person(name: str, **more: bool) -> object:
        return create_user(email=f"{name}@example.org", password="a long enough one", by=System(), **more)

    administrator = person("administrator", is_administrator=True)
    organisations = [add_organisation(key=f"o{at}", name=f"Organisatie {at}", by=administrator) for at in range(10)]
    editor, publisher = person("editor"), person("publisher")
    for user, kind in ((editor, RoleKind.EDITOR), (publisher, RoleKind.PUBLISHER)):
        give_role(user=user, organisation=organisations[0], kind=kind, by=administrator)
    programmes = [
        add_programme(key=f"programma-{at}", name=f"Programma {at}", organisation=organisations[0], by=administrator)
        for at in range(5)
    ]
    for programme in programmes:
        open_subject(subject=programme.subject, by=editor)
    return SimpleNamespace(
        organisations=organisations, owner=organisations[0], editor=editor, publisher=publisher,
        programmes=programmes, schema_editor=connection.schema_editor,
    )  # fmt: skip


def session_of(user: object) -> str:
    """The key of a session in which this person has logged in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session.set_expiry(10 * 365 * 86400)
    session.save()
    return session.session_key


def pages(made: Made) -> dict[str, Callable[[], Iterator[str]]]:
    """Page -> addresses to ask for in turn."""

    def of(*addresses: str) -> Callable[[], Iterator[str]]:
        return lambda: itertools.cycle(addresses)

    two, name = " ".join(FREQUENT), quote(made.subject_name)
    return {
        "floor: health with one query": of("/readyz"),
        "floor: a page without data": of("/nareken/"),
        "home": of("/"),
        "search, common word": of(f"/zoeken?q={FREQUENT[0]}"),
        "search, rare word": of(f"/zoeken?q={RARE}"),
        "search, two common words": of(f"/zoeken?q={quote(two)}"),
        "search, no hit": of(f"/zoeken?q={NOWHERE}"),
        "search, name of a subject": of(f"/zoeken?q={name}"),
        "subject, few figures": of(f"/onderwerpen/{made.subject_of_few}/x/"),
        "subject, most figures": of(f"/onderwerpen/{made.subject_of_many}/x/"),
        "figure": of(*(f"/cijfers/{figure}/" for figure in made.figures)),
        "figure, computed": of(*(f"/cijfers/{figure}/" for figure in made.computed)),
        "document": of(*(f"/documenten/{document}/" for document in made.documents)),
        "document, longest": of(f"/documenten/{made.long_document}/"),
        "question": of("/vragen/gemeten/"),
        "list of figures": of("/cijfers/"),
        "list of figures of a subject": of(f"/cijfers/?onderwerp={made.subject_of_many}"),
        "API, one figure": of(*(f"/api/v1/figures/{figure}" for figure in made.figures)),
        "API, a hundred figures": of("/api/v1/figures?limit=100"),
        "API, figures of a subject": of(f"/api/v1/figures?subject={made.subject_of_few}"),
        "CSV, all figures": of("/api/v1/figures.csv"),
        "catalogue": of("/api/v1/catalog.jsonld"),
    }


@contextmanager
def served(home: Path, workers: int) -> Iterator[psutil.Process]:
    """`navolgbaar serve` on this folder."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("NAVOLGBAAR_", "DATABASE_"))}
    environment = {**own, "NAVOLGBAAR_HOME": str(home), "NAVOLGBAAR_API_RATE": "1000000/m"}
    command = [sys.executable, "-c", MAIN, "serve", "--port", str(PORT), "--workers", str(workers)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        if "Navolgbaar is at" not in process.stdout.readline():
            raise SystemExit("It did not start.")
        yield psutil.Process(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def ask(connection: http.client.HTTPConnection, address: str, cookie: str) -> tuple[float, float, int]:
    """(seconds to the first byte of the answer, seconds to its end, bytes). Follows one move to the right address."""
    for _ in range(2):
        began = time.perf_counter()
        connection.request("GET", address, headers={"Cookie": cookie} if cookie else {})
        response = connection.getresponse()
        first = time.perf_counter() - began
        body = response.read()
        if response.status not in (301, 302):
            break
        address = response.headers["Location"]
    if response.status != 200:
        raise RuntimeError(f"{address} answered {response.status}: {body[:300]!r}")
    return first, time.perf_counter() - began, len(body)


def measure(
    addresses: Iterator[str], *, clients: int, seconds: float, cookie: str, least: int
) -> tuple[np.ndarray, float]:
    """(per request: first byte, end, bytes; requests per second), asked by so many clients at once."""
    found, problems, lock = [], [], threading.Lock()
    until = time.perf_counter() + seconds

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
        while time.perf_counter() < until or len(found) < least:
            with lock:
                address = next(addresses)
            try:
                one = ask(connection, address, cookie)
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                connection.close()  # it was idle for too long
                continue
            except RuntimeError as problem:
                problems.append(problem)
                return
            with lock:
                found.append(one)
        connection.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise SystemExit(problems[0])
    return np.array(found), len(found) / (time.perf_counter() - began)


def processor_seconds(server: psutil.Process) -> float:
    """Of the platform and its database together, so far."""
    total = 0.0
    for process in (server, *server.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            total += sum(process.cpu_times()[:4])  # its own, and that of its children that are gone
    return total


def settle(address: str, cookie: str) -> str:
    """The address to which this one is moved, if it is."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    connection.request("GET", address, headers={"Cookie": cookie} if cookie else {})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.headers["Location"] if response.status in (301, 302) else address


def report(made: Made, server: psutil.Process, arguments: argparse.Namespace) -> list[str]:
    """Print a line per page; give those that take longer than is promised."""
    late: list[str] = []
    chosen = {name: of for name, of in pages(made).items() if re.search(arguments.only, name)}
    for who in arguments.who:
        cookie = f"sessionid={made.editor_session}" if who == "editor" else ""
        for clients in arguments.clients:
            print(f"\n{who}, {clients} clients at once (load of the machine before: {os.getloadavg()[0]:.2f})")
            print(f"{'':<30}{'p50':>7}{'p95':>7}{'p99':>7}      cpu  first byte p95    per s      n    kB")
            for name, of in chosen.items():
                addresses = of()
                one = settle(next(addresses), cookie)
                cycle = of() if "/onderwerpen/" not in one else itertools.cycle([one])
                measure(cycle, clients=1, seconds=0, cookie=cookie, least=2)  # warm
                before = processor_seconds(server)
                found, rate = measure(cycle, clients=clients, seconds=arguments.seconds, cookie=cookie, least=clients)
                milliseconds = 1000 * found[:, 1]
                taken = 1000 * (processor_seconds(server) - before) / len(found)
                p50, p95, p99 = np.percentile(milliseconds, [50, 95, 99])
                first = 1000 * np.percentile(found[:, 0], 95)
                if PROMISED.match(name) and p95 > MILLISECONDS:
                    late.append(f"{name}, {who}, {clients} clients: {p95:.0f} ms")
                print(f"{name:<30}{p50:>7.0f}{p95:>7.0f}{p99:>7.0f}{taken:>9.1f}{first:>16.0f}{rate:>9.1f}{len(found):>7}"
                      f"{found[:, 2].mean() / 1000:>6.0f}", flush=True)  # fmt: skip
            print(f"(load after: {os.getloadavg()[0]:.2f})")
    return late


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.0, help="of 1,000,000 passages and 100,000 figures")
    parser.add_argument("--clients", type=int, nargs="+", default=[4])
    parser.add_argument("--seconds", type=float, default=5.0, help="per page")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--who", nargs="+", default=["anonymous"], choices=["anonymous", "editor"])
    parser.add_argument("--only", default="", help="pages whose name matches this")
    arguments = parser.parse_args()
    arguments.home.mkdir(parents=True, exist_ok=True)
    home = arguments.home.resolve()
    made = fill(home, Size(round(1_000_000 * arguments.scale), round(100_000 * arguments.scale)))
    with served(home, arguments.workers) as server:
        late = report(made, server, arguments)
    print(
        f"\nOver {MILLISECONDS} ms at the 95th percentile: {'; '.join(late) or 'none of the pages that are promised'}"
    )
    return 1 if late else 0


if __name__ == "__main__":
    raise SystemExit(main())
