"""The fieldwork: tests, their messages, what came back, and what was found out."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from navolgbaar.core.privacy import Personal, Privacy
from navolgbaar.fieldtests.models.design import Wave
from navolgbaar.fieldtests.states import How, Kind, Lost, Side
from navolgbaar.people.models import Organisation, User

ADVERTISEMENT = Personal(purpose="to find the advertisement again", retention="until the codes are settled")
REPLY = Personal(
    purpose="to be coded; names are masked",
    retention="until the codes are settled, at the latest one year after it came",
)
WORKER = Personal(purpose="to know who did it, so that nobody codes the own pair", retention="two years")


class Test(models.Model):
    """One listing of a wave. Drawn: with a profile, an order, a template. Not drawn: passed over by lot.

    number      "T-00001", the pseudonym in the evidence chain
    reference   where the advertisement stands, e.g. "portaal 4417"; emptied after coding
    party       pseudonym of who offers it: a keyed digest, the same for all its listings in this wave
    marks       keyed digests of the words of the party's name, to mask these in replies; emptied after coding
    block       {"region": "rest", …}
    """

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="tests")
    number = models.CharField(max_length=12)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PAIR)
    reference = models.CharField(max_length=200, blank=True)
    party = models.CharField(max_length=40)
    marks = models.JSONField(default=list)
    block = models.JSONField(default=dict)
    profile = models.CharField(max_length=40, blank=True)
    control_first = models.BooleanField(null=True)
    template = models.CharField(max_length=40, blank=True)
    tester = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lost = models.CharField(max_length=12, choices=Lost, blank=True)

    __test__ = False  # no test case of pytest, whatever its name says
    privacy = Privacy(
        internal=("id", "wave", "number", "kind", "party", "marks", "block", "profile", "control_first", "template",
                  "lost"),
        personal={"reference": ADVERTISEMENT, "tester": WORKER},
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "number"], name="fieldtests_each_number_once"),
            models.UniqueConstraint(
                fields=["wave", "kind", "reference"], condition=~Q(reference=""), name="fieldtests_each_listing_once"
            ),
        ]
        indexes = [models.Index(fields=["wave", "tester"])]

    def __str__(self) -> str:
        return self.number

    @property
    def organisation(self) -> Organisation:
        return self.wave.organisation

    @property
    def programme_key(self) -> str:
        return self.wave.programme_key

    @property
    def is_drawn(self) -> bool:
        return bool(self.profile) or self.kind == Kind.CALL


class Message(models.Model):
    """One message or call of a test. unit: a random key that tells coders nothing, and to which a reply is matched.

    settled   the codes that hold in the end; sent_salt of what the evidence chain says about the sending
    """

    test = models.ForeignKey(Test, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=8, choices=Side)
    unit = models.CharField(max_length=20, unique=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_salt = models.CharField(max_length=64, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    settled = models.JSONField(null=True, blank=True)

    privacy = Privacy(internal=("id", "test", "side", "unit", "sent_at", "sent_salt", "replied_at", "settled"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["test", "side"], name="fieldtests_each_side_once"),
            models.CheckConstraint(
                name="fieldtests_no_reply_before_its_message",
                condition=Q(replied_at=None) | Q(sent_at__isnull=False, replied_at__gte=models.F("sent_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.unit

    @property
    def organisation(self) -> Organisation:
        return self.test.organisation

    @property
    def programme_key(self) -> str:
        return self.test.programme_key


class Content(models.Model):
    """The words of a reply or call report, names masked, with the salt of its commitment; destroyed after coding."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="content")
    text = models.TextField(blank=True)
    salt = models.CharField(max_length=64, blank=True)
    came_at = models.DateTimeField(db_default=Now())
    destroyed_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(internal=("id", "message", "salt", "came_at", "destroyed_at"), personal={"text": REPLY})

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="fieldtests_destroyed_is_empty", condition=Q(destroyed_at=None) | Q(text="", salt="")
            )
        ]

    def __str__(self) -> str:
        return f"content of {self.message_id}"


class Detection(models.Model):
    """That a test was found out, or its advertisement withdrawn: the detection log."""

    test = models.OneToOneField(Test, on_delete=models.CASCADE, related_name="detection")
    how = models.CharField(max_length=12, choices=How)
    salt = models.CharField(max_length=64)
    at = models.DateTimeField()

    privacy = Privacy(internal=("id", "test", "how", "salt", "at"))

    def __str__(self) -> str:
        return f"{self.how} {self.test_id}"


def settled_codes(message: Any) -> set[str]:
    """The codes that hold for a message; empty while nothing is settled."""
    return set(message.settled or ())
