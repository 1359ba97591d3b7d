"""Addresses. Dutch stands at the root, English under /en/; health and the API have no language in their address."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from navolgbaar.website import health
from navolgbaar.website.sitemap import SITEMAPS, robots

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemap-index"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("navolgbaar.api.urls")),
    *i18n_patterns(
        path("account/", include("navolgbaar.people.closed_urls")),
        path("account/", include("allauth.urls")),
        path("", include("navolgbaar.people.urls")),
        path("", include("navolgbaar.programmes.urls")),
        path("", include("navolgbaar.sources.urls")),
        path("", include("navolgbaar.figures.urls")),
        path("", include("navolgbaar.publishing.urls")),
        path("", include("navolgbaar.promises.urls")),
        path("", include("navolgbaar.forecasts.urls")),
        path("", include("navolgbaar.fieldtests.urls")),
        path("", include("navolgbaar.indicators.urls")),
        path("", include("navolgbaar.budgets.urls")),
        path("", include("navolgbaar.website.urls")),
        prefix_default_language=False,
    ),
]
