from functools import reduce
from operator import or_

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from elections.models import Election
from villages.enums import POSTS_OF, Body, Post


def of_its_body() -> Q:
    """That a post is one of the body it is filed under."""
    return reduce(or_, (Q(body=body, post__in=posts) for body, posts in POSTS_OF.items()))


class SeatPlan(models.Model):
    """How many seats a post of a body has in an election, and how many more candidates than seats."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="seat_plan")
    body = models.CharField(max_length=15, choices=Body.choices, default=Body.COMMITTEE)
    post = models.CharField(max_length=15, choices=Post.choices)
    rank = models.PositiveSmallIntegerField(help_text="1 is the highest post")
    seats = models.PositiveSmallIntegerField()
    extra_candidates = models.PositiveSmallIntegerField(default=1, help_text="Differential (A-NOM-11)")
    functions = models.JSONField(
        default=list, blank=True, help_text="What seats are meant for, at most one each (B-ORG-04)"
    )
    reason = models.CharField(
        max_length=300,
        blank=True,
        help_text="Why the plan departs from the usual number",
    )

    class Meta:
        ordering = ["election_id", "body", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["election", "post"], name="seat_plan_post_once"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="seat_plan_has_seats"),
            models.CheckConstraint(condition=of_its_body(), name="seat_plan_post_of_its_body"),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.seats}"

    @property
    def places(self) -> int:
        """How many people may stand for the post: its seats and the differential."""
        return self.seats + self.extra_candidates


class TeamPlan(models.Model):
    """What is planned for the two committees of a village together, beside the seats of each post."""

    election = models.OneToOneField(Election, on_delete=models.CASCADE, related_name="team_plan")
    cross_posted = models.PositiveSmallIntegerField(default=0, help_text="Persons planned to sit in both")
    one_shoulder = models.BooleanField(default=False, help_text="Secretary and director one person (一肩挑)")
    ground = models.CharField(max_length=60, blank=True, help_text="Ground of the plan for more persons")
    population = models.PositiveIntegerField(help_text="As it stood when the seats were set")
    area = models.DecimalField(
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="In square kilometres (B-ORG-01)",
        validators=[MinValueValidator(0)],
    )
    tasks = models.CharField(max_length=300, blank=True, help_text="Work the place has (B-ORG-01)")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.election} {self.cross_posted}"


class SeatApproval(models.Model):
    """An office's approval of more seats than usual; each office whom the rulebook names has its own, in order."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="seat_approvals")
    approver = models.CharField(max_length=60, help_text="The rulebook's code of the office that approves")
    number = models.PositiveSmallIntegerField(help_text="How many more seats are approved")
    document = models.CharField(max_length=100)
    decided_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="seat_approval_of_seats"),
            models.CheckConstraint(condition=~Q(document=""), name="seat_approval_has_document"),
        ]

    def __str__(self) -> str:
        return f"{self.approver} {self.number}"
