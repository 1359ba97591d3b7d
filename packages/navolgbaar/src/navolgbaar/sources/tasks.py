"""What a worker does about documents. A task that is run twice, or again after a kill, does nothing the second time."""

from __future__ import annotations

from django_tasks import task

from navolgbaar.sources.actions import finish_intake
from navolgbaar.sources.models import Intake
from navolgbaar.sources.states import IntakeState


@task()
def read_file(intake: int) -> None:
    """Read a file that came in."""
    waiting = Intake.objects.filter(pk=intake, data__isnull=False)
    waiting.update(state=IntakeState.READING)
    for found in waiting.select_related("sent_by"):
        finish_intake(intake=found, by=found.sent_by)
