from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from simple_history.models import HistoricalRecords

from candidates.enums import CandidacyState, ReviewLevel, Verdict
from candidates.models.proposal import Proposal
from candidates.models.seats import of_its_body
from elections.models import Election
from villages.enums import Body, Duty, Post, Sex
from villages.models import Resident


class Candidacy(models.Model):
    """A person who stands for a post of a body, from the recommendation or nomination to the formal list."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="candidacies")
    body = models.CharField(max_length=15, choices=Body.choices, default=Body.COMMITTEE)
    post = models.CharField(max_length=15, choices=Post.choices)
    duty = models.CharField(max_length=15, choices=Duty.choices, blank=True)
    name = models.CharField(max_length=50)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_date = models.DateField(null=True, blank=True)
    education = models.CharField(max_length=10, blank=True)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="candidacies")
    votes = models.PositiveIntegerField(help_text="Nominating votes")
    state = models.CharField(max_length=20, choices=CandidacyState.choices, default=CandidacyState.NOMINATED)
    changed_at = models.DateTimeField()
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="candidacies"
    )
    accepted_on = models.DateField(
        null=True, blank=True, help_text="Day of the signed acceptance (A-QUAL-12)"
    )
    declined_why = models.CharField(max_length=300, blank=True)
    place = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Place on the formal list of the post"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["election_id", "post", "-votes", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["election", "post", "resident"], name="candidacy_once_a_post"),
            models.UniqueConstraint(fields=["election", "post", "place"], name="candidacy_place_once"),
            models.CheckConstraint(
                condition=Q(state__in=CandidacyState.values), name="candidacy_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="formal", place__isnull=False) | (~Q(state="formal") & Q(place=None)),
                name="candidacy_formal_has_place",
            ),
            models.CheckConstraint(condition=of_its_body(), name="candidacy_post_of_its_body"),
            models.CheckConstraint(
                condition=Q(duty="") | Q(duty__in=Duty.values, body=Body.PARTY),
                name="candidacy_duty_of_the_party",
            ),
        ]
        indexes = [models.Index(fields=["state", "changed_at"])]

    def __str__(self) -> str:
        return self.name


class Review(models.Model):
    """One verdict of one office on one candidacy, with its reason."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="reviews")
    level = models.CharField(max_length=10, choices=ReviewLevel.choices)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=500, blank=True)
    on_paper = models.CharField(
        max_length=300, blank=True, help_text="How departments answered that have no officer to ask"
    )
    findings = models.JSONField(
        default=dict, help_text="What the rulebook found when this was decided, by rule"
    )
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)
    reviewed_at = models.DateTimeField()
    sent_back = models.BooleanField(
        default=False, help_text="Takes back every pass before it, for facts that changed since"
    )

    class Meta:
        ordering = ["candidacy_id", "reviewed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_back=False) | Q(verdict="return"), name="review_sent_back_returns"
            ),
            models.CheckConstraint(
                condition=Q(verdict="pass") | ~Q(reason=""), name="review_refusal_has_reason"
            ),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="review_verdict_known"),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy} {self.level} {self.verdict}"

    @property
    def verdict_told(self) -> str:
        """The verdict in words; that of a person who had passed is told apart."""
        return gettext("Sent back for review") if self.sent_back else str(Verdict(self.verdict).label)


class Answer(models.Model):
    """What the village answered to a return, with which it handed the candidacy in again, or to a department."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="answers")
    department_review = models.ForeignKey(
        "candidates.DepartmentReview",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="answers",
        help_text="The department whose question it answers; empty: a return of the review",
    )
    text = models.CharField(max_length=500)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["candidacy_id", "given_at", "pk"]

    def __str__(self) -> str:
        return self.text
