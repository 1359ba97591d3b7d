"""Plans of regions: who makes one together, and what happened to it in the region and in each council."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from navolgbaar.core import audit
from navolgbaar.core.permission import require
from navolgbaar.indicators.actions import NotPossibleNow
from navolgbaar.indicators.models import PlanEvent, Region
from navolgbaar.indicators.rules import Keeper
from navolgbaar.indicators.states import PlanState
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme


@transaction.atomic
def add_region(
    *, name: str, codes: Sequence[str], programme: Programme, organisation: Organisation, by: User
) -> Region:  # fmt: skip
    """Say which municipalities make a plan together."""
    require("indicators.keep", by, Keeper(organisation, programme))
    made = Region.objects.create(name=name, codes=list(codes), programme=programme, organisation=organisation)
    audit.record("indicators.region_added", by=by, target=made.public_id, programme=programme.key)
    return made


@transaction.atomic
def record_plan_event(
    *, region: Region, state: PlanState, on: date, evidence: str, code: str = "", link: str = "", by: User
) -> PlanEvent:
    """Say what happened to a plan on a day: in the region (no code), or in one of its councils. What was said stays.

    evidence   where it is written: a decision list, minutes, a paper
    """
    require("indicators.keep", by, region)
    if code and code not in region.codes:
        raise NotPossibleNow(gettext("This municipality is not part of the region."))
    made = PlanEvent.objects.create(region=region, code=code, state=state, on=on, evidence=evidence, link=link)
    audit.record(
        "indicators.plan_event_recorded", by=by, target=region.public_id, programme=region.programme_key, code=code,
        state=state,
    )  # fmt: skip
    return made
