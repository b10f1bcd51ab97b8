"""How a person comes to stand: taken up from the nomination, or moved up into a place that became free."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import User
from accounts.rules import require
from candidates import refusals, standing_refusals
from candidates.models import Candidacy, NominationVote
from candidates.queries.nomination import next_in_line
from candidates.queries.withdrawal import cancelled_residents
from candidates.services.late_place import gate_of_way
from candidates.services.names import Nominee
from candidates.told import told_name
from elections.enums import Act, Step
from elections.models import Election
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.enums import BODY_OF


@part_of_an_act
def stand(election: Election, post: str, nominee: Nominee | NominationVote, now: datetime) -> Candidacy:
    """Put a person up for a post, with the facts of the register as they are now. Raises CandidacyCancelled."""
    resident = nominee.resident
    if resident.pk in cancelled_residents(election):
        raise standing_refusals.CandidacyCancelled(
            _("%(name)s does not stand again: the candidacy was cancelled."),
            {"name": told_name(resident.name)},
            clause=election.cycle.rules.review.improper_competition_cancels.clause or None,
        )
    return Candidacy.objects.create(
        election=election,
        body=BODY_OF[post],
        post=post,
        name=resident.name,
        sex=resident.sex,
        birth_date=resident.birth_date,
        education=resident.education,
        resident=resident,
        votes=nominee.votes,
        changed_at=now,
    )


def as_decided(vote: NominationVote) -> Nominee:
    """A nominee with the votes by which the person is ranked."""
    return Nominee(vote.pk, vote.post, vote.resident, vote.deciding_votes)


def move_up(*, by: User, election: Election, vote: NominationVote, reason: str, now: datetime) -> Candidacy:
    """Take the next by votes into the place of somebody who declined or was not passed.

    Raises what the gate raises, NotNextInLine, and ReasonNeeded where several are level.
    """
    office = require(by, "nomination.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate_of_way(Step.PROPOSAL, election, now)
        line = next_in_line(election).get(vote.post, [])
        if vote.pk not in {next_one.pk for next_one in line}:
            raise refusals.NotNextInLine(
                _("%(name)s is not the next by votes for this post, or the post has its candidates."),
                {"name": told_name(vote.name)},
                clause=election.cycle.rules.nomination.decided_by.clause,
            )
        if len(line) > 1 and not reason.strip():
            told = _("%(count)s people are level; say how it was decided between them.")
            raise refusals.ReasonNeeded(told, {"count": len(line)}, field="reason")
        made = stand(election, vote.post, as_decided(vote), now)
        record_act(
            by=by,
            office=office,
            act=Act.NOMINATION_RECORDED,
            election=election,
            step=Step.NOMINATION,
            subject=vote.name,
            data={"moved_up": vote.name, "post": vote.post, "votes": vote.deciding_votes, "reason": reason},
            now=now,
        )
    return made
