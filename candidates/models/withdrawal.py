from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.enums import WithdrawalCause
from candidates.models.candidacy import Candidacy
from elections.models import Election
from voting.enums import InvalidGround


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
    """That somebody stands no longer: by their own letter (ZJ-19), or because the candidacy was cancelled (A-RES-04).

    Ground, clause, decision and evidence are those of a cancelled candidacy. `from_list` is of the committee's list, which
    is then posted again; the Party organisation's is not.
    """

    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="withdrawal")
    cause = models.CharField(max_length=10, choices=WithdrawalCause.choices, default=WithdrawalCause.LETTER)
    received_on = models.DateField(
        help_text="Day on which the letter reached the election committee, or of the decision"
    )
    reason = models.CharField(max_length=300, help_text="As the letter gives it, or what was found")
    ground = models.CharField(max_length=30, choices=InvalidGround.choices, blank=True)
    clause = models.CharField(max_length=40, blank=True)
    decision = models.CharField(max_length=100, blank=True, help_text="The document by which it was decided")
    evidence = models.CharField(max_length=300, blank=True, help_text="On what the finding rests")
    from_list = models.BooleanField(help_text="The person stood on the committee's formal list")
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
            models.CheckConstraint(
                condition=~Q(reason="", cause=WithdrawalCause.LETTER), name="withdrawal_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(change=None) | Q(from_list=True), name="withdrawal_announced_from_list"
            ),
            models.CheckConstraint(
                condition=Q(cause=WithdrawalCause.LETTER, ground="", decision="", evidence="")
                | Q(cause=WithdrawalCause.DECISION) & ~Q(ground="") & ~Q(decision=""),
                name="withdrawal_decided_on_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy} {self.received_on}"
