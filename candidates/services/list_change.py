from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusals
from accounts.rules import require
from candidates import standing_refusals
from candidates.enums import CandidacyState
from candidates.list_rules import ListRules, list_rules
from candidates.models import Candidacy, ListChange, Withdrawal
from candidates.queries.candidacy import formal_candidates
from candidates.queries.publication import list_order
from candidates.queries.seats import seats_of
from candidates.queries.withdrawal import pending_withdrawals, waiting_for_list
from candidates.services.candidacy import move
from candidates.services.list_checks import list_faults
from candidates.services.list_positions import positions_of
from candidates.states import Move
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate, gate_ahead
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from voting.services.contest import set_positions

# Beyond every place of a list, so that places can be given anew without meeting each other.
ASIDE = 1000


def publish_list_change(*, by: User, election: Election, now: datetime, approval: str = "") -> ListChange:
    """Post the formal list again: without those who left it, with those who moved up and passed, places anew.

    Everything that a first list must be is checked again, the differential with it (VCOL-15.1). Who joins must be
    posted in the window of the list, unless the rulebook has the next by votes fill the place (ZJ-19); a list that
    only became shorter can be posted until the day before the vote.

    Raises what the gate raises, NotPublished, NothingChanged, ListFixed on polling day, and at once all faults that
    `publish_candidates` names.
    """
    office = require(by, "candidate.publish", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        stay, joined = list(formal_candidates(election)), list(waiting_for_list(election))
        left = list(pending_withdrawals(election))
        rules = list_rules(election)
        if joined and not rules.fills:
            gate(Step.FORMAL_CANDIDATES, election, now)
        else:
            gate_ahead(Step.VOTING, election, now)
        _refuse(election, stay, left, joined, rules, now)
        faults = list_faults(election, list(seats_of(election)), [*stay, *joined], approval, now)
        if faults:
            raise Refusals(faults)
        change = ListChange.objects.create(
            election=election, approval=approval, published_by=by, published_at=now
        )
        change.joined.set(joined)
        Withdrawal.objects.filter(pk__in=[each.pk for each in left]).update(change=change)
        _place_anew(election, stay, joined, now)
        people = list(formal_candidates(election))
        set_positions(election, positions_of(election, people))
        record_act(
            by=by,
            office=office,
            act=Act.CANDIDATES_CHANGED,
            election=election,
            step=Step.FORMAL_CANDIDATES,
            data=_told(left, joined, people, approval),
            now=now,
        )
    return change


def _refuse(
    election: Election,
    stay: Sequence[Candidacy],
    left: Sequence[Withdrawal],
    joined: Sequence[Candidacy],
    rules: ListRules,
    now: datetime,
) -> None:
    """Raises NotPublished, NothingChanged, ListFixed."""
    if not (stay or left):
        raise standing_refusals.NotPublished(_("The formal candidates are not published yet."))
    if not (left or joined):
        raise standing_refusals.NothingChanged(
            _("Nobody left the list and nobody is to be put on it; it stands as it was posted.")
        )
    if localtime(now).date() == election.election_day:
        raise standing_refusals.ListFixed(
            _("It is polling day; the list stands as it is."), clause=rules.withdraw_clause
        )


def _place_anew(
    election: Election, stay: Sequence[Candidacy], joined: Sequence[Candidacy], now: datetime
) -> None:
    formal = Candidacy.objects.filter(pk__in=[person.pk for person in stay])
    formal.update(place=F("place") + ASIDE)
    order = list_order(election.cycle.rules)
    for post in {person.post for person in [*stay, *joined]}:
        people = [person for person in [*stay, *joined] if person.post == post]
        for place, person in enumerate(sorted(people, key=order), start=1):
            person.place = place
            if person.state == CandidacyState.FORMAL:
                person.save(update_fields=["place"])
            else:
                move(person, Move.PUBLISH, now)


def _told(
    left: Sequence[Withdrawal], joined: Sequence[Candidacy], people: Sequence[Candidacy], approval: str
) -> dict[str, object]:
    return {
        "left": [{"post": each.candidacy.post, "name": each.candidacy.name} for each in left],
        "joined": [{"post": person.post, "name": person.name} for person in joined],
        "list": [{"post": person.post, "name": person.name, "place": person.place} for person in people],
        "approval": approval,
    }
