import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.models import StoredFile
from elections.models import Election
from voting.enums import ProxyReason, ProxyState

ACTIVE = Q(state__in=["requested", "approved"])


class Proxy(models.Model):
    """One voter's authorisation of another to vote in the person's stead (委托投票).

    Principal and holder are known by the blind index of their identity number, which all versions of the roll share;
    name, group and number are those of the version in force when it was taken in.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, help_text="Idempotency key of the form")
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="proxies")
    principal_index = models.BinaryField(max_length=16)
    principal = models.CharField(max_length=50)
    principal_group = models.PositiveSmallIntegerField()
    principal_number = models.PositiveIntegerField()
    holder_index = models.BinaryField(max_length=16)
    holder = models.CharField(max_length=50)
    holder_group = models.PositiveSmallIntegerField()
    holder_number = models.PositiveIntegerField()
    relation = models.CharField(
        max_length=40, help_text="What the holder is to the principal, as rulebooks name it"
    )
    relation_proof = models.CharField(
        max_length=200, blank=True, help_text="What shows the relation; empty where the registers do"
    )
    reason = models.CharField(max_length=10, choices=ProxyReason.choices)
    note = models.CharField(max_length=200, blank=True)
    medium = models.CharField(max_length=20, help_text="As the rulebook names it: letter, sms …")
    form = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The written form",
    )
    form_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=ProxyState.choices, default=ProxyState.REQUESTED)
    number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of its certificate, once approved"
    )
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True, help_text="Why it was refused or revoked")

    class Meta:
        ordering = ["election_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "principal_index"], condition=ACTIVE, name="proxy_one_of_a_principal"
            ),
            models.UniqueConstraint(
                fields=["election", "number"], condition=Q(number__isnull=False), name="proxy_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(principal_index=F("holder_index")), name="proxy_holder_is_another"
            ),
            models.CheckConstraint(condition=Q(state__in=ProxyState.values), name="proxy_state_known"),
            models.CheckConstraint(condition=Q(reason__in=ProxyReason.values), name="proxy_reason_known"),
            models.CheckConstraint(
                condition=(ACTIVE & Q(ended_at=None))
                | (~ACTIVE & Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="proxy_ended_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["election", "holder_index"])]

    def __str__(self) -> str:
        return f"{self.principal} → {self.holder}"
