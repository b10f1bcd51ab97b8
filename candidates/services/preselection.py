from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusals
from accounts.rules import require
from candidates import standing_refusals
from candidates.counted import counted
from candidates.enums import Preselectors, VoteAbout
from candidates.models import Nomination, NominationVote, Preselection
from candidates.queries.nomination import nomination_of, registered_voters
from candidates.queries.preselection import preselected_seats
from candidates.queries.withdrawal import cancelled_residents
from candidates.services.names import Nominee
from candidates.services.preselection_checks import preselection_faults
from candidates.services.standing import as_decided, stand
from candidates.services.taking import places_of, taken_of
from candidates.tallied import preselection_asked, preselection_figures
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from voting.services.recorded import keep_votes


@dataclass(frozen=True, slots=True)
class PreselectionDraft:
    """How a preselection went. `entitled` is asked of a representatives' meeting; voters are counted on the roll.

    `votes` are those of each nominee, by the number of the nominating line; `decided` names, by post, the residents
    taken of those who are level at the cut, and `tie_decision` says how that was decided.
    """

    held_on: date
    held_by: Preselectors
    present: int
    issued: int
    returned: int
    votes: Mapping[int, int]
    entitled: int = 0
    valid: int | None = None
    invalid: int | None = None
    decided: Mapping[str, Collection[int]] = field(default_factory=dict)
    tie_decision: str = ""


def record_preselection(
    *, by: User, election: Election, draft: PreselectionDraft, now: datetime
) -> Preselection:
    """Record the preselection of every post with more nominees than places; the first by votes stand (C-NOM-06).

    Raises what the gate raises, NoPreselection, PreselectionRecorded, TieUndecided, and at once all of
    DateInTheFuture, BeforeNomination, PresentOverExpected, IssuedOverPresent, ReturnedOverIssued, PapersDoNotAddUp,
    TooFewAttended, PreselectionVoteMissing, NotANominee, VotesOverReturned, VotesOverSeats, NobodyNominated. The field of
    a nominee is `votes-` and the number of the nominating line.
    """
    office = require(by, "nomination.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.NOMINATION, election, now)
        nomination = _due(election)
        plan, nominees = preselected_seats(nomination), _nominees(nomination)
        made = _drafted(nomination, draft, now)
        faults = list(preselection_faults(made, plan, nominees, draft.votes, now))
        if faults:
            raise Refusals(faults)
        voted = _voted(nominees, draft.votes)
        how = preselection_asked(election.cycle.rules, made.held_by)
        found = counted(how, places_of(plan, voted), preselection_figures(made))
        taken = taken_of(plan, found, draft.decided, draft.tie_decision)
        made.save()
        NominationVote.objects.bulk_update(nominees, ["preselection_votes"])
        cancelled = cancelled_residents(election)
        for nominee in (each for each in taken if each.resident.pk not in cancelled):
            stand(election, nominee.post, nominee, now)
        vote = found.recorded(
            VoteAbout.PRESELECTION, made.held_on, decided=draft.decided, decision=draft.tie_decision
        )
        kept = keep_votes(election=election, votes=[vote], now=now)
        record_act(
            by=by,
            office=office,
            act=Act.PRESELECTION_RECORDED,
            election=election,
            step=Step.NOMINATION,
            data=_told(made, voted, taken) | kept,
            now=now,
        )
    return made


def _due(election: Election) -> Nomination:
    """The nomination that waits for its preselection."""
    nomination = nomination_of(election)
    if nomination is None or not nomination.preselected_posts:
        raise standing_refusals.NoPreselection(
            _("No post has more nominees than places, so there is nothing to preselect."),
            clause=election.cycle.rules.nomination.decided_by.clause or None,
        )
    if Preselection.objects.filter(nomination=nomination).exists():
        raise standing_refusals.PreselectionRecorded(_("The preselection is recorded already."))
    return nomination


def _nominees(nomination: Nomination) -> list[NominationVote]:
    return [vote for vote in nomination.votes.all() if vote.post in nomination.preselected_posts]


def _drafted(nomination: Nomination, draft: PreselectionDraft, now: datetime) -> Preselection:
    voters = draft.held_by == Preselectors.VOTERS
    return Preselection(
        nomination=nomination,
        held_on=draft.held_on,
        held_by=draft.held_by,
        entitled=registered_voters(nomination.election) if voters else draft.entitled,
        present=draft.present,
        issued=draft.issued,
        returned=draft.returned,
        valid=draft.valid,
        invalid=draft.invalid,
        tie_decision=draft.tie_decision,
        recorded_at=now,
    )


def _voted(nominees: Sequence[NominationVote], votes: Mapping[int, int]) -> list[Nominee]:
    for nominee in nominees:
        nominee.preselection_votes = votes[nominee.pk]
    return [as_decided(nominee) for nominee in nominees]


def _told(made: Preselection, voted: Sequence[Nominee], taken: Sequence[Nominee]) -> dict[str, object]:
    rows = {nominee.row for nominee in taken}
    return {
        "held_on": made.held_on.isoformat(),
        "held_by": made.held_by,
        "entitled": made.entitled,
        "present": made.present,
        "issued": made.issued,
        "returned": made.returned,
        "valid": made.valid,
        "invalid": made.invalid,
        "votes": [
            {"post": n.post, "name": n.resident.name, "votes": n.votes, "taken": n.row in rows}
            for n in sorted(voted, key=lambda n: (n.post, -n.votes))
        ],
        "tie_decision": made.tie_decision,
    }
