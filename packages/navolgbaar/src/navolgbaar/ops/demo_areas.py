"""The municipalities of the demonstration, with a merger: areas are from one day until another."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from navolgbaar.people.models import User


def make_areas(file: Path, *, by: User) -> None:
    """Add the areas of a file and say what became of them; what is there already stays as it is."""
    from django.db import transaction

    from navolgbaar.programmes.actions import add_area, merge_areas
    from navolgbaar.programmes.models import Area

    said = tomllib.loads(file.read_text(encoding="utf-8"))
    with transaction.atomic():
        if Area.objects.filter(code__in=[area["code"] for area in said["areas"]]).exists():
            return
        made = {area["code"]: add_area(**area, by=by) for area in said["areas"]}
        for merger in said["mergers"]:
            former = [made[code] for code in merger["former"]]
            merge_areas(former=former, successor=made[merger["successor"]], on=merger["on"], by=by)
