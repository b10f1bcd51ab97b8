from django.db import models

from villages.models.village import Village


class Group(models.Model):
    """A villager or resident group (村民小组), numbered within its village."""

    village = models.ForeignKey(Village, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["village_id", "number"]
        constraints = [models.UniqueConstraint(fields=["village", "number"], name="group_once")]

    def __str__(self) -> str:
        return f"第{self.number}组"


class Household(models.Model):
    """A household by registration (户)."""

    village = models.ForeignKey(Village, on_delete=models.CASCADE, related_name="households")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="households")
    number = models.CharField(max_length=20)

    class Meta:
        ordering = ["village_id", "number"]
        constraints = [models.UniqueConstraint(fields=["village", "number"], name="household_once")]
        indexes = [models.Index(fields=["number", "village"], name="household_by_number")]

    def __str__(self) -> str:
        return self.number
