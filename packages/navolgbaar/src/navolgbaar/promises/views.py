"""The pages of the register for everybody: the list with its filters, one statement, the measures of partners."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from navolgbaar.core.permission import granted
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.queries import subjects_for
from navolgbaar.promises.deadlines import in_words
from navolgbaar.promises.exporting import FORMATS
from navolgbaar.promises.filters import RegisterForm
from navolgbaar.promises.models import Statement
from navolgbaar.promises.queries import (
    cards,
    measures_in,
    public_consultations,
    public_reports,
    statements_for,
)
from navolgbaar.promises.timeline import asked_with, compared, followed, linked, moments_of
from navolgbaar.promises.vocabularies import in_other_words
from navolgbaar.sources.states import DocumentState

PER_PAGE, FEW = 25, 10


def filtered(request: HttpRequest) -> tuple[RegisterForm, Any]:
    """The filters of the address, and the statements that fit and that this user may see."""
    programmes = Programme.objects.filter(subject__in=subjects_for(request.user)).select_related("subject")
    form = RegisterForm(request.GET, programmes=list(programmes.order_by("subject__name")))
    return form, form.applied(statements_for(request.user))


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register, over all programmes or of one."""
    form, statements = filtered(request)
    page = Paginator(statements.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("pagina"))
    here = form.programme
    context = {
        "form": form,
        "found": range(page.paginator.count),
        "page": page,
        "statements": cards(list(page)),
        "here": here,
        "query": form.query,
        "formats": FORMATS,
        "consultations": public_consultations(here.key if here else "")[:FEW],
        "reports": public_reports(here.key if here else "")[:FEW],
    }
    return render(request, "promises/register.html", context)


@require_safe
def statement(request: HttpRequest, public_id: str) -> HttpResponse:
    """One statement as a time line, every word in its source. A withdrawn one says so, without its words."""
    found = get_object_or_404(
        Statement.objects.select_related(
            "standing", "wording", "document__organisation", "programme__subject", "actor_organisation", "replaces"
        ),
        public_id=public_id,
    )
    if not found.standing.is_standing:
        return _withdrawn(request, found)
    if not granted("promises.see_statement", request.user, found):
        raise Http404
    onward, back = linked(found, request.user)
    context = {
        "statement": found,
        "moments": moments_of(found, request.user),
        "compared": compared(found),
        "measures": found.measures.select_related("partner").order_by("partner__name", "pk"),
        "onward": onward,
        "back": back,
        "asked_with": asked_with(found, request.user),
        "subjects": subjects_for(request.user).filter(statements_about__statement=found).order_by("name"),
        "due_then": in_words(found.due),
        "due_now": in_words(found.standing.due),
        "elsewhere": in_other_words(found),
        "may_follow_up": granted("promises.follow_up", request.user, found),
    }
    return render(request, "promises/statement.html", context)


def _withdrawn(request: HttpRequest, found: Statement) -> HttpResponse:
    is_open = found.document.state == DocumentState.PUBLIC and found.programme.subject.is_public
    if not is_open and not granted("promises.see_statement", request.user, found):
        raise Http404
    event = found.events.filter(kind="withdrawn").select_related("telling").order_by("-pk").first()
    after = Statement.objects.filter(replaces=found).first()
    context = {"statement": found, "event": event, "after": after}
    return render(request, "promises/withdrawn.html", context)


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """What each partner does, over the statements that the filters leave."""
    form, statements = filtered(request)
    found = measures_in(statements.order_by())
    key = request.GET.get("partner", "")
    partner = Organisation.objects.filter(key=key).first() if slug_re.match(key) else None
    page = Paginator(found.filter(partner=partner) if partner else found, PER_PAGE).get_page(request.GET.get("pagina"))
    query = "&".join(part for part in (form.query, urlencode({"partner": partner.key}) if partner else "") if part)
    context = {"form": form, "page": page, "measures": followed(list(page)), "query": query, "partner": partner,
               "register_query": form.query}  # fmt: skip
    return render(request, "promises/measures.html", context)
