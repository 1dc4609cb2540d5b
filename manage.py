#!/usr/bin/env python
"""Django's command line; `make run` and `make dev` call it too."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rustavi_site.settings.local")
    if sys.argv[1:] == ["run"]:
        from rustavi_site import start

        start.at_once()

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # A setting of the operator's: the sentence helps, a traceback would only hide it.
        sys.exit(str(error))
