"""A PostgreSQL URL as Django wants it."""

from __future__ import annotations

from psycopg.conninfo import conninfo_to_dict


def django_settings(url: str) -> dict[str, object]:
    """Django's connection settings for a PostgreSQL URL. What Django has no name for becomes an option of libpq."""
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
