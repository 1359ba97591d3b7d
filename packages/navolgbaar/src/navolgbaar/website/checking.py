"""The page "Klopt deze som?": anybody brings a paper, sees what does not add up, and leaves nothing behind."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from django.core import signing
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from navolgbaar.core.throttle import may_again
from navolgbaar.website.forms import CheckForm
from navolgbaar.website.refusals import BUSY, TOO_LARGE, TOO_OFTEN, refusal
from navolgbaar.website.remarks import result_of, rows_of
from navolgbaar.website.science import CannotCheck, check_paper
from navolgbaar.website.spreadsheet import as_csv, opened, sealed
from navolgbaar.website.uploads import InMemory, is_too_large

if TYPE_CHECKING:
    from narekenen.report.reading import Checked

PER_HOUR = 60
WAIT_SECONDS = 10.0
ROOM = threading.BoundedSemaphore(2)
"""Papers that one process checks at a time: a rush on this page may not take the others down."""


@csrf_exempt  # the inner view is protected: where the file goes is decided before the form is read
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form, and the answer to it. The paper lives in this request alone."""
    if request.method != "POST":
        return render(request, "website/check.html", {"form": CheckForm()})
    if is_too_large(request):
        return _refuse(request, CheckForm(), TOO_LARGE, 413)
    request.upload_handlers = [InMemory(request)]
    try:
        return _checked(request)
    except RequestDataTooBig:
        return _refuse(request, CheckForm(), TOO_LARGE, 413)


@csrf_protect
def _checked(request: HttpRequest) -> HttpResponse:
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "website/check.html", {"form": form}, status=422)
    if not may_again(request, "check", PER_HOUR):
        return _refuse(request, form, TOO_OFTEN, 429)
    try:
        checked = _in_turn(*form.brought())
    except CannotCheck as problem:
        return _refuse(request, form, refusal(problem.what), 422)
    if checked is None:
        return _refuse(request, form, BUSY, 503)
    result = result_of(checked, "en" if get_language() == "en" else "nl")
    context = {"result": result, "seal": sealed(rows_of(result)) if result.findings or result.hints else ""}
    return render(request, "website/checked.html", context)


def _in_turn(data: bytes, name: str) -> Checked | None:
    """The paper checked, or None when it is too busy for that."""
    if not ROOM.acquire(timeout=WAIT_SECONDS):
        return None
    try:
        return check_paper(data, name)
    finally:
        ROOM.release()


def _refuse(request: HttpRequest, form: CheckForm, why: Promise, status: int) -> HttpResponse:
    return render(request, "website/check.html", {"form": form, "problem": why}, status=status)


@never_cache
@require_POST
def spreadsheet(request: HttpRequest) -> HttpResponse:
    """The rows that came with the page, as a file. We open only what we sealed ourselves."""
    only = request.POST.get("only", "")
    try:
        rows = opened(request.POST.get("seal", ""), only)
    except signing.BadSignature:
        return HttpResponse(status=400)
    name = "narekenen.csv" if not only.isdecimal() else f"narekenen-{int(only)}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)
