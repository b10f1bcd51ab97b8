from django.db import models
from django.db.models import Q

from candidates.enums import TermEnd
from elections.models import Election
from villages.enums import Post
from villages.models import Cadre
from voting.models import Contest


class ElectedTerm(models.Model):
    """The term on which somebody elected by ballot entered: `term` is its row in the register of posts.

    `person` is the key of the tally in the round that elected. `ended` tells why the election ceased to carry the term.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="terms")
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="+")
    post = models.CharField(max_length=15, choices=Post.choices)
    person = models.CharField(max_length=60)
    term = models.OneToOneField(Cadre, on_delete=models.CASCADE, related_name="elected_by")
    entered_at = models.DateTimeField()
    ended = models.CharField(max_length=10, choices=TermEnd.choices, blank=True)

    class Meta:
        ordering = ["election_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "post", "person"], name="elected_term_once"),
            models.CheckConstraint(
                condition=Q(ended="") | Q(ended__in=TermEnd.values), name="elected_term_end_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.term)
