"""The door for the web server: `gunicorn diary.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diary.settings")

application = get_wsgi_application()
