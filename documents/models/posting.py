from django.db import models
from django.db.models import F, Q

from documents.models.paper import Paper


class Posting(models.Model):
    """A paper on the public board of its village, from one moment to another."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="posting")
    place_code = models.CharField(max_length=12)
    note = models.CharField(max_length=120, blank=True)
    posted_at = models.DateTimeField()
    until = models.DateTimeField(
        null=True, blank=True, help_text="End of the publication period; none: stays"
    )

    class Meta:
        ordering = ["-posted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("posted_at")), name="posting_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["place_code", "posted_at"])]

    def __str__(self) -> str:
        return f"{self.paper} {self.posted_at:%Y-%m-%d}"
