"""Sentences in the active language, looked up once each: hundreds of people are told the same ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as looked_up

SENTENCES = 1000

_held: ContextVar[str | None] = ContextVar("language", default=None)


@contextmanager
def one_language() -> Iterator[None]:
    """All that is told within is told in the language that is active now; Django is asked once which that is."""
    before = _held.set(get_language())
    try:
        yield
    finally:
        _held.reset(before)


def language() -> str | None:
    """The language in which findings are told: the active one."""
    return _held.get() or get_language()


def gettext(message: str) -> str:
    """The sentence in the active language, as Django's own function gives it."""
    return _in(language(), message)


@lru_cache(maxsize=SENTENCES)
def _in(language: str | None, message: str) -> str:
    return looked_up(message)
