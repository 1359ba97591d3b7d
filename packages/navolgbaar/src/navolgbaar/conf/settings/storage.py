"""Static files come from the application server; documents lie in the content-addressed store."""

from navolgbaar.conf.settings.environment import HOME

STORE_ROOT = HOME / "store"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "uploads"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
