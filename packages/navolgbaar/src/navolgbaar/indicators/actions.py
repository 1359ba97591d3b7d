"""What is written about the monitor: what is asked, by whom it is delivered, what of a delivery is kept."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from navolgbaar.core import audit, clock
from navolgbaar.core.ids import hold
from navolgbaar.core.permission import require
from navolgbaar.indicators import science
from navolgbaar.indicators.models import Delivery, Features, Institution, KeyPeriod, Round
from navolgbaar.indicators.queries import institutions_of, standing_deliveries
from navolgbaar.indicators.rules import Keeper
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.actions import add_subject, period
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.states import SubjectKind

File = tuple[str, bytes]
"""(name, bytes) of an uploaded table."""


class NotPossibleNow(Exception):
    """What stands in the way, in words for the person who asked."""


@transaction.atomic
def state_key_period(
    *, first: date, last: date, ground: str, programme: Programme, organisation: Organisation, by: User
) -> KeyPeriod:
    """Say in which days one person keeps one pseudonym, and on what ground. Key periods do not overlap."""
    require("indicators.keep", by, Keeper(organisation, programme))
    mine = KeyPeriod.objects.filter(programme=programme, organisation=organisation)
    if mine.filter(first__lte=last, last__gte=first).exists():
        raise NotPossibleNow(gettext("There is a key period in these days. A person has one pseudonym at a time."))
    made = KeyPeriod.objects.create(
        first=first, last=last, ground=ground, programme=programme, organisation=organisation
    )
    audit.record("indicators.key_period_stated", by=by, target=str(made.pk), programme=programme.key)
    return made


@transaction.atomic
def add_institution(
    *, name: str, code: str, programme: Programme, asked_by: Organisation, organisation: Organisation, by: User
) -> Institution:
    """Ask an institution to deliver from now on, for the municipality with this code."""
    require("indicators.keep", by, Keeper(asked_by, programme))
    made = Institution.objects.create(
        name=name, code=code, programme=programme, asked_by=asked_by, organisation=organisation
    )
    audit.record("indicators.institution_added", by=by, target=made.public_id, programme=programme.key, code=code)
    return made


@transaction.atomic
def open_round(*, first: date, last: date, due: date, key_period: KeyPeriod, by: User) -> Round:
    """Ask for deliveries over a period. It lies within one key period: else a person would count as two."""
    require("indicators.keep", by, key_period)
    if not key_period.first <= first <= last <= key_period.last:
        raise NotPossibleNow(gettext("The period does not lie within the key period: a person would count as two."))
    programme, organisation = key_period.programme, key_period.organisation
    days = period(first, last)
    subject = add_subject(
        kind=SubjectKind.OTHER, programme=programme, organisation=organisation,
        name=f"Monitor opvang en beschermd wonen, {days}", name_en=f"Monitor of shelters and sheltered living, {days}",
        summary="Hoeveel mensen er waren, en hoeveel van wie vertrok een eigen woning kreeg. Per gemeente.",
        summary_en="How many people were there, and how many of those who left got a home. By municipality.", by=by,
    )  # fmt: skip
    made = Round.objects.create(
        subject=subject, programme=programme, organisation=organisation, key_period=key_period, period=days, due=due
    )
    audit.record("indicators.round_opened", by=by, target=subject.public_id, programme=programme.key)
    return made


@transaction.atomic
def deliver(
    *, asked: Round, institution: Institution, file: File, places: int | None = None, received_on: date | None = None,
    by: User,
) -> Delivery:  # fmt: skip
    """Count what an institution brought, and keep the counts. The rows of persons are kept nowhere.

    A later delivery of the same round replaces the former; what was kept of both is compared, and both stay.
    places        beds there were on a night, on average over the period
    received_on   today when None; a day in the past for what came by another way
    Raises narekenen.errors.UnusableInput naming everything that is wrong, and NotPossibleNow for the same file twice;
    nothing has changed then.
    """
    require("indicators.deliver", by, institution)
    if not institutions_of(asked).filter(pk=institution.pk).exists():
        raise PermissionDenied("This institution is not asked to deliver in this round.")
    key, days = asked.key_period, asked.period
    counted = science.read(*file, days.first, days.last, (key.last - key.first).days, places)
    hold(f"delivery {asked.pk} {institution.pk}")
    former = standing_deliveries(asked).filter(institution=institution).first()
    if former is not None and former.digest == counted.digest:
        raise NotPossibleNow(gettext("This very file was delivered before. Nothing has changed."))
    made = Delivery.objects.create(
        round=asked, institution=institution, replaces=former, received_on=received_on or clock.today(),
        digest=counted.digest, counts=counted.counts, quality=counted.quality,
        changed={} if former is None else science.changes(former.counts, counted.counts),
    )  # fmt: skip
    audit.record(
        "indicators.delivered", by=by, target=made.public_id, programme=asked.programme_key, digest=counted.digest,
        replaces=former.public_id if former else "",
    )  # fmt: skip
    return made


@transaction.atomic
def bring_features(
    *, file: File, source: str, programme: Programme, organisation: Organisation, by: User
) -> Features:  # fmt: skip
    """Bring the numbers by which municipalities that are alike are found. Raises narekenen.errors.UnusableInput."""
    require("indicators.keep", by, Keeper(organisation, programme))
    names, value, digest = science.features_of(*file)
    made = Features.objects.create(
        programme=programme, organisation=organisation, source=source, names=names, value=value, digest=digest
    )
    audit.record("indicators.features_brought", by=by, target=digest, programme=programme.key, areas=len(value))
    return made
