from django.db import models
from simple_history.models import HistoricalRecords

from elections.models.cycle import Cycle
from villages.enums import VillageKind
from villages.models import Village


class Election(models.Model):
    """The election of one village's or community's committee within a cycle."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="elections")
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="elections")
    ordinal = models.PositiveSmallIntegerField(help_text="第十一次 is 11")
    registration_day = models.DateField(null=True, blank=True)
    election_day = models.DateField(null=True, blank=True)
    party_day = models.DateField(null=True, blank=True)
    day_reason = models.CharField(
        max_length=200, blank=True, help_text="Why the day lies outside the plan's window"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["village_id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "village"], name="election_once_a_cycle")]

    def __str__(self) -> str:
        return f"{self.village} {self.election_day or ''}"

    @property
    def committee_zh(self) -> str:
        """The body's name in law: 村民委员会 or 居民委员会."""
        return "村民委员会" if self.village.kind == VillageKind.VILLAGE else "居民委员会"
