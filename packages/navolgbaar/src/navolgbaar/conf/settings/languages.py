"""Dutch first, English complete. Message ids are English; compiled catalogues are shipped."""

from pathlib import Path

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parents[2] / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # numbers are formatted by the one renderer; anything else is an identifier
