from celery import shared_task
from django.conf import settings
from django.utils import timezone

from overview.queries.digest import unsent
from overview.services.digest import make_digests, send_digest


@shared_task
def tell_the_day() -> None:
    """Each morning: make the digests and send them."""
    make_digests(timezone.now())
    send_digests()


@shared_task
def send_digests() -> None:
    """Send what of today has not gone out: after the making, and again where a mail server did not answer."""
    if not settings.DIGESTS_BY_MAIL:
        return
    now = timezone.now()
    for pk in unsent(timezone.localtime(now).date()).values_list("pk", flat=True):
        send_digest(pk, now)
