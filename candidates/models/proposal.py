from django.conf import settings
from django.db import models

from elections.models import Election


class Proposal(models.Model):
    """A meeting of the village Party organisation that deliberated and proposed nominees (A-REV-09)."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="proposals")
    held_on = models.DateField()
    note = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "proposed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.election} {self.held_on}"
