from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.enums import IntroductionState, IntroductionWay
from candidates.models.candidacy import Candidacy
from elections.models import Election
from villages.enums import Body


class Introduction(models.Model):
    """One time that candidates were made known to those who elect: the committee's, or the Party's (A-REV-12, A-REV-14)."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="introductions")
    body = models.CharField(max_length=15, choices=Body.choices, default=Body.COMMITTEE)
    held_on = models.DateField()
    way = models.CharField(max_length=24, choices=IntroductionWay.choices)
    arranged_by = models.CharField(max_length=100, help_text="Who arranged it (A-VOTE-10)")
    note = models.CharField(max_length=500, blank=True, help_text="Place, what was asked and answered")
    asked = models.CharField(
        max_length=2000, blank=True, help_text="What the electors asked, and what was answered (A-REV-14)"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "held_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(arranged_by=""), name="introduction_arranged_by_somebody"),
            models.CheckConstraint(
                condition=Q(body__in=[Body.PARTY, Body.COMMITTEE]),
                name="introduction_of_a_body_with_candidates",
            ),
            models.CheckConstraint(
                condition=Q(way__in=IntroductionWay.values), name="introduction_way_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.held_on}"


class IntroductionSheet(models.Model):
    """What the voters are told of one candidate in writing, under the headings of the rulebook (A-REV-12, A-REV-14)."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="introduction")
    texts = models.JSONField(help_text="Heading, by the rulebook's code, to what is written under it")
    state = models.CharField(max_length=10, choices=IntroductionState.choices)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was returned")
    shown = models.ForeignKey(
        Introduction,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sheets",
        help_text="The introduction with which it was published",
    )

    class Meta:
        ordering = ["candidacy_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=IntroductionState.values), name="introduction_sheet_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=IntroductionState.PUBLISHED, shown__isnull=False)
                | ~Q(state=IntroductionState.PUBLISHED) & Q(shown=None),
                name="introduction_sheet_published_with_an_introduction",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntroductionState.RETURNED, reason=""),
                name="introduction_sheet_returned_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy} {self.state}"
