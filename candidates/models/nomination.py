from django.db import models
from django.db.models import F, Q

from elections.models import Election
from villages.enums import Post, Sex
from villages.models import Resident


class Nomination(models.Model):
    """The result of the direct nomination by registered voters (A-NOM-08 to A-NOM-11)."""

    election = models.OneToOneField(Election, on_delete=models.CASCADE, related_name="nomination")
    held_on = models.DateField()
    registered = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField(help_text="Papers returned: the voters who took part")
    tie_decision = models.CharField(
        max_length=300,
        blank=True,
        help_text="How equal votes at the cut were decided (A-NOM-10)",
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(returned__lte=F("issued")), name="nomination_returned_not_over_issued"
            ),
            models.CheckConstraint(
                condition=Q(issued__lte=F("registered")), name="nomination_issued_not_over_roll"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.held_on}"


class NominationVote(models.Model):
    """How many nominating votes a person had for a post."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="votes")
    post = models.CharField(max_length=15, choices=Post.choices)
    name = models.CharField(max_length=50)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    votes = models.PositiveIntegerField()

    class Meta:
        ordering = ["nomination_id", "post", "-votes", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "post", "resident"], name="nomination_person_once_a_post"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.votes}"
