"""Reading releases, and checking that nobody rewrote them."""

from __future__ import annotations

from navolgbaar.figures.models import FigureVersion, InputOrigin
from navolgbaar.publishing.models import Release
from navolgbaar.publishing.science import START, chained, digest, lines_of, without_bundles


def broken_releases() -> list[str]:
    """What does not fit in the chain of releases, one line per problem; empty when all is as it was published.

    A manifest is compared with its digest, with the chain, and with the versions in the ledger.
    """
    problems = []
    before = START
    for release in Release.objects.order_by("pk"):
        if digest(release.manifest) != release.digest:
            problems.append(f"{release.public_id}: the manifest is not the one that was published")
        if chained(before, release.digest) != release.chain:
            problems.append(f"{release.public_id}: the chain does not fit the release before it")
        versions = FigureVersion.objects.filter(publications__release=release.public_id).select_related("figure")
        if lines_of(list(versions)) != without_bundles(release.manifest):
            problems.append(f"{release.public_id}: the ledger holds other values than the manifest")
        before = release.chain
    return problems


def unpublished_inputs(versions: list[FigureVersion]) -> list[str]:
    """What these versions were computed from that is neither published nor among them: a reader could not follow it."""
    origins = InputOrigin.objects.filter(input__run__versions__in=versions, version__isnull=False)
    below = [origin.version for origin in origins.exclude(version__in=versions).select_related("version__figure")]
    return sorted({str(version) for version in below if version and not version.publications.exists()})
