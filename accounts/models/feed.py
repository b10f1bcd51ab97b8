from django.conf import settings
from django.db import models


class FeedLink(models.Model):
    """A private link under which a calendar program reads an officer's dates without signing in.

    Whoever has the token sees what the officer sees of the calendar, and nothing else; made anew, the old one is dead.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed")
    digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the token; the token is not kept"
    )
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%Y-%m-%d}"
