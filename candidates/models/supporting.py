from django.db import models
from django.db.models import F, Q

from candidates.enums import MeetingBasis, RepresentativeState
from elections.models import Election
from villages.enums import Body, Post, Sex
from villages.models import Cadre, Group, Resident

SUPPORTING = (Body.SUPERVISORY, Body.GROUP_LEADERS, Body.COUNCIL)


class SupportingBody(models.Model):
    """A body that is elected after the vote: group leaders, council, supervisory committee (A-POST-02 to A-POST-04)."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="supporting_bodies")
    body = models.CharField(max_length=15, choices=Body.choices)
    begun_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True, help_text="Why it departs from what is usual")
    filed_at = models.DateTimeField(null=True, blank=True, help_text="Handed in; its terms began")
    received_at = models.DateTimeField(null=True, blank=True, help_text="Taken on file by the township")
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(
        null=True, blank=True, help_text="Latest change of who is in it since it was published"
    )

    class Meta:
        ordering = ["election_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["election", "body"], name="supporting_body_once"),
            models.CheckConstraint(condition=Q(body__in=SUPPORTING), name="supporting_body_known"),
            models.CheckConstraint(
                condition=Q(filed_at__isnull=False) | Q(received_at=None, published_at=None),
                name="supporting_body_filed_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.body}"


class BodyMeeting(models.Model):
    """A meeting that elected people to one post of a body: of a group, or of the whole place (VCOL-28)."""

    body = models.ForeignKey(SupportingBody, on_delete=models.CASCADE, related_name="meetings")
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="None: the place"
    )
    post = models.CharField(max_length=15, choices=Post.choices)
    places = models.PositiveSmallIntegerField(help_text="How many the meeting elected")
    held_on = models.DateField()
    chaired_by = models.CharField(max_length=50)
    basis = models.CharField(max_length=20, choices=MeetingBasis.choices)
    entitled = models.PositiveIntegerField(help_text="Persons or households that could have come")
    present = models.PositiveIntegerField()
    decision = models.CharField(max_length=300, blank=True, help_text="How equal votes were decided")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["body_id", "group__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "post", "group"], name="body_meeting_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(basis__in=MeetingBasis.values), name="body_meeting_basis_known"
            ),
            models.CheckConstraint(
                condition=Q(present__lte=F("entitled")), name="body_meeting_present_within"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.held_on}"


class BodyMember(models.Model):
    """Somebody who had votes for a body, or is in it by office; `term` is the person's term in the register."""

    body = models.ForeignKey(SupportingBody, on_delete=models.CASCADE, related_name="people")
    meeting = models.ForeignKey(
        BodyMeeting, null=True, blank=True, on_delete=models.CASCADE, related_name="people"
    )
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=15, choices=Post.choices)
    name = models.CharField(max_length=50)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    votes = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=RepresentativeState.choices)
    why = models.CharField(max_length=300, blank=True, help_text="Why the person left")
    term = models.ForeignKey(Cadre, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["body_id", "-votes", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "resident"], condition=Q(state="elected"), name="body_member_sits_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RepresentativeState.values), name="body_member_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="left") | ~Q(why=""), name="body_member_left_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name
