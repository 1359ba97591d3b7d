"""The one check of who may do what: actions begin with it, pages ask it earlier. The rules decide."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rules.rulesets import rule_exists, test_rule


def granted(rule: str, user: Any, thing: Any = None) -> bool:
    """Whether the rule of that name grants it to this user. An unknown rule is a KeyError."""
    if not rule_exists(rule):
        raise KeyError(rule)
    return bool(test_rule(rule, user, thing))


def require(rule: str, user: Any, thing: Any = None) -> None:
    """Raise PermissionDenied unless the rule of that name grants it."""
    if not granted(rule, user, thing):
        raise PermissionDenied(f"{rule} is not granted.")


def exists_for(rule: str, user: Any, thing: Any = None) -> None:
    """Raise Http404 unless the rule of that name grants it: on a page, what somebody may not have does not exist."""
    if not granted(rule, user, thing):
        raise Http404
