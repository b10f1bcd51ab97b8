"""What stands against acts of the election committee: nobody presides over it (A-COM-06)."""

from candidates.queries.election_committee import roster_of
from candidates.services.election_committee_seat import unpresided
from elections.models import Election
from elections.rulebook import StepRule
from elections.steps import stands_in_gate


@stands_in_gate
def refuse_while_nobody_presides(election: Election, rule: StepRule) -> None:
    """The committee does nothing more until a deputy who is no candidate is chosen, once it is announced.

    Where the committee was formed off-line, who presides is not known here. Raises NoPresider.
    """
    roster = roster_of(election) if rule.presided else None
    if roster is not None and roster.members and roster.committee.announced_at is not None:
        for refusal in unpresided(roster):
            raise refusal
