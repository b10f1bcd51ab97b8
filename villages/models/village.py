from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from villages.enums import Level, VillageKind


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
    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^\d{12}$"), name="village_code"),
            models.CheckConstraint(condition=Q(kind__in=VillageKind.values), name="village_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name
