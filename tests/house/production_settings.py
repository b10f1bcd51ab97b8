"""Production as it is, but the static files are gathered into the folder a test names."""

import os
from pathlib import Path

from config.settings.production import *

STATIC_ROOT = Path(os.environ["TEST_STATIC_ROOT"])
