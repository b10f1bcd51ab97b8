"""A ballot of the assembly that rests on what is taken back."""

from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from candidates.party_vote_refusals import BallotsCounted
from elections.models import Election
from voting.enums import ContestState
from voting.models import Contest
from voting.rounds import PARTY


@part_of_an_act
def drop_prepared_ballot(election: Election) -> bool:
    """Drop the members' ballot of which nothing is counted; whether there was one. Raises BallotsCounted."""
    rounds = list(Contest.objects.select_for_update().filter(election=election, body=PARTY))
    if any(contest.state != ContestState.PREPARED or contest.parent_id for contest in rounds):
        raise BallotsCounted(_("The ballots are being counted; this item is not taken back any more."))
    for contest in rounds:
        contest.delete()
    return bool(rounds)
