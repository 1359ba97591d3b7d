"""Tests of this room begin from a wave that was made once: `stand` says from which."""

import pytest


@pytest.fixture
def field(standing):
    return standing.field


@pytest.fixture
def world(standing):
    return standing.field.world


@pytest.fixture
def wave(standing):
    return standing.wave
