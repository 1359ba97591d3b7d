"""Strict by default: nothing inline, nothing from elsewhere, cookies that stay where they belong."""

from csp.constants import NONE, SELF

from navolgbaar.conf.settings.environment import flag, required, words

DEBUG = flag("NAVOLGBAAR_DEBUG")
SECRET_KEY = required(
    "NAVOLGBAAR_SECRET_KEY", "Start through the command `navolgbaar`, which keeps one, or set a long random text."
)
ALLOWED_HOSTS = words("NAVOLGBAAR_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("NAVOLGBAAR_ORIGINS")
BEHIND_TLS = flag("NAVOLGBAAR_TLS")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_REDIRECT_EXEMPT = [r"^(livez|readyz|healthz)$"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
