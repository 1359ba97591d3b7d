"""StoredFile, Document, Passage, Anchor, Dataset, Finding."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Personal, Privacy
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme
from navolgbaar.sources.states import DocumentState, FindingState, IntakeState

QUOTED = Personal(
    purpose="to show what a number or statement was read from", retention="as long as the document; erasable"
)


class StoredFile(AppendOnly):
    """That these bytes came in. The bytes themselves are in the store, or were erased."""

    digest = models.CharField(max_length=71, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "digest", "size", "media_type", "known_at"))

    def __str__(self) -> str:
        return self.digest


class Document(models.Model):
    """A document of a programme.

    true_from   the document's own date; known_at when it came in: the two times
    reader      reader@version that took the text out of the bytes
    """

    public_id = models.CharField(max_length=40, unique=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="documents")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="documents")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=300)
    origin = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    true_from = models.DateField(null=True, blank=True)
    known_at = models.DateTimeField(db_default=Now())
    reader = models.CharField(max_length=60)
    state = models.CharField(max_length=12, choices=DocumentState, default=DocumentState.TAKEN_IN)
    uploaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    privacy = Privacy(
        public=("id", "public_id", "file", "programme", "organisation", "title", "origin", "licence", "true_from",
                "known_at", "reader", "state"),
        personal={"uploaded_by": Personal(purpose="to show a person the own proposals", retention="one year")},
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "programme"], name="sources_a_file_once_per_programme")]

    def __str__(self) -> str:
        return self.title

    @property
    def programme_key(self) -> str:
        return self.programme.key

    @property
    def is_open(self) -> bool:
        """Whether everybody may have its words: it is public, and so is its programme."""
        return self.state == DocumentState.PUBLIC and self.programme.subject.is_public

    def get_absolute_url(self) -> str:
        return reverse("website:document", args=[self.public_id])


class Intake(models.Model):
    """A file on its way in: sent by somebody, read by a worker, then a document or refused in words.

    data      the bytes, until the file was read or refused
    refusal   what was found, where, why it cannot be used, what to do
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="intakes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    title = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    data = models.BinaryField(null=True)
    state = models.CharField(max_length=12, choices=IntakeState, default=IntakeState.WAITING)
    refusal = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        internal=("id", "programme", "organisation", "name", "title", "origin", "licence", "state", "document",
                  "sent_at"),
        personal={
            "data": Personal(purpose="to be read by a worker", retention="until it was read or refused"),
            "refusal": QUOTED,
            "sent_by": Personal(purpose="to take it in under the own role", retention="one year"),
        },
    )  # fmt: skip

    def __str__(self) -> str:
        return f"intake {self.pk}"

    @property
    def programme_key(self) -> str:
        return self.programme.key

    @property
    def is_on_its_way(self) -> bool:
        return self.state in (IntakeState.WAITING, IntakeState.READING)


class PassageManager(models.Manager["Passage"]):
    """Leaves the stems in the database: nobody reads them."""

    def get_queryset(self) -> models.QuerySet[Passage]:
        return super().get_queryset().defer("stems")


class Passage(models.Model):
    """A sentence, heading, list item, note or table row. Its words can be erased; the row stays.

    text    as it runs; source_text as the reader took it out of the bytes, from `start` to `end` (code points)
    salt    makes commitments to short texts unguessable; goes with the text when that is erased
    stems   the Dutch stems of the text, kept by the database itself for the search
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages")
    ident = models.CharField(max_length=40)
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    source_text = models.TextField()
    salt = models.CharField(max_length=40)
    erased_at = models.DateTimeField(null=True, blank=True)
    stems = models.GeneratedField(
        expression=SearchVector("text", config="dutch"), output_field=SearchVectorField(), db_persist=True
    )

    objects = PassageManager()
    privacy = Privacy(
        public=("id", "document", "ident", "order", "kind", "start", "end", "erased_at"),
        internal=("salt",),
        personal={"text": QUOTED, "source_text": QUOTED, "stems": QUOTED},
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "ident"], name="sources_a_passage_once_per_document"),
            models.CheckConstraint(
                name="sources_an_erased_passage_is_empty",
                condition=Q(erased_at=None) | Q(text="", source_text="", salt=""),
            ),
        ]
        indexes = [
            models.Index(fields=["document", "order"]),
            GinIndex(fields=["stems"], name="sources_passage_stems"),
        ]

    def __str__(self) -> str:
        return self.ident


class Anchor(AppendOnly):
    """A place in a document, in offsets and digests; the words themselves are in the passage.

    start, end   code points in the text that `reader` takes out of the bytes
    at, to       code points in the passage's running text
    commitment   salted digest of the words, so that an altered passage shows
    """

    source = models.CharField(max_length=71)
    reader = models.CharField(max_length=60)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="anchors")
    at = models.PositiveIntegerField()
    to = models.PositiveIntegerField()
    locator = models.CharField(max_length=120, blank=True)
    commitment = models.CharField(max_length=71)

    privacy = Privacy(public=("id", "source", "reader", "start", "end", "passage", "at", "to", "locator", "commitment"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sources_an_anchor_runs_forward", condition=Q(end__gte=F("start")) & Q(to__gte=F("at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.source[:15]}…:{self.start}-{self.end}"


class Erasure(AppendOnly):
    """That words were erased, and on which ground. A restored backup has these applied again."""

    document = models.CharField(max_length=40)
    passage = models.CharField(max_length=40)
    file = models.CharField(max_length=71)
    ground = models.CharField(max_length=200)
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "document", "passage", "file", "ground", "at"))

    def __str__(self) -> str:
        return f"{self.document} {self.passage}"


class Dataset(AppendOnly):
    """A frozen table. Another delivery is another dataset.

    digest     of the bytes in the store; columns   names in order
    is_open    whether the public may have the bytes
    """

    public_id = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=71)
    title = models.CharField(max_length=300)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="datasets")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="datasets")
    origin = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    columns = models.JSONField(default=list)
    rows = models.PositiveBigIntegerField()
    is_open = models.BooleanField(default=False)
    true_from = models.DateField(null=True, blank=True)
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        public=("id", "public_id", "title", "programme", "organisation", "origin", "licence", "columns", "rows",
                "is_open", "true_from", "known_at", "digest"),
    )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Finding(models.Model):
    """Something in a document that adds up otherwise, as narekenen says it. Shown when an editor has confirmed it.

    evidence   [[start, end, role], …] in the text of the document; steps [[expression, result, label], …]
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=60)
    verdict = models.CharField(max_length=30)
    severity = models.CharField(max_length=12)
    printed = models.TextField(blank=True)
    follows = models.TextField(blank=True)
    evidence = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    sentence = models.TextField()
    sentence_en = models.TextField()
    state = models.CharField(max_length=12, choices=FindingState, default=FindingState.PROPOSED)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        public=("id", "document", "rule", "verdict", "severity", "evidence", "state", "decided_at"),
        internal=("decided_by",),
        personal=dict.fromkeys(("printed", "follows", "steps", "sentence", "sentence_en"), QUOTED),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sources_a_decision_has_a_person_and_a_time",
                condition=Q(state=FindingState.PROPOSED, decided_by=None, decided_at=None)
                | ~Q(state=FindingState.PROPOSED) & Q(decided_by__isnull=False, decided_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.verdict}"

    def touches(self, start: int, end: int) -> bool:
        """Whether it quotes or rests on anything between these code points of its document."""
        return any(int(place[0]) < end and int(place[1]) > start for place in self.evidence)
