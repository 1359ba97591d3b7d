"""PostgreSQL by `DATABASE_URL`; without one there is no database until somebody asks for it and is told so."""

import os

from psycopg.conninfo import conninfo_to_dict

APPLICATION_ROLE = os.environ.get("DATABASE_APPLICATION_ROLE", "navolgbaar_app")
DATABASE_IS_EMBEDDED = os.environ.get("NAVOLGBAAR_EMBEDDED") == "1"


def connection(url: str) -> dict[str, object]:
    """Django's connection settings for a PostgreSQL URL."""
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": parts,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": connection(os.environ.get("DATABASE_URL", "postgresql://database-url-is-not-set/none"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
