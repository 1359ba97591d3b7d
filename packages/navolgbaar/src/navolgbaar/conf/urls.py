"""Addresses. Dutch stands at the root, English under /en/; health and the API have no language in their address."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from navolgbaar.website import health

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("healthz", health.healthz, name="healthz"),
    path("", include("navolgbaar.api.urls")),
    *i18n_patterns(
        path("account/", include("navolgbaar.people.closed_urls")),
        path("account/", include("allauth.urls")),
        path("", include("navolgbaar.people.urls")),
        path("", include("navolgbaar.programmes.urls")),
        path("", include("navolgbaar.sources.urls")),
        path("", include("navolgbaar.figures.urls")),
        path("", include("navolgbaar.publishing.urls")),
        path("", include("navolgbaar.website.urls")),
        prefix_default_language=False,
    ),
]
