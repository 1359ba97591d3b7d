"""The distribution model of the demonstration: key figures of all municipalities, a key of our own, a path of years."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from navolgbaar.ops.demo_people import People

PROGRAMME = "opvang"
TITLE = "Voorbeeldmodel op kerncijfers van alle gemeenten"
REFERENCE = (
    "Kerncijfers: CBS, Kerncijfers wijken en buurten 2021 (85039NED), CC BY 4.0. Sleutel en pad: verzonnen voor de "
    "demonstratie"
)
CAPS = ["2"] * 10
ISSUED = date(2025, 6, 1)
TOWNS = ["GM0363", "GM0599", "GM0518", "GM0344", "GM0014", "GM0153", "GM0361", "GM0448"]
"""Whose grants become figures of their own; the others stand in the table of the computation."""


def load_budgets(files: Path, people: People) -> None:
    """A model brought in, issued by an editor and released by a publisher. All of it, or nothing."""
    from django.db import transaction

    from navolgbaar.budgets.actions import bring_model, issue, prepare_release
    from navolgbaar.budgets.models import Model
    from navolgbaar.programmes.models import Programme
    from navolgbaar.publishing.actions import approve, submit

    programme = Programme.objects.get(key=PROGRAMME)
    if Model.objects.filter(programme=programme).exists():
        return

    def table(name: str) -> tuple[str, bytes]:
        return name, (files / "budgets" / name).read_bytes()

    with transaction.atomic():
        model = bring_model(
            title=TITLE, units=table("kerncijfers.csv"), key=table("sleutel.csv"), caps=CAPS, reference=REFERENCE,
            covariance=table("covariantie.csv"), programme=programme, organisation=people.desk, by=people.editor,
        )  # fmt: skip
        made = issue(model=model, issued_on=ISSUED, codes=TOWNS, by=people.editor)
        proposal = submit(proposal=prepare_release(distribution=made, by=people.editor), by=people.editor)
        approve(proposal=proposal, by=people.publisher)
