"""Static files come from the application server; documents lie in the content-addressed store."""

from navolgbaar.conf.settings.environment import HOME

STORE_ROOT = HOME / "store"
UPLOAD_BYTES = 64 * 1024 * 1024  # of one document through the browser; `navolgbaar import` takes larger ones
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "uploads"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
