from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from elections.models import Election
from villages.models import Resident


def _tenths(told: str) -> Any:
    return models.DecimalField(max_digits=4, decimal_places=1, help_text=told)


class TeamFact(models.Model):
    """What no register says of a person who may sit in the new team, as somebody stated it; None is not stated."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="team_facts")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="team_facts")
    computer = models.BooleanField(null=True, blank=True, help_text="Can work on a computer (A-TGT-02)")
    womens_chair = models.BooleanField(
        null=True, blank=True, help_text="Chairs the women's federation of the place (A-TGT-03)"
    )
    source = models.CharField(max_length=60, blank=True, help_text="Where the person comes from (A-QUAL-03)")
    reserve = models.BooleanField(null=True, blank=True, help_text="Is of the reserve of cadres (C-QUAL-04)")
    origin = models.CharField(
        max_length=40,
        blank=True,
        help_text="Of the place, dispatched, from another place (A-QUAL-05, C-QUAL-06)",
    )
    origin_reason = models.CharField(
        max_length=300, blank=True, help_text="Why nobody of the place was suitable"
    )
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["election", "resident"], name="team_fact_once")]

    def __str__(self) -> str:
        return str(self.resident)


class TeamTarget(models.Model):
    """By how much the new team of a village is to be younger and better schooled, as filed (C-TGT-01)."""

    election = models.OneToOneField(Election, on_delete=models.CASCADE, related_name="team_target")
    age_before = _tenths("Mean age of the sitting team, in years")
    age_target = _tenths("Mean age aimed at, in years")
    schooled_before = _tenths("Junior college and above in the sitting team, in per cent")
    schooled_target = _tenths("Junior college and above aimed at, in per cent")
    filed_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(age_target__lte=F("age_before")), name="team_target_no_older"),
            models.CheckConstraint(
                condition=Q(schooled_target__gte=F("schooled_before"), schooled_target__lte=100),
                name="team_target_no_less_schooled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.age_target}"
