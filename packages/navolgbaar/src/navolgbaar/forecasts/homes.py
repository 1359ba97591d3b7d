"""What is written about homes and residents: windows, codes, moving out, work that is done. Actions like the others."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from navolgbaar.core import audit, clock
from navolgbaar.core.ids import hold
from navolgbaar.core.permission import require
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.states import FigureKind
from navolgbaar.forecasts import science
from navolgbaar.forecasts.actions import NotPossibleNow
from navolgbaar.forecasts.codes import digest_of, new_code
from navolgbaar.forecasts.letters import letters
from navolgbaar.forecasts.models import Home, HomeWindow, Place, Resident, Vintage
from navolgbaar.forecasts.queries import living_in, published_vintages, tally_of, waiting_for_a_letter, windows_standing
from navolgbaar.forecasts.recording import Saying, write
from navolgbaar.forecasts.states import Choice, Tenure
from navolgbaar.forecasts.words import QUANTITIES
from navolgbaar.people.models import User
from navolgbaar.programmes.actions import period
from navolgbaar.programmes.models import Programme

AT_ONCE = 1000
"""Letters in one batch: made in seconds, printed in a morning."""


@transaction.atomic
def tell_windows(*, vintage: Vintage, by: User) -> int:
    """Compute a window for every home of a published forecast, once; returns for how many homes.

    Windows are widened by what earlier ones of this programme missed, never narrowed.
    """
    require("forecasts.keep_homes", by, vintage)
    if not published_vintages(by).filter(pk=vintage.pk).exists():
        raise NotPossibleNow(gettext("Homes are told after the forecast was published."))
    hold(f"windows of {vintage.pk}")
    if vintage.windows.exists():
        raise NotPossibleNow(gettext("The homes were told already; a window is said once."))
    places = list(Place.objects.filter(plan=vintage.plan, home__finished_on=None).select_related("home"))
    misses = [miss for _, _, miss in tally_of(vintage.programme).decided]
    units = [place.unit for place in places]
    found = science.home_windows(vintage.plan.value, units, margin=science.margin_of(misses)) if places else {}
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
    """A new code for each of these residents, in place of an earlier one. The codes are told once, here, and with them
    the window of their home."""
    for programme in {resident.home.programme for resident in residents}:
        require("forecasts.keep_homes", by, programme)
    given, now = [(resident, new_code()) for resident in residents], clock.now()
    for resident, code in given:
        resident.code_digest, resident.code_given_at = digest_of(code, resident.home), now
    _told_now(residents)
    Resident.objects.bulk_update(residents, ["code_digest", "code_given_at", "told"], batch_size=500)
    if given:
        key = given[0][0].home.programme_key
        audit.record("forecasts.codes_given", by=by, target=key, programme=key, number=len(given))
    return given


def _told_now(residents: list[Resident]) -> list[Resident]:
    """Note on each of these residents the forecast that they are told now; returns those for whom it is another one."""
    now, others = windows_standing(residents), []
    for resident in residents:
        vintage = now.get(resident.pk)
        if vintage is not None and resident.told[-1:] != [vintage]:
            resident.told = [*resident.told, vintage]
            others.append(resident)
    return others


@transaction.atomic
def note_told(*, resident: Resident, by: audit.Actor) -> Resident:
    """A resident who showed the code sees the window of their home: what a later letter is compared with."""
    require("forecasts.show_window", by, resident.home.programme)
    if _told_now([resident]):
        resident.save(update_fields=["told"])
        audit.record("forecasts.told", by=by, target=resident.home.public_id, programme=resident.home.programme_key)
    return resident


@transaction.atomic
def write_letters(*, programme: Programme, address: str, again: datetime | None = None, by: User) -> bytes:
    """A ZIP with a letter for each of the next residents who wait for one, AT_ONCE at most, each with a new code. The
    codes hold once every letter is made; where one cannot be made, all keep the code that they had.

    again   make the batch of that moment again, with new codes: its letters were lost
    address where a resident finds the page, as it stands in the letter
    Raises NotPossibleNow where nobody waits.
    """
    require("forecasts.keep_homes", by, programme)
    hold(f"letters of {programme.key}")
    wanted = living_in(programme).filter(code_given_at=again) if again else waiting_for_a_letter(programme)[:AT_ONCE]
    if not (residents := list(wanted)):
        raise NotPossibleNow(gettext("Nobody waits for a letter: there is no window yet, or everybody has a code."))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as file:
        for number, letter in enumerate(letters(give_codes(residents=residents, by=by), address=address), start=1):
            file.writestr(f"{number:05}.pdf", letter)
    audit.record(
        "forecasts.letters_made", by=by, target=programme.key, programme=programme.key, number=len(residents),
        again=again.isoformat() if again else "",
    )  # fmt: skip
    return packed.getvalue()


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
def note_all_finished(*, programme: Programme, finished: list[tuple[Home, date]], by: User) -> int:
    """Where the work was done, and when, of many homes of a programme at once; returns how many had another day."""
    require("forecasts.keep_homes", by, programme)
    corrected = sum(home.finished_on not in (None, on) for home, on in finished)
    for home, on in finished:
        home.finished_on = on
    Home.objects.bulk_update([home for home, _ in finished], ["finished_on"], batch_size=2000)
    audit.record(
        "forecasts.homes_finished", by=by, target=programme.key, programme=programme.key, number=len(finished),
        corrected=corrected,
    )  # fmt: skip
    return corrected


@transaction.atomic
def note_help(*, resident: Resident, by: User) -> Resident:
    """A helper on the telephone looked up the answer of a resident, who gave the code."""
    require("forecasts.help_resident", by, resident.home.programme)
    if _told_now([resident]):
        resident.save(update_fields=["told"])
    audit.record("forecasts.helped", by=by, target=resident.home.public_id, programme=resident.home.programme_key)
    return resident


@transaction.atomic
def record_held(*, vintage: Vintage, by: User) -> FigureVersion:
    """Say in a figure of this forecast, once, how often earlier windows of the programme held, and in another one how
    many are not decided yet. Raises NotPossibleNow for fewer than ten decided ones: somebody could be recognised, and
    nothing is learnt."""
    require("forecasts.issue", by, vintage)
    hold(f"windows of {vintage.pk}")
    tally = tally_of(vintage.programme)
    if tally.known_until is None or len(tally.decided) < science.FEWEST:
        raise NotPossibleNow(gettext("Fewer than ten windows are decided."))
    if vintage.says.filter(part="windows").exists():
        raise NotPossibleNow(gettext("This forecast says it already. The next one counts again."))
    day, n = period(tally.known_until, tally.known_until), len(tally.decided)
    held = Saying("windows", "held", QUANTITIES["held"], "value", day, kind=FigureKind.OBSERVED)
    version = write(vintage, held, "forecast.coverage@1", {"hits": tally.hits, "n": n, "level": science.LEVEL}, by)
    undecided = Saying("windows", "open", QUANTITIES["open"], "value", day, kind=FigureKind.OBSERVED)
    write(vintage, undecided, "arithmetic.sum@1", {"terms": [str(tally.open)]}, by)
    audit.record(
        "forecasts.windows_scored", by=by, target=vintage.subject.public_id, programme=vintage.programme_key, number=n
    )
    return version
