from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models import StoredFile
from voting.models.box import Box
from voting.models.contest import Contest

GROUPS = (1, 2)


class PaperCount(models.Model):
    """The counting of a box paper by paper: what came out of it, who calls and counts, until somebody closes it.

    One for each version of the box; a recount opens the next, this one stays.
    """

    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="paper_counts")
    version = models.PositiveSmallIntegerField()
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField(
        help_text="Papers from the box, counted before the first is called"
    )
    callers = models.CharField(max_length=100, help_text="Who calls and who counts")
    scrutineers = models.CharField(max_length=100)
    revision = models.PositiveIntegerField(
        default=0, help_text="One more with every change, so that a screen knows whether to read again"
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    chief = models.CharField(max_length=50, blank=True, help_text="Chief of the count who closed it")
    digest = models.CharField(max_length=64, blank=True, help_text="Of all papers, when it was closed")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["box_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["box", "version"], name="paper_count_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, chief="", digest="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(chief="") & ~Q(digest="")),
                name="paper_count_closed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.box} {self.version}"


class Paper(models.Model):
    """One ballot as it was called and typed. Nothing of it is ever changed: it is ruled on, or undone, and stays.

    `ballot` and `ruling` have the form of `voting.paper_ballot`. Papers and voters are not linked: a paper has no
    number of its own, only the place at which its group took it up.
    """

    count = models.ForeignKey(PaperCount, on_delete=models.CASCADE, related_name="papers")
    group = models.PositiveSmallIntegerField(help_text="The counting group: 1 or 2")
    serial = models.PositiveIntegerField(help_text="In the order in which the group's papers arrived")
    client_id = models.UUIDField(
        unique=True, help_text="Given by the page, so that a paper sent twice is one paper"
    )
    ballot = models.JSONField(help_text="What was typed")
    doubtful = models.BooleanField(default=False, help_text="Set aside, to be ruled on")
    photo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    no_photo_because = models.CharField(
        max_length=300, blank=True, help_text="Why a paper was ruled on without a photograph"
    )
    ruling = models.JSONField(null=True, blank=True, help_text="What a doubtful paper counts as")
    ruled_scrutineers = models.CharField(max_length=100, blank=True)
    ruled_chief = models.CharField(max_length=50, blank=True)
    ruled_because = models.CharField(max_length=300, blank=True)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ruled_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["count_id", "group", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["count", "group", "serial"], name="paper_serial_once"),
            models.CheckConstraint(condition=Q(group__in=GROUPS), name="paper_group_known"),
            models.CheckConstraint(
                condition=Q(ruling__isnull=True, ruled_by=None, ruled_at=None)
                | (
                    Q(doubtful=True, ruling__isnull=False, ruled_by__isnull=False, ruled_at__isnull=False)
                    & ~Q(ruled_scrutineers="")
                    & ~Q(ruled_chief="")
                    & ~Q(ruled_because="")
                ),
                name="paper_ruled_by_named_people",
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="paper_undone_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}.{self.serial}"

    @property
    def unruled(self) -> bool:
        return self.doubtful and self.ruling is None


class HallLink(models.Model):
    """The link under which a projector shows the counting of a round without signing in: figures and printed names.

    Opened anew, the old one is dead; revoked, it is gone.
    """

    contest = models.OneToOneField(Contest, on_delete=models.CASCADE, related_name="hall_link")
    digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the token; the token is not kept"
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.contest} {self.opened_at:%Y-%m-%d %H:%M}"
