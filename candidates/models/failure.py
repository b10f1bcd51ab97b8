from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.enums import FailureWay
from candidates.models.candidacy import Candidacy


class FailureDecision(models.Model):
    """What was decided on the place of a person who failed the joint review, where the plan is silent (C-REV-07, AMB-49)."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="failure_decision")
    way = models.CharField(max_length=10, choices=FailureWay.choices)
    reason = models.CharField(max_length=300)
    document = models.CharField(max_length=100, blank=True)
    decided_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    office = models.CharField(max_length=60)

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(way__in=FailureWay.values), name="failure_way_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="failure_decision_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy} {self.way}"
