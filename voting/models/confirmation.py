from django.conf import settings
from django.db import models
from django.db.models import Q

from elections.models import Cycle
from villages.enums import VillageKind
from voting.models.contest import Contest


class Announcement(models.Model):
    """A committee's result as its election committee confirmed it, announced on the spot (A-VOTE-09, C-RES-04).

    It stands at the last round; where that is counted once more it is taken back.
    """

    contest = models.OneToOneField(Contest, on_delete=models.CASCADE, related_name="announcement")
    chair = models.CharField(max_length=50, help_text="Who signed for the election committee")
    scrutineer = models.CharField(max_length=50, help_text="The chief scrutineer, who signed the report")
    announced_at = models.DateTimeField()
    place = models.CharField(max_length=100)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(chair="") & ~Q(scrutineer="") & ~Q(place=""), name="announcement_is_signed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest} {self.announced_at}"


class ResultReview(models.Model):
    """The review of an announced result that let it stand: conduct and process were looked at (A-RES-01)."""

    contest = models.OneToOneField(Contest, on_delete=models.CASCADE, related_name="result_review")
    reason = models.CharField(max_length=500, help_text="What was found of conduct and process")
    decision = models.CharField(max_length=100, help_text="The document by which it was decided")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decision=""), name="result_review_has_reason_and_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest} {self.decision}"


class FurtherDecision(models.Model):
    """The decision that seats which a further round left empty are voted on once more (AMB-35); at the last round."""

    contest = models.OneToOneField(Contest, on_delete=models.CASCADE, related_name="further_decision")
    reason = models.CharField(max_length=500)
    decision = models.CharField(max_length=100, help_text="The document by which it was decided")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decision=""), name="further_decision_has_reason_and_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest} {self.decision}"


class CountingConfirmation(models.Model):
    """Values of a cycle's counting rule that the plan does not state, confirmed by an office for one body and kind of
    place (AMB-38): `values` holds each by its path, so that a value changed later is to be confirmed anew.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="counting_confirmations")
    body = models.CharField(max_length=30)
    kind = models.CharField(max_length=10, choices=VillageKind.choices)
    values = models.JSONField()
    decision = models.CharField(max_length=100, help_text="The document by which it was decided")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(decision=""), name="counting_confirmation_has_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} {self.body} {self.kind}"
