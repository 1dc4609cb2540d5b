"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

# Whoever forgets to say so gets production, which refuses to start unprotected; `make run` says otherwise.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rustavi_site.settings.production")

application = get_wsgi_application()
