"""One spelling of a value, so that equal values have equal digests on every machine.

The form is the JSON Canonicalization Scheme (RFC 8785) restricted to what we use: sorted keys, no spaces, UTF-8,
shortest float that reads back as itself. Decimals are written as strings: a decimal number is text with a value.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def plain(value: object) -> Any:
    """The value as dicts, lists, strings, numbers and None. Raises TypeError for what has no single spelling."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise TypeError(f"{value!r} has no spelling in JSON: store None with a reason instead.")
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"A {type(value).__name__} has no canonical spelling: turn it into numbers and strings first.")


def canonical_json(value: object) -> bytes:
    """The canonical bytes of a value."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(value: object) -> str:
    """sha256 over the canonical bytes (over the bytes themselves when given bytes), as "sha256:<hex>"."""
    data = value if isinstance(value, bytes) else canonical_json(value)
    return "sha256:" + hashlib.sha256(data).hexdigest()
