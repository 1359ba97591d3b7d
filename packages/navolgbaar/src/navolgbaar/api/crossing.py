"""Pages of others may read what is public here: CORS for the interface and the bundles, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

OPEN = ("/api/v1/", "/bundels/")
METHODS = "GET, HEAD, OPTIONS"


class OpenToOthers:
    """Says to browsers that any page may read these addresses. Without cookies: nothing there asks who is asking."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(OPEN):
            return self._respond(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = METHODS
            response["Access-Control-Max-Age"] = "86400"
        else:
            response = self._respond(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Repr-Digest, Link"
        return response
