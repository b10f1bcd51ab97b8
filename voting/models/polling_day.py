from django.conf import settings
from django.db import models
from django.db.models import F, Q

from voting.enums import DayCheck
from voting.models.box import Box


class PlaceTick(models.Model):
    """That something a polling place needs is there, and who saw it."""

    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="ticks")
    check_code = models.CharField(max_length=30, choices=DayCheck.choices)
    person = models.CharField(max_length=50, help_text="Who looked, by name")
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField()

    class Meta:
        ordering = ["box_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["box", "check_code"], name="place_ticked_once"),
            models.CheckConstraint(
                condition=Q(check_code__in=DayCheck.values), name="place_tick_of_a_known_check"
            ),
            models.CheckConstraint(condition=~Q(person=""), name="place_ticked_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.box} {self.check_code}"


class BoxRecord(models.Model):
    """What is on record of a box on polling day: shown empty and sealed before witnesses; after it, its papers.

    `received` = `issued` + `replaced` + `left` once the account is closed. `issued` are papers that voters kept, `replaced`
    those spoilt and given back for another, `left` those never handed out, which were destroyed.
    """

    box = models.OneToOneField(Box, on_delete=models.CASCADE, related_name="record")
    shown_at = models.DateTimeField(help_text="When the box was shown empty")
    seal = models.CharField(max_length=40)
    shown_by = models.CharField(max_length=100, help_text="Who showed and sealed it, by name")
    witnesses = models.CharField(max_length=200)
    received = models.PositiveIntegerField(help_text="Ballot papers the place received")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    issued = models.PositiveIntegerField(null=True, blank=True)
    replaced = models.PositiveIntegerField(null=True, blank=True)
    left = models.PositiveIntegerField(null=True, blank=True)
    destroyed_by = models.CharField(
        max_length=100, blank=True, help_text="Who destroyed the papers that were left"
    )
    note = models.CharField(max_length=200, blank=True, help_text="Why the account differs from the register")
    accounted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accounted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["box_id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(seal="") & ~Q(shown_by="") & ~Q(witnesses=""), name="box_record_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(issued=None, replaced=None, left=None, accounted_by=None, accounted_at=None)
                | Q(
                    issued__isnull=False,
                    replaced__isnull=False,
                    left__isnull=False,
                    accounted_by__isnull=False,
                    accounted_at__isnull=False,
                    received=F("issued") + F("replaced") + F("left"),
                ),
                name="papers_account_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.box} {self.seal}"


class TurnoutReport(models.Model):
    """How many ballots a place had handed out at a moment; a later report of the same moment takes its place."""

    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="turnouts")
    at = models.DateTimeField()
    issued = models.PositiveIntegerField(help_text="Ballots handed out by then, since voting began")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["box_id", "at"]
        constraints = [models.UniqueConstraint(fields=["box", "at"], name="turnout_once_a_moment")]

    def __str__(self) -> str:
        return f"{self.box} {self.issued}"
