"""What can be moved on a plan, and what somebody moved: a form that works without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

MOST = 6


@dataclass(frozen=True, slots=True)
class Slider:
    """One thing of a plan. All numbers as text: that is what a form has, and they are no figures.

    field   its name in the form, "capacity|ontwerp"; planned   what the plan says; value   where it stands now
    """

    field: str
    label: str
    low: str
    high: str
    step: str
    planned: str
    value: str

    @property
    def moved(self) -> bool:
        return float(self.value) != float(self.planned)


def sliders_of(plan: Mapping[str, Any], moved: Mapping[str, str]) -> list[Slider]:
    """The sliders of a plan, with where somebody put them. What is no number stands where the plan says."""
    found: list[Slider] = []

    def add(field: str, label: str, low: float, high: float, step: float, planned: float) -> None:
        said = moved.get(field, "").replace(",", ".")
        value = min(max(_number(said, planned), low), high)
        found.append(Slider(field, label, *(f"{n:.10g}" for n in (low, high, step, planned, value))))

    for stage in plan["stages"]:
        words = gettext("Places in %(stage)s, in per cent of the plan") % {"stage": stage["name"]}
        add(f"capacity|{stage['name']}", words, 40, 200, 5, 100)
    for stage in plan["stages"]:
        mean = round(_number(stage["mean"], 0))
        words = gettext("Days of work in %(stage)s, on average") % {"stage": stage["name"]}
        add(f"duration|{stage['name']}", words, max(1, mean // 2), 2 * mean, 1, mean)
    for stage in plan["stages"]:
        if stage.get("back_to"):
            words = gettext("Share that goes back after %(stage)s, in per cent") % {"stage": stage["name"]}
            add(f"back|{stage['name']}", words, 0, 100, 1, round(100 * _share(stage.get("back", 0))))
    for row in plan.get("inclusions", []):
        words = gettext("Share of “%(group)s” that takes part, in per cent") % {"group": row["group"]}
        add(f"scope|{row['group']}", words, 0, 100, 1, round(50 * (_share(row["low"]) + _share(row["high"]))))
    for row in plan.get("addons", []):
        words = gettext("Share that gets “%(name)s”, in per cent") % {"name": row["name"]}
        add(
            f"addon|{row['name']}", words, 0, 100, 1, round(50 * (_share(row["share_low"]) + _share(row["share_high"])))
        )
    add("ramp|", gettext("Days that all places come later"), 0, 730, 5, 0)
    return found


def assumptions_of(sliders: list[Slider]) -> list[dict[str, Any]]:
    """What was put otherwise than in the plan, as narekenen reads it."""
    said = []
    for slider in sliders:
        kind, _, name = slider.field.partition("|")
        value = float(slider.value) / (100 if kind in ("capacity", "scope", "addon", "back") else 1)
        if slider.moved:
            said.append({"kind": kind, "name": name, "value": int(value) if value.is_integer() else value})
    return said


def _number(said: object, otherwise: float) -> float:
    try:
        value = float(str(said).replace(",", "."))
    except ValueError:
        return otherwise
    return value if value == value and abs(value) < 1e9 else otherwise


def _share(said: object) -> float:
    text = str(said).strip()
    return _number(text.rstrip("%"), 0) / 100 if text.endswith("%") else _number(text, 0)
