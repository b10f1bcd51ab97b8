"""The private link of a calendar feed: made, made anew, revoked. Only the digest of its token is kept."""

import secrets
from datetime import datetime

from accounts.exempt import ungated
from accounts.models import FeedLink, User
from accounts.queries.feed import digest_of

BYTES = 32


@ungated("An officer's own link; nothing of an election.")
def make_feed_link(*, by: User, now: datetime) -> str:
    """Make the officer's link, in the place of an earlier one, which is dead from now on. Returns its token, once."""
    token = secrets.token_urlsafe(BYTES)
    fields = {"digest": digest_of(token), "made_at": now}
    FeedLink.objects.update_or_create(user=by, defaults=fields)
    return token


@ungated("An officer's own link; nothing of an election.")
def revoke_feed_link(*, by: User) -> bool:
    """Take the officer's link away. Returns whether there was one."""
    deleted, _rows = FeedLink.objects.filter(user=by).delete()
    return bool(deleted)
