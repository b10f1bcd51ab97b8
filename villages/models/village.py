from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from villages.enums import Complexity, Level, SuccessionKind, VillageKind


class Division(models.Model):
    """A county or township of the official division list, by its code (6 or 9 digits)."""

    code = models.CharField(primary_key=True, max_length=9)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=Level.choices)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="division_level_known")
        ]

    def __str__(self) -> str:
        return self.name


class Village(models.Model):
    """A village or community, by its official 12-digit code; it lies in the township of the first nine digits."""

    code = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60, help_text="As people say it: 棠兴村, 长青社区")
    kind = models.CharField(max_length=10, choices=VillageKind.choices)
    township = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="villages")
    sign = models.CharField(max_length=10, help_text="Sign of its papers: 棠选")
    population = models.PositiveIntegerField()
    linked_cadre = models.CharField(max_length=50, blank=True, help_text="联村干部")
    place_class = models.CharField(
        max_length=20, blank=True, help_text="Class of the place where the plan goes by classes: 一类, 二类"
    )
    collective_income = models.BigIntegerField(
        null=True, blank=True, help_text="Income of the collective economy last year, in yuan"
    )
    remote = models.BooleanField(default=False, help_text="地处偏远")
    scattered = models.BooleanField(default=False, help_text="居住分散")
    complexity = models.CharField(max_length=10, choices=Complexity.choices, default=Complexity.PLAIN)
    closed_on = models.DateField(null=True, blank=True, help_text="Day from which the place is no more")
    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^\d{12}$"), name="village_code"),
            models.CheckConstraint(condition=Q(kind__in=VillageKind.values), name="village_kind_known"),
            models.CheckConstraint(
                condition=Q(complexity__in=Complexity.values), name="village_complexity_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """How a place became another: merged into it, or the same place under a new code. Both rows stay."""

    before = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="successions")
    after = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    on = models.DateField()
    document = models.CharField(max_length=100, help_text="Number of the decision")
    people = models.PositiveIntegerField(help_text="Residents who went over")

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["before"], name="succession_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="succession_of_two"),
            models.CheckConstraint(condition=Q(kind__in=SuccessionKind.values), name="succession_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"
