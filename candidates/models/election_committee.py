from django.db import models
from django.db.models import Q

from candidates.enums import LeavingCause, MemberRole, MemberState
from elections.models import Election
from villages.enums import Sex
from villages.models import Resident


class ElectionCommittee(models.Model):
    """The body that runs an election (选举委员会): how it was formed, filed and announced (A-COM-01, A-COM-10)."""

    election = models.OneToOneField(Election, on_delete=models.CASCADE, related_name="committee")
    proposed_on = models.DateField(
        null=True, blank=True, help_text="Day of the township's proposal (C-COM-03)"
    )
    formed_by = models.CharField(max_length=40, blank=True, help_text="As the rulebook names it")
    outgoing = models.BooleanField(
        null=True, help_text="Whether the representatives who decided are those of the last term (AMB-06)"
    )
    held_on = models.DateField(null=True, blank=True)
    presided_by = models.CharField(max_length=100, blank=True, help_text="Who chaired the meeting")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it departs from the usual size")
    decision = models.CharField(max_length=300, blank=True, help_text="How equal votes were decided")
    chosen_on = models.DateField(null=True, blank=True, help_text="Day on which its members chose the chair")
    chair_category = models.CharField(
        max_length=40, blank=True, help_text="As the rulebook names it (A-COM-05)"
    )
    chair_reason = models.CharField(max_length=300, blank=True)
    formed_at = models.DateTimeField(null=True, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True, help_text="Handed in to the township")
    received_at = models.DateTimeField(null=True, blank=True, help_text="Taken on file by the township")
    announced_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True, help_text="Latest change since it was announced")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(filed_at__isnull=False) | Q(received_at=None, announced_at=None),
                name="election_committee_filed_first",
            ),
        ]

    def __str__(self) -> str:
        return str(self.election)


class CommitteeMember(models.Model):
    """A person whom the election of the committee named, in the order of its result (A-COM-09)."""

    committee = models.ForeignKey(ElectionCommittee, on_delete=models.CASCADE, related_name="members")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    votes = models.PositiveIntegerField(default=0)
    place = models.PositiveSmallIntegerField(help_text="In the order of the result, from 1")
    state = models.CharField(max_length=10, choices=MemberState.choices)
    role = models.CharField(max_length=10, choices=MemberRole.choices, default=MemberRole.MEMBER)
    chair_votes = models.PositiveSmallIntegerField(default=0, help_text="Of the other members, for chair")
    moved_up_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    cause = models.CharField(max_length=10, choices=LeavingCause.choices, blank=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["committee_id", "place"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "resident"], name="committee_member_once"),
            models.UniqueConstraint(fields=["committee", "place"], name="committee_member_place_once"),
            models.UniqueConstraint(
                fields=["committee"],
                condition=Q(role="chair", state="serving"),
                name="committee_one_chair",
            ),
            models.CheckConstraint(
                condition=Q(state__in=MemberState.values), name="committee_member_state_known"
            ),
            models.CheckConstraint(
                condition=Q(role__in=MemberRole.values), name="committee_member_role_known"
            ),
            models.CheckConstraint(
                condition=Q(state="left", left_on__isnull=False, cause__in=LeavingCause.values)
                | (~Q(state="left") & Q(left_on=None, cause="")),
                name="committee_member_left_with_cause",
            ),
        ]

    def __str__(self) -> str:
        return self.name
