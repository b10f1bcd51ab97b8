from django.db import models


class StoredFile(models.Model):
    """The bytes of one file, kept in the database: written with the act that made it, saved by the same backup."""

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.sha256[:8]} ({self.size})"
