"""Somebody outside keeps the chain: who rewrites everything in the database is found all the same."""

import mailbox
import socket
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import connection

from navolgbaar.figures.states import FigureKind
from navolgbaar.publishing.models import Release, WitnessNote
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.publishing.science import START, chained, digest
from navolgbaar.publishing.witness import (
    WitnessNotReached,
    first_difference,
    line_of,
    read_record,
    tell_witnesses,
    waiting_lines,
)

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def file(settings, tmp_path):
    settings.WITNESS_FILE = str(tmp_path / "witness.txt")
    return tmp_path / "witness.txt"


def superuser(*statements):
    """As the owner of the tables with every trigger of the ledger off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        for table in ("publishing_release", "publishing_releasedbundle", "figures_figureversion"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        for statement, values in statements:
            cursor.execute(statement, values)
        cursor.execute("SET ROLE navolgbaar_app")


def rechain():
    """Compute every chain anew, as a careful forger would."""
    before = START
    for release in Release.objects.order_by("pk"):
        own = digest(release.manifest)
        before = chained(before, own)
        superuser(
            ("UPDATE publishing_release SET digest = %s, chain = %s WHERE id = %s", [own, before, release.pk]),
        )


def test_each_release_is_one_line_in_a_file_that_only_grows(file, say, release):
    first = release(say("1229"))
    assert tell_witnesses() == 1
    before = file.read_text()
    second = release(say("1400", FigureKind.TARGET))
    assert waiting_lines() == [f"file was not told of {second} and later"]
    assert tell_witnesses() == 1
    assert file.read_text() == before + line_of(second) + "\n"
    assert before == line_of(first) + "\n"
    assert [kept.release for kept in read_record(file.read_text())] == [first.public_id, second.public_id]
    assert waiting_lines() == []
    assert first_difference(file.read_text()) == ""


def test_nobody_is_told_twice_and_nobody_is_told_where_no_witness_is_set(file, settings, say, release):
    release(say("1229"))
    assert (tell_witnesses(), tell_witnesses()) == (1, 0)
    settings.WITNESS_FILE = ""
    release(say("1400", FigureKind.TARGET))
    assert tell_witnesses() == 0
    assert WitnessNote.objects.count() == 1


def test_approving_tells_the_witness(file, say, release, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        published = release(say("1229"))
    assert file.read_text() == line_of(published) + "\n"


def test_a_rewritten_ledger_row_is_found(file, say, release):
    version = say("1229")
    published = release(version)
    tell_witnesses()
    superuser(("UPDATE figures_figureversion SET published = '1.500' WHERE id = %s", [version.pk]))
    assert first_difference(file.read_text()) == f"{published}: the ledger holds other values than the manifest"


def test_a_forger_who_rewrites_row_manifest_bundle_and_chain_is_found_by_the_witness_alone(file, say, release):
    version = say("1229")
    first = release(version)
    second = release(say("1400", FigureKind.TARGET))
    tell_witnesses()
    record = file.read_text()
    superuser(
        ("UPDATE figures_figureversion SET published = '1.500' WHERE id = %s", [version.pk]),
        (
            "UPDATE publishing_release SET manifest = jsonb_set(manifest, '{figures,0,published}', '\"1.500\"') "
            "WHERE id = %s",
            [first.pk],
        ),
    )
    rechain()
    assert broken_releases() == []
    kept = read_record(record)[0]
    assert first_difference(record) == f"{first}: the witness keeps another manifest, of {kept.at}"
    only_last = line_of(second)
    assert first_difference(only_last) == (
        f"{second}: the witness keeps another chain, so something before it was rewritten, added or removed"
    )


def test_a_removed_release_is_found(file, say, release):
    release(say("1229"))
    last = release(say("1400", FigureKind.TARGET))
    tell_witnesses()
    superuser(
        ("ALTER TABLE publishing_witnessnote DISABLE TRIGGER append_only", []),
        ("DELETE FROM publishing_witnessnote WHERE release_id = %s", [last.pk]),
        ("DELETE FROM publishing_releasedbundle WHERE release_id = %s", [last.pk]),
        ("DELETE FROM publishing_release WHERE id = %s", [last.pk]),
    )
    assert broken_releases() == []
    assert first_difference(file.read_text()) == f"{last}: the witness was told of it, and it is not here"


def test_what_the_witness_was_never_told_of_is_named_when_something_later_was(say, release):
    first, second = release(say("1229")), release(say("1400", FigureKind.TARGET))
    assert first_difference(line_of(second)) == f"{first}: the witness was not told of it"
    assert first_difference(line_of(first)) == ""
    assert first_difference("nothing of use") == "There is no line of a witness in it."


def test_a_witness_that_contradicts_itself_is_named(say, release):
    line = line_of(release(say("1229")))
    other = line[:-1] + ("0" if line[-1] != "0" else "1")
    assert "two things" in first_difference(f"{line}\n{other}\n")


class Keeper:
    """An SMTP server that keeps what it is sent."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        self.messages.append((envelope.rcpt_tos, envelope.content))
        return "250 kept"


@pytest.fixture
def smtp(settings):
    keeper = Keeper()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(keeper, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = False
    settings.WITNESS_MAIL = ["notaris@example.org"]
    yield keeper
    server.stop()


def test_a_mail_goes_through_a_real_server_and_a_saved_mailbox_is_a_record(smtp, say, release, tmp_path):
    first, second = release(say("1229")), release(say("1400", FigureKind.TARGET))
    assert tell_witnesses() == 2
    box = mailbox.mbox(tmp_path / "witness.mbox")
    for to, data in smtp.messages:
        assert to == ["notaris@example.org"]
        box.add(data)
    box.flush()
    read = message_from_bytes(smtp.messages[0][1], policy=policy.default)
    assert read["Subject"].replace("\n", "") == f"{first} {first.chain}"
    record = (tmp_path / "witness.mbox").read_text()
    assert [kept.release for kept in read_record(record)] == [first.public_id, second.public_id]
    assert first_difference(record) == ""
    box.close()


def test_a_server_that_is_gone_loses_nothing(smtp, settings, file, say, release):
    published = release(say("1229"))
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(WitnessNotReached, match="Not reached: mail: ConnectionRefusedError"):
        tell_witnesses()
    assert Path(file).read_text() == line_of(published) + "\n"
    assert waiting_lines() == [f"mail was not told of {published} and later"]
    settings.EMAIL_PORT = port
    assert tell_witnesses() == 1
    assert len(smtp.messages) == 1


def test_no_person_stands_in_what_a_witness_gets(world, settings, say, release):
    settings.WITNESS_MAIL = ["notaris@example.org"]
    release(say("1229"))
    tell_witnesses()
    (message,) = mail.outbox
    assert not any(word in message.body for user in (world.editor, world.publisher) for word in (user.email, "1.229"))
