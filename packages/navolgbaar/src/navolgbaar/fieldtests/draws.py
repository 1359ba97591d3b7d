"""The sealed draw, opened when the codes are settled: whoever has it draws again with narekenen alone."""

from __future__ import annotations

import json

from django.utils.translation import gettext

from navolgbaar.fieldtests.models import Wave
from navolgbaar.fieldtests.queries import factors_of, listings_of
from navolgbaar.fieldtests.refusals import NotPossibleNow
from navolgbaar.fieldtests.science import opened_draw, protocol_of
from navolgbaar.fieldtests.states import WaveState


def opened(wave: Wave) -> bytes:
    """The draw as a file. Raises NotPossibleNow while it is to stay closed."""
    if wave.state != WaveState.CODED:
        raise NotPossibleNow(gettext("The draw is opened after the codes are settled."))
    protocol = protocol_of(wave.protocol.body)
    said = opened_draw(listings_of(wave), factors_of(protocol), protocol.most_per_party, wave.seed)
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
