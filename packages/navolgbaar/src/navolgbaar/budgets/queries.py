"""Reading distributions: which are public, what one says of a municipality, what it says of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy

from navolgbaar.budgets import science
from navolgbaar.budgets.models import Distribution, Model
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.queries import standing_publications, standing_versions
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.doors import Hit
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.queries import subjects_for

if TYPE_CHECKING:
    from narekenen.allocation.model import Outcome

SHOWN = 10


def distributions() -> QuerySet[Distribution]:
    """All distributions, newest first. The numbers of a model are large, and read where one distribution is shown."""
    wanted = ("subject", "organisation", "programme__subject", "model")
    return Distribution.objects.select_related(*wanted).defer("model__value").order_by("-issued_on", "-pk")


def public_distributions(user: Any = None) -> QuerySet[Distribution]:
    """Distributions that stand in a release, of programmes that this user may see."""
    standing = standing_publications().filter(version__figure__said_by_distribution__distribution=OuterRef("pk"))
    return distributions().filter(Exists(standing), programme__subject__in=subjects_for(user))


def is_anything_public() -> bool:
    """Whether the menu leads anywhere."""
    return public_distributions().exists()


def says(distribution: Distribution, code: str = "", *, only_public: bool = False) -> dict[str, FigureVersion]:
    """What it says of one municipality, or of all together ("" ), by name; each in its newest version."""
    versions = standing_versions() if only_public else FigureVersion.objects.all()
    names = {row.figure_id: row.name for row in distribution.says.filter(code=code).order_by("pk")}
    rows = (
        versions.filter(figure__in=list(names))
        .select_related("figure__quantity", "figure__subject", "figure__period", "figure__issuer", "run")
        .defer("run__estimates")
    )  # those of all municipalities
    newest = {version.figure_id: version for version in rows.order_by("number")}
    return {name: newest[figure] for figure, name in names.items() if figure in newest}


def worked_out(distribution: Distribution) -> tuple[Mapping[str, Any], Outcome]:
    """The model of a distribution and what it gives. Raises UnusableInput."""
    return _worked_out(distribution.model.digest)


@lru_cache(maxsize=8)
def _worked_out(digest: str) -> tuple[Mapping[str, Any], Outcome]:
    """By what the model says: that never changes, and reading and dividing it takes longer than a page may."""
    value: Mapping[str, Any] = Model.objects.filter(digest=digest).values_list("value", flat=True)[0]
    return value, science.outcome(value)


def models_for(programme: Programme, organisations: QuerySet[Organisation]) -> QuerySet[Model]:
    """The models of these organisations in a programme, newest first."""
    found = Model.objects.filter(programme=programme, organisation__in=organisations)
    wanted = found.select_related("organisation", "based_on").order_by("-known_at", "-pk")
    return wanted.defer("value", "names", "based_on__value", "based_on__names")


def of_area(code: str, user: Any) -> list[Distribution]:
    """Public distributions that have figures of this municipality, newest first."""
    return list(public_distributions(user).filter(says__code=code).distinct())


def found_for(words: str, user: Any) -> Iterable[Hit]:
    """Municipalities by name in public distributions, and distributions by name."""
    asked = words.casefold()
    for distribution in public_distributions(user):
        towns = [(code, name) for code, name in distribution.model.names.items() if asked in name.casefold()]
        for code, name in towns[:SHOWN]:
            address = f"{distribution.get_absolute_url()}{code}/"
            yield Hit(f"{name}: {distribution}", gettext_lazy("grant of a municipality"), address)
        if asked in str(distribution).casefold():
            yield Hit(str(distribution), gettext_lazy("distribution of money"), distribution.get_absolute_url())
