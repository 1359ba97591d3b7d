"""What is written about followers and questions. Strangers act through the platform itself (`audit.System`)."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from navolgbaar.core import audit, clock
from navolgbaar.core.ids import hold, next_id
from navolgbaar.core.permission import require
from navolgbaar.figures.models import Figure
from navolgbaar.mailings import tasks
from navolgbaar.mailings.models import Question, Subscription
from navolgbaar.mailings.queries import past_addresses, past_words, unconfirmed
from navolgbaar.mailings.states import QUESTION_TRANSITIONS, Outcome, QuestionState
from navolgbaar.people.models import User
from navolgbaar.programmes.models import Subject

REPLY_DAYS = 28
MAIL_AGAIN = timedelta(minutes=10)


class NotPossibleNow(Exception):
    """A question that was answered or set aside stays so."""


@transaction.atomic
def follow(*, email: str, subject: Subject, language: str, by: audit.System) -> None:
    """Ask an address whether it wants to follow a subject; nobody follows before that mail is answered.

    Says nothing about whether the address was known: a mail goes out in any case, to each at most once in ten minutes.
    """
    require("programmes.see_subject", by, subject)
    address = email.strip().lower()
    hold(f"follow {subject.public_id} {address}")
    found, is_new = Subscription.objects.get_or_create(email=address, subject=subject, defaults={"language": language})
    if is_new:
        audit.record("mailings.follow_asked", by=by, target=found.public_id, programme=subject.programme_key)
    if found.mailed_at is None or found.mailed_at < clock.now() - MAIL_AGAIN:
        found.mailed_at = clock.now()
        found.save(update_fields=["mailed_at"])
        tasks.send_confirmation.enqueue(found.public_id)


@transaction.atomic
def confirm(*, public_id: str, by: audit.System) -> Subscription | None:
    """The person answered our mail. None where there is nothing to confirm (any more)."""
    found = Subscription.objects.select_for_update().filter(public_id=public_id).first()
    if found is not None and found.confirmed_at is None:
        found.confirmed_at = clock.now()
        found.save(update_fields=["confirmed_at"])
        audit.record("mailings.followed", by=by, target=public_id, programme=found.subject.programme_key)
    return found


@transaction.atomic
def leave(*, public_id: str, by: audit.System) -> None:
    """Forget that an address followed a subject. Doing it again changes nothing."""
    gone, _ = Subscription.objects.filter(public_id=public_id).delete()
    if gone:
        audit.record("mailings.left", by=by, target=public_id)


@transaction.atomic
def ask(
    *, words: str, email: str, subject: Subject, figure: Figure | None, language: str, by: audit.System
) -> Question:
    """Put a question to the owner of a figure, or of a subject."""
    require("programmes.see_subject", by, subject)
    question = Question.objects.create(
        public_id=next_id("NB-V"),
        subject=subject,
        figure=figure,
        organisation=figure.owner if figure else subject.organisation,
        words=words.strip(),
        email=email.strip().lower(),
        language=language,
        asked_on=clock.today(),
        due_on=clock.today() + timedelta(days=REPLY_DAYS),
    )
    audit.record("mailings.asked", by=by, target=question.public_id, programme=subject.programme_key)
    tasks.tell_owner.enqueue(question.public_id)
    return question


@transaction.atomic
def answer(*, question: Question, summary: str, outcome: str, kind: Outcome, by: User) -> Question:
    """Say in public what was asked and what came of it. Raises NotPossibleNow for a question that is closed."""
    require("mailings.answer", by, question)
    locked = _step(question, QuestionState.ANSWERED)
    locked.summary, locked.outcome, locked.kind = summary.strip(), outcome.strip(), Outcome(kind)
    locked.answered_on, locked.answered_by = clock.today(), by
    locked.save()
    audit.record("mailings.answered", by=by, target=locked.public_id, programme=locked.programme_key, kind=kind)
    if locked.email:
        tasks.send_answer.enqueue(locked.public_id)
    return locked


@transaction.atomic
def set_aside(*, question: Question, by: User) -> Question:
    """Close what is no question about this subject, such as an advertisement. It is shown to nobody else."""
    require("mailings.answer", by, question)
    locked = _step(question, QuestionState.SET_ASIDE)
    locked.answered_on, locked.answered_by = clock.today(), by
    locked.save()
    audit.record("mailings.set_aside", by=by, target=locked.public_id, programme=locked.programme_key)
    return locked


def _step(question: Question, state: QuestionState) -> Question:
    """The question, locked, in its next state (not saved)."""
    locked = Question.objects.select_for_update(of=("self",)).select_related("subject").get(pk=question.pk)
    if state not in QUESTION_TRANSITIONS[QuestionState(locked.state)]:
        raise NotPossibleNow(f"{locked.public_id} is {locked.state}; it cannot become {state}.")
    locked.state = state
    return locked


@transaction.atomic
def forget_expired(*, by: audit.System) -> dict[str, int]:
    """Apply the retention of addresses and words. Returns how many rows of each; doing it again changes nothing."""
    found = {
        "unconfirmed": unconfirmed().delete()[0],
        "addresses": past_addresses().update(email=""),
        "words": past_words().update(words=""),
    }
    if any(found.values()):
        audit.record("mailings.forgotten", by=by, target="mailings", rows=found)
    return found
