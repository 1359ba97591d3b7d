"""What is written about releases: preparing, submitting, approving by a second person, returning."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from navolgbaar.core import audit, clock
from navolgbaar.core.ids import hold, next_id
from navolgbaar.core.permission import require
from navolgbaar.figures.actions import record_use
from navolgbaar.figures.models import FigureVersion, Publication, Withdrawal
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme, Subject
from navolgbaar.publishing.announcements import ANNOUNCERS, OPENS
from navolgbaar.publishing.frozen import freeze
from navolgbaar.publishing.models import Proposal, Release, ReleasedBundle
from navolgbaar.publishing.queries import unpublished_inputs
from navolgbaar.publishing.science import START, chained, digest, manifest_of
from navolgbaar.publishing.states import PROPOSAL_TRANSITIONS, Category, ProposalState
from navolgbaar.publishing.tasks import inform_witnesses


class NotPossibleNow(Exception):
    """The state of a proposal does not allow this step."""


@transaction.atomic
def prepare(
    *,
    title: str,
    programme: Programme,
    organisation: Organisation,
    versions: list[FigureVersion],
    category: Category = Category.OTHER,
    supersedes: Release | None = None,
    reason: str = "",
    by: User,
) -> Proposal:
    """Put versions together to be published. Only an organisation's own figures, and only to supersede its own.

    Without versions, a proposal that supersedes a release withdraws everything in it.
    """
    proposal = Proposal(
        title=title, programme=programme, organisation=organisation, category=category, supersedes=supersedes,
        reason=reason, prepared_by=by,
    )  # fmt: skip
    require("publishing.prepare", by, proposal)
    foreign = [str(version) for version in versions if version.figure.owner_id != organisation.pk]
    if foreign or (supersedes is not None and supersedes.organisation_id != organisation.pk):
        raise PermissionDenied(f"Not of this organisation: {', '.join(foreign) or supersedes}.")
    proposal.save()
    proposal.versions.set(versions)
    audit.record("publishing.prepared", by=by, target=f"proposal {proposal.pk}", programme=programme.key)
    return proposal


@transaction.atomic
def submit(*, proposal: Proposal, by: User) -> Proposal:
    """Ask a second person to approve."""
    require("publishing.prepare", by, proposal)
    locked = _step(proposal, ProposalState.SUBMITTED)
    if not locked.versions.exists() and locked.supersedes is None:
        raise NotPossibleNow("There is nothing in it to publish.")
    if missing := unpublished_inputs(list(locked.versions.all())):
        raise NotPossibleNow(f"They rest on numbers that are not public and not in it: {', '.join(missing)}.")
    locked.save(update_fields=["state"])
    audit.record("publishing.submitted", by=by, target=f"proposal {locked.pk}", programme=locked.programme_key)
    return locked


@transaction.atomic
def send_back(*, proposal: Proposal, remark: str, by: User) -> Proposal:
    """Send a proposal back with a remark."""
    require("publishing.return", by, proposal)
    locked = _step(proposal, ProposalState.RETURNED)
    locked.remark = remark
    locked.save(update_fields=["state", "remark"])
    audit.record("publishing.returned", by=by, target=f"proposal {locked.pk}", programme=locked.programme_key)
    return locked


@transaction.atomic
def approve(*, proposal: Proposal, by: User) -> Release:
    """Publish a proposal as the second person. Freezes the set, chains it, and notes each use."""
    require("publishing.approve", by, proposal)
    locked = _step(proposal, ProposalState.APPROVED)
    locked.approved_by, locked.approved_at = by, clock.now()
    locked.save(update_fields=["state", "approved_by", "approved_at"])
    release = _freeze(locked)
    if release.supersedes is not None and not locked.versions.exists():
        _withdraw(release.supersedes, release)
    for version in locked.versions.all():
        Publication.objects.create(version=version, release=release.public_id)
        record_use(version=version, place=release.public_id, title=release.title)
    audit.record(
        "publishing.approved",
        by=by,
        target=release.public_id,
        programme=locked.programme_key,
        proposal=locked.pk,
        supersedes=release.supersedes.public_id if release.supersedes else "",
    )
    transaction.on_commit(inform_witnesses.enqueue)
    _open_pages(release)
    for announce in ANNOUNCERS.values():
        announce(release)
    return release


def _open_pages(release: Release) -> None:
    said = FigureVersion.objects.filter(publications__release=release.public_id).values("figure__subject")
    for room, own in OPENS.items():
        for subject in Subject.objects.filter(own, pk__in=said, is_public=False):
            subject.is_public = True
            subject.save(update_fields=["is_public"])
            audit.record(
                "publishing.opened", by=audit.System(), target=subject.public_id, programme=subject.programme_key,
                room=room,
            )  # fmt: skip


def _step(proposal: Proposal, state: ProposalState) -> Proposal:
    """The proposal, locked, in its next state (not saved)."""
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if state not in PROPOSAL_TRANSITIONS[ProposalState(locked.state)]:
        raise NotPossibleNow(f"The proposal is {locked.state}; it cannot become {state}.")
    locked.state = state
    return locked


def _withdraw(former: Release, release: Release) -> None:
    for version in FigureVersion.objects.filter(publications__release=former.public_id):
        Withdrawal.objects.create(
            version=version, release=former.public_id, by_release=release.public_id, reason=release.reason
        )


def _freeze(proposal: Proposal) -> Release:
    hold("chain of releases")
    if proposal.supersedes is not None and Release.objects.filter(supersedes=proposal.supersedes).exists():
        raise NotPossibleNow(f"{proposal.supersedes} was superseded in the meantime.")
    last = Release.objects.order_by("pk").last()
    public_id = next_id("NB-R")
    versions = list(proposal.versions.select_related("figure"))
    frozen = {str(version): freeze(version) for version in versions}
    digests = {name: (bundle.sha256, bundle.without_words) for name, bundle in frozen.items()}
    manifest = manifest_of(public_id, versions, digests)
    today = clock.today()
    release = Release.objects.create(
        public_id=public_id,
        proposal=proposal,
        organisation=proposal.organisation,
        programme=proposal.programme,
        title=proposal.title,
        category=proposal.category,
        keep_until=today.replace(year=today.year + proposal.retention_years, day=min(today.day, 28)),
        manifest=manifest,
        digest=digest(manifest),
        chain=chained(last.chain if last else START, digest(manifest)),
        supersedes=proposal.supersedes,
        reason=proposal.reason,
    )
    for version in versions:
        kept = frozen[str(version)]
        ReleasedBundle.objects.create(
            release=release, version=version, sha256=kept.sha256, without_words=kept.without_words, text=kept.text
        )
    return release
