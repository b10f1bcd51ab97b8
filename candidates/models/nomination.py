from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from candidates.enums import Preselectors
from elections.models import Election
from villages.enums import Post, Sex
from villages.models import Resident

# Valid and invalid papers are told together, and are all that came back.
ADD_UP = Q(valid=None, invalid=None) | Q(
    valid__isnull=False, invalid__isnull=False, returned=F("valid") + F("invalid")
)


class Nomination(models.Model):
    """The result of the direct nomination by registered voters (A-NOM-08 to A-NOM-11).

    Nominated by groups, `groups` hold each group's papers and the numbers here are their sums.
    """

    election = models.OneToOneField(Election, on_delete=models.CASCADE, related_name="nomination")
    held_on = models.DateField()
    registered = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField(help_text="Papers returned: the voters who took part")
    valid = models.PositiveIntegerField(
        null=True, blank=True, help_text="Valid papers, where they were counted"
    )
    invalid = models.PositiveIntegerField(null=True, blank=True)
    tie_decision = models.CharField(
        max_length=300,
        blank=True,
        help_text="How equal votes at the cut were decided (A-NOM-10)",
    )
    preselected_posts = ArrayField(
        models.CharField(max_length=15, choices=Post.choices),
        default=list,
        blank=True,
        help_text="Posts with more nominees than places, for which a preselection decides (C-NOM-06)",
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
            models.CheckConstraint(condition=ADD_UP, name="nomination_papers_add_up"),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.held_on}"


class NominationGroup(models.Model):
    """The papers of one villager or resident group, where the groups nominated apart (A-NOM-08)."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField(help_text="Number of the group")
    registered = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()

    class Meta:
        ordering = ["nomination_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "number"], name="nomination_group_once"),
            models.CheckConstraint(
                condition=Q(returned__lte=F("issued")), name="nomination_group_returned_not_over_issued"
            ),
            models.CheckConstraint(
                condition=Q(issued__lte=F("registered")), name="nomination_group_issued_not_over_roll"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination} {self.number}"


class NominationVote(models.Model):
    """How many nominating votes a person had for a post, and how many in the preselection where there was one."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="votes")
    post = models.CharField(max_length=15, choices=Post.choices)
    name = models.CharField(max_length=50)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    votes = models.PositiveIntegerField()
    preselection_votes = models.PositiveIntegerField(
        null=True, blank=True, help_text="Empty: the post had no preselection, or not yet (C-NOM-06)"
    )

    class Meta:
        ordering = ["nomination_id", "post", "-votes", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "post", "resident"], name="nomination_person_once_a_post"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.votes}"

    @property
    def deciding_votes(self) -> int:
        """The votes by which the person is ranked: those of the preselection where there was one."""
        return self.votes if self.preselection_votes is None else self.preselection_votes


class Preselection(models.Model):
    """The preselection that cuts the nominees to seats + differential, for all posts at once (C-NOM-06)."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="preselection")
    held_on = models.DateField()
    held_by = models.CharField(max_length=20, choices=Preselectors.choices)
    entitled = models.PositiveIntegerField(help_text="Voters or representatives who could take part")
    present = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    valid = models.PositiveIntegerField(
        null=True, blank=True, help_text="Valid papers, where they were counted"
    )
    invalid = models.PositiveIntegerField(null=True, blank=True)
    tie_decision = models.CharField(
        max_length=300, blank=True, help_text="How equal votes at the cut were decided"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lte=F("entitled")), name="preselection_present_entitled"
            ),
            models.CheckConstraint(
                condition=Q(issued__lte=F("present")), name="preselection_issued_to_present"
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("issued")), name="preselection_returned_not_over_issued"
            ),
            models.CheckConstraint(
                condition=Q(held_by__in=Preselectors.values), name="preselection_by_known"
            ),
            models.CheckConstraint(condition=ADD_UP, name="preselection_papers_add_up"),
        ]

    def __str__(self) -> str:
        return f"{self.nomination} {self.held_on}"
