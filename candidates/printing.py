"""No ballot bears a name without a signed commitment letter for that election; found by `voting.printing`."""

from django.utils.translation import gettext_lazy as _

from accounts.said import Listed
from candidates.queries.letters import unsigned_on
from candidates.told import told_name
from documents.refusals import PaperNotReady
from voting.models import Contest
from voting.printing import stands_against_ballots


@stands_against_ballots
def refuse_without_letters(contest: Contest) -> None:
    """A candidate signs before the ballot is printed (A-DISC-13, B-DISC-03, C-DISC-03). Raises PaperNotReady."""
    board, names = unsigned_on(contest)
    if board is not None and names:
        raise PaperNotReady(
            _("No signed commitment letter for this election: %(names)s."),
            {"names": Listed(map(told_name, names))},
            clause=next(iter((*board.rule.also, board.rule.clause))),
        )
