"""Words and sentences made of syllables, as often each as Zipf has it. Nothing is taken from anybody."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

STOP = ["de", "het", "een", "van", "in", "en", "op", "voor", "met", "door", "bij", "aan", "om", "te"]
FREQUENT = ["gemeente", "woningen"]
"""The most frequent words that mean something: the first stands in about one of eleven passages."""
RARE = "kwelderpad"
"""In three passages."""
NOWHERE = "zonderwaterdal"
ONSETS = [*"bdfghjklmnprstvwz", "bl", "br", "dr", "gr", "kl", "kr", "pl", "pr", "sl", "sp", "st", "tr", "vl", "wr"]
NUCLEI = [*"aeiou", "aa", "ee", "oo", "uu", "ie", "oe", "ui", "ei", "eu", "ou"]
CODAS = ["", "", "l", "n", "r", "s", "t", "k", "m", "ng", "nd", "rt", "st"]


def vocabulary(rng: np.random.Generator, size: int) -> np.ndarray:
    """`size` different words of two or three syllables, the frequent ones first."""
    words = dict.fromkeys([*STOP, *FREQUENT])
    while len(words) < size:
        for parts in rng.integers(0, 10_000, (size, 9)):
            some = [
                ONSETS[parts[i] % len(ONSETS)] + NUCLEI[parts[i + 1] % len(NUCLEI)] + CODAS[parts[i + 2] % len(CODAS)]
                for i in range(0, 9 if parts[0] % 3 else 6, 3)
            ]
            words["".join(some)] = None
    return np.array(list(words)[:size], dtype=object)


def sentences(rng: np.random.Generator, count: int) -> Iterator[str]:
    """Sentences of about 18 words, as often each as Zipf has it."""
    words = vocabulary(rng, 30_000)
    weight = 1 / (np.arange(len(words)) + 8.0)
    total = np.cumsum(weight / weight.sum())
    done = 0
    while done < count:
        lengths = rng.poisson(14, min(20_000, count - done)) + 4
        chosen = words[np.minimum(np.searchsorted(total, rng.random(int(lengths.sum()))), len(words) - 1)]
        at = 0
        for length in lengths:
            yield " ".join(chosen[at : at + length]).capitalize() + "."
            at += length
        done += len(lengths)
