from django.conf import settings
from django.db import models

from villages.models.resident import Resident


class OfficerPerson(models.Model):
    """Who an officer is in the registers, so that nobody judges the own case or that of a relative (A-COM-07)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="in_register"
    )
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.user} = {self.resident}"
