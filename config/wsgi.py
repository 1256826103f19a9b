"""The door for web servers. It stays shut while the database could lose an acknowledged write."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from config.checks import durability_faults  # noqa: E402  (the apps must be loaded first)

if faults := durability_faults():
    raise ImproperlyConfigured(" ".join(faults))
