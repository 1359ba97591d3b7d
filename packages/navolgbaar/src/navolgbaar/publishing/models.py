"""Proposal (a working table) and Release (the ledger)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Personal, Privacy
from navolgbaar.figures.models import FigureVersion
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme
from navolgbaar.publishing.states import Category, ProposalState

ACCOUNTABLE = Personal(purpose="to show inside the organisation who prepared and approved", retention="ten years")


class Proposal(models.Model):
    """What somebody wants to publish, until a second person of the organisation has approved it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposals")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="proposals")
    title = models.CharField(max_length=300)
    category = models.CharField(max_length=12, choices=Category, default=Category.OTHER)
    retention_years = models.PositiveSmallIntegerField(default=20)
    versions = models.ManyToManyField(FigureVersion, related_name="proposals")
    supersedes = models.ForeignKey("publishing.Release", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.DRAFT)
    remark = models.TextField(blank=True)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        internal=("id", "organisation", "programme", "title", "category", "retention_years", "versions", "supersedes",
                  "reason", "state", "remark", "approved_at"),
        personal={"prepared_by": ACCOUNTABLE, "approved_by": ACCOUNTABLE},
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="publishing_nobody_approves_the_own_work",
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="publishing_approved_by_somebody_at_some_time",
                condition=Q(state=ProposalState.APPROVED, approved_by__isnull=False, approved_at__isnull=False)
                | ~Q(state=ProposalState.APPROVED) & Q(approved_by=None, approved_at=None),
            ),
            models.CheckConstraint(
                name="publishing_superseding_has_a_reason", condition=Q(supersedes=None) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def programme_key(self) -> str:
        return self.programme.key

    def get_absolute_url(self) -> str:
        return reverse("publishing:proposal", args=[self.pk])


class Release(AppendOnly):
    """A frozen set of figure versions. It never changes: a new one supersedes it.

    manifest   everything in it, canonical; digest over the manifest; chain over the chain before and this digest
    """

    public_id = models.CharField(max_length=40, unique=True)
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="release")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="releases")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="releases")
    title = models.CharField(max_length=300)
    category = models.CharField(max_length=12, choices=Category)
    keep_until = models.DateField()
    manifest = models.JSONField()
    digest = models.CharField(max_length=71)
    chain = models.CharField(max_length=71, unique=True)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        public=("id", "public_id", "organisation", "programme", "title", "category", "keep_until", "manifest", "digest",
                "chain", "supersedes", "reason", "at"),
        internal=("proposal",),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(name="publishing_no_release_supersedes_itself", condition=~Q(supersedes=F("pk")))
        ]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("publishing:release", args=[self.public_id])


class ReleasedBundle(AppendOnly):
    """The bundle of a version at its release, without the words of the document: those stay erasable.

    sha256   of the bytes as released; without_words   of the bytes in `text`. Both stand in the manifest.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="bundles")
    version = models.ForeignKey(FigureVersion, on_delete=models.PROTECT, related_name="released_bundles")
    sha256 = models.CharField(max_length=71)
    without_words = models.CharField(max_length=71)
    text = models.TextField()

    privacy = Privacy(public=("id", "release", "version", "sha256", "without_words", "text"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "version"], name="publishing_one_bundle_per_version_and_release")
        ]

    def __str__(self) -> str:
        return f"{self.release_id}.{self.version_id}"


class WitnessNote(AppendOnly):
    """That a witness, "file" or "mail", was told of a release."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="witness_notes")
    witness = models.CharField(max_length=12)
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "release", "witness", "at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "witness"], name="publishing_each_witness_told_once")]

    def __str__(self) -> str:
        return f"{self.release_id} {self.witness}"


class OrganisationKey(AppendOnly):
    """The public key of an organisation that publishes elsewhere. The latest one holds.

    how   how somebody made sure that it is theirs, e.g. "by telephone, number from their site"
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="keys")
    key = models.CharField(max_length=80)
    how = models.CharField(max_length=300)
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "organisation", "key", "at"), internal=("how",))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="publishing_each_key_is_pinned_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.key}"


class ImportedRelease(AppendOnly):
    """A release of another organisation, as it signed it. Read-only: nobody here corrects or withdraws it.

    their_id    its public id there; statement   what was signed, to the byte
    programme   ours, in which it is shown
    """

    public_id = models.CharField(max_length=40, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="imported_releases")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="imported_releases")
    key = models.ForeignKey(OrganisationKey, on_delete=models.PROTECT, related_name="imported_releases")
    their_id = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    statement = models.TextField()
    signature = models.CharField(max_length=120)
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        public=("id", "public_id", "organisation", "programme", "key", "their_id", "title", "statement", "signature",
                "at"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "their_id"], name="publishing_each_release_imported_once")
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.their_id})"

    def get_absolute_url(self) -> str:
        return reverse("publishing:imported", args=[self.public_id])


class ImportedVersion(AppendOnly):
    """A version here that stands in an imported release, and its bundle as it was released, without words."""

    release = models.ForeignKey(ImportedRelease, on_delete=models.PROTECT, related_name="versions")
    version = models.ForeignKey(FigureVersion, on_delete=models.PROTECT, related_name="imports")
    name = models.CharField(max_length=60)
    text = models.TextField()

    privacy = Privacy(public=("id", "release", "version", "name", "text"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "name"], name="publishing_each_import_names_it_once")]

    def __str__(self) -> str:
        return self.name
