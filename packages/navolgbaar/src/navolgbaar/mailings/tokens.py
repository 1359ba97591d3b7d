"""Signed names of subscriptions, for the links in our mails. What is signed to confirm cannot be used to leave."""

from __future__ import annotations

from django.core import signing

SALT = "navolgbaar.mailings."
CONFIRM, LEAVE = "confirm", "leave"
CONFIRM_DAYS = 7


def token(public_id: str, act: str) -> str:
    """The signed name of a subscription for one act."""
    return signing.dumps(public_id, salt=SALT + act)


def name_in(signed: str, act: str) -> str | None:
    """The public id in a token of that act; None for what we did not sign, or (to confirm) signed too long ago."""
    oldest = CONFIRM_DAYS * 86_400 if act == CONFIRM else None
    try:
        return str(signing.loads(signed, salt=SALT + act, max_age=oldest))
    except signing.BadSignature:
        return None
