from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from elections.models.rulebook import RulebookEdition, thawed
from elections.rulebook import Rulebook
from villages.models import Division


class Cycle(models.Model):
    """One re-election of one township under one frozen version of a rulebook, the edition in force.

    An amendment puts another edition in force; the earlier ones stay (`amendments`).

    A real cycle runs on the server's clock. A training cycle (演练) runs on a clock of its own, which stands still
    until the township office moves it.
    """

    township = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="cycles")
    name = models.CharField(max_length=120)
    edition = models.ForeignKey(RulebookEdition, on_delete=models.PROTECT, related_name="cycles")
    training = models.BooleanField()
    clock = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(
        null=True, blank=True, help_text="When personal data that the archive may not keep were deleted"
    )

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(training=True, clock__isnull=False) | Q(training=False, clock=None),
                name="cycle_clock_only_in_training",
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None) | Q(closed_at__isnull=False),
                name="cycle_archived_after_closing",
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
        """The rulebook in force, typed."""
        return thawed(self.edition_id)

    @property
    def own_posts(self) -> int | None:
        """The number under which a training cycle has terms of its own beside the register of posts; None: a real one."""
        return self.pk if self.training else None

    def now(self, real: datetime) -> datetime:
        """The time that holds in this cycle when the server's clock says `real`."""
        return self.clock if self.training and self.clock else real


class Amendment(models.Model):
    """The moment at which another edition came into force in a running cycle."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="amendments")
    before = models.ForeignKey(RulebookEdition, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(RulebookEdition, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cycle", "after"], name="amendment_once")]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.before} → {self.after}"
