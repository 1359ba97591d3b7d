"""The desk's pages about what happens to subjects and areas: another name, a successor, a merger."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from navolgbaar.core.permission import exists_for
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.programmes.actions import add_area, follow_up_subject, merge_areas, rename_subject
from navolgbaar.programmes.forms import AreaForm, FollowUpForm, MergerForm, RenameForm
from navolgbaar.programmes.models import Area, AreaChange, Programme, Subject
from navolgbaar.programmes.states import Change

MOST = 100
"""Areas on one page; a search finds the others."""


@desk
@require_http_methods(["GET", "POST"])
def subject(request: DeskRequest, public_id: str) -> HttpResponse:
    """What happened to a subject: it got another name, or another subject came after it."""
    found = get_object_or_404(Subject, public_id=public_id)
    exists_for("programmes.edit_subject", request.user, found)
    chosen = request.POST.get("what", "")
    named = RenameForm(
        request.POST if chosen == "rename" else None, initial={"name": found.name, "name_en": found.name_en}
    )
    others = Subject.objects.filter(programme_key=found.programme_key).exclude(pk=found.pk).order_by("name")
    followed = FollowUpForm(request.POST if chosen == "follow" else None, subjects=others)
    if named.is_bound and named.is_valid():
        rename_subject(subject=found, **named.cleaned_data, by=request.user)
        messages.success(request, gettext("The name was changed. The former one can still be found."))
        return redirect("programmes:subject", public_id)
    if followed.is_bound and followed.is_valid():
        said = {**followed.cleaned_data, "change": Change(followed.cleaned_data["change"])}
        follow_up_subject(subject=found, **said, by=request.user)
        messages.success(request, gettext("Its page now leads to what came after it."))
        return redirect("programmes:subject", public_id)
    context = {
        "programme": Programme.objects.filter(key=found.programme_key).first(),
        "subject": found,
        "changes": found.changes.select_related("successor").order_by("on", "pk"),
        "named": named,
        "followed": followed,
        "others": others,
    }
    status = 422 if named.is_bound or followed.is_bound else 200
    return render(request, "programmes/subject.html", context, status=status)


@desk
@require_http_methods(["GET", "POST"])
def areas(request: DeskRequest) -> HttpResponse:
    """Areas with the days from and until which they were there, and their mergers."""
    exists_for("programmes.maintain_areas", request.user)
    chosen = request.POST.get("what", "")
    added = AreaForm(request.POST if chosen == "add" else None)
    merged = MergerForm(request.POST if chosen == "merge" else None)
    if added.is_bound and added.is_valid():
        made = add_area(**added.cleaned_data, by=request.user)
        messages.success(request, gettext("Added: %(area)s.") % {"area": made})
        return redirect("programmes:areas")
    if merged.is_bound and merged.is_valid():
        said = {**merged.cleaned_data, "former": list(merged.cleaned_data["former"])}
        merge_areas(**said, by=request.user)
        messages.success(request, gettext("The merger was written down; the former areas end on that day."))
        return redirect("programmes:areas")
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "areas": Area.objects.filter(name__icontains=words).order_by("name", "valid_from")[:MOST],
        "changes": AreaChange.objects.select_related("former", "successor").order_by("-on", "former__name")[:MOST],
        "words": words,
        "added": added,
        "merged": merged,
    }
    status = 422 if added.is_bound or merged.is_bound else 200
    return render(request, "programmes/areas.html", context, status=status)
