from functools import cache

from django.utils.module_loading import autodiscover_modules


@cache
def discover(shelf: str) -> None:
    """Import every package's module of this name, as Django finds `admin.py`; looked for once in a process."""
    autodiscover_modules(shelf)
