"""Reading the monitor: who delivered, who did not, what a round says of all and of a municipality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from navolgbaar.core import clock
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.queries import standing_publications, standing_versions
from navolgbaar.indicators import science
from navolgbaar.indicators.models import Delivery, Institution, Issue, PlanEvent, Region, Round
from navolgbaar.indicators.states import PlanState
from navolgbaar.people.models import Organisation
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.doors import Hit
from navolgbaar.programmes.models import Programme, Subject
from navolgbaar.programmes.queries import organisations_in, subjects_for

SHOWN = 10


def rounds() -> QuerySet[Round]:
    """All rounds, the latest period first."""
    wanted = ("subject", "organisation", "programme__subject", "period", "key_period")
    return Round.objects.select_related(*wanted).order_by("-period__last", "-pk")


def public_rounds(user: Any = None) -> QuerySet[Round]:
    """Rounds of which something stands in a release, of programmes that this user may see."""
    standing = standing_publications().filter(version__figure__said_by_monitor__issue__round=OuterRef("pk"))
    return rounds().filter(Exists(standing), programme__subject__in=subjects_for(user))


def is_anything_public() -> bool:
    """Whether the menu leads anywhere."""
    return public_rounds().exists()


def public_issues(asked: Round) -> QuerySet[Issue]:
    """The issues of a round that stand in a release, the newest first."""
    standing = standing_publications().filter(version__figure__said_by_monitor__issue=OuterRef("pk"))
    return asked.issues.filter(Exists(standing)).select_related("features").order_by("-issued_on")


def says(issue: Issue, code: str = "", *, only_public: bool = False) -> dict[str, FigureVersion]:
    """What an issue says of one municipality, or of all together (""), by name; each in its newest version."""
    return says_of_each(issue, [code], only_public=only_public).get(code, {})


def says_of_each(
    issue: Issue, codes: Iterable[str] | None = None, *, only_public: bool = False
) -> dict[str, dict[str, FigureVersion]]:
    """The same for several municipalities at once (all when None): code -> name -> version."""
    rows = issue.says.order_by("pk") if codes is None else issue.says.filter(code__in=list(codes)).order_by("pk")
    named = {row.figure_id: (row.code, row.name) for row in rows}
    versions = standing_versions() if only_public else FigureVersion.objects.all()
    wanted = ("figure__quantity", "figure__subject", "figure__period", "figure__issuer", "figure__area")
    newest = {
        version.figure_id: version
        for version in versions.filter(figure__in=list(named)).select_related(*wanted).order_by("number")
    }
    found: dict[str, dict[str, FigureVersion]] = {}
    for figure, (code, name) in named.items():
        if figure in newest:
            found.setdefault(code, {})[name] = newest[figure]
    return found


def standing_deliveries(asked: Round) -> QuerySet[Delivery]:
    """The deliveries of a round that were not replaced, by the name of who delivered."""
    wanted = ("institution", "round", "replaces")
    return asked.deliveries.filter(replaced_by=None).select_related(*wanted).order_by("institution__name")


def institutions_of(asked: Round) -> QuerySet[Institution]:
    """Who is asked to deliver in a round, by name."""
    found = Institution.objects.filter(programme=asked.programme, asked_by=asked.organisation)
    return found.select_related("programme", "organisation").order_by("name")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An institution in a round with what it delivered. state: "there", "late", "awaited" or "missing"."""

    institution: Institution
    delivery: Delivery | None
    state: str


def arrivals(asked: Round, today: date | None = None) -> list[Arrival]:
    """Every institution of a round: who delivered, who was late, who is still awaited or missing."""
    there = {each.institution_id: each for each in standing_deliveries(asked)}
    absent = "missing" if (today or clock.today()) > asked.due else "awaited"
    return [
        Arrival(each, made := there.get(each.pk), absent if made is None else "late" if is_late(made) else "there")
        for each in institutions_of(asked)
    ]


def is_late(delivery: Delivery) -> bool:
    """Whether an institution delivered for the first time after the day: a correction of what was in time is not."""
    return _first(delivery).is_late


def _first(delivery: Delivery) -> Delivery:
    return delivery if delivery.replaces is None else _first(delivery.replaces)


def round_before(asked: Round) -> Round | None:
    """The round over the last period before this one."""
    same = rounds().filter(programme=asked.programme, organisation=asked.organisation)
    return same.filter(period__last__lt=asked.period.first).first()


def coverage_of(asked: Round) -> dict[str, Any]:
    """What lateness and absence do to the number of stays; see `science.coverage`."""
    before = round_before(asked)
    last_time = {} if before is None else {
        each.institution.public_id: each.counts["stays"] for each in standing_deliveries(before)
    }  # fmt: skip
    received = {
        each.institution.public_id: (_first(each).received_on, each.counts["stays"])
        for each in standing_deliveries(asked)
    }
    expected = [each.public_id for each in institutions_of(asked)]
    covered = science.coverage(asked.due, received, last_time, expected)
    missing = 0 if covered["high"] is None else covered["high"] - covered["total"]
    if 0 < missing < science.THRESHOLD:  # the difference is what institutions named on the page had
        covered |= {"high": None, "few": True}
    return covered


def delivering_for(user: Any, programme: Programme) -> QuerySet[Institution]:
    """The institutions of a programme for which this user may deliver."""
    mine = organisations_in(user, programme, RoleKind.EDITOR)
    return Institution.objects.filter(programme=programme, organisation__in=mine).order_by("name")


def kept_by(programme: Programme, organisations: QuerySet[Organisation]) -> QuerySet[Round]:
    """The rounds of these organisations in a programme, the latest first."""
    return rounds().filter(programme=programme, organisation__in=organisations)


def corrected_since(issue: Issue) -> list[Institution]:
    """Institutions that delivered, or corrected their delivery, after this issue was made."""
    later = standing_deliveries(issue.round).exclude(public_id__in=issue.based_on)
    return [each.institution for each in later]


def public_round(public_id: str, user: Any) -> Round:
    """The round with this id. Raises Http404 where nothing of it is public."""
    found: Round = get_object_or_404(public_rounds(user), subject__public_id=public_id)
    return found


def newest_issue(asked: Round) -> Issue:
    """The public issue that counts now. Raises Http404."""
    found = public_issues(asked).first()
    if found is None:
        raise Http404
    return found


def quarters_of(asked: Round, code: str, user: Any) -> list[tuple[date, int, int]]:
    """[first day, to a home, left] of a municipality in all public rounds up to this one, the oldest first."""
    rounds_ = public_rounds(user).filter(
        programme=asked.programme, organisation=asked.organisation, period__last__lte=asked.period.last
    )
    issues = [issue for each in rounds_ if (issue := public_issues(each).first()) is not None]
    found = {date.fromisoformat(day): pair for issue in reversed(issues)
             for day, pair in issue.quarters.get(code, {}).items()}  # fmt: skip
    return [(day, home, left) for day, (home, left) in sorted(found.items())]


def corrections_of(code: str, user: Any) -> list[Delivery]:
    """The deliveries for a municipality that replaced a former one, in public rounds, the oldest first."""
    replacing = Delivery.objects.filter(round__in=public_rounds(user), institution__code=code, replaces__isnull=False)
    return list(replacing.select_related("round__subject", "institution").order_by("received_on", "pk"))


def of_area(code: str, user: Any) -> list[tuple[Issue, dict[str, FigureVersion]]]:
    """What the newest public issue of each round says of a municipality, the latest period first."""
    newest = [public_issues(each).first() for each in public_rounds(user)]
    found = [(issue, says(issue, code, only_public=True)) for issue in newest if issue is not None]
    return [(issue, told) for issue, told in found if told]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a plan is: in a region as a whole (code ""), or in one council. event: None where nothing is known."""

    code: str
    name: str
    event: PlanEvent | None


def standings(region: Region) -> list[Standing]:
    """The region first, then each of its councils by name."""
    last: dict[str, PlanEvent] = {event.code: event for event in region.events.order_by("on", "pk")}
    councils = sorted((science.named(code), code) for code in region.codes)
    return [
        Standing("", region.name, last.get("")), *(Standing(code, name, last.get(code)) for name, code in councils)
    ]  # fmt: skip


def adopted_in(region: Region) -> list[Standing]:
    """The councils that adopted the plan and did not go back on it."""
    return [
        each for each in standings(region)
        if each.code and each.event is not None and each.event.state == PlanState.ADOPTED
    ]  # fmt: skip


def public_regions(user: Any = None) -> QuerySet[Region]:
    """Regions of which something is known, of programmes that this user may see."""
    found = Region.objects.filter(programme__subject__in=subjects_for(user), events__isnull=False)
    return found.select_related("programme__subject").distinct().order_by("programme", "name")


def regions_of(code: str, user: Any) -> list[Region]:
    """The regions that a municipality makes a plan with."""
    return list(public_regions(user).filter(codes__contains=code))


def subject_of(code: str, user: Any) -> Subject | None:
    """The page on which every room says what it has of this municipality, where this user may see one."""
    return subjects_for(user).filter(area__code=code, area__valid_to=None).first()


def found_for(words: str, user: Any) -> Iterable[Hit]:
    """Municipalities by name in the newest issue of every round, and rounds by name."""
    asked = words.casefold()
    for each in public_rounds(user):
        issue = public_issues(each).first()
        names = {code: science.named(code) for code in issue.table if code} if issue else {}
        towns = [(code, name) for code, name in names.items() if asked in name.casefold()]
        for code, name in towns[:SHOWN]:
            address = f"{each.get_absolute_url()}{code}/"
            yield Hit(f"{name}: {each}", gettext_lazy("municipality in the monitor"), address)
        if asked in str(each).casefold():
            yield Hit(str(each), gettext_lazy("monitor"), each.get_absolute_url())
