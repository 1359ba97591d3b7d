"""One person's address, forgotten on request wherever it stands. What that person published or confirmed stays: the
ledger and the audit trail know nobody by name."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt, AccessLog
from django.db import transaction
from django.db.models import Q

from navolgbaar.core import audit
from navolgbaar.core.permission import require
from navolgbaar.mailings.models import Question, Subscription
from navolgbaar.mailings.states import QuestionState
from navolgbaar.people.models import Invitation, User
from navolgbaar.sources.models import Document, Intake
from navolgbaar.sources.states import IntakeState


@transaction.atomic
def forget_address(*, email: str, ground: str, by: User) -> dict[str, int]:
    """Forget an address: as follower, asker, invited and logged in, and the account itself. Returns how many rows of
    each. Doing it again changes nothing.

    ground   the legal ground, e.g. "AVG art. 17". What an asker wrote goes with it, except where no answer was given.
    """
    require("sources.erase_passage", by)
    address = email.strip().lower()
    asked = Question.objects.filter(email__iexact=address)
    found = {
        "followed": Subscription.objects.filter(email__iexact=address).delete()[0],
        "words": asked.exclude(state=QuestionState.RECEIVED).exclude(words="").update(words=""),
        "asked": asked.update(email=""),
        "invited": Invitation.objects.filter(email__iexact=address).delete()[0],
        "logins": sum(
            model.objects.filter(username__iexact=address).delete()[0] for model in (AccessAttempt, AccessLog)
        ),
        "accounts": sum(_close(user) for user in User.objects.filter(email__iexact=address)),
    }
    if any(found.values()):
        audit.record("ops.address_forgotten", by=by, target="installation", ground=ground, rows=found)
    return found


def _close(user: User) -> int:
    """Leave a row that nobody can log in to and that names nobody: what it did stays tied to its random id."""
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=user).delete()
    user.roles.all().delete()
    Intake.objects.filter(Q(state=IntakeState.DONE) | Q(state=IntakeState.REFUSED), sent_by=user).delete()
    Document.objects.filter(uploaded_by=user).update(uploaded_by=None)
    user.email, user.name, user.is_active, user.is_administrator = f"{user.public_id}@erased.invalid", "", False, False
    user.last_login = None
    user.set_unusable_password()  # ends every session as well
    user.save()
    return 1
