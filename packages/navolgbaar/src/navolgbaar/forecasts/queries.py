"""Reading forecasts: what one says, which are public, what is on a plan, what came of earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy

from navolgbaar.core import clock
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.queries import standing_versions
from navolgbaar.forecasts.models import Home, HomeWindow, Plan, Resident, TrackRecord, Vintage
from navolgbaar.forecasts.states import Choice
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.doors import Hit
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.queries import subjects_for


def vintages() -> QuerySet[Vintage]:
    """All forecasts, newest first."""
    wanted = ("subject", "organisation", "programme__subject", "plan__based_on", "before__subject")
    return Vintage.objects.select_related(*wanted).order_by("-issued_on", "-pk")


def published_vintages(user: Any) -> QuerySet[Vintage]:
    """Forecasts that stand in a release, of programmes that this user may see."""
    standing = standing_versions().filter(figure__said_by__vintage=OuterRef("pk"), figure__said_by__part="forecast")
    return vintages().filter(Exists(standing), programme__subject__in=subjects_for(user))


def is_anything_public() -> bool:
    """Whether the menu leads anywhere."""
    return published_vintages(None).exists()


def says(vintage: Vintage, *, part: str = "forecast", only_public: bool = False) -> dict[str, FigureVersion]:
    """What a forecast says, by name, in the order in which it was said; each in its newest version."""
    versions = standing_versions() if only_public else FigureVersion.objects.all()
    of_figure = {row.figure_id: row.name for row in vintage.says.filter(part=part).order_by("pk")}
    rows = versions.filter(figure__in=list(of_figure)).select_related(
        "figure__quantity", "figure__subject", "figure__period", "figure__issuer", "run"
    )
    newest = {version.figure_id: version for version in rows.order_by("number")}
    return {name: newest[figure] for figure, name in of_figure.items() if figure in newest}


def latest_vintage(plan: Plan) -> Vintage | None:
    """The last forecast of the same organisation and programme, not counting those on own assumptions."""
    own = vintages().filter(programme=plan.programme, organisation=plan.organisation, plan__assumptions=[])
    return own.first()


def years_over(vintage: Vintage, day: date) -> list[int]:
    """Years of a forecast that are over on a day and were not laid beside what happened."""
    scored = set(vintage.farewells.values_list("year", flat=True))
    names = vintage.says.filter(part="forecast", name__startswith="year ").values_list("name", flat=True)
    return sorted(year for name in names if (year := int(name[5:])) < day.year and year not in scored)


def plans_for(programme: Programme, organisations: QuerySet[Organisation]) -> QuerySet[Plan]:
    """The plans of these organisations, and those of others that a forecast was published on; newest first."""
    own = Plan.objects.filter(programme=programme, organisation__in=organisations)
    public = Plan.objects.filter(programme=programme, vintages__in=published_vintages(None).values("pk"))
    return (own | public).distinct().select_related("organisation", "based_on").order_by("-known_at", "-pk")


def on_programme(subject: Any, user: Any) -> list[Vintage]:
    """The published forecasts of the programme that this subject is, the newest of each organisation."""
    newest: dict[int, Vintage] = {}
    for vintage in published_vintages(user).filter(programme__subject=subject):
        newest.setdefault(vintage.organisation_id, vintage)
    return list(newest.values())


def found_for(words: str, user: Any) -> Iterable[Hit]:
    """Published forecasts whose name holds the visitor's words."""
    for vintage in published_vintages(user).filter(subject__name__icontains=words)[:10]:
        yield Hit(str(vintage.subject), gettext_lazy("forecast"), vintage.get_absolute_url())


def decided_windows(programme: Programme, day: date | None = None) -> list[tuple[date, date, int]]:
    """Windows of earlier forecasts whose truth is known: (low, high, days by which it was missed, at most 0 inside).

    Only windows whose late end is past are decided: counting a home as soon as it is finished would count the early
    ones first, and flatter. A home that is not finished by then is missed by the days since.
    """
    today = day or clock.today()
    rows = HomeWindow.objects.filter(home__programme=programme, choice=Choice.NOW, high__lt=today)
    return [
        (low, high, (today - high).days if done is None else max((low - done).days, (done - high).days))
        for low, high, done in rows.values_list("low", "high", "home__finished_on")
        if high is not None
    ]


def windows_by_home(homes: list[int]) -> dict[int, list[HomeWindow]]:
    """What was said about each of these homes, by its key; the forecast that was issued first comes first."""
    rows = HomeWindow.objects.filter(home__in=homes).select_related(
        "vintage__subject", "vintage__organisation", "vintage__plan"
    )
    found: dict[int, list[HomeWindow]] = {}
    for window in rows.order_by("vintage__issued_on", "vintage__pk", "pk"):
        found.setdefault(window.home_id, []).append(window)
    return found


def past_residents() -> QuerySet[Resident]:
    """Residents who moved out more than 30 days ago."""
    return Resident.objects.filter(moved_out_on__lt=clock.today() - timedelta(days=30))


def past_homes() -> QuerySet[Home]:
    """Homes of programmes that ended more than two years ago."""
    return Home.objects.filter(programme__ends_on__lt=clock.today() - timedelta(days=730))


@dataclass(frozen=True, slots=True)
class League:
    """One quantity of a track record: how far the statements were off, and "last year again"; who was nearer."""

    name: str
    n: FigureVersion
    score: FigureVersion
    naive: FigureVersion

    @property
    def winner(self) -> str:
        mine, theirs = float(self.score.value or 0), float(self.naive.value or 0)
        return "equal" if mine == theirs else "statements" if mine < theirs else "last year again"

    @property
    def statements(self) -> list[dict[str, Any]]:
        """What was said, with what came of it: the inputs of the computation."""
        run = self.score.run
        rows = run.inputs.get(name="statements").value if run else []
        return [row for row in rows or [] if self.name in (row["quantity"], f"{row['quantity']} ({row['kind']})")]


def leagues(record: TrackRecord) -> list[League]:
    """The published scores of a track record."""
    found: dict[str, dict[str, FigureVersion]] = {}
    for version in standing_versions().filter(figure__subject=record.subject).select_related("run").order_by("number"):
        part = version.figure.quantity.key
        found.setdefault(version.figure.breakdown.get("wat", ""), {})[part] = version
    keys = ("forecast-statements-scored", "forecast-statements-off", "forecast-last-year-again-off")
    return [League(name, *(row[key] for key in keys)) for name, row in found.items() if set(keys) <= set(row)]


def track_records(user: Any) -> QuerySet[TrackRecord]:
    """Track records that may be shown, newest first."""
    own = TrackRecord.objects.filter(subject__in=subjects_for(user), subject__is_public=True)
    return own.select_related("subject", "programme__subject", "organisation").order_by("-pk")
