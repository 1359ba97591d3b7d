"""`navolgbaar demo`: from nothing to a served site with the demonstration programmes; a second start takes seconds."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from navolgbaar.ops.demo_areas import make_areas
from navolgbaar.ops.demo_budgets import load_budgets
from navolgbaar.ops.demo_fieldtests import load_field_test
from navolgbaar.ops.demo_files import digest_of, find_files, read_demo
from navolgbaar.ops.demo_forecasts import PROGRAMME, codes_of, load_forecasts
from navolgbaar.ops.demo_indicators import load_indicators
from navolgbaar.ops.demo_loading import Loader
from navolgbaar.ops.demo_people import Login, logins, make_people
from navolgbaar.ops.demo_promises import load_promises
from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.home import find_home
from navolgbaar.ops.installation import installation
from navolgbaar.ops.serving import serve

HOST = "127.0.0.1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1, help="web processes")


def run(arguments: argparse.Namespace) -> int:
    from navolgbaar.ops.commands.serve import prepare, refuse_unsafe

    if os.environ.get("DATABASE_URL"):
        raise CannotStart(
            "The demonstration makes its own database, and DATABASE_URL names another one.",
            do="Unset DATABASE_URL, or use `navolgbaar serve`.",
        )
    refuse_unsafe(HOST)
    files, home = find_files(), find_home()
    os.environ.setdefault("NAVOLGBAAR_SECOND_FACTOR", "")  # nobody else reaches this machine's own address
    os.environ["NAVOLGBAAR_SHOW_MAIL"] = "1"
    os.environ.setdefault("NAVOLGBAAR_ADDRESS", f"http://{HOST}:{arguments.port}")
    with installation() as database:
        say("The database runs.")
        prepare(database)
        load(files, home.path)
        serve(
            command="demo",
            host=HOST,
            port=arguments.port,
            workers=arguments.workers,
            database=database,
            ready=lambda address: welcome(address, logins(home.path), codes_of(home.path)),
        )
    return 0


def load(files: Path, folder: Path) -> None:
    """Enter what is not there yet. Each programme is one transaction, so a start that was killed goes on here."""
    marker, known = folder / "demo.loaded", logins(folder)
    entered = " ".join([digest_of(files), *(login.role for login in known)])
    if marker.exists() and marker.read_text() == entered:
        return
    from navolgbaar.programmes.models import Programme

    demo = read_demo(files)
    people = make_people(known, demo.organisations)
    make_areas(files / "areas.toml", by=people.administrator)
    for number, programme in enumerate(demo.programmes, start=1):
        if not Programme.objects.filter(key=programme.key).exists():
            say(f"{number}/{len(demo.programmes)} {programme.about['name']}")
            Loader(programme, people).load()
    say("Promises")
    load_promises(files, people)
    say("Field test")
    load_field_test(files, people, folder)
    say("Forecasts")
    load_forecasts(files, people, folder)
    say("Distribution of money")
    load_budgets(files, people)
    say("Monitor")
    load_indicators(files, people)
    marker.write_text(entered)


def welcome(address: str, known: list[Login], residents: Sequence[dict[str, str]] = ()) -> None:
    """The address, one login per role, and the codes of made-up residents."""
    say(f"Navolgbaar is at {address}")
    for login in known:
        say(f"  {login.role:<14} {login.email:<28} {login.password}")
    for resident in residents:
        code, home = resident["code"], f"{resident['postcode']} {resident['house_number']}"
        say(f"  {resident['tenure']:<14} {home:<28} {code}  {address}/verwachting/mijn-huis/{PROGRAMME}/")
    say(f"Its mails are at {address}/post/")
    say("Ctrl-C stops it; the next start takes seconds.")


def say(words: str) -> None:
    print(words, flush=True)
