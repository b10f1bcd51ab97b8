from django.db import models
from django.db.models import Q

from elections.models import Election
from villages.enums import Post


class SeatPlan(models.Model):
    """How many seats a post of the committee has in an election, and how many more candidates than seats."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="seat_plan")
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
        ordering = ["election_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["election", "post"], name="seat_plan_post_once"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="seat_plan_has_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.seats}"
