from functools import reduce
from operator import or_

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
