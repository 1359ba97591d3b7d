"""Whether a release is still what was published: its manifest, its chain, its bundles, and the ledger under it."""

from __future__ import annotations

from navolgbaar.figures.models import FigureVersion
from navolgbaar.publishing.frozen import problems_of_bundle
from navolgbaar.publishing.models import Release
from navolgbaar.publishing.science import chained, digest, lines_of, without_bundles


def problems_of(release: Release, before: str) -> list[str]:
    """What does not fit in one release, one line per problem; `before` is the chain of the release before it."""
    name, problems = release.public_id, []
    if digest(release.manifest) != release.digest:
        problems.append(f"{name}: the manifest is not the one that was published")
    if chained(before, release.digest) != release.chain:
        problems.append(f"{name}: the chain does not fit the release before it")
    versions = FigureVersion.objects.filter(publications__release=name).select_related("figure")
    if lines_of(list(versions)) != without_bundles(release.manifest):
        problems.append(f"{name}: the ledger holds other values than the manifest")
    return problems + [f"{name}: {problem}" for problem in _of_bundles(release)]


def _of_bundles(release: Release) -> list[str]:
    rows = release.bundles.select_related("version__figure", "version__run", "version__reading__anchor__passage")
    kept = {str(row.version): row for row in rows}
    lines = release.manifest["figures"]
    return [problem for line in lines for problem in problems_of_bundle(line, kept.get(line["figure"]))]
