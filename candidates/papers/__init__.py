"""The papers of the candidates: the result of the nomination, the formal list."""

from django.utils.translation import gettext_lazy as _

from candidates.papers import of_election
from voting.papers import paper

paper(
    "nomination_result",
    _("Notice of the nomination result"),
    of_election.nomination_result,
    of_election.nominations,
    place=10,
    posted=True,
)
paper(
    "formal_candidates",
    _("Notice of formal candidates"),
    of_election.formal_candidates,
    of_election.formal_lists,
    place=45,
    posted=True,
)
