"""Doors of allauth that are closed here: an address is proved by an invitation, so nobody changes or adds one alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path


def closed(request: HttpRequest, **address: str) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("email/", closed, name="account_email"),
    path("confirm-email/", closed, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", closed, name="account_confirm_email"),
    path("login/code/confirm/", closed, name="account_confirm_login_code"),
]
