from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from accounts.access import public
from accounts.models import User
from accounts.queries.feed import officer_of
from overview.queries.digest import cycle_to_tell
from overview.queries.feed import Happening, happenings_of
from villages.templatetags.names import person


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever made this link; an unknown or revoked one is not there."""
    user = officer_of(token)
    if user is None:
        raise Http404
    # It loads the time zones of a dozen programs, which only a feed needs.
    from overview.ical import ical_of

    now = timezone.now()
    with translation.override(user.language or settings.LANGUAGE_CODE):
        found = _happenings(user, now)
        name = f"{translation.pgettext('calendar', 'Re-election')} {person(user.name)}"
        body = ical_of(name, found, host=str(urlsplit(settings.PUBLIC_URL).hostname), stamp=now)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="huanjie.ics"'
    response["ETag"] = _tag(found, user)
    patch_cache_control(response, private=True, max_age=0)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _happenings(user: User, now: datetime) -> list[Happening]:
    cycle = cycle_to_tell(user)
    return happenings_of(user, cycle, now, settings.PUBLIC_URL) if cycle else []


def _tag(found: list[Happening], user: User) -> str:
    """The same while what is told is the same; the moment of telling does not count."""
    return f'"{sha256(repr((user.language, found)).encode()).hexdigest()[:32]}"'
