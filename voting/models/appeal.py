import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from elections.models import Election
from voting.enums import AppealAbout, AppealChannel, AppealState
from voting.models.roll import Roll


class Appeal(models.Model):
    """An objection to the published roll, with its receipt and its answer (申诉; A-ROLL-19 to A-ROLL-21).

    It is about a person by name; who that is on the roll is settled when it is decided. Whether it is late is told
    when it comes in, by the window of the roll it objects to.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, help_text="Idempotency key of the form")
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="appeals")
    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="appeals")
    number = models.PositiveSmallIntegerField(help_text="Number within the election")
    receipt = models.CharField(
        max_length=12, unique=True, help_text="By which the appellant asks how it stands"
    )
    channel = models.CharField(max_length=10, choices=AppealChannel.choices)
    about = models.CharField(max_length=20, choices=AppealAbout.choices)
    appellant = models.CharField(max_length=50)
    appellant_group = models.PositiveSmallIntegerField(null=True, blank=True)
    contact = models.CharField(max_length=50, blank=True, help_text="Shown to the committee only")
    person = models.CharField(max_length=50, help_text="Whom it is about")
    person_group = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.CharField(max_length=1000)
    filed_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=20, choices=AppealState.choices, default=AppealState.RECEIVED)
    answer = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["election_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="appeal_number_once"),
            models.CheckConstraint(condition=Q(state__in=AppealState.values), name="appeal_state_known"),
            models.CheckConstraint(condition=Q(about__in=AppealAbout.values), name="appeal_about_known"),
            models.CheckConstraint(
                condition=Q(state__in=["received", "with_township"], decided_at=None)
                | (~Q(state__in=["received", "with_township"]) & Q(decided_at__isnull=False) & ~Q(answer="")),
                name="appeal_decided_with_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt
