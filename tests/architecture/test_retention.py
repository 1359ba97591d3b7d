"""What is said about how long something is kept is also done: every term of time has a job."""

import re

import pytest
from django.apps import apps

from navolgbaar.core.privacy import Privacy
from navolgbaar.ops.retention import TERMS

OURS = [model for model in apps.get_models() if isinstance(model.__dict__.get("privacy"), Privacy)]
OF_TIME = re.compile(r"\b(\d+|one|two|three|five|ten|a) (day|week|month|year)s?\b")


def declared():
    """Fields that say they are kept for a time, e.g. "one year after the answer"."""
    for model in OURS:
        for name, personal in model.privacy.personal.items():
            if OF_TIME.search(personal.retention):
                yield f"{model._meta.app_label}.{model.__name__}.{name}"


def test_every_field_that_is_kept_for_a_time_has_a_job_that_ends_it():
    covered = {field for term in TERMS for field in term.covers}
    assert sorted(set(declared()) - covered) == []


def test_no_job_says_that_it_keeps_what_nobody_declared():
    covered = {field for term in TERMS for field in term.covers}
    assert sorted(covered - set(declared())) == []


@pytest.mark.parametrize("words", ["one year", "30 days after the answer", "10 years"])
def test_a_time_is_recognised(words):
    assert OF_TIME.search(words)
