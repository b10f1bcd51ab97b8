import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.enums import NoticeChannel, NoticeDecision, NoticeKind
from candidates.models.candidacy import Candidacy
from elections.models import Election
from villages.enums import Body, Post
from villages.models import Resident
from voting.rounds import WRITTEN_IN


class Notice(models.Model):
    """People named in public for some days, during which anybody may object (公示; A-REV-06, C-REV-04, C-REV-05).

    `ends` is the last day of the notice, counted by the calendar when it was posted.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=15, choices=NoticeKind.choices)
    body = models.CharField(max_length=15, choices=Body.choices)
    posted_at = models.DateTimeField()
    ends = models.DateField()
    clause = models.CharField(max_length=40)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)

    class Meta:
        ordering = ["election_id", "posted_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="notice_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ends}"


class NoticePerson(models.Model):
    """Somebody named on a notice, as the paper names them: a candidacy, or whoever was elected by this name written in."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="people")
    candidacy = models.ForeignKey(
        Candidacy, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_in = models.CharField(max_length=50, blank=True, help_text="As the ballots name the person")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    post = models.CharField(max_length=15, choices=Post.choices)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["notice_id", "place"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "candidacy"], name="notice_person_once"),
            models.UniqueConstraint(fields=["notice", "place"], name="notice_place_once"),
            models.CheckConstraint(
                condition=Q(candidacy__isnull=False, written_in="") | Q(candidacy=None) & ~Q(written_in=""),
                name="notice_person_stood_or_written_in",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """The person in the tally of a vote."""
        return WRITTEN_IN + self.written_in if self.written_in else f"c{self.candidacy_id}"


class NoticeObjection(models.Model):
    """What somebody says against a person on a notice, what the check of it found, and the decision."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, help_text="Idempotency key of the form")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="objections")
    person = models.ForeignKey(NoticePerson, on_delete=models.PROTECT, related_name="objections")
    number = models.PositiveSmallIntegerField(help_text="Number within the notice")
    receipt = models.CharField(
        max_length=12, unique=True, help_text="By which the objector asks how it stands"
    )
    channel = models.CharField(max_length=10, choices=NoticeChannel.choices)
    objector = models.CharField(max_length=50)
    contact = models.CharField(max_length=50, blank=True, help_text="Shown to the office only")
    text = models.CharField(max_length=1000)
    filed_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verified = models.CharField(max_length=1000, blank=True, help_text="What the check found")
    decision = models.CharField(max_length=10, choices=NoticeDecision.choices, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["notice_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="notice_objection_number_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | (~Q(decision="") & Q(decided_at__isnull=False) & ~Q(reason="") & ~Q(verified="")),
                name="notice_objection_decided_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt
