"""Production as it is, but the static files are gathered where a test says, and not compressed."""

import os
from pathlib import Path

from config.settings.production import *

STATIC_ROOT = Path(os.environ["TEST_STATIC_ROOT"])
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
