"""Sentences in the active language, looked up once each: hundreds of people are told the same ones."""

from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as looked_up

SENTENCES = 1000


def gettext(message: str) -> str:
    """The sentence in the active language, as Django's own function gives it."""
    return _in(get_language(), message)


@lru_cache(maxsize=SENTENCES)
def _in(language: str | None, message: str) -> str:
    return looked_up(message)
