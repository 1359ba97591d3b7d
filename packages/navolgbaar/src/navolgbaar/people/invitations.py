"""The mail of an invitation. The token is in it and nowhere else."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from navolgbaar.people.models import Invitation


def send_invitation(invitation: Invitation, token: str) -> bool:
    """Send the invitation, in Dutch with the English below. Returns whether the mail server took it.

    The address in it is that of the installation: what a request says its host is, anybody can make up.
    """
    parts, subjects = [], []
    for language in ("nl", "en"):
        with override(language):
            address = settings.PUBLIC_ADDRESS + reverse("people:invitation", args=[token])
            context = {"invitation": invitation, "address": address}
            parts.append(render_to_string("people/invitation.txt", context).strip())
            subjects.append(gettext("An account for Navolgbaar"))
    try:
        return bool(send_mail(" / ".join(subjects), "\n\n--\n\n".join(parts) + "\n", None, [invitation.email]))
    except (SMTPException, OSError):
        return False
