"""The vault of tested parties: a pseudonym to work with, and a sealed box that only its keeper opens.

Three things keep a name away from this platform. It is sealed to a public key whose private half is elsewhere. The
database role of the application cannot read the sealed column. And the pseudonym and the marks by which a name is
found again in a reply are keyed digests: their key lies in a file beside the database, and in no dump of it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

PARTICLES = frozenset(
    ("van", "der", "den", "des", "het", "ten", "ter", "aan", "bij", "een", "and", "the", "les", "las", "los", "dos",
     "bin", "ben", "von", "zum", "vof")
)  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")


def keep_secret() -> bytes:
    """The key of pseudonyms and marks, from its own file (mode 600); made where there is none yet."""
    return _secret(Path(settings.SIGNING_KEYS) / "fieldtests.key")


@lru_cache(maxsize=4)
def _secret(file: Path) -> bytes:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_hex(32))
    return bytes.fromhex(file.read_text().strip())


def pseudonym(name: str, wave: str, secret: bytes) -> str:
    """The same party is the same pseudonym within a wave, however its name is spaced or capitalised: 80 bits, "P-…".

    In another wave it is another one: the opened draws of two waves, which are public, cannot be laid side by side.
    """
    return "P-" + _keyed(secret, f"party {wave}", " ".join(re.findall(r"\w+", name.casefold())))[:20]


def marks_of(name: str, secret: bytes) -> list[str]:
    """Keyed digests of the words of a name by which it is found in a reply; particles and initials are left out."""
    return sorted({mark(word, secret) for word in words_of(name) if is_telling(word)})


def is_telling(word: str) -> bool:
    """Whether a word (lower case) can point at somebody."""
    return len(word) > 2 and word not in PARTICLES


def mark(word: str, secret: bytes) -> str:
    """The keyed digest of one word, 64 bits."""
    return _keyed(secret, "word", word)[:16]


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [word.casefold() for word in WORD.findall(text)]


def _keyed(secret: bytes, purpose: str, text: str) -> str:
    return hmac.digest(secret, f"{purpose}\n{text}".encode(), hashlib.sha256).hex()


def new_key_pair() -> tuple[str, str]:
    """(public, private), base64. The private one is for the keeper and is written nowhere here."""
    made = PrivateKey.generate()
    return b64encode(bytes(made.public_key)).decode(), b64encode(bytes(made)).decode()


def is_public_key(text: str) -> bool:
    """Whether this is a public key as `new_key_pair` gives it."""
    try:
        return len(b64decode(text, validate=True)) == PublicKey.SIZE
    except ValueError:
        return False


def seal(identity: Mapping[str, str], public: str) -> str:
    """An identity that only the holder of the private key reads."""
    box = SealedBox(PublicKey(b64decode(public)))
    return b64encode(box.encrypt(json.dumps(dict(identity), ensure_ascii=False).encode())).decode()


def open_sealed(sealed: str, private: str) -> dict[str, str]:
    """The identity again. Raises ValueError for another key, or for what was altered."""
    try:
        found: dict[str, str] = json.loads(SealedBox(PrivateKey(b64decode(private))).decrypt(b64decode(sealed)))
    except (CryptoError, ValueError, TypeError) as problem:
        raise ValueError("This box does not open with this key.") from problem
    return found
