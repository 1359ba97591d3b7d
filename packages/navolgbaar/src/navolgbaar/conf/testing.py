"""The settings of the tests: those of production, with a quick hasher and mail that stays in memory."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("NAVOLGBAAR_SECRET_KEY", "the key of the tests signs nothing that lasts")

from navolgbaar.conf.settings import *  # noqa: F403
from navolgbaar.conf.settings import DATABASES

DATABASES["default"]["CONN_MAX_AGE"] = 0
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MENU_SECONDS = 0
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WHITENOISE_AUTOREFRESH = True
# tests that write take the fixture `store`
STORE_ROOT = Path(tempfile.gettempdir()) / f"navolgbaar-tests-{os.getpid()}"
