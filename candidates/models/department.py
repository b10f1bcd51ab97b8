from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from candidates.enums import DepartmentVerdict
from candidates.models.candidacy import Candidacy
from documents.models import StoredFile
from elections.models import Cycle
from villages.enums import Body
from villages.models import Resident


class DepartmentReview(models.Model):
    """What one department of the joint review is asked about one person, and its answer.

    A person is asked about once a cycle and body; `candidacy` is the one that was handed in. `department` and `item`
    are keys of the rulebook (`review.departments`, `qualification.negative_list`). While `question` stands, the
    village owes an answer.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="department_reviews")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="department_reviews")
    body = models.CharField(max_length=15, choices=Body.choices)
    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="department_reviews")
    department = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    due = models.DateField(null=True, blank=True, help_text="Last day to answer; empty: the plan names none")
    question = models.CharField(max_length=500, blank=True)
    questioned_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=DepartmentVerdict.choices, blank=True)
    item = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    office = models.CharField(max_length=60, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["due", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "resident", "body", "department"], name="department_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at=None) | (~Q(verdict="") & Q(reviewed_at__isnull=False)),
                name="department_verdict_dated",
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=["concern", "fail"]) | ~Q(reason=""),
                name="department_doubt_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="fail") | ~Q(item=""), name="department_failure_names_item"
            ),
        ]
        indexes = [models.Index(fields=["cycle", "department", "verdict"])]

    def __str__(self) -> str:
        return f"{self.candidacy} {self.department} {self.verdict}"

    @property
    def before_told(self) -> str:
        """What the department answered before it was asked anew, in words; where the query asked for it (`before`)."""
        before: str = getattr(self, "before", "")
        return str(DepartmentVerdict(before).label) if before else ""

    @property
    def waits_for_village(self) -> bool:
        """Whether a question to the village stands unanswered."""
        return self.questioned_at is not None


class VerdictSheet(models.Model):
    """A sheet of answers that an officer of a department sent in: looked at, taken over once by the same officer."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
