"""Adjusted p-values over a family that was declared before the fieldwork."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from narekenen.errors import UnusableInput


def _checked(p_values: Mapping[str, float]) -> tuple[list[str], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    wrong = tuple(f"{name}: {p!r}" for name, p in p_values.items() if not 0 <= p <= 1)
    if wrong or not p_values:
        raise UnusableInput("A family needs p-values between 0 and 1", where="family", problems=wrong)
    return list(p_values), np.fromiter(p_values.values(), dtype=np.float64)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Holm 1979: guards the chance of one false alarm or more, whatever the dependence. Keys keep their order."""
    names, p = _checked(p_values)
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(stepped, 1.0)
    return dict(zip(names, adjusted.tolist(), strict=True))


def benjamini_hochberg(p_values: Mapping[str, float]) -> dict[str, float]:
    """Benjamini and Hochberg 1995: guards the expected share of false alarms among what is called significant.

    For independent or positively dependent tests. Not the right guard where one false alarm names a party.
    """
    names, p = _checked(p_values)
    order = np.argsort(p, kind="stable")[::-1]
    stepped = np.minimum.accumulate(p[order] * len(p) / np.arange(len(p), 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(stepped, 1.0)
    return dict(zip(names, adjusted.tolist(), strict=True))
