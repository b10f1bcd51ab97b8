from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from elections.rulebook import Rulebook
from villages.models import Division

_thawed: dict[tuple[int, str, str, datetime], Rulebook] = {}


class Cycle(models.Model):
    """One re-election of one township under one frozen version of a rulebook.

    A real cycle runs on the server's clock. A training cycle (演练) runs on a clock of its own, which stands still
    until the township office moves it.
    """

    township = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="cycles")
    name = models.CharField(max_length=120)
    rulebook_name = models.CharField(max_length=60)
    rulebook_version = models.CharField(max_length=20)
    rulebook = models.JSONField(help_text="The rulebook as frozen when the cycle was opened")
    training = models.BooleanField()
    clock = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(training=True, clock__isnull=False) | Q(training=False, clock=None),
                name="cycle_clock_only_in_training",
            ),
            models.UniqueConstraint(
                fields=["township", "training"],
                condition=Q(closed_at=None),
                name="cycle_one_running_of_a_sort",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rules(self) -> Rulebook:
        """The frozen rulebook, typed; a version is thawed once in a process, for it never changes."""
        version = (self.pk, self.rulebook_name, self.rulebook_version, self.opened_at)
        if version not in _thawed:
            _thawed[version] = Rulebook.thaw(self.rulebook)
        return _thawed[version]

    def now(self, real: datetime) -> datetime:
        """The time that holds in this cycle when the server's clock says `real`."""
        return self.clock if self.training and self.clock else real
