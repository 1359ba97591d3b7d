"""What is promised beforehand and opened afterwards: the sealed draw, and the messages of the protocol."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext

from navolgbaar.fieldtests.models import Protocol, Wave
from navolgbaar.fieldtests.queries import factors_of, listings_of
from navolgbaar.fieldtests.refusals import NotPossibleNow
from navolgbaar.fieldtests.science import opened_draw, protocol_of
from navolgbaar.fieldtests.states import WaveState


def without_messages(protocol: Protocol) -> bytes:
    """The protocol without its messages and the names under them, with the digest of the whole."""
    body = protocol.body
    said = {
        **body,
        "personas": [{k: v for k, v in persona.items() if k != "signs"} for persona in body["personas"]],
        "templates": [{"key": template["key"]} for template in body["templates"]],
        "left_out": ["personas.signs", "templates.subject", "templates.body"],
        "digest_of_the_whole": protocol.digest,
    }
    return _spelled(said)


def opened(wave: Wave) -> bytes:
    """The draw as a file: whoever has it draws again with narekenen alone.

    Raises NotPossibleNow while it is to stay closed."""
    if wave.state != WaveState.CODED:
        raise NotPossibleNow(gettext("The draw is opened after the codes are settled."))
    protocol = protocol_of(wave.protocol.body)
    said = opened_draw(listings_of(wave), factors_of(protocol), protocol.most_per_party, wave.seed)
    return _spelled(said)


def _spelled(said: Any) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
