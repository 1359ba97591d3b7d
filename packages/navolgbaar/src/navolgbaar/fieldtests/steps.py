"""From one stand of a wave to the next; what a test consists of."""

from __future__ import annotations

import secrets

from django.utils.translation import gettext

from navolgbaar.fieldtests.models import Test, Wave
from navolgbaar.fieldtests.refusals import NotPossibleNow
from navolgbaar.fieldtests.states import WAVE_TRANSITIONS, Kind, Side, WaveState


def locked_wave(wave: Wave) -> Wave:
    """The wave as it is now; until the end of the transaction nobody else takes a step or writes anything in it.

    Every write begins with it, and so they all lock in one order.
    """
    waves = Wave.objects.select_related("protocol__programme", "protocol__organisation", "subject")
    return waves.select_for_update(of=("self",), no_key=True).get(pk=wave.pk)


def step(wave: Wave, state: WaveState) -> Wave:
    """The wave, locked, in its next state (not saved). Raises NotPossibleNow for a step that its state refuses."""
    locked = locked_wave(wave)
    if state not in WAVE_TRANSITIONS[WaveState(locked.state)]:
        said = {"now": locked.get_state_display(), "next": state.label}
        raise NotPossibleNow(gettext("This wave is now: %(now)s. It cannot become: %(next)s.") % said)
    locked.state = state
    return locked


def during(wave: Wave, *states: WaveState) -> Wave:
    """The wave, locked. Raises NotPossibleNow unless it is in one of these states."""
    locked = locked_wave(wave)
    if locked.state not in states:
        raise NotPossibleNow(gettext("Not while this wave is: %(now)s.") % {"now": locked.get_state_display()})
    return locked


def new_unit() -> str:
    """A random key of a message that tells nothing and can be typed: 60 bits."""
    return secrets.token_hex(8)[:15]


def sides_of(test: Test) -> tuple[Side, ...]:
    """The messages of a test, in no order that tells anything."""
    return (Side.CALL,) if test.kind == Kind.CALL else (Side.CONTROL, Side.TEST)
