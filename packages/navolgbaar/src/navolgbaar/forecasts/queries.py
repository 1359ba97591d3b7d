"""Reading forecasts: what one says, which are public, what is on a plan, what came of earlier ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from navolgbaar.core import clock
from navolgbaar.figures.models import FigureVersion, Quantity
from navolgbaar.figures.queries import standing_publications, standing_versions
from navolgbaar.figures.states import FigureKind
from navolgbaar.forecasts.models import Home, HomeWindow, Plan, Resident, TrackRecord, Vintage
from navolgbaar.forecasts.rivals import EARNED, PACE, called
from navolgbaar.forecasts.states import Choice
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.doors import Hit
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.queries import subjects_for

AN_ADDRESS = re.compile(r"\b[1-9]\d{3} ?[A-Za-z]{2}\b|[^\W\d_]{3} (?!(?:19|20)\d\d\b)\d{1,4} ?[A-Za-z]?$")
"""A postcode, or a word with the number of a house (and not a year) at the end."""
BATCHES = 5
"""Batches of letters that can be made again."""


def vintages() -> QuerySet[Vintage]:
    """All forecasts, newest first."""
    wanted = ("subject", "organisation", "programme__subject", "plan__based_on", "before__subject")
    return Vintage.objects.select_related(*wanted).order_by("-issued_on", "-pk")


def standing_vintages() -> QuerySet[Vintage]:
    """Forecasts that stand in a release and were not withdrawn."""
    said = {"version__figure__said_by__vintage": OuterRef("pk"), "version__figure__said_by__part": "forecast"}
    return vintages().filter(Exists(standing_publications().filter(**said)))


def published_vintages(user: Any) -> QuerySet[Vintage]:
    """Forecasts that stand in a release, of programmes that this user may see."""
    return standing_vintages().filter(programme__subject__in=subjects_for(user))


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


def told_vintages(user: Any) -> QuerySet[Vintage]:
    """Published forecasts in which homes were told their window."""
    return published_vintages(user).filter(windows__isnull=False)


def found_for(words: str, user: Any) -> Iterable[Hit]:
    """Published forecasts whose name holds the visitor's words; for an address, the doors behind which residents find
    the answer for theirs. Whether there is such an address, nobody can see by it."""
    if AN_ADDRESS.search(words):
        for programme in Programme.objects.filter(vintages__in=told_vintages(user)).distinct().order_by("key"):
            name = f"{gettext('When is it my turn?')} {programme}"
            yield Hit(name, gettext_lazy("forecast"), reverse("forecasts:door", args=[programme.key]))
    found = published_vintages(user).filter(subject__name__icontains=words)
    for vintage in found.select_related(None).select_related("subject")[:10]:
        yield Hit(str(vintage.subject), gettext_lazy("forecast"), vintage.get_absolute_url())


@dataclass(frozen=True, slots=True)
class Tally:
    """Windows of earlier forecasts beside what came of them.

    known_until   the last day on which work was noted as finished; None while nothing was
    decided       (low, high, days by which it was missed, at most 0 inside) of windows whose truth is known
    open          how many are not decided yet: their end is not before that day, or they have none
    """

    known_until: date | None
    decided: list[tuple[date, date, int]]
    open: int

    @property
    def hits(self) -> int:
        return sum(miss <= 0 for _, _, miss in self.decided)


def tally_of(programme: Programme) -> Tally:
    """The windows of a programme beside what was noted. What is not known is not missed.

    A window is decided when its late end is before the last day on which work was noted: until then finished homes are
    known, and a home that is not among them is late by the days since. A window that ends later is decided later, also
    where its home is finished: counting those first would count the early ones, and flatter. The windows of a forecast
    that was withdrawn were told to residents and count like the others.
    """
    known = Home.objects.filter(programme=programme).aggregate(day=Max("finished_on"))["day"]
    told = HomeWindow.objects.filter(home__programme=programme, choice=Choice.NOW)
    over = told.filter(high__lt=known) if known else told.none()
    decided = [
        (low, high, (known - high).days if done is None else max((low - done).days, (done - high).days))
        for low, high, done in over.values_list("low", "high", "home__finished_on")
        if high is not None
    ]
    return Tally(known, decided, told.count() - len(decided))


def windows_by_home(homes: list[int]) -> dict[int, list[HomeWindow]]:
    """What forecasts that stand in a release say about each of these homes, by its key; the first one issued first."""
    rows = HomeWindow.objects.filter(vintage__in=_standing(), home__in=homes).select_related(
        "vintage__subject", "vintage__organisation", "vintage__plan"
    )
    found: dict[int, list[HomeWindow]] = {}
    for window in rows.order_by("vintage__issued_on", "vintage__pk", "pk"):
        found.setdefault(window.home_id, []).append(window)
    return found


def windows_standing(residents: Iterable[Resident]) -> dict[int, int]:
    """The forecast whose window each of these residents is told now, by the resident's key."""
    residents = list(residents)
    found = windows_by_home([resident.home_id for resident in residents])
    return {each.pk: found[each.home_id][-1].vintage_id for each in residents if each.home_id in found}


def living_in(programme: Programme) -> QuerySet[Resident]:
    """Who lives at the homes of a programme, in the order in which the post is sorted."""
    living = Resident.objects.filter(home__programme=programme, moved_out_on=None)
    return living.select_related("home__programme__subject").order_by(
        "home__postcode", Length("home__house_number"), "home__house_number", "pk"
    )


def waiting_for_a_letter(programme: Programme) -> QuerySet[Resident]:
    """Residents who got no code since the newest window of their home was told."""
    told = HomeWindow.objects.filter(home=OuterRef("home"), vintage__in=_standing()).order_by("-told_at")
    waits = Q(code_given_at=None) | Q(code_given_at__lt=F("told_at"))
    return (
        living_in(programme).annotate(told_at=Subquery(told.values("told_at")[:1])).filter(waits, told_at__isnull=False)
    )


def batches_of(programme: Programme) -> list[tuple[datetime, int]]:
    """(when, how many letters) of the last batches whose residents live there still, the newest first."""
    given = living_in(programme).filter(code_given_at__isnull=False).order_by("-code_given_at")
    return list(given.values_list("code_given_at").annotate(letters=Count("pk"))[:BATCHES])


def _standing() -> list[int]:
    return list(standing_vintages().values_list("pk", flat=True))


def past_residents() -> QuerySet[Resident]:
    """Residents who moved out more than 30 days ago."""
    return Resident.objects.filter(moved_out_on__lt=clock.today() - timedelta(days=30))


def past_homes() -> QuerySet[Home]:
    """Homes of programmes that ended more than two years ago."""
    return Home.objects.filter(programme__ends_on__lt=clock.today() - timedelta(days=730))


@dataclass(frozen=True, slots=True)
class League:
    """One quantity of a track record: how far the statements were off, and "last year again"; who was nearer.

    rivals   (PACE or EARNED, its own league: over the years that it could be made for, which may be fewer)
    """

    name: str
    n: FigureVersion
    score: FigureVersion
    naive: FigureVersion
    rivals: tuple[tuple[str, League], ...] = ()

    @property
    def winner(self) -> str:
        mine, theirs = float(self.score.value or 0), float(self.naive.value or 0)
        return "equal" if mine == theirs else "statements" if mine < theirs else "last year again"

    @property
    def words(self) -> str:
        """Its name in the reader's language, where the ledger knows the quantity; else as the file says it."""
        key, _, kind = self.name.removesuffix(")").partition(" (")
        said = str(Quantity.objects.filter(key=key).order_by("-version").first() or key)
        return f"{said} ({FigureKind(kind).label})" if kind in FigureKind.values else said

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
    n, score, naive = "forecast-statements-scored", "forecast-statements-off", "forecast-last-year-again-off"
    every = {
        name: League(name, row[n], row[score], row[naive])
        for name, row in found.items()
        if {n, score, naive} <= set(row)
    }
    rivals = {called(name, rival): (name, rival) for name in every for rival in (PACE, EARNED)}
    return [
        replace(league, rivals=tuple((rival, every[other]) for other, (of, rival) in rivals.items()
                                     if of == name and other in every))
        for name, league in every.items() if name not in rivals
    ]  # fmt: skip


def track_records(user: Any) -> QuerySet[TrackRecord]:
    """Track records that may be shown, newest first."""
    own = TrackRecord.objects.filter(subject__in=subjects_for(user), subject__is_public=True)
    return own.select_related("subject", "programme__subject", "organisation").order_by("-pk")
