from uuid import UUID

from django.conf import settings
from django.db import models

from accounts.said import Said

SHOWN, LONG = 6, 60


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

    @property
    def sent_to(self) -> str:
        """The address that refused it."""
        return str(self.refusal.get("sent_to", self.path))

    @property
    def words(self) -> list[str]:
        """The first things that were typed, to know it again by."""
        values = (value for values in self.data.values() for value in values)
        return [value[:LONG] for value in values if value.strip() and not _is_a_key(value)][:SHOWN]

    @property
    def why(self) -> Said:
        """Why it was refused."""
        return Said(self.refusal["text"])


def _is_a_key(value: str) -> bool:
    """Whether a value is the idempotency key of a form, which nobody typed."""
    try:
        UUID(value)
    except ValueError:
        return False
    return True
