from django.conf import settings
from django.db import models
from django.db.models import F, Q

from villages.enums import Tie
from villages.models.resident import Resident


class KinTie(models.Model):
    """A bond between two residents that was added by hand; those within a household follow from its register.

    `first` is the spouse, parent or sibling of `second`. The two may be of different villages.
    """

    first = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="ties_to")
    second = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="ties_from")
    tie = models.CharField(max_length=10, choices=Tie.choices)
    proof = models.CharField(max_length=200, help_text="What shows it: a document, who stated it")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second", "tie"], name="kin_tie_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="kin_tie_of_two"),
            models.CheckConstraint(condition=Q(tie__in=Tie.values), name="kin_tie_known"),
            models.CheckConstraint(condition=~Q(proof=""), name="kin_tie_has_proof"),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.tie} {self.second}"
