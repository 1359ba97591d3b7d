"""What a resident is told: one answer, the same on the page, in the letter and on the telephone, the same each year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from navolgbaar.figures.models import FigureVersion
from navolgbaar.forecasts.models import Home, HomeWindow, Resident, Vintage
from navolgbaar.forecasts.picture import Step, bridge_rows
from navolgbaar.forecasts.queries import says, windows_by_home
from navolgbaar.forecasts.science import whole_quarters
from navolgbaar.forecasts.states import Choice, Tenure

QUIET = 92  # days: a window that moves less than a quarter is the same window


@dataclass(frozen=True, slots=True)
class Period:
    """A window in words: from the first day of a quarter to the last of another; no end: not before the first."""

    low: date
    high: date | None

    @property
    def words(self) -> str:
        first = date_format(self.low, "F Y")
        if self.high is None:
            return gettext("not before %(first)s") % {"first": first}
        return gettext("between %(first)s and %(last)s") % {"first": first, "last": date_format(self.high, "F Y")}


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is said about one home to one resident. `now` is None where nothing can be said; then `why` says so."""

    home: Home
    tenure: Tenure
    vintage: Vintage | None
    now: Period | None
    later: Period | None
    sure: str
    why: str
    changed: list[str]
    may_choose: list[str]
    held: FigureVersion | None
    call: str


def answer_for(resident: Resident) -> Answer:
    """The answer for a resident, in the language of the page."""
    return next(answers_for([resident]))


def answers_for(residents: list[Resident]) -> Iterator[Answer]:
    """The answers for many residents, in order: what is said of a forecast as a whole is looked up once."""
    homes = [resident.home_id for resident in residents]
    told = windows_by_home(homes)
    whole: dict[int, Whole] = {}
    for resident in residents:
        windows = told.get(resident.home_id, [])
        newest = windows[-1].vintage if windows else None
        if newest is not None and newest.pk not in whole:
            held = says(newest, part="windows", only_public=True).get("held")
            whole[newest.pk] = Whole(bridge_rows(says(newest, part="bridge", only_public=True)), held)
        yield _answer(resident, windows, whole.get(newest.pk) if newest else None)


@dataclass(frozen=True, slots=True)
class Whole:
    """What a forecast says of the whole programme, for the letters of all homes."""

    bridge: list[Step]
    held: FigureVersion | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What this person was told before what is told now. A forecast that was withdrawn is compared with by nobody.

    last        the newest window of these that still stands; None where there is none
    withdrawn   was what they were told last withdrawn?      again   were they told what is told now before that?
    """

    last: HomeWindow | None
    withdrawn: bool
    again: bool


def _earlier(told: list[int], windows: list[HomeWindow], now: int | None) -> Earlier:
    """told: forecasts that this person was told, in order; windows: of their home, those that stand."""
    while told and told[-1] == now:
        told = told[:-1]
    standing = {window.vintage_id: window for window in windows if window.choice == Choice.NOW}
    known = [standing[vintage] for vintage in told if vintage in standing and vintage != now]
    return Earlier(known[-1] if known else None, bool(told) and told[-1] not in standing, now in told)


def _answer(resident: Resident, windows: list[HomeWindow], whole: Whole | None) -> Answer:
    home, tenure, vintage = resident.home, Tenure(resident.tenure), windows[-1].vintage if windows else None
    mine = {window.choice: window for window in windows if vintage and window.vintage_id == vintage.pk}
    now, later = mine.get(Choice.NOW), mine.get(Choice.LATER)
    earlier = _earlier(list(resident.told), windows, vintage.pk if vintage else None)
    why = ""
    if home.finished_on:
        day = date_format(home.finished_on, "j F Y")
        why = gettext("The work at this address was finished on %(day)s.") % {"day": day}
    elif now is None:
        why = gettext("We withdrew what we told you last.") + " " if earlier.withdrawn else ""
        why += gettext("We cannot say yet when it is your turn. You get a letter as soon as we can.")
    shown = None if home.finished_on else now
    changed = _changed(earlier, shown, whole.bridge if whole else []) if shown else []
    contact = vintage.plan.value["programme"].get("contact") if vintage else None
    organisation = vintage.organisation.name if vintage else home.programme.organisation.name
    call = gettext("Call %(whom)s. Have your letter at hand.")
    return Answer(
        home=home,
        tenure=tenure,
        vintage=vintage,
        now=Period(*whole_quarters(shown.low, shown.high)) if shown else None,
        later=Period(*whole_quarters(later.low, later.high)) if later and shown else None,
        sure=_sure(shown.high if shown else None),
        why=why,
        changed=changed,
        may_choose=_may_choose(tenure, bool(later)) if shown else [],
        held=whole.held if whole else None,
        call=call % {"whom": contact or organisation},
    )


def _sure(high: date | None) -> str:
    """The certainty in words. A window without an end says only before when it is not."""
    if high is None:
        return gettext("For 9 out of 10 addresses like yours it is not earlier.")
    return gettext("For 8 out of 10 addresses like yours the work is finished within this time. For 1 out of 10 it is "
                   "earlier, for 1 out of 10 later.")  # fmt: skip


def _changed(earlier: Earlier, now: HomeWindow, bridge: list[Step]) -> list[str]:
    """What changed since this person was told something that still stands, and the largest reasons; and that what they
    were told last was withdrawn, where it was."""
    before, note = earlier.last, [gettext("We withdrew what we told you last.")] if earlier.withdrawn else []
    if earlier.withdrawn and earlier.again:
        return [*note, gettext("What we told you before that holds again.")]
    if before is None:
        return note or [gettext("This is the first time that we tell you when it is your turn.")]
    if before.high is None or now.high is None:
        moved = (now.low - before.low).days
    else:
        moved = ((now.low - before.low).days + (now.high - before.high).days) // 2
    if abs(moved) < QUIET:
        return [*note, _than_before(earlier.withdrawn, 0)]
    # The bridge leads from the forecast before this one: it explains nothing where another one is compared with.
    follows = now.vintage.before_id == before.vintage_id
    steps = [step for step in bridge[1:] if follows and step.later == (moved > 0)]
    steps.sort(key=lambda step: -float(step.width))
    causes = gettext(" and ").join(step.words for step in steps[:2])
    reason = [gettext("The main reasons in the whole programme: %(causes)s.") % {"causes": causes}] if causes else []
    return [*note, _than_before(earlier.withdrawn, moved), *reason]


def _than_before(withdrawn: bool, moved: int) -> str:
    """How many months later or earlier than what this person was told: last, or before what was withdrawn."""
    if moved == 0:
        return (
            gettext("Not much changed since what we told you before that.") if withdrawn
            else gettext("Not much changed since what we told you last.")
        )  # fmt: skip
    words = {
        (True, True): gettext("It is about %(months)s months later than what we told you before that."),
        (True, False): gettext("It is about %(months)s months earlier than what we told you before that."),
        (False, True): gettext("It is about %(months)s months later than what we told you last."),
        (False, False): gettext("It is about %(months)s months earlier than what we told you last."),
    }
    return words[withdrawn, moved > 0] % {"months": max(round(abs(moved) / 30.4), 1)}


def _may_choose(tenure: Tenure, later: bool) -> list[str]:
    """What may be chosen, and what that means for others."""
    if not later:
        return [gettext("The work on your home has begun; there is nothing to choose now.")]
    if tenure == Tenure.TENANT:
        return [
            gettext("Your landlord decides whether the work is done when it is your turn or later."),
            gettext("Your landlord must ask you first. You may say what you prefer."),
        ]
    return [
        gettext("You may wait, and have your home made sustainable in the same work."),
        gettext("If you wait, somebody else goes first. You do not lose your right to the work."),
    ]
