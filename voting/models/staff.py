from django.conf import settings
from django.db import models
from django.db.models import Q

from elections.models import Election
from voting.enums import StaffRole
from voting.models.mobile import MobileRoute

SERVES = Q(released_at=None)


class StaffMember(models.Model):
    """A person chosen to serve on polling day and at the count (选举工作人员).

    A villager is known by the blind index of the identity number, as a voter of the mobile box is; somebody from outside
    by the name alone.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="staff")
    role = models.CharField(max_length=20, choices=StaffRole.choices)
    place = models.CharField(max_length=60, blank=True, help_text="Name of the box; empty: the whole vote")
    route = models.ForeignKey(
        MobileRoute, null=True, blank=True, on_delete=models.CASCADE, related_name="carriers"
    )
    name = models.CharField(max_length=50)
    person_index = models.BinaryField(max_length=16, null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True, help_text="On the roll in force then")
    decision = models.CharField(max_length=200, blank=True, help_text="Who chose the person, and when")
    appointed_at = models.DateTimeField()
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["election_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "role", "place", "route", "name", "person_index"],
                condition=SERVES,
                nulls_distinct=False,
                name="staff_once_a_duty",
            ),
            models.CheckConstraint(condition=Q(role__in=StaffRole.values), name="staff_role_known"),
            models.CheckConstraint(
                condition=Q(role="carrier", route__isnull=False) | (~Q(role="carrier") & Q(route=None)),
                name="staff_carrier_has_route",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, released_because="")
                | (Q(released_at__isnull=False) & ~Q(released_because="")),
                name="staff_released_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name
