"""The demo township and development: nothing to set."""

from config.settings.base import *
