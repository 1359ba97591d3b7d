"""What is written about programmes, subjects and areas."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from navolgbaar.core import audit
from navolgbaar.core.ids import next_id
from navolgbaar.core.permission import require
from navolgbaar.people.models import Organisation, Role
from navolgbaar.programmes.models import Area, AreaChange, Period, Programme, Subject, SubjectChange
from navolgbaar.programmes.states import Change, SubjectKind


@transaction.atomic
def add_programme(
    *,
    key: str,
    name: str,
    organisation: Organisation,
    name_en: str = "",
    summary: str = "",
    summary_en: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: audit.Actor,
) -> Programme:
    """Add a programme with its subject. It is not public until it is opened."""
    require("programmes.add_programme", by, Role(organisation=organisation))
    subject = Subject.objects.create(
        public_id=next_id("NB-S"),
        kind=SubjectKind.PROGRAMME,
        name=name,
        name_en=name_en,
        summary=summary,
        summary_en=summary_en,
        organisation=organisation,
        programme_key=key,
    )
    programme = Programme.objects.create(
        key=key, subject=subject, organisation=organisation, starts_on=starts_on, ends_on=ends_on
    )
    audit.record("programmes.programme_added", by=by, target=subject.public_id, programme=key)
    return programme


@transaction.atomic
def add_subject(
    *,
    kind: SubjectKind,
    name: str,
    programme: Programme,
    organisation: Organisation,
    name_en: str = "",
    summary: str = "",
    summary_en: str = "",
    by: audit.Actor,
) -> Subject:
    """Add anything that can be cited to a programme."""
    subject = Subject(
        kind=SubjectKind(kind),
        name=name,
        name_en=name_en,
        summary=summary,
        summary_en=summary_en,
        organisation=organisation,
        programme_key=programme.key,
    )
    require("programmes.edit_subject", by, subject)
    subject.public_id = next_id("NB-S")
    subject.save()
    audit.record("programmes.subject_added", by=by, target=subject.public_id, programme=programme.key, kind=kind)
    return subject


@transaction.atomic
def open_subject(*, subject: Subject, by: audit.Actor) -> Subject:
    """Show a subject to everybody."""
    require("programmes.edit_subject", by, subject)
    subject.is_public = True
    subject.save(update_fields=["is_public"])
    audit.record("programmes.subject_opened", by=by, target=subject.public_id, programme=subject.programme_key)
    return subject


@transaction.atomic
def rename_subject(*, subject: Subject, name: str, name_en: str = "", on: date, by: audit.Actor) -> Subject:
    """Give a subject another name from a day on. The former name stays findable; id and address stay."""
    require("programmes.edit_subject", by, subject)
    SubjectChange.objects.create(subject=subject, change=Change.RENAMED, former_name=subject.name, on=on)
    subject.name, subject.name_en = name, name_en
    subject.save(update_fields=["name", "name_en"])
    audit.record("programmes.subject_renamed", by=by, target=subject.public_id, programme=subject.programme_key)
    return subject


@transaction.atomic
def follow_up_subject(
    *, subject: Subject, change: Change, successor: Subject, on: date, by: audit.Actor
) -> SubjectChange:
    """Say that a subject was continued as, or merged into, another one."""
    require("programmes.edit_subject", by, subject)
    followed = SubjectChange.objects.create(subject=subject, change=Change(change), successor=successor, on=on)
    audit.record(
        f"programmes.subject_{change}",
        by=by,
        target=subject.public_id,
        programme=subject.programme_key,
        successor=successor.public_id,
    )
    return followed


@transaction.atomic
def add_area(
    *, code: str, name: str, kind: str, valid_from: date, valid_to: date | None = None, by: audit.Actor
) -> Area:
    """Add an area as it was between two dates."""
    require("programmes.maintain_areas", by)
    area = Area.objects.create(code=code, name=name, kind=kind, valid_from=valid_from, valid_to=valid_to)
    audit.record("programmes.area_added", by=by, target=code, valid_from=valid_from.isoformat())
    return area


@transaction.atomic
def merge_areas(*, former: list[Area], successor: Area, on: date, by: audit.Actor) -> list[AreaChange]:
    """Say that areas became one on a day. The former ones end on that day."""
    require("programmes.maintain_areas", by)
    changes = [AreaChange.objects.create(former=area, successor=successor, on=on) for area in former]
    for area in former:
        if area != successor:
            area.valid_to = on
            area.save(update_fields=["valid_to"])
    audit.record(
        "programmes.areas_merged",
        by=by,
        target=successor.code,
        former=[area.code for area in former],
        on=on.isoformat(),
    )
    return changes


@transaction.atomic
def link_area(*, area: Area, subject: Subject, by: audit.Actor) -> Area:
    """Give an area its page: the subject under which everybody finds what is said of it."""
    require("programmes.maintain_areas", by)
    if subject.kind != SubjectKind.AREA:
        raise ValueError(f"{subject.public_id} is not the subject of an area.")
    area.subject = subject
    area.save(update_fields=["subject"])
    audit.record(
        "programmes.area_linked", by=by, target=subject.public_id, programme=subject.programme_key, area=area.code
    )
    return area


def period(first: date, last: date | None = None) -> Period:
    """The period between two days (one day where `last` is left out); made where it is not there yet."""
    return Period.objects.get_or_create(first=first, last=last or first)[0]
