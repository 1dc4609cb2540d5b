"""Production: nothing has a default that could go public by mistake; what is missing is named at once."""

from . import environment as env

env.require(["PUBLIC_URL", "SECRET_KEY", "DATABASE_URL", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"])
PUBLIC_URL = env.site_address("PUBLIC_URL")
SECRET_KEY = env.secret("SECRET_KEY")

from .base import *  # noqa: E402, F403 - only after the check, so that it is the first thing an operator reads

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000) if SECURE_SSL_REDIRECT else 0
# Whether the subdomains are ours to promise for is the operator's decision, so their absence is no fault.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS")
SECURE_HSTS_PRELOAD = env.flag("SECURE_HSTS_PRELOAD")
SESSION_COOKIE_NAME = "__Host-session" if SECURE_SSL_REDIRECT else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE_SSL_REDIRECT else "csrf"
