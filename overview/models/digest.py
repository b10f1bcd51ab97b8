from django.conf import settings
from django.db import models
from django.db.models import Q

from elections.models import Cycle


class Digest(models.Model):
    """What an officer had before them one morning: late, due soon, waiting, opening.

    `day` is the server's, `data` what was told (overview.queries.digest.told), by the clock of the cycle. The row is
    what says whether a message was sent: a task that runs twice finds it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    data = models.JSONField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digest_once_a_day")]
        indexes = [models.Index(fields=["user"], condition=Q(read_at=None), name="digest_unread")]

    def __str__(self) -> str:
        return f"{self.user} {self.day}"
