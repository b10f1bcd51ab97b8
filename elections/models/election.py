from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from elections.models.cycle import Cycle
from villages.enums import VillageKind
from villages.models import Village


class Election(models.Model):
    """The election of one village's or community's committee within a cycle."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="elections")
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="elections")
    ordinal = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="第十一次 is 11; none where the plan elects no committee"
    )
    registration_day = models.DateField(null=True, blank=True)
    election_day = models.DateField(null=True, blank=True)
    party_day = models.DateField(null=True, blank=True)
    day_reason = models.CharField(
        max_length=200, blank=True, help_text="Why the day lies outside the plan's window"
    )
    weak = models.BooleanField(default=False, help_text="软弱涣散: to be rectified before it elects")
    complex = models.BooleanField(default=False, help_text="选情复杂: needs a plan of its own")
    history = HistoricalRecords()

    class Meta:
        ordering = ["village_id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "village"], name="election_once_a_cycle")]

    def __str__(self) -> str:
        return f"{self.village} {self.election_day or ''}"

    @property
    def marks(self) -> frozenset[str]:
        """The marks of the village that steps may depend on: "weak", "complex"."""
        return frozenset(mark for mark in ("weak", "complex") if getattr(self, mark))

    @property
    def committee_zh(self) -> str:
        """The body's name in law: 村民委员会 or 居民委员会."""
        return "村民委员会" if self.village.kind == VillageKind.VILLAGE else "居民委员会"


class Postponement(models.Model):
    """An election day that was put off: from which day to which, why, and whether the roll is posted anew.

    The first roll counts no longer where `renews_roll`: the new one is posted after `made_at` (A-ROLL-22).
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="postponements")
    before = models.DateField()
    after = models.DateField()
    reason = models.CharField(max_length=500)
    approval = models.CharField(max_length=200, help_text="Who approved it: office and document")
    renews_roll = models.BooleanField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(after__gt=F("before")), name="postponement_later"),
        ]

    def __str__(self) -> str:
        return f"{self.election.village} {self.before} → {self.after}"

    @property
    def days(self) -> int:
        """By how many days the election is put off."""
        return (self.after - self.before).days
