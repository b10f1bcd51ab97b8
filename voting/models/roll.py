from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from elections.models import Election
from villages.enums import Sex
from voting.enums import Ground, Relocation, RollState


class VersionManager(models.Manager["Roll"]):
    """The versions of rolls; the rows of a checked sheet that nobody has taken over are none."""

    def get_queryset(self) -> models.QuerySet[Roll]:
        return super().get_queryset().exclude(state=RollState.STAGED)


class Roll(models.Model):
    """One version of the voter roll of an election: a draft, then published and frozen by its digest.

    Before that, while a checked sheet waits to be taken over, its rows stand on a staged roll of its own, which no
    query of versions sees.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="rolls")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=RollState.choices, default=RollState.DRAFT)
    digest = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When a published version was confirmed as final, appeals being decided",
    )

    objects = VersionManager()
    everything: ClassVar[models.Manager[Roll]] = models.Manager()

    class Meta:
        ordering = ["election_id", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "version"], condition=~Q(state="staged"), name="roll_version_once"
            ),
            models.UniqueConstraint(fields=["election"], condition=Q(state="draft"), name="roll_one_draft"),
            models.UniqueConstraint(
                fields=["election"], condition=Q(state="published"), name="roll_one_published"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["staged", "draft"], published_at=None, digest="")
                | (~Q(state__in=["staged", "draft"]) & Q(published_at__isnull=False) & ~Q(digest="")),
                name="roll_published_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(published_at__isnull=False),
                name="roll_confirmed_is_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} v{self.version}"

    @property
    def fingerprint(self) -> str:
        """The first eight characters of the digest, as printed."""
        return self.digest[:8].upper()


class RollEntry(models.Model):
    """A person on the roll, or listed with it as not registered, with the reason (A-ROLL-18)."""

    # found by the unique number, which begins with the roll
    roll = models.ForeignKey(Roll, on_delete=models.CASCADE, related_name="entries", db_index=False)
    village_id = models.CharField(max_length=12)
    number = models.PositiveIntegerField(
        help_text="Number on this roll, by group; also that of the voter card"
    )
    row = models.PositiveIntegerField(
        null=True, blank=True, help_text="Row of the sheet the person came with"
    )
    group = models.PositiveSmallIntegerField()
    household = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=50)
    pinyin = models.CharField(max_length=120)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_date = models.DateField()
    category = models.CharField(
        max_length=20,
        blank=True,
        help_text="Code of the rulebook's category: V1, V2 …; empty for who is not registered",
    )
    evidence = models.JSONField(
        default=dict,
        blank=True,
        help_text="What is on record for the category, by the rulebook's word for what it needs (voting.evidence)",
    )
    relocation = models.CharField(
        max_length=1,
        choices=Relocation.choices,
        blank=True,
        help_text="Case of a relocated person (A-ROLL-11)",
    )
    statement = models.CharField(
        max_length=200, blank=True, help_text="Statement, application or decision on record"
    )
    not_registered = models.CharField(max_length=100, blank=True, help_text="Reason; empty for voters")
    refusal = models.CharField(
        max_length=20,
        choices=Ground.choices,
        blank=True,
        help_text="On which ground the person is not registered",
    )
    id_sealed = models.BinaryField()
    id_index = models.BinaryField(max_length=16)
    id_last4 = models.CharField(max_length=4)

    class Meta:
        ordering = ["roll_id", "number"]
        constraints = [
            # begins with the person, so that it also finds a person on any roll
            models.UniqueConstraint(fields=["id_index", "roll"], name="roll_person_once"),
            models.UniqueConstraint(fields=["roll", "number"], name="roll_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
