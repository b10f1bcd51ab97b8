from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from elections.models import Election
from villages.models import Resident


class WouldBe(models.Model):
    """A resident who strongly wishes to stand and is not nominated; no register knows it (C-PRE-08)."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="would_be")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["election", "resident"], name="would_be_once"),
        ]

    def __str__(self) -> str:
        return str(self.resident)


class Talk(models.Model):
    """A talk (谈心谈话) with one person before the election, in one of the groups that the plan names."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="talks")
    group = models.CharField(max_length=40, help_text="As the rulebook names it (C-PRE-08)")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    held_by = models.CharField(max_length=100)
    roles = ArrayField(
        models.CharField(max_length=40),
        default=list,
        help_text="Offices that were there, as the rulebook names them",
    )
    gist = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["election", "group", "resident"], name="talk_once_a_group"),
            models.CheckConstraint(condition=~Q(held_by=""), name="talk_held_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.resident} {self.held_on}"
