from django.db import models
from django.db.models import F, Q

from candidates.enums import Allotment, RepresentativeState
from elections.models import Election
from villages.enums import Sex
from villages.models import Cadre, Group, Household, Resident


class RepresentativeBook(models.Model):
    """The register of a place's representatives: how places are allotted, when it was filed and published (A-REP-09)."""

    election = models.OneToOneField(Election, on_delete=models.CASCADE, related_name="representative_book")
    mode = models.CharField(max_length=10, choices=Allotment.choices)
    reason = models.CharField(
        max_length=300, blank=True, help_text="Why there are more than usual (A-REP-03)"
    )
    approval = models.CharField(
        max_length=200, blank=True, help_text="Document that lets a register with too few women be filed"
    )
    allotted_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True, blank=True, help_text="Handed in to the township")
    received_at = models.DateTimeField(null=True, blank=True, help_text="Taken on file by the township")
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(
        null=True, blank=True, help_text="Latest change of who is on it since it was published"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(filed_at__isnull=False) | Q(received_at=None, published_at=None),
                name="representative_book_filed_first",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=Allotment.values), name="representative_book_mode_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.mode}"


class ElectingUnit(models.Model):
    """A unit (推选单位) that elects representatives: some households, or a group (A-REP-05)."""

    book = models.ForeignKey(RepresentativeBook, on_delete=models.CASCADE, related_name="units")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    households = models.PositiveIntegerField()
    places = models.PositiveSmallIntegerField()
    women_places = models.PositiveSmallIntegerField(help_text="Of the places, those for women (A-REP-04)")
    held_on = models.DateField(null=True, blank=True, help_text="Day on which the unit voted and counted")
    counted_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(
        max_length=300,
        blank=True,
        help_text="How equal votes, or two of one household, were decided (AMB-22)",
    )

    class Meta:
        ordering = ["book_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="electing_unit_number_once"),
            models.UniqueConstraint(fields=["book", "name"], name="electing_unit_name_once"),
            models.CheckConstraint(
                condition=Q(women_places__lte=F("places"), places__gte=1), name="electing_unit_women_within"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Representative(models.Model):
    """Somebody who had votes in an electing unit: representative, next in line, or no longer.

    `term` is the person's term in the register of posts.
    """

    unit = models.ForeignKey(ElectingUnit, on_delete=models.CASCADE, related_name="people")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    votes = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=RepresentativeState.choices)
    why = models.CharField(max_length=300, blank=True, help_text="Why the person left or moved up")
    term = models.ForeignKey(Cadre, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["unit_id", "-votes", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "resident"], name="representative_once_a_unit"),
            models.CheckConstraint(
                condition=Q(state__in=RepresentativeState.values), name="representative_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="left") | ~Q(why=""), name="representative_left_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name
