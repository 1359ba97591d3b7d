"""A protocol, and a wave that is done by it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from navolgbaar.core.privacy import Privacy
from navolgbaar.fieldtests.states import ProtocolState, WaveState
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Programme, Subject


class Protocol(models.Model):
    """A protocol as narekenen reads it. Once locked it does not change: the next one has another id.

    body     the JSON value; digest of it in its canonical spelling, when it was locked. What of it would give a
             test away is public when every wave by it is coded
    """

    public_id = models.CharField(max_length=40, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="protocols")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    body = models.JSONField()
    state = models.CharField(max_length=12, choices=ProtocolState, default=ProtocolState.DRAFT)
    digest = models.CharField(max_length=71, blank=True)
    written_at = models.DateTimeField(db_default=Now())
    locked_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        public=("id", "public_id", "programme", "organisation", "title", "digest", "locked_at"),
        internal=("body", "state", "written_at"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="fieldtests_a_locked_protocol_has_its_digest",
                condition=Q(state=ProtocolState.DRAFT, digest="", locked_at=None)
                | Q(state=ProtocolState.LOCKED, locked_at__isnull=False) & ~Q(digest=""),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def programme_key(self) -> str:
        return self.programme.key


class Wave(models.Model):
    """One round of fieldwork by a locked protocol.

    seed         of the draw; on no page before the codes are settled, in the opened draw after it
    commitment   published before the fieldwork
    head         of the evidence chain, once it is closed
    """

    public_id = models.CharField(max_length=40, unique=True)
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="waves")
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="wave")
    first = models.DateField()
    last = models.DateField()
    is_synthetic = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=WaveState, default=WaveState.PREPARED)
    seed = models.CharField(max_length=80, blank=True)
    commitment = models.CharField(max_length=71, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    coded_at = models.DateTimeField(null=True, blank=True)
    head = models.CharField(max_length=71, blank=True)

    privacy = Privacy(
        public=("id", "public_id", "protocol", "subject", "first", "last", "is_synthetic", "state", "commitment",
                "committed_at", "coded_at", "head"),
        internal=("seed",),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="fieldtests_no_fieldwork_without_a_commitment",
                condition=Q(state=WaveState.PREPARED) | ~Q(commitment="") & Q(committed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def organisation(self) -> Organisation:
        return self.protocol.organisation

    @property
    def programme_key(self) -> str:
        return self.protocol.programme.key

    def get_absolute_url(self) -> str:
        return reverse("fieldtests:wave", args=[self.public_id])
