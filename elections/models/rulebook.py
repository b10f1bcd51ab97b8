from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from elections.rulebook import Rulebook

_digests: dict[int, str] = {}
_thawed: dict[str, Rulebook] = {}


class RulebookEdition(models.Model):
    """One version of a rulebook as the database keeps it: a shipped file as a cycle froze it, or one made here.

    Rows are added, never changed or deleted: a cycle, a closed step and the ledger point at them. `owner` is the
    official code of the office that made it, for the places which that office covers; empty for a shipped file.
    `amends` is the edition that this one puts right, `reason` why, `changed` the places that differ.
    """

    owner = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    title = models.JSONField(help_text="In both languages: {zh, en}")
    text = models.TextField(help_text="The TOML that it is made from")
    data = models.JSONField(help_text="Frozen, the base's values included")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the canonical data")
    amends = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    changed = models.JSONField(default=list, help_text="[{path, before, after}]")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name", "version"], condition=~Q(owner=""), name="edition_version_once"
            ),
            models.UniqueConstraint(fields=["digest"], condition=Q(owner=""), name="edition_shipped_once"),
        ]
        triggers = [pgtrigger.Protect(name="edition_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def key(self) -> str:
        """Its address in the library."""
        return f"edition.{self.pk}"


class RulebookDraft(models.Model):
    """A rulebook being written: the text is changed value by value until it is published as an edition.

    With a `cycle` it is an amendment of that cycle's rulebook; it is based on the edition in force then.
    """

    owner = models.CharField(max_length=12)
    text = models.TextField()
    based_on = models.CharField(max_length=90, help_text="What it was copied from, as people read it")
    cycle = models.ForeignKey(
        "elections.Cycle", null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle"], condition=~Q(cycle=None), name="draft_one_amendment_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.based_on} ({self.owner})"

    @property
    def key(self) -> str:
        """Its address in the library, for those who may see it."""
        return f"draft.{self.pk}"


def thawed(edition_id: int) -> Rulebook:
    """The typed rulebook of an edition; read and thawed once in a process, for an edition never changes.

    Editions of the same digest are the same rulebook.
    """
    if edition_id not in _digests:
        _digests[edition_id] = _column(edition_id, "digest")
    digest = _digests[edition_id]
    if digest not in _thawed:
        _thawed[digest] = Rulebook.thaw(_column(edition_id, "data"))
    return _thawed[digest]


def _column(edition_id: int, name: str) -> Any:
    return RulebookEdition.objects.values_list(name, flat=True).get(pk=edition_id)


def thawed_all(editions: Iterable[RulebookEdition]) -> dict[int, Rulebook]:
    """The typed rulebooks of editions that come with their data, by key; each is thawed once in a process."""
    found = {}
    for edition in editions:
        if edition.digest not in _thawed:
            _thawed[edition.digest] = Rulebook.thaw(edition.data)
        found[edition.pk] = _thawed[edition.digest]
    return found


class AnnouncedHolidays(models.Model):
    """The official holidays of a year as an office entered them, for the places that it covers.

    For a year that the application does not know yet; `source` is the number of the notice that announced them.
    """

    owner = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    off = models.JSONField(help_text="Weekdays that are off, as ISO dates")
    worked = models.JSONField(help_text="Weekend days that are worked, as ISO dates")
    source = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "owner"]
        constraints = [models.UniqueConstraint(fields=["owner", "year"], name="holidays_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.source}"
