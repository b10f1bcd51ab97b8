from django.conf import settings
from django.db import models

from candidates.models.candidacy import Candidacy


class SignOff(models.Model):
    """One signature or decision above the village on a secretary's candidate (A-REV-05, B-REV-01, C-REV-05).

    `role` is the rulebook's word for who signs (`review.secretary_final_approver`), `place` its place in that order.
    """

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="sign_offs")
    role = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=50, help_text="Who signed, or who presided over the meeting")
    document = models.CharField(max_length=100, help_text="Number of the document or minutes")
    signed_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["candidacy_id", "place"]
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "role"], name="sign_off_once"),
            models.UniqueConstraint(fields=["candidacy", "place"], name="sign_off_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy} {self.role}"
