from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models import Job
from villages.enums import Post, Sex
from villages.models import Resident
from voting.models.contest import Contest


class Outcome(models.Model):
    """What the tally said of a contest, with the input it was computed from."""

    contest = models.OneToOneField(Contest, on_delete=models.CASCADE, related_name="outcome")
    count = models.JSONField(help_text="Input of the tally contract")
    data = models.JSONField(help_text="Output of the tally contract")
    digest = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.contest} {self.data.get('status', '')}"


class WriteInReview(models.Model):
    """The township's verdict on someone elected without being on the formal list (A-REV-13, A-RES-02).

    `resident` is who that is in the register, once the clerk has said it: the ballots know a name only.
    """

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="write_in_reviews")
    post = models.CharField(max_length=15, choices=Post.choices)
    name = models.CharField(max_length=50)
    passed = models.BooleanField()
    sex = models.CharField(
        max_length=1, choices=Sex.choices, blank=True, help_text="Stated for the women's post (C-NOM-08)"
    )
    reason = models.CharField(max_length=300)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    resident = models.ForeignKey(Resident, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["contest_id", "post", "name"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "post", "name"], name="write_in_review_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="write_in_review_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.passed}"
