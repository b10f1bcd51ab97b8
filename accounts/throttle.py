"""How often a visitor who has not signed in may do something, counted by the address the request came from."""

import logging
from typing import ClassVar

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from accounts.refusals import Refusal

log = logging.getLogger(__name__)

HOUR = 60 * 60


class TooOften(Refusal):
    """The same address has done this more often than a person would; an hour later it may again."""

    code: ClassVar[str] = "too_often"
    status: ClassVar[int] = 429


def count(request: HttpRequest, what: str, limit: int) -> None:
    """Count one attempt from the address of the request. Raises TooOften beyond `limit` an hour.

    The address is kept for that hour only, and only as a digest that the secret key is part of. A store that does not
    answer is no reason to turn villagers away.
    """
    key = f"throttle:{what}:{_visitor(request)}"
    try:
        cache.add(key, 0, HOUR)
        done = cache.incr(key)
    except (RedisError, ValueError):  # gone, or run out between the two
        log.warning("Attempts at %s could not be counted.", what)
        return
    if done > limit:
        raise TooOften(
            _(
                "That was too often for now. Try again in an hour, or go to the election committee at the village office."
            )
        )


def _visitor(request: HttpRequest) -> str:
    return salted_hmac("accounts.throttle", request.META.get("REMOTE_ADDR", "")).hexdigest()
