from django.conf import settings
from django.db import models
from django.db.models import Q

from elections.models import Election
from villages.enums import TWO_COMMITTEES, Body
from villages.models import Resident


class CommitmentLetter(models.Model):
    """The commitment letter (纪律承诺书) that a candidate signed for the election of one body (A-DISC-13)."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="letters")
    body = models.CharField(max_length=15, choices=Body.choices)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    signed_on = models.DateField()
    talked_by = models.CharField(max_length=100, help_text="Who held the talk before the election")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "body", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["election", "body", "resident"], name="letter_once_a_body"),
            models.CheckConstraint(condition=Q(body__in=TWO_COMMITTEES), name="letter_body_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.body}"
