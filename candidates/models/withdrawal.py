from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.models.candidacy import Candidacy
from elections.models import Election


class ListChange(models.Model):
    """The formal list posted again: who left it stands in `withdrawals`, who was put on it in `joined`."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="list_changes")
    joined = models.ManyToManyField(Candidacy, related_name="+", blank=True)
    approval = models.CharField(max_length=200, blank=True, help_text="Document for a list without a woman")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "published_at", "pk"]

    def __str__(self) -> str:
        return f"{self.election} {self.published_at:%Y-%m-%d}"


class Withdrawal(models.Model):
    """Somebody's written word that they stand no longer (ZJ-19)."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="withdrawal")
    received_on = models.DateField(help_text="Day on which the letter reached the election committee")
    reason = models.CharField(max_length=300)
    from_list = models.BooleanField(help_text="The person stood on the formal list")
    change = models.ForeignKey(
        ListChange,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="withdrawals",
        help_text="With which list posted again it was announced",
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_reason"),
            models.CheckConstraint(
                condition=Q(change=None) | Q(from_list=True), name="withdrawal_announced_from_list"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy} {self.received_on}"
