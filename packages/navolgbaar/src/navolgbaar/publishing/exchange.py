"""Taking in what another organisation signed: its key is pinned once, its releases stand here read-only."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DataError, transaction

from navolgbaar.core import audit
from navolgbaar.core.ids import hold, next_id
from navolgbaar.core.permission import require
from navolgbaar.figures.actions import record_use
from navolgbaar.figures.models import FigureVersion, Publication, Withdrawal
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme, Subject
from navolgbaar.publishing.importing import check_bundles, check_values, place_figures, record_version
from navolgbaar.publishing.models import ImportedRelease, ImportedVersion, OrganisationKey, Release
from navolgbaar.publishing.packages import NotAccepted, Package, read_package
from navolgbaar.publishing.science import UnusableInput
from navolgbaar.publishing.signing import is_public_key, is_signed


@transaction.atomic
def pin_key(*, organisation: Organisation, key: str, how: str, by: User) -> OrganisationKey:
    """Trust a public key of an organisation that publishes elsewhere. From then on nobody here acts in its name.

    how   how somebody made sure that it is theirs. A new key replaces the one before, which stays written down.
    """
    require("publishing.pin_key", by)
    if not is_public_key(key):
        raise NotAccepted("This is no public key of the form ed25519:<base64>.")
    if Release.objects.filter(organisation=organisation).exists():
        raise PermissionDenied(f"{organisation.key} publishes here; its releases come from nowhere else.")
    pinned = OrganisationKey.objects.create(organisation=organisation, key=key, how=how)
    audit.record("publishing.key_pinned", by=by, target=organisation.key, key=key)
    return pinned


@transaction.atomic
def import_release(
    *, data: bytes, organisation: Organisation, programme: Programme, subjects: dict[str, Subject], by: User
) -> ImportedRelease:
    """Take in a signed release of another organisation. Raises NotAccepted with the reason; then nothing has changed.

    subjects   of ours by their public id there; one that is left out is found by its kind and name in the programme
    """
    require("publishing.import_release", by, programme)
    package = read_package(data)
    pinned = _signer(package, organisation)
    hold(f"import of {organisation.key}")
    try:
        imported = _take_in(package, pinned, programme, subjects, by)
    except (KeyError, TypeError, ValueError, AttributeError, UnusableInput, DataError) as problem:
        raise NotAccepted(f"The statement is not complete: {type(problem).__name__} {problem}.") from None
    audit.record(
        "publishing.release_imported", by=by, target=imported.public_id, programme=programme.key,
        of=organisation.key, theirs=imported.their_id,
    )  # fmt: skip
    return imported


def _take_in(
    package: Package, pinned: OrganisationKey, programme: Programme, subjects: dict[str, Subject], by: User
) -> ImportedRelease:
    organisation, about = pinned.organisation, package.statement["release"]
    _refuse_old(package, organisation)
    check_values(package)
    kept = check_bundles(package)
    places = place_figures(package, organisation, programme, subjects, by=by)
    imported: ImportedRelease = ImportedRelease.objects.create(
        public_id=next_id("NB-I"),
        organisation=organisation,
        programme=programme,
        key=pinned,
        their_id=about["public_id"],
        title=about["title"],
        statement=package.signed.decode(),
        signature=package.signature,
    )
    for name, figure in places.items():
        version = record_version(figure, package.statement["figures"][name]["version"], kept[name])
        ImportedVersion.objects.create(release=imported, version=version, name=name, text=kept[name].decode())
        Publication.objects.create(version=version, release=imported.public_id)
        record_use(version=version, place=imported.public_id, title=imported.title)
    _withdraw(imported, about)
    return imported


def _signer(package: Package, organisation: Organisation) -> OrganisationKey:
    """The pinned key under which the package is signed."""
    pinned: OrganisationKey | None = organisation.keys.order_by("pk").last()
    if pinned is None:
        raise NotAccepted(f"No key of {organisation.key} is pinned here: nobody can tell whether this is theirs.")
    if package.key != pinned.key:
        raise NotAccepted(f"It is signed with another key than the one that is pinned for {organisation.key}.")
    if not is_signed(package.signed, package.signature, pinned.key):
        raise NotAccepted("The signature does not fit: the file was altered after it was signed.")
    said: Any = package.statement.get("organisation", {})
    if said.get("key") != organisation.key:
        raise NotAccepted(f"It is a release of {said.get('key')}, not of {organisation.key}.")
    return pinned


def _refuse_old(package: Package, organisation: Organisation) -> None:
    about = package.statement["release"]
    here = {row.their_id: row for row in ImportedRelease.objects.filter(organisation=organisation)}
    if same := here.get(about["public_id"]):
        if same.statement == package.signed.decode():
            raise NotAccepted(f"{about['public_id']} is here already, as {same.public_id}.")
        raise NotAccepted(f"{about['public_id']} is here already, and it said something else then.")
    for row in here.values():
        if about["public_id"] in replaced_by(row):
            raise NotAccepted(f"{about['public_id']} is an old version: {row.their_id}, which replaces it, is here.")
    newer = ImportedVersion.objects.filter(release__organisation=organisation).values_list("name", flat=True)
    latest: dict[str, int] = {}
    for name in newer:
        figure, _, number = name.rpartition("@")
        latest[figure] = max(latest.get(figure, 0), int(number))
    old = [n for n in package.statement["figures"] if int(n.rpartition("@")[2]) < latest.get(n.rpartition("@")[0], 0)]
    if old:
        raise NotAccepted(f"It holds old versions; later ones are here: {', '.join(sorted(old))}.")


def replaced_by(imported: ImportedRelease) -> list[str]:
    """The releases that an imported one replaces, by their ids there, the latest first."""
    return list(json.loads(imported.statement)["release"]["supersedes"])


def _withdraw(imported: ImportedRelease, about: dict[str, Any]) -> None:
    """A release that replaces another one and holds nothing withdraws it."""
    if imported.versions.exists():
        return
    former = ImportedRelease.objects.filter(organisation=imported.organisation, their_id__in=about["supersedes"][:1])
    for version in FigureVersion.objects.filter(imports__release__in=former):
        Withdrawal.objects.create(
            version=version, release=former.get().public_id, by_release=imported.public_id, reason=about["reason"]
        )
