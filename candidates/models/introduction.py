from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.enums import IntroductionWay
from elections.models import Election


class Introduction(models.Model):
    """One time that the formal candidates were made known to the voters (A-REV-12, VCOL-15.1)."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="introductions")
    held_on = models.DateField()
    way = models.CharField(max_length=12, choices=IntroductionWay.choices)
    arranged_by = models.CharField(max_length=100, help_text="Who arranged it (A-VOTE-10)")
    note = models.CharField(max_length=500, blank=True, help_text="Place, what was asked and answered")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "held_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(arranged_by=""), name="introduction_arranged_by_somebody"),
            models.CheckConstraint(
                condition=Q(way__in=IntroductionWay.values), name="introduction_way_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.held_on}"
