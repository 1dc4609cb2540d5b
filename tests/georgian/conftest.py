"""Lets these tests run without the site's settings too: pytest -p no:django -c /dev/null tests/georgian"""

import os

import django
from django.conf import settings

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure()
    django.setup()
