"""What comes back: replies from a table or a mailbox, and the log of what was sent. Nothing here touches a disk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext

from navolgbaar.fieldtests.listings import column
from navolgbaar.fieldtests.refusals import Refused, in_row
from navolgbaar.fieldtests.science import UnusableInput, table_rows

KEY = ("key", "sleutel", "unit")
AT = ("at", "moment", "reply", "ontvangen", "received", "sent", "verzonden", "datum", "date")
TEXT = ("text", "tekst", "reply_text", "antwoord", "verslag", "report")
UNIT = re.compile(r"(?<![0-9a-f])[0-9a-f]{15}(?![0-9a-f])")
HEADERS = ("To", "Delivered-To", "X-Original-To", "Cc", "Subject", "In-Reply-To", "References")
FROM_LINE = re.compile(rb"^From [^\n]{0,998}\r?\n", re.MULTILINE)
MOST = 5_000  # messages of one file


@dataclass(frozen=True, slots=True)
class Brought:
    """One row of a file: the key of the message it belongs to, its moment, its words, and the bytes that are sealed."""

    row: int
    unit: str
    at: datetime
    text: str = ""
    raw: bytes = b""


def read_sendings(data: bytes, name: str) -> list[Brought]:
    """The log of an outbox: key and moment per message. Raises Refused naming every row without a moment."""
    return _from_table(data, name, with_text=False)


def read_replies(data: bytes, name: str) -> list[Brought]:
    """Replies from CSV or XLSX (key, moment, text), mbox or EML. A mail belongs to the message whose key stands in one
    of its headers. Raises Refused naming everything that cannot be used."""
    if name.lower().endswith((".mbox", ".eml")) or data[:5] == b"From ":
        return _from_mail(data, name)
    return _from_table(data, name, with_text=True)


def moment(text: str) -> datetime | None:
    """2023-01-31 14:05 or 2023-01-31 (then at noon), in Amsterdam unless it says where; None for anything else."""
    try:
        day = parse_date(text) if len(text) == len("2023-01-31") else None
        found = datetime(day.year, day.month, day.day, 12) if day else parse_datetime(text)  # noqa: DTZ001 - made aware
    except ValueError:
        return None
    return found if found is None or timezone.is_aware(found) else timezone.make_aware(found)


def _from_table(data: bytes, name: str, *, with_text: bool) -> list[Brought]:
    try:
        rows = table_rows(data, name)
    except UnusableInput as problem:
        raise Refused(problem.in_language(get_language() or "nl")) from None
    if not rows:
        raise Refused(gettext("There is no row in this file."))
    key, at, text = (column(rows[0], names) for names in (KEY, AT, TEXT))
    if key is None or at is None or (with_text and text is None):
        wanted = [names[0] for names, found in ((KEY, key), (AT, at)) if found is None]
        wanted += [TEXT[0]] if with_text and text is None else []
        raise Refused(gettext("Columns are missing: %(columns)s.") % {"columns": ", ".join(wanted)})
    found, problems = [], []
    for line, row in enumerate(rows, start=2):
        when, words = moment(row[at]), row[text] if with_text and text else ""
        if when is None:
            problems.append(in_row(line, gettext("no moment like 2023-01-31 14:05.")))
        elif with_text and not words:
            problems.append(in_row(line, gettext("no text.")))
        else:
            found.append(Brought(line, row[key].lower(), when, words, words.encode()))
    if problems:
        raise Refused(gettext("Nothing was taken in. These rows cannot be used:"), problems)
    return found


def _from_mail(data: bytes, name: str) -> list[Brought]:
    parts = [data] if name.lower().endswith(".eml") else list(_split(data))
    if not parts or len(parts) > MOST:
        raise Refused(gettext("There is no mail in this file, or more than we take at once."))
    found, problems = [], []
    for number, raw in enumerate(parts, start=1):
        mail = message_from_bytes(raw, policy=policy.default)
        if not isinstance(mail, EmailMessage):
            continue
        units = set(UNIT.findall(" ".join(_headers(mail))))
        when, text = _date(mail), _words(mail)
        if len(units) != 1:
            problems.append(in_row(number, gettext("no key of one message in its headers.")))
        elif when is None:
            problems.append(in_row(number, gettext("no date.")))
        elif not text.strip():
            problems.append(in_row(number, gettext("no text.")))
        else:
            found.append(Brought(number, units.pop(), when, text, raw))
    if problems:
        raise Refused(gettext("Nothing was taken in. These rows cannot be used:"), problems)
    return found


def _split(data: bytes) -> Iterator[bytes]:
    """The mails of an mbox: each begins with a line "From …" at its start or after an empty line."""
    starts = [m for m in FROM_LINE.finditer(data) if m.start() == 0 or data[: m.start()][-2:] in (b"\n\n", b"\r\n")]
    for begin, after in zip(starts, [*starts[1:], None], strict=False):
        yield data[begin.end() : after.start() if after else len(data)]


def _headers(mail: EmailMessage) -> Sequence[str]:
    try:
        return [str(value) for name in HEADERS for value in mail.get_all(name, [])]
    except (ValueError, IndexError, AttributeError):  # headers that no parser understands
        return []


def _date(mail: EmailMessage) -> datetime | None:
    try:
        when = parsedate_to_datetime(str(mail["Date"]))
    except (TypeError, ValueError, IndexError):
        return None
    return when if timezone.is_aware(when) else timezone.make_aware(when)


def _words(mail: EmailMessage) -> str:
    """The plain text, or the text of the HTML, without what was quoted from our own message."""
    try:
        body = mail.get_body(preferencelist=("plain", "html"))
        text = str(body.get_content()) if body is not None else ""
    except (LookupError, ValueError, AttributeError):
        return ""
    if body is not None and body.get_content_type() == "text/html":
        text = strip_tags(text)
    return "\n".join(line for line in text.splitlines() if not line.startswith(">"))
