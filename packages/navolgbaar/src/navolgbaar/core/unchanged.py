"""A page that cannot have changed is not sent again (RFC 9110, 13.1.2): its ETag names all that it is made of.

That is the program, the address, the language, the day, and the moment of the database: after any write by anybody
everything is sent anew, which is too often and never too seldom. Only what a stranger sees has such a name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.views.decorators.http import condition

from navolgbaar.core import clock
from navolgbaar.core.moment import moment

View = Callable[..., HttpResponseBase]
HOUSE = Path(__file__).resolve().parents[1]


def etag_now(request: HttpRequest, *made_of: str) -> str | None:
    """The name of what a stranger gets at this address now. Nobody can guess it for an address that was not answered.

    made_of   what else the page is made of that is not in the database
    None in a transaction that has written, and for `If-None-Match: *`: whether there is a page is not known yet.
    """
    now = moment()
    if not now or request.headers.get("If-None-Match", "").strip() == "*":
        return None
    parts = (_program(), request.get_full_path(), get_language() or "", clock.today().isoformat(), now, *made_of)
    return f'W/"{salted_hmac("navolgbaar.core.unchanged", repr(parts)).hexdigest()}"'


def unless_unchanged(etag: Callable[[HttpRequest], str | None]) -> Callable[[View], View]:
    """Answer 304 to who has what `etag` names. Only an answer with a page has a name: a refusal may be another soon."""

    def decorate(view: View) -> View:
        conditional = condition(etag_func=lambda request, *_, **__: etag(request))(view)

        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response: HttpResponseBase = conditional(request, *args, **kwargs)
            if response.status_code not in (200, 304):
                response.headers.pop("ETag", None)
            return response

        return answer

    return decorate


def shared_with_strangers(view: View) -> View:
    """Caches may keep what a stranger gets if they ask each time whether it changed; what others get is theirs."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        patch_cache_control(response, no_cache=True, **{"public" if is_stranger(request) else "private": True})
        return response

    return answer


def by_digest(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """A file under the digest of its bytes; 304 for who has these bytes."""
    response["ETag"] = etag = f'"{sha256(response.content).hexdigest()}"'
    answer: HttpResponseBase = get_conditional_response(request, etag=etag, response=response) or response
    return answer


def is_stranger(request: HttpRequest) -> bool:
    """Whether nothing says who is asking, and nothing waits to be told to this person alone."""
    return not {settings.SESSION_COOKIE_NAME, "messages"} & set(request.COOKIES)


@cache
def _program() -> str:
    """Another program makes other pages of the same data."""
    return str(max(file.stat().st_mtime_ns for file in HOUSE.rglob("*") if file.is_file()))
