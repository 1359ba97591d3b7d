"""A value that is not given: the reason stands where the number would have stood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from narekenen.errors import UnusableInput
from narekenen.trace.model import Estimate


def withheld(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """reason: why there is no value, in words that may be published, e.g. "n < 5".

    One estimate without a value, carrying that reason. The value itself is no input: what was withheld leaves no
    trace. Not for a value that is missing because nobody measured it. Raises UnusableInput without a reason.
    """
    reason = values.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise UnusableInput("a value that is withheld needs a reason", where="input 'reason'", do='write it as "n < 5"')
    return (Estimate(name="value", value=None, reason=reason.strip(), method="withheld"),)
