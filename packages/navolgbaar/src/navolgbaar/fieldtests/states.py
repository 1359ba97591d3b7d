"""The life of a protocol and of a wave, and the closed lists of the fieldwork."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProtocolState(models.TextChoices):
    DRAFT = "draft", _("being written")
    LOCKED = "locked", _("locked")


class WaveState(models.TextChoices):
    PREPARED = "prepared", _("being prepared")
    DRAWN = "drawn", _("drawn, commitment published")
    FIELD = "field", _("fieldwork")
    CODING = "coding", _("being coded")
    CODED = "coded", _("coded; contents destroyed")


WAVE_TRANSITIONS = {
    WaveState.PREPARED: {WaveState.DRAWN},
    WaveState.DRAWN: {WaveState.FIELD},
    WaveState.FIELD: {WaveState.CODING},
    WaveState.CODING: {WaveState.CODED},
    WaveState.CODED: set(),
}


class Kind(models.TextChoices):
    PAIR = "pair", _("two messages")
    CALL = "call", _("a call")


class Side(models.TextChoices):
    CONTROL = "control", _("control profile")
    TEST = "test", _("test profile")
    CALL = "call", _("call")


class How(models.TextChoices):
    """How a tested party found out."""

    SAID = "said", _("they said so")
    COMPARED = "compared", _("they compared the two messages")
    PRESS = "press", _("the test was in the news")
    WITHDRAWN = "withdrawn", _("not found out: the advertisement was withdrawn between the messages")


class Lost(models.TextChoices):
    """Why a test does not count: the reasons of narekenen, in its order."""

    NOT_SENT = "not_sent", _("not both sent")
    GAP = "gap", _("too long between the two messages")
    DETECTED = "detected", _("found out")
    WITHDRAWN = "withdrawn", _("advertisement withdrawn")
    NOT_CODED = "not_coded", _("no settled code")


OWED = {
    "personas": _("personas: one control and at least one test persona"),
    "templates": _("a template of the message"),
    "codes": _("a code book with at least one positive code"),
    "meetvragen": _("the questions that will be answered"),
    "families": _("the families of tests that are corrected together"),
    "ethics_approval": _("approval of an ethics committee"),
    "dpia": _("the data protection impact assessment"),
    "legal_ground": _("the legal ground"),
    "contact_limit": _("how often one party is contacted at most"),
    "recording": _("the decision on recording calls"),
    "withdrawal_of_invitations": _("how invitations are withdrawn"),
    "debrief": _("how parties are told afterwards"),
    "complaint_contact": _("where to complain"),
}
"""What lacks in a protocol, in words."""
