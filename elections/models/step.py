from django.conf import settings
from django.db import models

from elections.enums import Step
from elections.models.election import Election


class StepRecord(models.Model):
    """A step done off-line, with date, people and what was done (全程纪实, A-DISC-16)."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="step_records")
    step = models.CharField(max_length=30, choices=[(step.value, step.value) for step in Step])
    held_on = models.DateField()
    people = models.CharField(max_length=200)
    note = models.CharField(max_length=500)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["election", "step"], name="step_record_once")]

    def __str__(self) -> str:
        return f"{self.election} {self.step}"
