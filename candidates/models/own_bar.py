from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from elections.models import Election
from elections.rulebook.sections.candidates import Addition, Bar
from elections.rulebook.value import Text
from elections.rulebook.wording import word


class OwnBar(models.Model):
    """A circumstance that a village added to the plan's negative list by its own meeting (A-NEG-12, C-QUAL-03).

    `clause` is that by which it may. Struck, it is asked of nobody any more and stays with its reason.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="own_bars")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=100, help_text="Who proposed it")
    adopted_by = models.CharField(max_length=40, help_text="The meeting, as the rulebook names it (A-MET-05)")
    adopted_on = models.DateField()
    document = models.CharField(max_length=100, help_text="The election method or plan that it stands in")
    judged_by = ArrayField(
        models.CharField(max_length=60), default=list, help_text="Departments, by the rulebook's keys"
    )
    clause = models.CharField(max_length=40)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    struck_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["election_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "title"], condition=Q(struck_at=None), name="own_bar_once"
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_reason="")
                | Q(struck_at__isnull=False) & ~Q(struck_reason=""),
                name="own_bar_struck_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def bar(self) -> Bar:
        """The circumstance as an item of the negative list."""
        return Bar(
            key=f"own_{self.pk}",
            title=Text(zh=self.title, en=self.title_en or self.title),
            clause=self.clause,
            added=Addition(
                by=word(self.adopted_by),
                document=Text(zh=self.document, en=self.document),
                on=self.adopted_on,
                judged_by=tuple(self.judged_by),
            ),
        )
