from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.models import StoredFile
from voting.enums import BoxKind
from voting.models.contest import Contest

ASSEMBLY, FIRST_MEETING = "党员大会票箱", "第一次全体会议票箱"
# Boxes that the application names itself: papers bear the name, pages the label of the reader's language.
LABELS = {ASSEMBLY: _("Box of the Party assembly"), FIRST_MEETING: _("Box of the first meeting")}


class Box(models.Model):
    """A ballot box: the assembly's, a polling station's or a mobile one. Its count is entered twice."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="boxes")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=BoxKind.choices)
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=120, blank=True)
    groups = models.JSONField(
        default=list,
        blank=True,
        help_text="Numbers of the groups that vote here; none: all that vote nowhere else",
    )
    version = models.PositiveSmallIntegerField(
        default=1, help_text="1 for the first counting, one more a recount"
    )
    agreed = models.JSONField(
        null=True, blank=True, help_text="The count of the box as agreed, in the tally's terms"
    )
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    settled_scrutineers = models.CharField(
        max_length=100, blank=True, help_text="Who ruled on figures that differed (A-CNT-04)"
    )
    settled_chief = models.CharField(max_length=50, blank=True)
    settled_reason = models.CharField(
        max_length=300, blank=True, help_text="Empty where both sheets said the same"
    )

    class Meta:
        ordering = ["contest_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "number"], name="box_number_once"),
            models.CheckConstraint(condition=Q(kind__in=BoxKind.values), name="box_kind_known"),
            models.CheckConstraint(
                condition=Q(agreed=None, agreed_by=None, agreed_at=None)
                | Q(agreed__isnull=False, agreed_by__isnull=False, agreed_at__isnull=False),
                name="box_agreed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """What the box is called on pages."""
        return str(LABELS.get(self.name, self.name))


class CountEntry(models.Model):
    """The sheet of a box as one person typed it. The second person does not see the first one's.

    A recount opens the next version of the box; entries of versions before it stay.
    """

    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="entries")
    version = models.PositiveSmallIntegerField(default=1)
    turn = models.PositiveSmallIntegerField(help_text="1 or 2")
    key = models.UUIDField(
        unique=True, help_text="Given by the page, so that a sheet sent twice is one entry"
    )
    data = models.JSONField(help_text="issued, returned, spoilt, and votes and invalid by position")
    scrutineers = models.CharField(
        max_length=100, blank=True, help_text="Who signed the paper sheet (A-CNT-04)"
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    source = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The workbook it came in",
    )

    class Meta:
        ordering = ["box_id", "version", "turn"]
        constraints = [
            models.UniqueConstraint(fields=["box", "version", "turn"], name="count_entry_turn_once"),
            models.UniqueConstraint(fields=["box", "version", "entered_by"], name="count_entry_two_people"),
            models.CheckConstraint(condition=Q(turn__in=[1, 2]), name="count_entry_turns"),
        ]

    def __str__(self) -> str:
        return f"{self.box} {self.version}.{self.turn}"
