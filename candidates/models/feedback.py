from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.enums import FeedbackLevel
from elections.models import Election


class FeedbackReceipt(models.Model):
    """That a level has the written result of the joint review in hand: who took it, when, which paper (A-REV-02)."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="feedback_receipts")
    level = models.CharField(max_length=10, choices=FeedbackLevel.choices)
    received_on = models.DateField()
    received_by = models.CharField(max_length=50, help_text="Who took the paper")
    document = models.CharField(max_length=100, help_text="Number or date of the paper")
    people = models.JSONField(help_text="Name, post and verdict of everybody on it")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=FeedbackLevel.values), name="feedback_receipt_level_known"
            ),
            models.CheckConstraint(
                condition=~Q(received_by="") & ~Q(document=""), name="feedback_receipt_says_who_and_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.level} {self.received_on}"
