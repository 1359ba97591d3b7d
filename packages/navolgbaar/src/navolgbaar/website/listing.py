"""The list of all figures: what a subject or a question has more than its page shows."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from navolgbaar.figures.models import Figure
from navolgbaar.figures.shown import page_of
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.queries import subjects_for

NAME = re.compile(r"[A-Za-z0-9-]{0,60}")


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure that stands, of one subject (`onderwerp`) or one kind (`soort`) where that is asked, the latest
    periods first; `na` is the last figure of the page before."""
    subjects = subjects_for(request.user)
    found = Figure.objects.all()
    subject_id, kind, last = asked = [request.GET.get(name, "") for name in ("onderwerp", "soort", "na")]
    if not all(NAME.fullmatch(word) for word in asked):
        raise Http404
    subject = get_object_or_404(subjects, public_id=subject_id) if subject_id else None
    if subject is not None:
        found = found.filter(subject=subject)
    if kind:
        if kind not in FigureKind.values:
            raise Http404
        found = found.filter(kind=kind)
    after = get_object_or_404(Figure.objects.select_related("period"), public_id=last) if last else None
    versions, more = page_of(found, subjects, after)
    if not versions:
        raise Http404
    context = {"subject": subject, "kind": FigureKind(kind) if kind else None, "versions": versions, "more": more}
    return render(request, "website/listing.html", context)
