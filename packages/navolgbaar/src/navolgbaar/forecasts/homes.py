"""What is written about homes and residents: windows, codes, moving out, work that is done. Actions like the others."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from navolgbaar.core import audit, clock
from navolgbaar.core.permission import require
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.states import FigureKind
from navolgbaar.forecasts import science
from navolgbaar.forecasts.actions import NotPossibleNow
from navolgbaar.forecasts.codes import digest_of, new_code
from navolgbaar.forecasts.models import Home, HomeWindow, Place, Resident, Vintage
from navolgbaar.forecasts.queries import decided_windows, published_vintages
from navolgbaar.forecasts.recording import Saying, write
from navolgbaar.forecasts.states import Choice, Tenure
from navolgbaar.forecasts.words import QUANTITIES
from navolgbaar.people.models import User
from navolgbaar.programmes.actions import period


@transaction.atomic
def tell_windows(*, vintage: Vintage, by: User) -> int:
    """Compute a window for every home of a published forecast, once; returns for how many homes.

    Windows are widened by what earlier ones of this programme missed, never narrowed.
    """
    require("forecasts.keep_homes", by, vintage)
    if not published_vintages(by).filter(pk=vintage.pk).exists():
        raise NotPossibleNow(gettext("Homes are told after the forecast was published."))
    if vintage.windows.exists():
        raise NotPossibleNow(gettext("The homes were told already; a window is said once."))
    places = list(Place.objects.filter(plan=vintage.plan, home__finished_on=None).select_related("home"))
    misses = [miss for _, _, miss in decided_windows(vintage.programme)]
    found = science.home_windows(vintage.plan.value, margin=science.margin_of(misses)) if places else {}
    rows = []
    for place in places:
        told = found.get(place.unit)
        for choice, window in ((Choice.NOW, told.now if told else None), (Choice.LATER, told.later if told else None)):
            if window is not None:
                rows.append(
                    HomeWindow(vintage=vintage, home=place.home, choice=choice, low=window.low, high=window.high)
                )
    HomeWindow.objects.bulk_create(rows, batch_size=2000)
    audit.record(
        "forecasts.homes_told", by=by, target=vintage.subject.public_id, programme=vintage.programme_key,
        homes=len(places),
    )  # fmt: skip
    return len(places)


@transaction.atomic
def add_resident(*, home: Home, tenure: Tenure, by: User) -> Resident:
    """Somebody lives at an address. They have no code until one is given."""
    require("forecasts.keep_homes", by, home.programme)
    resident = Resident.objects.create(home=home, tenure=tenure)
    audit.record("forecasts.resident_added", by=by, target=home.public_id, programme=home.programme_key, tenure=tenure)
    return resident


@transaction.atomic
def give_codes(*, residents: list[Resident], by: User) -> list[tuple[Resident, str]]:
    """A new code for each of these residents, in place of an earlier one. The codes are told once, here."""
    given = []
    for resident in residents:
        require("forecasts.keep_homes", by, resident.home.programme)
        code = new_code()
        resident.code_digest, resident.code_given_at = digest_of(code, resident.home), clock.now()
        resident.save(update_fields=["code_digest", "code_given_at"])
        given.append((resident, code))
    if given:
        key = given[0][0].home.programme_key
        audit.record("forecasts.codes_given", by=by, target=key, programme=key, number=len(given))
    return given


@transaction.atomic
def move_out(*, resident: Resident, on: date, by: User) -> Resident:
    """A resident moved out: their code is worth nothing from now on."""
    require("forecasts.keep_homes", by, resident.home.programme)
    resident.moved_out_on, resident.code_digest = on, ""
    resident.save(update_fields=["moved_out_on", "code_digest"])
    audit.record("forecasts.moved_out", by=by, target=resident.home.public_id, programme=resident.home.programme_key)
    return resident


@transaction.atomic
def note_finished(*, home: Home, on: date, by: User) -> Home:
    """The work at an address is done: its windows can be laid beside that day."""
    require("forecasts.keep_homes", by, home.programme)
    home.finished_on = on
    home.save(update_fields=["finished_on"])
    audit.record("forecasts.home_finished", by=by, target=home.public_id, programme=home.programme_key)
    return home


@transaction.atomic
def note_help(*, resident: Resident, by: User) -> Resident:
    """A helper on the telephone looked up the answer of a resident, who gave the code."""
    require("forecasts.help_resident", by, resident.home.programme)
    audit.record("forecasts.helped", by=by, target=resident.home.public_id, programme=resident.home.programme_key)
    return resident


@transaction.atomic
def record_held(*, vintage: Vintage, by: User) -> FigureVersion:
    """Say in a figure of this forecast how often earlier windows of the programme held. Raises NotPossibleNow for
    fewer than ten: somebody could be recognised, and nothing is learnt."""
    require("forecasts.issue", by, vintage)
    decided = decided_windows(vintage.programme)
    if len(decided) < science.FEWEST:
        raise NotPossibleNow(gettext("Fewer than ten windows are decided."))
    today = period(vintage.issued_on, vintage.issued_on)
    saying = Saying("windows", "held", QUANTITIES["held"], "value", today, kind=FigureKind.OBSERVED)
    inputs = {"hits": sum(miss <= 0 for _, _, miss in decided), "n": len(decided), "level": science.LEVEL}
    version = write(vintage, saying, "forecast.coverage@1", inputs, by)
    audit.record(
        "forecasts.windows_scored", by=by, target=vintage.subject.public_id, programme=vintage.programme_key,
        number=len(decided),
    )  # fmt: skip
    return version
