from django.conf import settings
from django.db import models


class KeptInput(models.Model):
    """What an officer had typed when a step closed before it was sent: kept, and offered again on the same page."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_inputs")
    path = models.CharField(max_length=300, help_text="The address of the page, without its query")
    data = models.JSONField(help_text="The fields as sent: {name: [values]}; never a password or a file")
    refusal = models.JSONField(help_text="Why it was refused, as problem+json")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="kept_input_one_a_page")]

    def __str__(self) -> str:
        return f"{self.user} {self.path}"
