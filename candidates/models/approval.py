from django.conf import settings
from django.db import models

from candidates.models.candidacy import Candidacy
from elections.models import Election
from villages.models import Resident


class Approval(models.Model):
    """A document by which an office relaxes a rule for a candidacy (A-QUAL-09)."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="approvals")
    rule = models.CharField(max_length=50, help_text="The finding, by its key")
    approver = models.CharField(max_length=40, help_text="The office, by the rulebook's code")
    document = models.CharField(max_length=100)
    approved_on = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["candidacy_id", "approved_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "rule", "approver"], name="approval_once_an_office"),
            models.CheckConstraint(condition=~models.Q(document=""), name="approval_has_document"),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy} {self.rule} {self.document}"


class KinDecision(models.Model):
    """What was decided on two relatives who stand: who gives way, or, with nobody named, that both may stand."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="kin_decisions")
    first = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    yields = models.ForeignKey(
        Resident, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who gives way"
    )
    document = models.CharField(max_length=100)
    decided_on = models.DateField()
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="kin_decision_pair_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(yields=None)
                | models.Q(yields=models.F("first"))
                | models.Q(yields=models.F("second")),
                name="kin_decision_one_of_the_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.second}"
