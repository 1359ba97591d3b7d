"""Ed25519: an organisation signs its releases, others pin its public key.

The private keys lie in files of their own (mode 600), not in the database: a dump of it signs nothing.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from pathlib import Path

from django.conf import settings
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from navolgbaar.people.models import Organisation

PURPOSE = b"navolgbaar/signed-release/1\n"
"""Stands before what is signed, so that a signature for something else never fits here."""
KIND = "ed25519:"


def public_key(organisation: Organisation) -> str:
    """The public key of an organisation of ours, "ed25519:<base64>". Its key is made where there is none yet."""
    return _text(bytes(_signing_key(organisation).verify_key))


def sign(data: bytes, organisation: Organisation) -> str:
    """The signature of an organisation of ours under these bytes, "ed25519:<base64>"."""
    return _text(_signing_key(organisation).sign(PURPOSE + data).signature)


def is_signed(data: bytes, signature: str, key: str) -> bool:
    """Whether the signature under these bytes is of this public key. False as well for what is no signature at all."""
    try:
        VerifyKey(_bytes(key)).verify(PURPOSE + data, _bytes(signature))
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def is_public_key(text: str) -> bool:
    """Whether this is a public key as `public_key` writes it."""
    try:
        VerifyKey(_bytes(text))
    except (ValueError, TypeError):
        return False
    return True


def _signing_key(organisation: Organisation) -> SigningKey:
    path = Path(settings.SIGNING_KEYS) / f"{organisation.key}.key"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return SigningKey(path.read_bytes())
    made = SigningKey.generate()
    with os.fdopen(handle, "wb") as file:
        file.write(bytes(made))
    return made


def _text(data: bytes) -> str:
    return KIND + b64encode(data).decode()


def _bytes(text: str) -> bytes:
    if not text.startswith(KIND):
        raise ValueError("It does not begin with ed25519:.")
    return b64decode(text.removeprefix(KIND), validate=True)
