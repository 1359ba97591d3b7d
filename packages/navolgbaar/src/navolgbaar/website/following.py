"""Volgen: an address asks to be told, confirms, and leaves with one click. No page tells who follows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from navolgbaar.core.audit import System
from navolgbaar.core.throttle import may_again
from navolgbaar.mailings import actions
from navolgbaar.mailings.tokens import CONFIRM, LEAVE, name_in
from navolgbaar.programmes.queries import subjects_for
from navolgbaar.website.forms import FollowForm
from navolgbaar.website.refusals import TOO_OFTEN

PER_HOUR = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, public_id: str) -> HttpResponse:
    """Leave an address. The answer is the same for every address."""
    subject = get_object_or_404(subjects_for(request.user).filter(is_public=True), public_id=public_id)
    form = FollowForm(request.POST or None)
    context = {"subject": subject, "form": form}
    if request.method != "POST":
        return render(request, "website/follow.html", context)
    if not form.is_valid():
        return render(request, "website/follow.html", context, status=422)
    if not may_again(request, "follow", PER_HOUR):
        return render(request, "website/follow.html", {**context, "problem": TOO_OFTEN}, status=429)
    language = "en" if get_language() == "en" else "nl"
    actions.follow(email=form.cleaned_data["email"], subject=subject, language=language, by=System())
    words = _("A mail is on its way. Follow the link in it and confirm; from then on you are told what is published.")
    return _said(request, _("Look in your mail"), words, back=subject.get_absolute_url())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the first mail. Opening it changes nothing: programs open links too. The button does."""
    name = name_in(token, CONFIRM)
    if name is None:
        raise Http404
    if request.method != "POST":
        return _said(request, _("Do you want to follow this?"), "", button=_("Yes, tell me what is published"))
    found = actions.confirm(public_id=name, by=System())
    if found is None:
        return _said(request, _("This address is not known (any more)"), _("You can ask to follow again."), back="/")
    words = _("Every mail has a link to leave with one click.")
    return _said(request, _("You follow this from now on"), words, back=found.subject.get_absolute_url())


@csrf_exempt  # the signed token is the proof; mail programs send this without a page of ours (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """One click, in the mail program or here. What was left before is left again without a word about it."""
    name = name_in(token, LEAVE)
    if name is None:
        raise Http404
    if request.method != "POST":
        return _said(request, _("No longer follow?"), "", button=_("Yes, forget my address"))
    actions.leave(public_id=name, by=System())
    return _said(request, _("You no longer follow this"), _("Your address is forgotten."), back="/")


def _said(request: HttpRequest, title: str, words: str, *, button: str = "", back: str = "") -> HttpResponse:
    context = {"title": title, "words": words, "button": button, "back": back}
    return render(request, "website/said.html", context)
