"""What a worker does about releases. Run twice, it tells nobody twice."""

from __future__ import annotations

from django_tasks import task

from navolgbaar.publishing.witness import tell_witnesses


@task()
def inform_witnesses() -> None:
    """Send every release that a witness was not told of."""
    tell_witnesses()
