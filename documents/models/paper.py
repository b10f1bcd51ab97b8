from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models.file import StoredFile


class Series(models.Model):
    """The numbers of one series of papers of one place in one year: 棠选〔2020〕1号, 2号 …"""

    place_code = models.CharField(max_length=12)
    sign = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place_code", "sign", "year"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.sign}〔{self.year}〕"


class Paper(models.Model):
    """A paper as it was issued: its number, what it is, and the very bytes that were printed."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    place_code = models.CharField(max_length=12, db_index=True)
    place_name = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, help_text="What the paper is about: model label and key")
    code = models.CharField(max_length=8, unique=True, help_text="Verification code printed on the paper")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveIntegerField()
    training = models.BooleanField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_by_office = models.CharField(max_length=60)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="paper_number_once")]
        indexes = [models.Index(fields=["place_code", "kind"])]

    def __str__(self) -> str:
        return f"{self.full_number} {self.title}"

    @property
    def full_number(self) -> str:
        """As printed: 棠选〔2020〕6号."""
        return f"{self.series}{self.number}号"

    @property
    def printed_code(self) -> str:
        """The verification code in two groups: 7K3M-92QD."""
        return f"{self.code[:4]}-{self.code[4:]}"


PAPER_IN_FORCE = Q(replaced_by=None)
