"""The door of the editors' desk: logged in, and with a second factor for who approves or gives roles."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from navolgbaar.people.models import User


class DeskRequest(HttpRequest):
    """A request that came through the door: there is a user."""

    user: User


View = Callable[..., HttpResponse]


def lacks_second_factor(user: Any) -> bool:
    """Whether one of the user's roles asks for a second factor that the account does not have."""
    asked = set(settings.SECOND_FACTOR_FOR)
    own = set(user.roles.values_list("kind", flat=True)) | ({"administrator"} if user.is_administrator else set())
    return bool(own & asked) and not Authenticator.objects.filter(user=user).exists()


def desk(view: View) -> View:
    """A page of the desk. Strangers are sent to the login, people without their second factor to where they make one.
    Nothing of it is kept by a browser or a proxy."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            back = request.get_full_path() if request.method == "GET" else resolve_url("programmes:desk")
            return redirect_to_login(back)
        if lacks_second_factor(request.user):
            messages.info(request, gettext("Your role asks for a second factor. Make one first; it takes a minute."))
            return redirect("mfa_activate_totp")
        return view(request, *args, **kwargs)

    return guarded
