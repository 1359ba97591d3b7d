"""Whether a release is still what was published: its manifest, its chain, its bundles, and the ledger under it."""

from __future__ import annotations

import json

from navolgbaar.figures.models import FigureVersion
from navolgbaar.publishing.frozen import problems_of_bundle
from navolgbaar.publishing.models import ImportedRelease, Release
from navolgbaar.publishing.science import chained, digest, lines_of, without_bundles
from navolgbaar.publishing.signing import is_signed


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


def broken_imports() -> list[str]:
    """What does not fit in the releases of others, one line per problem: signature, bundles, and the ledger here."""
    problems = []
    for imported in ImportedRelease.objects.select_related("key").order_by("pk"):
        name = imported.public_id
        if not is_signed(imported.statement.encode(), imported.signature, imported.key.key):
            problems.append(f"{name}: this is not what was signed")
            continue
        lines = {line["figure"]: line for line in json.loads(imported.statement)["manifest"]["figures"]}
        rows = {row.name: row for row in imported.versions.select_related("version__figure")}
        for theirs, line in lines.items():
            row = rows.get(theirs)
            if row is None or digest(row.text.encode()) != line["without_words"]:
                problems.append(f"{name}: {theirs}: the bundle is not the one that was signed")
            elif {**lines_of([row.version])[0], "figure": theirs} != without_bundles({"figures": [line]})[0]:
                problems.append(f"{name}: {theirs}: the ledger holds another value than was signed")
    return problems


def _of_bundles(release: Release) -> list[str]:
    rows = release.bundles.select_related("version__figure", "version__run", "version__reading__anchor__passage")
    kept = {str(row.version): row for row in rows}
    lines = release.manifest["figures"]
    return [problem for line in lines for problem in problems_of_bundle(line, kept.get(line["figure"]))]
