"""Mail goes to an SMTP server; `demo` writes it to a folder instead, and shows it on a page."""

import os

from navolgbaar.conf.settings.environment import HOME, flag

DEFAULT_FROM_EMAIL = os.environ.get("NAVOLGBAAR_MAIL_FROM", "navolgbaar@localhost")
EMAIL_HOST = os.environ.get("NAVOLGBAAR_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("NAVOLGBAAR_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("NAVOLGBAAR_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("NAVOLGBAAR_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("NAVOLGBAAR_SMTP_TLS", "1") == "1"
EMAIL_FILE_PATH = str(HOME / "mail")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
# the demonstration alone: a page shows the mails of that folder to whoever sits at this machine
SHOW_MAIL = flag("NAVOLGBAAR_SHOW_MAIL")

# where the pages of this installation are, as it stands in mails; never taken from a request
PUBLIC_ADDRESS = os.environ.get("NAVOLGBAAR_ADDRESS", "http://localhost:8000").rstrip("/")
