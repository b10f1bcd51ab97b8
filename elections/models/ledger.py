import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.enums import Role
from elections.enums import Act


class LedgerHead(models.Model):
    """The end of one chain; locked while an entry is added, so that a chain never forks."""

    chain = models.CharField(primary_key=True, max_length=12, help_text="Official code of the place")
    seq = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.chain} #{self.seq}"


class LedgerEntry(models.Model):
    """One act: who, in which office, in which step, what, on what, with the digest of the data, chained by hash.

    What somebody writes on a public page has no officer: `user` is None, name, office and role are empty.

    Rows are added, never changed or deleted: database triggers refuse both, for every connection.
    """

    chain = models.CharField(max_length=12, help_text="Official code of the village or township")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField(help_text="Time of the act on the clock of its cycle")
    written_at = models.DateTimeField(help_text="Time of writing on the server's clock")
    cycle = models.ForeignKey(
        "elections.Cycle", null=True, blank=True, on_delete=models.PROTECT, related_name="ledger"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user_name = models.CharField(max_length=50, blank=True)
    office = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    step = models.CharField(max_length=60, blank=True)
    act = models.CharField(max_length=40, choices=Act.choices)
    subject = models.CharField(max_length=200)
    data = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the canonical data")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="ledger_seq_once"),
            models.CheckConstraint(
                condition=Q(user=None, user_name="", office="", role="")
                | (Q(user__isnull=False) & ~Q(role="")),
                name="ledger_officer_or_nobody",
            ),
        ]
        indexes = [models.Index(fields=["chain", "-seq"]), models.Index(fields=["cycle", "-written_at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.chain} #{self.seq} {self.act}"
