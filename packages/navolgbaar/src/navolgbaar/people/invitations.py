"""The mail of an invitation. The token is in it and nowhere else."""

from __future__ import annotations

from smtplib import SMTPException

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from navolgbaar.people.models import Invitation


def send_invitation(request: HttpRequest, invitation: Invitation, token: str) -> bool:
    """Send the invitation, in Dutch with the English below. Returns whether the mail server took it."""
    parts, subjects = [], []
    for language in ("nl", "en"):
        with override(language):
            address = request.build_absolute_uri(reverse("people:invitation", args=[token]))
            context = {"invitation": invitation, "address": address}
            parts.append(render_to_string("people/invitation.txt", context).strip())
            subjects.append(gettext("An account for Navolgbaar"))
    try:
        return bool(send_mail(" / ".join(subjects), "\n\n--\n\n".join(parts) + "\n", None, [invitation.email]))
    except (SMTPException, OSError):
        return False
