"""The WSGI application that granian serves."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

# Whoever forgets to say so gets production, which refuses to start unprotected; `make run` says otherwise.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rustavi_site.settings.production")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    # A setting of the operator's: the sentence helps, the traceback of every worker would only hide it.
    sys.exit(str(error))
