"""The morning's digest: made once a day for every officer, sent once, read by its officer."""

import logging
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localtime

from accounts.exempt import ungated
from accounts.models import User
from overview.models import Digest
from overview.queries.digest import cycle_to_tell, officers_to_tell, told

log = logging.getLogger(__name__)


@ungated("A message to an officer; nothing of an election is written.")
def make_digests(now: datetime) -> int:
    """Make the digests of the day for all officers who have none yet. Returns how many were made."""
    day = localtime(now).date()
    left = officers_to_tell().exclude(digests__day=day)
    return sum(make_digest(user, now) is not None for user in left)


@ungated("A message to an officer; nothing of an election is written.")
def make_digest(user: User, now: datetime) -> Digest | None:
    """Make one officer's digest of the day; None where there is one, no running cycle, or nothing to tell."""
    cycle = cycle_to_tell(user)
    if cycle is None:
        return None
    found = told(user, cycle, now)
    if found.empty:
        return None
    fields = {"cycle": cycle, "data": found.data(), "made_at": now}
    made, created = Digest.objects.get_or_create(user=user, day=localtime(now).date(), defaults=fields)
    return made if created else None


@ungated("A message to an officer; nothing of an election is written.")
def send_digest(pk: int, now: datetime) -> bool:
    """Send one digest by e-mail, if it is to be sent and nobody has or does. Returns whether it went out.

    The row stays locked until it says that the message was sent. A server that refuses leaves it unsent.
    """
    with transaction.atomic():
        rows = Digest.objects.select_for_update(skip_locked=True, of=("self",))
        digest = rows.select_related("user", "cycle__township").filter(pk=pk, sent_at=None).first()
        if digest is None or not _is_wanted(digest):
            return False
        try:
            _message(digest).send()
        except (OSError, SMTPException):
            log.warning("The mail server did not take digest %s; it is tried again.", pk, exc_info=True)
            return False
        digest.sent_at = now
        digest.save(update_fields=["sent_at"])
    return True


@ungated("An officer's own message; nothing of an election.")
def read_digest(*, by: User, digest: Digest, now: datetime) -> None:
    """Mark a digest of the officer's own as read."""
    Digest.objects.filter(pk=digest.pk, user=by, read_at=None).update(read_at=now)


@ungated("An officer's own message; nothing of an election.")
def read_all(*, by: User, now: datetime) -> int:
    """Mark all digests of the officer as read. Returns how many were not."""
    return Digest.objects.filter(user=by, read_at=None).update(read_at=now)


def _is_wanted(digest: Digest) -> bool:
    user = digest.user
    return user.is_active and user.wants_digest and bool(user.email) and not digest.cycle.training


def _message(digest: Digest) -> EmailMultiAlternatives:
    """The message in the officer's language, as text and as plain HTML."""
    with translation.override(digest.user.language or settings.LANGUAGE_CODE):
        context: dict[str, Any] = {"digest": digest, "told": digest.data, "site": settings.PUBLIC_URL}
        subject = " ".join(render_to_string("mail/digest_subject.txt", context).split())
        message = EmailMultiAlternatives(
            subject, render_to_string("mail/digest.txt", context), to=[digest.user.email]
        )
        message.attach_alternative(render_to_string("mail/digest.html", context), "text/html")
    return message
