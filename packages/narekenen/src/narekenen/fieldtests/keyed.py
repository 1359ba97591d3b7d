"""Random numbers keyed by identity: the same seed and the same name give the same numbers, in whatever order."""

from __future__ import annotations

import hashlib
import hmac

import numpy as np


def keyed_bytes(seed: str, *identity: str) -> bytes:
    """32 bytes that depend on the seed and the identity alone (HMAC-SHA256; parts separated, so never glued)."""
    message = b"".join(len(part.encode()).to_bytes(8, "big") + part.encode() for part in identity)
    return hmac.new(seed.encode(), message, hashlib.sha256).digest()


def keyed_integer(seed: str, *identity: str) -> int:
    """A whole number of 256 bits from the seed and the identity."""
    return int.from_bytes(keyed_bytes(seed, *identity), "big")


def generator(seed: str, *identity: str) -> np.random.Generator:
    """A generator (Philox, counter-based) for one identity: a stratum, a wave, a replicate."""
    key = np.frombuffer(keyed_bytes(seed, *identity)[:16], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key))
