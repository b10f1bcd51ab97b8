"""Tests: the same engines, quicker passwords; each run and worker has a queue of its own, as it has a database."""

import os

from config import embedded
from config.settings.base import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
DATABASES["default"]["CONN_MAX_AGE"] = 0
# Static files are looked up when asked for: every test's client would list them all first.
WHITENOISE_AUTOREFRESH = True
LOGGING["root"]["level"] = "WARNING"

REDIS_URL = os.environ.get("REDIS_URL") or embedded.redis_url(embedded.test_broker())
CELERY_BROKER_URL = REDIS_URL
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
_run, _worker = os.environ.get("HUANJIE_TEST_RUN", os.getpid()), os.environ.get("PYTEST_XDIST_WORKER", "main")
CELERY_TASK_DEFAULT_QUEUE = f"test-{_run}-{_worker}"
