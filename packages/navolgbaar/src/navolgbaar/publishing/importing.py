"""What an imported release says, put into the ledger beside ours: as figures of the organisation that signed it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db.models import Max

from navolgbaar.core.ids import next_id
from navolgbaar.figures.actions import register_quantity
from navolgbaar.figures.models import Figure, FigureVersion, Quantity, Run, RunInput
from navolgbaar.figures.states import FigureKind
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.actions import period
from navolgbaar.programmes.models import Area, Programme, Subject
from navolgbaar.publishing.frozen import without_words
from navolgbaar.publishing.packages import NotAccepted, Package
from navolgbaar.publishing.science import canonical_json, digest, read_bundle


def check_values(package: Package) -> None:
    """That manifest, digest and figures of a statement say the same."""
    statement = package.statement
    manifest, figures = statement["manifest"], statement["figures"]
    if digest(manifest) != statement["release"]["digest"]:
        raise NotAccepted("The manifest is not the one of the release.")
    lines = {line["figure"]: line for line in manifest["figures"]}
    if set(lines) != set(figures) or set(lines) != set(package.bundles):
        raise NotAccepted("The manifest, the figures and the bundles do not name the same versions.")
    for name, line in lines.items():
        said = figures[name]
        differs = [key for key in said["version"] if key in line and said["version"][key] != line[key]]
        if differs or name != f"{said['figure']}@{said['version']['number']}":
            raise NotAccepted(f"{name}: the manifest says something else than the figure.")


def check_bundles(package: Package) -> dict[str, bytes]:
    """Per version its bundle without words, after it was compared with the manifest."""
    kept = {}
    for line in package.statement["manifest"]["figures"]:
        name = line["figure"]
        data = canonical_json(package.bundles[name])
        if digest(data) not in (line["bundle"], line["without_words"]):
            raise NotAccepted(f"{name}: the bundle was altered; the manifest holds another digest.")
        kept[name] = without_words(data)
        if digest(kept[name]) != line["without_words"] or read_bundle(data)[0].published != line["published"]:
            raise NotAccepted(f"{name}: the bundle does not say what the manifest says.")
    return kept


def place_figures(
    package: Package, organisation: Organisation, programme: Programme, subjects: dict[str, Subject], *, by: User
) -> dict[str, Figure]:
    """Per version the figure here that it answers. Raises NotAccepted with everything that has no place at once."""
    problems: list[str] = []
    found = {}
    for name, said in sorted(package.statement["figures"].items()):
        subject = subjects.get(said["subject"]["public_id"]) or _subject(said["subject"], programme)
        issuer = _issuer(said["issuer"], organisation)
        area = Area.objects.filter(**said["area"]).first() if said["area"] else None
        if subject is None or subject.programme_key != programme.key:
            problems.append(f"{name}: its subject {said['subject']['public_id']} is not known here")
        if issuer is None:
            problems.append(f"{name}: its issuer {said['issuer']['key']} is not known here")
        if said["area"] and area is None:
            problems.append(f"{name}: its area {said['area']['code']} is not known here")
        found[name] = (subject, issuer, area)
    if problems:
        raise NotAccepted("; ".join(problems) + ".")
    return {
        name: _figure(package.statement["figures"][name], subject, issuer, area, organisation, by)
        for name, (subject, issuer, area) in found.items()
    }


def record_version(figure: Figure, said: dict[str, Any], bundle: bytes) -> FigureVersion:
    """The version with the computation of its bundle; the one that is here where the answer is the same."""
    body = json.loads(bundle)
    known: FigureVersion | None = figure.versions.filter(number=said["number"]).first()
    if known is not None and all(getattr(known, name) == value for name, value in said.items()):
        return known
    last = figure.versions.aggregate(last=Max("number"))["last"] or 0
    if said["number"] <= last:
        raise NotAccepted(f"{figure}: version {said['number']} or a later one is here, and says something else.")
    run = body["run"]
    made = Run.objects.create(recipe=run["recipe"], seed=run["seed"], code=run["code"], estimates=run["estimates"])
    RunInput.objects.bulk_create(RunInput(run=made, **item) for item in run["inputs"])
    return FigureVersion.objects.create(figure=figure, run=made, estimate=body["estimate"], **said)


def _figure(
    said: dict[str, Any], subject: Any, issuer: Any, area: Area | None, owner: Organisation, by: User
) -> Figure:
    identity = {
        "subject": subject,
        "quantity": _quantity(said["quantity"], owner, by),
        "breakdown": said["breakdown"],
        "area": area,
        "period": period(*[date.fromisoformat(day) for day in said["period"]]),
        "kind": FigureKind(said["kind"]),
        "issuer": issuer,
        "issued_on": date.fromisoformat(said["issued_on"]),
        "owner": owner,
    }
    found = Figure.objects.filter(**identity).first()
    return found or Figure.objects.create(public_id=next_id("NB"), **identity)


def _quantity(said: dict[str, Any], owner: Organisation, by: User) -> Quantity:
    """Ours where it counts the same in the same words; otherwise one of theirs, which is compared with nothing."""
    words = {name: value for name, value in said.items() if name != "version"}
    same = Quantity.objects.filter(**words).order_by("-version").first()
    return same or register_quantity(**{**words, "key": f"{owner.key}-{words['key']}"[:80]}, by=by)


def _subject(said: dict[str, Any], programme: Programme) -> Subject | None:
    named = Subject.objects.filter(programme_key=programme.key, kind=said["kind"], name=said["name"])
    return named.get() if named.count() == 1 else None


def _issuer(said: dict[str, Any], organisation: Organisation) -> Organisation | None:
    if said["key"] == organisation.key:
        return organisation
    return Organisation.objects.filter(key=said["key"], name=said["name"]).first()
