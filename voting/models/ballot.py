import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from voting.enums import Manner
from voting.models.box import Box
from voting.models.contest import Contest
from voting.models.proxy import Proxy


class IssuedBallot(models.Model):
    """That a ballot was handed out for a voter: in person, to the holder of the proxy, or at the mobile box.

    One voter has one ballot in a round, whatever the manner. What is on the paper is nobody's to know: there is no
    link from here to a vote.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, help_text="Idempotency key of the form")
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="issued_ballots")
    box = models.ForeignKey(
        Box, null=True, blank=True, on_delete=models.PROTECT, related_name="issued_ballots"
    )
    voter_index = models.BinaryField(max_length=16)
    name = models.CharField(max_length=50)
    group = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(help_text="Number on the roll and of the voter card")
    manner = models.CharField(max_length=10, choices=Manner.choices)
    proxy = models.ForeignKey(Proxy, null=True, blank=True, on_delete=models.PROTECT, related_name="ballots")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["contest_id", "issued_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "voter_index"],
                condition=Q(taken_back_at=None),
                name="ballot_once_a_voter",
            ),
            models.CheckConstraint(condition=Q(manner__in=Manner.values), name="ballot_manner_known"),
            models.CheckConstraint(
                condition=Q(manner="proxy", proxy__isnull=False) | (~Q(manner="proxy") & Q(proxy=None)),
                name="ballot_by_proxy_has_one",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_because="")
                | (Q(taken_back_at__isnull=False) & ~Q(taken_back_because="")),
                name="ballot_taken_back_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest} {self.number}"
