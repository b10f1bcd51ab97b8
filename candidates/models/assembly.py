from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.models.party_path import STAGE
from elections.models import Election
from villages.models import Resident


class NotExpected(models.Model):
    """A Party member who is to be left out of the number expected at the assembly (A-ASM-05, C-ASM-02).

    Only with every approval that the rulebook asks for is the member not counted. `situation` is a code of the
    rulebook; empty where it lists none. `since` is the first day of it, where it must have lasted for a time.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="not_expected")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="not_expected")
    name = models.CharField(max_length=50)
    situation = models.CharField(max_length=60, blank=True)
    since = models.DateField(null=True, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["election_id", "entered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "resident"], condition=Q(withdrawn_at=None), name="not_expected_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
                name="not_expected_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NotExpectedApproval(models.Model):
    """One of the records that leave a member out: an opinion, a verification, a consent, the assembly's vote."""

    not_expected = models.ForeignKey(NotExpected, on_delete=models.CASCADE, related_name="approvals")
    approval = models.CharField(max_length=60, help_text="The rulebook's code: assembly.exclusion_approvals")
    held_on = models.DateField()
    note = models.CharField(max_length=300, help_text="Who was asked or decided, and what")
    present = models.PositiveIntegerField(
        null=True, blank=True, help_text="Of the assembly’s vote: those present who may vote"
    )
    in_favour = models.PositiveIntegerField(null=True, blank=True)
    against = models.PositiveIntegerField(null=True, blank=True)
    abstained = models.PositiveIntegerField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)

    class Meta:
        ordering = ["not_expected_id", "recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["not_expected", "approval"], name="not_expected_approval_once"),
            models.CheckConstraint(
                condition=Q(present=None, in_favour=None, against=None, abstained=None)
                | Q(present__gte=models.F("in_favour") + models.F("against") + models.F("abstained")),
                name="not_expected_approval_votes_of_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.not_expected} {self.approval}"


class AgendaRecord(models.Model):
    """One item of the assembly's agenda as it was held (A-ASM-05 to A-ASM-18, C-ASM-08).

    Of an item that counts: who was expected, all members present, and those of them without a vote. `votes` holds
    {what: [for, against, abstained]}, `names` {duty: [name, …]}, `helpers` [{"elector": …, "helper": …}].
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="agenda_records")
    item = models.CharField(max_length=STAGE)
    place = models.PositiveSmallIntegerField(help_text="In the agenda, from 1")
    expected = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    without_vote = models.PositiveIntegerField(null=True, blank=True)
    votes = models.JSONField(default=dict, blank=True)
    names = models.JSONField(default=dict, blank=True)
    chair = models.CharField(
        max_length=50,
        blank=True,
        help_text="Who chairs the assembly, with its first item (A-ASM-01, C-ASM-07)",
    )
    issued = models.PositiveIntegerField(null=True, blank=True, help_text="Ballots handed out")
    box_checked_by = models.CharField(max_length=200, blank=True)
    helpers = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=500, blank=True)
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["election_id", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "item"], condition=Q(withdrawn_at=None), name="agenda_item_once"
            ),
            models.CheckConstraint(
                condition=Q(present=None) | Q(without_vote__lte=models.F("present")),
                name="agenda_without_vote_among_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.item}"

    @property
    def voting(self) -> int:
        """Those present who may vote; 0 where nobody was counted."""
        return (self.present or 0) - (self.without_vote or 0)
