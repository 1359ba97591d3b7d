"""The rules of the platform that import-linter cannot see."""

import ast
import inspect
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import gaps

HOUSE = Path(__file__).resolve().parents[2] / "packages" / "navolgbaar" / "src" / "navolgbaar"
ROOMS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("navolgbaar."))
OURS = [model for model in apps.get_models(include_auto_created=False) if model.__module__.startswith("navolgbaar.")]
ORDER = ["core", "people", "programmes", "sources", "figures", "publishing"]
"""Bottom up. Everything after these is a room or a surface: rooms may point at these and at themselves."""
FURNITURE = {
    "README.md", "__init__.py", "apps.py", "models.py", "models", "states.py", "rules.py", "queries.py", "actions.py",
    "science.py", "lines.py", "forms.py", "views.py", "urls.py", "templates", "templatetags", "static", "tasks.py",
    "checks.py", "migrations", "locale",
}  # fmt: skip
OWN_NAMES = {
    "core": {
        "append_only.py", "audit.py", "cells.py", "clock.py", "ids.py", "moment.py", "permission.py", "privacy.py",
        "throttle.py", "unchanged.py", "uploads.py", "visitors.py",
    },
    "people": {"adapters.py", "closed_urls.py", "invitations.py", "second_factor.py"},
    "programmes": {"changing.py", "doors.py"},
    "sources": {"erasers.py", "erasing.py", "openings.py", "proposers.py", "store.py"},
    "figures": {
        "bundles.py", "computing.py", "descent.py", "drawing.py", "gate.py", "plain.py", "recording.py", "render.py",
        "series.py", "shown.py", "workbench.py",
    },
    "website": {
        "asking.py", "checking.py", "comparing.py", "context.py", "following.py", "health.py", "listing.py",
        "margin.py", "origin.py", "picture.py", "post.py", "questions.py", "refusals.py", "remarks.py", "searching.py",
        "sitemap.py", "spreadsheet.py", "uploads.py",
    },
    "publishing": {
        "announcements.py", "archival.py", "exchange.py", "frozen.py", "importing.py", "packages.py", "signing.py",
        "verifying.py", "witness.py",
    },
    "fieldtests": {
        "annex.py", "calls.py", "chain.py", "charts.py", "coding.py", "desk.py", "downloads.py", "draws.py",
        "fieldwork.py", "former.py", "groups.py", "listings.py", "masking.py", "quantities.py", "refusals.py",
        "rehearsal.py", "released.py", "rows.py",
        "replies.py", "results.py", "steps.py", "validation.py", "vault.py", "workplaces.py",
    },
    "mailings": {"letters.py", "tokens.py"},
    "indicators": {
        "beside.py", "delivering.py", "desk.py", "issuing.py", "measures.py", "pictures.py", "plans.py", "science",
        "withholding.py", "words.py",
    },
    "budgets": {"desk.py", "explorer.py", "pictures.py", "printed.py", "recomputing.py", "words.py"},
    "promises": {
        "analysing.py", "consultation.py", "deadlines.py", "desk.py", "erasing.py", "exporting.py", "feeds.py",
        "filters.py", "following.py", "importing.py", "progress.py", "queue.py", "recording.py", "relating.py",
        "reporting.py", "resting.py", "rows.py", "sampling.py", "standing.py", "tables.py", "timeline.py",
        "vocabularies.py", "words.py",
    },
    "forecasts": {
        "codes.py", "counter.py", "finished.py", "homes.py", "issuing.py", "keeping.py", "letters.py", "picture.py",
        "planning.py", "preview.py", "recording.py", "resident.py", "rivals.py", "sliders.py", "tracking.py",
        "weighing.py", "words.py",
    },
    "api": {"addresses.py", "citations.py", "crossing.py", "exports.py", "metadata.py", "promises.py", "schemas.py"},
}  # fmt: skip


OF_NO_PROGRAMME = {
    "ops.address_forgotten", "ops.retention_applied", "people.user_created", "people.organisation_added",
    "figures.quantity_registered", "publishing.key_pinned", "fieldtests.vault_key_set", "programmes.area_added",
    "programmes.areas_merged", "mailings.left", "mailings.forgotten",
}  # fmt: skip
"""Acts on what belongs to every programme, or to none."""


def actions_of(room):
    if not (HOUSE / room / "actions.py").exists():
        return []
    module = import_module(f"navolgbaar.{room}.actions")
    functions = inspect.getmembers(module, inspect.isfunction)
    return [
        (name, f)
        for name, f in functions
        if inspect.unwrap(f).__module__ == module.__name__ and not name.startswith("_")
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_furniture_has_the_same_names_everywhere(room):
    there = {path.name for path in (HOUSE / room).iterdir() if path.name != "__pycache__"}
    assert there - FURNITURE - OWN_NAMES.get(room, set()) == set()


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_field_says_what_it_tells_about_people(model):
    assert gaps(model) == []


@pytest.mark.parametrize("model", [m for m in OURS if issubclass(m, AppendOnly)], ids=lambda m: m._meta.label)
def test_the_ledger_knows_no_people(model):
    assert not model.privacy.personal
    targets = {f.related_model for f in model._meta.get_fields() if f.concrete and f.is_relation}
    assert apps.get_model("people.User") not in targets


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_foreign_keys_point_down_or_stay_at_home(model):
    here = model._meta.app_label
    below = ORDER[: ORDER.index(here)] if here in ORDER else ORDER
    targets = {
        field.related_model._meta.app_label
        for field in model._meta.get_fields()
        if field.concrete and isinstance(field, (models.ForeignKey, models.ManyToManyField))
    }
    assert targets <= {here, *below}


@pytest.mark.parametrize(("room", "name", "action"), [(r, n, f) for r in ROOMS for n, f in actions_of(r)])
def test_actions_take_keywords_say_by_whom_and_write_the_audit_event(room, name, action):
    plain = inspect.unwrap(action)
    parameters = inspect.signature(plain).parameters.values()
    if name in {"period", "record_use"}:  # parts of other actions: they make a row that says nothing by itself
        return
    assert {p.kind for p in parameters} == {inspect.Parameter.KEYWORD_ONLY}
    assert "by" in {p.name for p in parameters}
    assert hasattr(action, "__wrapped__"), "must be @transaction.atomic"
    source = inspect.getsource(plain)
    assert "audit.record(" in source or "_add_version(" in source
    assert "require(" in source or "_add_version(" in source or "audit.System" in source


def test_every_other_act_says_in_which_programme_it_was_done():
    """The people of a programme look up what was done in theirs."""
    silent = set()
    for path in HOUSE.rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            said = {keyword.arg for keyword in call.keywords}
            if ast.unparse(call.func) == "audit.record" and not said & {"programme", None}:
                silent.add(ast.literal_eval(call.args[0]))
    assert silent == OF_NO_PROGRAMME


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_do_not_reach_around_the_contracts(room):
    """`get_model` and template includes cross rooms without an import."""
    for path in (HOUSE / room).rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        names = {getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls}
        assert "get_model" not in names or "migrations" in path.parts, path
    if room == "website":
        return
    for path in (HOUSE / room).rglob("*.html"):
        for line in path.read_text().splitlines():
            if "{% include" in line or "{% extends" in line:
                assert f'"{room}/' in line or '"website/' in line, f"{path.name}: {line}"


def test_no_signals_for_our_own_logic():
    receivers = [p for p in HOUSE.rglob("*.py") if "@receiver" in p.read_text() or "post_save" in p.read_text()]
    assert receivers == []


def test_there_is_no_django_admin():
    def names(resolver):
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield pattern.namespace
                yield from names(pattern)
            elif isinstance(pattern, URLPattern):
                yield pattern.name

    assert not apps.is_installed("django.contrib.admin")
    assert "admin" not in set(names(get_resolver()))


@pytest.mark.django_db
@pytest.mark.db
def test_models_and_migrations_agree():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
