from django.conf import settings
from django.db import models
from django.db.models import Q

from voting.models.contest import Contest


class Sealing(models.Model):
    """The ballots of a round under seal: in how many packets, who holds them, where, until when at least.

    Opening a box for a recount breaks it; the ballots are sealed anew then, and the record of before stays.
    """

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="sealings")
    sealed_at = models.DateTimeField()
    packets = models.PositiveSmallIntegerField()
    seals = models.CharField(max_length=200, help_text="Numbers of the seals")
    sealed_by = models.CharField(max_length=200, help_text="Who sealed and signed, by name")
    holder = models.CharField(max_length=100, help_text="Who holds the packets")
    place = models.CharField(max_length=100)
    keep_until = models.DateField(null=True, blank=True, help_text="Not before this day, where one is set")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    broken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["contest_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest"], condition=Q(broken_at=None), name="ballots_sealed_once"
            ),
            models.CheckConstraint(condition=Q(packets__gte=1), name="sealing_has_packets"),
            models.CheckConstraint(
                condition=~Q(seals="") & ~Q(sealed_by="") & ~Q(holder="") & ~Q(place=""),
                name="sealing_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest} {self.seals}"
