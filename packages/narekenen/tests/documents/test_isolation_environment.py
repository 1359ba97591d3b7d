"""The process that reads a stranger's file is told nothing that it does not need."""

import subprocess

import pytest

from narekenen.documents import isolation


@pytest.fixture
def given(monkeypatch):
    """The environments that children got."""
    seen, real = [], subprocess.run

    def spy(*args, **kwargs):
        seen.append(kwargs["env"])
        return real(*args, **kwargs)

    monkeypatch.setattr(isolation.subprocess, "run", spy)
    return seen


SECRETS = ("DATABASE_URL", "DATABASE_OWNER_URL", "NAVOLGBAAR_SECRET_KEY", "NAVOLGBAAR_OIDC", "AWS_SECRET_ACCESS_KEY")


def test_no_secret_of_the_parent_reaches_the_child_and_it_reads_all_the_same(monkeypatch, given):
    for name in SECRETS:
        monkeypatch.setenv(name, "not for strangers")
    assert isolation.open_isolated(b"Er zijn 12 woningen.", name="a.txt").text.startswith("Er zijn 12")
    (environment,) = given
    assert "not for strangers" not in environment.values()
    assert "PATH" in environment


def test_what_a_child_needs_is_named_one_by_one(monkeypatch, given):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("SOMETHING_ELSE", "1")
    isolation.open_isolated(b"x", name="a.txt")
    assert "SOMETHING_ELSE" not in given[0]
    assert given[0]["LC_ALL"] == "C.UTF-8"
