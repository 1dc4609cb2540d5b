"""`make dev`: local with debug on."""

from .local import *  # noqa: F403 - a settings module is the sum of its base and its differences
from .local import STORAGES

DEBUG = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
