#!/usr/bin/env python
"""Django's commands for this project: `manage.py help` lists them."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diary.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        # A setting that is missing or wrong is told in its own sentence, not by a traceback.
        sys.exit(str(fault))
