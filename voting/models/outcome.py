from django.db import models

from documents.models import Job
from voting.models.contest import Contest


class Outcome(models.Model):
    """What the tally said of a contest, with the input it was computed from."""

    contest = models.OneToOneField(Contest, on_delete=models.CASCADE, related_name="outcome")
    count = models.JSONField(help_text="Input of the tally contract")
    data = models.JSONField(help_text="Output of the tally contract")
    digest = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.contest} {self.data.get('status', '')}"
