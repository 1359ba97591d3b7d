"""The mails of the demonstration, on a page. Elsewhere there is no such page: a mail goes to whom it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

LINE = b"\n" + b"-" * 79 + b"\n"
"""What Django's file backend writes after each mail."""
MOST = 50


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that was written: to whom, about what, when, and its words."""

    to: str
    subject: str
    at: datetime | None
    words: str


@never_cache
@require_safe
def post(request: HttpRequest) -> HttpResponse:
    """The mails, newest first."""
    if not settings.SHOW_MAIL:
        raise Http404
    return render(request, "website/post.html", {"letters": letters_in(Path(settings.EMAIL_FILE_PATH))})


def letters_in(folder: Path) -> list[Letter]:
    """The last mails of a folder of Django's file backend, newest first; none where there is no folder."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime)[-MOST:]
    written = [part for path in files for part in path.read_bytes().split(LINE) if part.strip()]
    return [_letter(part) for part in reversed(written)][:MOST]


def _letter(written: bytes) -> Letter:
    mail = BytesParser(policy=policy.default).parsebytes(written.lstrip())
    body = mail.get_body(("plain",))
    date = str(mail["Date"] or "")
    return Letter(
        to=str(mail["To"] or ""),
        subject=str(mail["Subject"] or ""),
        at=parsedate_to_datetime(date) if date else None,
        words=body.get_content() if body else "",
    )
