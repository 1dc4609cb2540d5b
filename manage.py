#!/usr/bin/env python
"""Django's command line; `make run` and `make dev` call it too."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rustavi_site.settings.local")
    execute_from_command_line(sys.argv)
