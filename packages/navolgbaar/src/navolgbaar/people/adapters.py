"""How allauth is held to the house: accounts come from invitations, or from the organisation's own directory."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class InvitationOnlyAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class KnownPeopleAdapter(DefaultSocialAccountAdapter):
    """Login through OpenID Connect is for people who already have an account here under that verified address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False
