"""Tests: like `make run`, with everything slow or outbound turned off."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403 - a settings module is the sum of its base and its differences
from .base import STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105 - never used outside the tests
PUBLIC_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATA_DIR = _FILES = Path(tempfile.mkdtemp(prefix="rustavi-tests-"))
STORAGES = {
    "default": {**STORAGES["default"], "OPTIONS": {"location": str(_FILES / "private")}},
    "public": {**STORAGES["public"], "OPTIONS": {"location": str(_FILES / "public"), "base_url": "/media/"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
