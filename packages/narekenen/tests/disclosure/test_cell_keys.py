"""Noise by cell key: unbiased, bounded, the same in every table, no small counts left."""

import numpy as np
import pytest

from narekenen.disclosure.cellkeys import cell_keys, noise_table, record_keys
from narekenen.errors import UnusableInput


@pytest.mark.parametrize(("most", "variance", "never"), [(5, 2.0, 2), (3, 1.0, 0), (8, 4.0, 4)])
def test_noise_is_unbiased_bounded_and_leaves_no_small_count(most, variance, never):
    noise = noise_table(most, variance, never)
    chances = np.diff(noise.cumulative, axis=1, prepend=0, append=1)
    steps = np.arange(-most, most + 1)
    assert chances @ steps == pytest.approx(np.zeros(len(chances)), abs=1e-6)
    assert chances[-1] @ steps**2 == pytest.approx(variance, abs=1e-6)
    for count, row in enumerate(chances):
        after = count + steps[row > 1e-12]
        assert (after >= 0).all()
        assert not ((after > 0) & (after <= never)).any() or count > most + never
    assert chances[0][most] == pytest.approx(1)


def test_the_same_records_get_the_same_noise_in_every_table():
    keys = record_keys([f"p{i}" for i in range(1000)], b"0123456789abcdef")
    place = np.arange(1000) % 7
    once = cell_keys(keys, place, 7)
    order = np.random.default_rng(1).permutation(1000)
    assert cell_keys(keys[order], place[order], 7) == pytest.approx(once, abs=1e-9)
    noise, counts = noise_table(), np.bincount(place)
    assert (noise.of(counts, once) == noise.of(counts, cell_keys(keys[order], place[order], 7))).all()
    other = record_keys([f"p{i}" for i in range(1000)], b"another secret!!")
    assert not np.allclose(keys, other)


def test_noise_follows_its_chances():
    noise = noise_table()
    drawn = noise.of(np.full(200_000, 50), np.random.default_rng(4).random(200_000))
    assert np.abs(drawn).max() <= 5
    assert drawn.mean() == pytest.approx(0, abs=0.02)
    assert drawn.var() == pytest.approx(2, abs=0.05)


def test_short_secrets_and_impossible_noise():
    with pytest.raises(UnusableInput):
        record_keys(["a"], b"short")
    with pytest.raises(UnusableInput):
        noise_table(2, 9.0)
