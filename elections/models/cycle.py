from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q

from elections.rulebook import Rulebook
from villages.models import Division


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

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(training=True, clock__isnull=False) | Q(training=False, clock=None),
                name="cycle_clock_only_in_training",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def rules(self) -> Rulebook:
        """The frozen rulebook, typed."""
        return Rulebook.thaw(self.rulebook)

    def now(self, real: datetime) -> datetime:
        """The time that holds in this cycle when the server's clock says `real`."""
        return self.clock if self.training and self.clock else real
