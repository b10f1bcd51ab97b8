from django.db import models
from django.db.models import F, Q

from elections.models import Election
from villages.enums import Body, Post
from villages.models import Resident


class Recommendation(models.Model):
    """The meeting of Party members and representatives that recommends people (A-NOM-02 to A-NOM-04).

    Who should attend and who did, by the two groups; the papers; who came from the township to guide; and what the
    appraisal of the sitting members found, where the plan has them appraised there.
    """

    election = models.OneToOneField(Election, on_delete=models.CASCADE, related_name="recommendation")
    held_on = models.DateField()
    members_expected = models.PositiveIntegerField()
    members_present = models.PositiveIntegerField()
    representatives_expected = models.PositiveIntegerField()
    representatives_present = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    guides = models.CharField(max_length=200, blank=True, help_text="Who the township sent to guide")
    expected_reason = models.CharField(
        max_length=300, blank=True, help_text="Why others should attend than the registers name"
    )
    appraisal = models.CharField(max_length=500, blank=True, help_text="What the appraisal found")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(members_present__lte=F("members_expected"))
                & Q(representatives_present__lte=F("representatives_expected")),
                name="recommendation_present_were_expected",
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("issued")), name="recommendation_returned_not_over_issued"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.held_on}"

    @property
    def expected(self) -> int:
        return self.members_expected + self.representatives_expected

    @property
    def present(self) -> int:
        return self.members_present + self.representatives_present


class RecommendationVote(models.Model):
    """How many recommend a person for a post; those of the committee are persons intended only (意向人选)."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="votes")
    body = models.CharField(max_length=15, choices=Body.choices)
    post = models.CharField(max_length=15, choices=Post.choices)
    name = models.CharField(max_length=50)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    votes = models.PositiveIntegerField()

    class Meta:
        ordering = ["recommendation_id", "post", "-votes", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "post", "resident"], name="recommendation_person_once_a_post"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.votes}"
