from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from candidates.models.candidacy import Candidacy
from elections.models import Election

STAGE = 60


class PartyDecision(models.Model):
    """One stage of the Party's path as done: a list decided, a choice, a decision on the secretary, a request, a reply.

    `names` are those on the list or in the paper as they stood then: [{"candidacy": id, "name": …, "post": …}].
    `intended_people` are those whom a list intends for the committee: [{"resident": id, "name": …, "post": …, "votes": …}].
    A stage is done once, unless more names are added to its list.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="party_decisions")
    stage = models.CharField(max_length=STAGE)
    number = models.PositiveSmallIntegerField(default=1, help_text="1, and more where names were added later")
    held_on = models.DateField()
    note = models.CharField(max_length=500)
    document = models.CharField(max_length=60, blank=True, help_text="Number of the document")
    intended = models.CharField(
        max_length=500,
        blank=True,
        help_text="Persons intended for the committee, in the words of older records",
    )
    intended_people = models.JSONField(default=list)
    names = models.JSONField(default=list)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)

    class Meta:
        ordering = ["election_id", "decided_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["election", "stage", "number"], name="party_decision_once")
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.stage}"


class Inspection(models.Model):
    """The inspection (考察) of one person: who, how, what was found under each heading, and the result.

    `form` holds the finding under each of the rulebook's standards: {standard: text}. `ways` are how it was done.
    """

    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="inspection")
    held_on = models.DateField()
    inspectors = models.CharField(max_length=200)
    passed = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    form = models.JSONField(default=dict)
    ways = models.JSONField(default=list)
    mass_appraisal = models.CharField(
        max_length=300, blank=True, help_text="Appraisal by the masses (B-REV-02)"
    )
    discipline_opinion = models.CharField(
        max_length=300, blank=True, help_text="The township discipline commission's opinion (C-REV-03)"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)
    history = HistoricalRecords()

    class Meta:
        ordering = ["candidacy_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(passed=True) | ~Q(reason=""), name="inspection_refusal_has_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidacy} {self.passed}"
