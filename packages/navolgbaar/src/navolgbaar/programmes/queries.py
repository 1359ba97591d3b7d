"""Reading the spine: what may this person see, and which area was it on that day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from navolgbaar.people.models import Organisation
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.models import Area, Programme, Subject


def subjects_for(user: Any) -> QuerySet[Subject]:
    """The subjects that this user may see. Mirrors the rule `programmes.see_subject`."""
    visible = Q(is_public=True)
    if getattr(user, "is_active", False) and hasattr(user, "roles"):
        keys = set(user.roles.values_list("programme", flat=True))
        visible |= Q() if "" in keys else Q(programme_key__in=keys)
        if "" in keys:
            return Subject.objects.all()
    return Subject.objects.filter(visible)


def areas_on(day: date) -> QuerySet[Area]:
    """The areas as they were on a day."""
    return Area.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


def successors_on(area: Area, day: date) -> list[Area]:
    """What an area had become by a day: itself, or the areas it was merged into or split over, however often."""
    found: list[Area] = []
    waiting, seen = [area], {area.pk}
    while waiting:
        current = waiting.pop(0)
        later = [change.successor for change in current.became.filter(on__lte=day).select_related("successor")]
        if not later:
            found.append(current)
        for successor in later:
            if successor.pk not in seen:
                seen.add(successor.pk)
                waiting.append(successor)
    return found


def programmes_of(user: Any) -> QuerySet[Programme]:
    """The programmes in which this user has a role; all of them for who has one in every programme."""
    programmes = Programme.objects.select_related("subject", "organisation").order_by("subject__name")
    keys = set(user.roles.values_list("programme", flat=True))
    if "" in keys or user.is_administrator:
        return programmes
    return programmes.filter(key__in=keys)


def organisations_in(user: Any, programme: Programme, *kinds: RoleKind) -> QuerySet[Organisation]:
    """The organisations for which this user has one of these roles in a programme."""
    roles = user.roles.filter(kind__in=kinds, programme__in=("", programme.key))
    return Organisation.objects.filter(pk__in=roles.values("organisation")).order_by("name")
