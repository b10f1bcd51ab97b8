import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from elections.models import Election
from voting.enums import MobileReason, MobileState

ACTIVE = Q(state__in=["requested", "confirmed"])


class MobileRoute(models.Model):
    """The way of one mobile ballot box on polling day, with those who carry it."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="mobile_routes")
    number = models.PositiveSmallIntegerField()
    route = models.CharField(max_length=300, help_text="The places in their order")
    sets_out = models.TimeField()
    returns = models.TimeField()

    class Meta:
        ordering = ["election_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="mobile_route_number_once"),
            models.CheckConstraint(condition=Q(returns__gt=F("sets_out")), name="mobile_route_returns_later"),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.number}"

    @property
    def staff(self) -> list[str]:
        """The names of those who carry the box."""
        return [carrier.name for carrier in self.carriers.all()]


class MobileVoter(models.Model):
    """A voter who asked for the mobile box (流动票箱; A-VOTE-05). The person is known as a proxy's principal is."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, help_text="Idempotency key of the form")
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="mobile_voters")
    voter_index = models.BinaryField(max_length=16)
    name = models.CharField(max_length=50)
    group = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=10, choices=MobileReason.choices)
    route = models.ForeignKey(
        MobileRoute, null=True, blank=True, on_delete=models.SET_NULL, related_name="voters"
    )
    state = models.CharField(max_length=10, choices=MobileState.choices, default=MobileState.REQUESTED)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(max_length=200, blank=True, help_text="Why it was refused")

    class Meta:
        ordering = ["election_id", "group", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "voter_index"], condition=ACTIVE, name="mobile_voter_once"
            ),
            models.CheckConstraint(condition=Q(reason__in=MobileReason.values), name="mobile_reason_known"),
            models.CheckConstraint(condition=Q(state__in=MobileState.values), name="mobile_state_known"),
            models.CheckConstraint(
                condition=Q(state="requested", decided_at=None)
                | (~Q(state="requested") & Q(decided_at__isnull=False)),
                name="mobile_decided_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.name
