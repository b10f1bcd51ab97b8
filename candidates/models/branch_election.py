from django.conf import settings
from django.db import models
from django.db.models import F, Q

from elections.models import Election
from villages.models import PartyMember, PartyOrganisation


class BranchElection(models.Model):
    """The election of a sub-branch after the new Party organisation of its place (DOC-95, A-ASM-04)."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="branch_elections")
    branch = models.ForeignKey(PartyOrganisation, on_delete=models.PROTECT, related_name="elections")
    held_on = models.DateField()
    expected = models.PositiveIntegerField(help_text="Members who should come")
    present = models.PositiveIntegerField()
    secretary = models.ForeignKey(
        PartyMember, null=True, on_delete=models.SET_NULL, related_name="elected_to_head"
    )
    secretary_name = models.CharField(max_length=50)
    others = models.CharField(max_length=300, blank=True, help_text="Who else was elected, with the post")
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)

    class Meta:
        ordering = ["election_id", "branch_id"]
        constraints = [
            models.UniqueConstraint(fields=["election", "branch"], name="branch_election_once"),
            models.CheckConstraint(
                condition=Q(present__lte=F("expected")), name="branch_election_present_of_expected"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.branch}"
