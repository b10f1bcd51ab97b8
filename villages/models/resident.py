from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from villages.enums import Leaving, Sex
from villages.models.household import Group, Household
from villages.models.village import Village


class Resident(models.Model):
    """A person in the household register of a village.

    The identity number is sealed (villages.sealing); equality is asked by its blind index. Names sort by stored
    keys, never by collation.
    """

    village = models.ForeignKey(Village, on_delete=models.CASCADE, related_name="residents")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="residents")
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="residents")
    name = models.CharField(max_length=50)
    pinyin = models.CharField(max_length=120, db_collation="C")
    initials = models.CharField(max_length=30, db_collation="C")
    strokes = models.CharField(max_length=250, db_collation="C")
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_date = models.DateField()
    nation = models.CharField(max_length=20)
    education = models.CharField(max_length=10)
    relation = models.CharField(
        max_length=10, help_text="Relation to the head of the household, in the register's words"
    )
    lives_here = models.BooleanField(default=True)
    registered_here = models.BooleanField(
        default=True, help_text="Household registration (户籍) is in this village"
    )
    registered_at = models.CharField(
        max_length=100, blank=True, help_text="Where it is, for those registered elsewhere"
    )
    residence_since = models.DateField(null=True, blank=True, help_text="Living or working here since")
    contact = models.CharField(max_length=50, blank=True, help_text="How to reach the person when away")
    left_on = models.DateField(null=True, blank=True)
    left_why = models.CharField(max_length=10, choices=Leaving.choices, blank=True)
    id_sealed = models.BinaryField()
    id_index = models.BinaryField(max_length=16)
    id_last4 = models.CharField(max_length=4)
    history = HistoricalRecords(excluded_fields=["id_sealed"])

    class Meta:
        ordering = ["village_id", "group_id", "household_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["village", "id_index"], name="resident_once"),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="resident_sex_known"),
            models.CheckConstraint(
                condition=Q(left_on=None, left_why="")
                | Q(left_on__isnull=False, left_why__in=Leaving.values),
                name="resident_left_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["village", "name"]),
            models.Index(fields=["id_index"]),
            # in the order of the register, and one for each way of searching (villages.queries.resident), in its order
            models.Index(fields=["village", "group", "household", "id"], name="resident_in_order"),
            models.Index(
                fields=["village", "group", "household", "id"],
                condition=Q(left_on__isnull=False),
                name="resident_gone_in_order",
            ),
            models.Index(fields=["village", "pinyin", "id"], name="resident_of_place_by_pinyin"),
            models.Index(fields=["pinyin", "id"], name="resident_by_pinyin"),
            models.Index(fields=["initials", "pinyin", "id"], name="resident_by_initials"),
            models.Index(fields=["strokes", "id"], name="resident_by_strokes"),
            models.Index(fields=["id_last4", "pinyin", "id"], name="resident_by_last4"),
        ]

    def __str__(self) -> str:
        return self.name
