from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.eligibility import StatementKind, Weight
from elections.models import Election
from villages.models import Resident


class Statement(models.Model):
    """What an office stated of a person in an election, where no register holds it. A later one outweighs it."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="statements")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=25, choices=StatementKind.choices)
    item = models.CharField(
        max_length=40,
        blank=True,
        help_text="Item of the negative list, or heading of the standards, by its key",
    )
    holds = models.BooleanField(help_text="Whether it holds of the person")
    day = models.DateField(null=True, blank=True, help_text="Day of the event")
    until = models.DateField(null=True, blank=True, help_text="End of its effect, or day it was put right")
    weight = models.CharField(max_length=10, choices=Weight.choices, blank=True)
    office = models.CharField(max_length=60, help_text="The office that states it")
    stated_on = models.DateField()
    document = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "resident_id", "stated_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StatementKind.values), name="statement_kind_known"),
            models.CheckConstraint(
                condition=Q(item="") | Q(kind__in=(StatementKind.NEGATIVE, StatementKind.STANDARDS)),
                name="statement_item_of_the_list",
            ),
            models.CheckConstraint(
                condition=~Q(kind=StatementKind.NEGATIVE, holds=True, item=""),
                name="statement_names_its_item",
            ),
            models.CheckConstraint(condition=~Q(office=""), name="statement_has_office"),
        ]

    def __str__(self) -> str:
        return f"{self.resident} {self.kind} {self.holds}"
