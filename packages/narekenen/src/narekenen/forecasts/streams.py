"""Random numbers keyed by identity: (seed, replication, address, stage and purpose), never by order of drawing.

The same address meets the same luck in every scenario, in every order of work and in any number of processes. A draw
is a counter hash: the 64 bits of the address's identity are mixed with a 64-bit key of seed, purpose and replication
through the three multiplications of triple32 (Wellons, hash-prospector), the halves of both entering in two rounds.
"""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.uint64]

GOLDEN = 0x9E3779B97F4A7C15
MIX1, MIX2 = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
M1, M2, M3 = 0xED5AD4BB, 0xAC4C1B51, 0x31848BAB


def identity(names: tuple[str, ...]) -> tuple[Words, Words]:
    """The two 32-bit halves of each name's identity."""
    data = b"".join(hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names)
    both = np.frombuffer(data, dtype="<u4").reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()


def keys(seed: str, purpose: str, replications: npt.NDArray[np.int64]) -> Keys:
    """One 64-bit key per replication, for one purpose under one seed (splitmix64 of Steele, Lea and Flood 2014)."""
    base = hashlib.blake2b(f"{seed}\x1f{purpose}".encode(), digest_size=8).digest()
    with np.errstate(over="ignore"):
        x = np.uint64(int.from_bytes(base, "little")) + (replications.astype(np.uint64) + np.uint64(1)) * np.uint64(
            GOLDEN
        )
        x = (x ^ (x >> np.uint64(30))) * np.uint64(MIX1)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(MIX2)
    return np.asarray(x ^ (x >> np.uint64(31)), dtype=np.uint64)


def draw(low: Words, high: Words, key: int) -> Words:
    """32 random bits per identity under one key; the kernel's own hash gives the same bits."""
    first, second = np.uint32(key & 0xFFFFFFFF), np.uint32(key >> 32)
    h = low ^ first
    h = (h ^ (h >> np.uint32(17))) * np.uint32(M1)
    h = (h ^ (h >> np.uint32(11))) * np.uint32(M2)
    h = h ^ high ^ second
    h = (h ^ (h >> np.uint32(15))) * np.uint32(M3)
    h = (h ^ (h >> np.uint32(14))) * np.uint32(M1)
    return np.asarray(h ^ (h >> np.uint32(16)), dtype=np.uint32)


def uniforms(seed: str, purpose: str, replications: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """One number strictly between 0 and 1 per replication: what all addresses of a replication share."""
    return ((keys(seed, purpose, replications) >> np.uint64(12)).astype(np.float64) + 0.5) / 2.0**52
