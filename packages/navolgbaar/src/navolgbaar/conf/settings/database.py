"""PostgreSQL by `DATABASE_URL`; without one there is no database until somebody asks for it and is told so."""

import os

from navolgbaar.ops.database_url import django_settings

APPLICATION_ROLE = os.environ.get("DATABASE_APPLICATION_ROLE", "navolgbaar_app")
DATABASES = {"default": django_settings(os.environ.get("DATABASE_URL", "postgresql://database-url-is-not-set/none"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
