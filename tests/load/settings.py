"""The server's own settings, with a bare view beside its pages and nothing to do before the count."""

from config.settings.base import *

ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.load.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "tests.load"]
