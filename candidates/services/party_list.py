"""The lists of the Party's path: who is decided on, by post, and what becomes of those who are left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from candidates.duties import duty_of
from candidates.enums import CandidacyState
from candidates.models import Candidacy, Inspection, PartyDecision
from candidates.party_refusals import DutyLaidDown, OpinionMissing
from candidates.queries.party_path import party_seats, recommendation_of, standing_party
from candidates.refusals import PostNotPlanned, ReasonNeeded, SeatsNotPlanned
from candidates.services.candidacy import move
from candidates.services.formal_opinion import Opinion, Poll, poll_of
from candidates.services.intended import intended_faults, intended_people, parted
from candidates.services.names import Nominee, VoteLine, resolve_members
from candidates.services.naming_checks import naming_faults
from candidates.services.party_list_anew import anew_faults, kin_faults
from candidates.services.party_list_checks import (
    differential_faults,
    entry_faults,
    formal_faults,
    month_faults,
    passed_faults,
    secretary_faults,
)
from candidates.services.stage import Opened, day_faults, keep_decision, open_stage, refuse_deciding_on
from candidates.services.standing import stand
from candidates.states import Move
from candidates.told import told_name
from elections.enums import Act
from elections.models import Election
from villages.enums import BODY_OF, Body, Post
from villages.names.strokes import BY_STROKES
from voting.services.recorded import keep_votes

NOT_ASKED = Opinion()


@dataclass(frozen=True)
class Named:
    """A name on a list, for a post; `resident_id` tells who is meant where several have the name.

    `duty` is what the person is meant for beside the post; None leaves it as it is.
    """

    post: str
    name: str
    resident_id: int | None = None
    duty: str | None = None


def decide_list(
    *,
    by: User,
    election: Election,
    stage: str,
    held_on: date,
    note: str,
    names: Sequence[Named],
    now: datetime,
    opinion: Opinion = NOT_ASKED,
) -> PartyDecision:
    """Decide a list of the Party's path (A-NOM-04, A-NOM-05, A-REV-03, A-REV-06, A-ASM-02), or choose the secretary.

    A list that adds names puts them up; any other names people who stand. Who stood for it and is not on it stands no
    longer. A post that differs from the one before is the new one. Names for posts of the committee are the persons
    intended for it, on the lists that name them. Where the plan has the assembly's opinion decide the formal list,
    `opinion` is kept as a recorded vote, and the list is who has the majority. A list also says who is meant as
    discipline commissioner, unless the plan lays down who that is (A-POST-02, C-ORG-01). Raises what opens a stage
    refuses, SeatsNotPlanned, OwnCandidacy, RelativeCandidacy (A-COM-07), and at once DutyLaidDown, OpinionMissing
    (C-REV-03), and what the checks of lists and of the opinion find; fields are `name-0`, `post-0`, `duty-0`, `intended`,
    `held_on`, `note`, `present`, and `favour-7` by candidacy.
    """
    with transaction.atomic():
        opened = open_stage(by=by, election=election, key=stage, kinds=("list", "choice"), now=now)
        if not party_seats(opened.election):
            raise SeatsNotPlanned(_("The seats of the Party organisation are not set yet."))
        everybody, faults = resolve_members(
            opened.election, [VoteLine(n.post, n.name, 0, n.resident_id) for n in names]
        )
        people, intended = parted(opened, everybody)
        known = {person.resident_id: person for person in standing_party(opened.election)}
        refuse_deciding_on(
            opened, [*(one.resident for one in people), *(one.resident for one in known.values())]
        )
        faults = [
            *day_faults(opened, held_on),
            *([] if note.strip() else [ReasonNeeded(_("Say what the meeting decided."), field="note")]),
            *faults,
            *_post_faults(people),
            *_duty_faults(opened, people, names, known),
            *entry_faults(opened, people, known),
            *intended_faults(opened, intended),
        ]
        poll = poll_of(opened, held_on, opinion, known)
        if not faults:
            faults = [*_rule_faults(opened, held_on, people, known), *(poll.faults(people) if poll else ())]
        if faults:
            raise Refusals(faults)
        listed = _take(opened, people, known, [each.duty for each in names])
        return keep_decision(
            opened,
            Act.PARTY_LIST_DECIDED,
            held_on,
            note,
            listed,
            intended=intended_people(opened, intended),
            in_favour=opinion.in_favour if poll else None,
            more=_kept(opened, poll) if poll else None,
        )


def _kept(opened: Opened, poll: Poll) -> dict[str, Any]:
    """The opinion kept as a recorded vote, and what the ledger says of it."""
    counted = keep_votes(election=opened.election, votes=[poll.held()], now=opened.now)
    return {"opinion": poll.told(), **counted}


def _post_faults(people: Sequence[Nominee]) -> Iterator[Refusal]:
    seen: set[int] = set()
    for nominee in people:
        if BODY_OF[nominee.post] != Body.PARTY or nominee.resident.pk in seen:
            told = _("%(name)s: choose one post of the Party organisation.")
            params = {"name": told_name(nominee.resident.name)}
            yield PostNotPlanned(told, params, field=f"post-{nominee.row}", data={"row": nominee.row})
        seen.add(nominee.resident.pk)


def _duty_faults(
    opened: Opened, people: Sequence[Nominee], names: Sequence[Named], known: Mapping[int, Candidacy]
) -> Iterator[Refusal]:
    """The duty as the plan lays it down; who was inspected without the discipline commission's opinion cannot have it."""
    rules = opened.election.cycle.rules
    opinion = rules.review.discipline_opinion
    for one in people:
        asked, person = names[one.row].duty, known.get(one.resident.pk)
        told = {"name": told_name(one.resident.name)}
        if asked and duty_of(rules, one.post, asked) != asked:
            yield DutyLaidDown(
                _("%(name)s: the deputy secretary is the discipline commissioner by the plan."),
                told,
                clause=rules.seats.deputy_secretary_is_discipline_commissioner.clause,
                field=f"duty-{one.row}",
                data={"row": one.row},
            )
        meant = duty_of(rules, one.post, person.duty if person and asked is None else asked or "")
        inspected: Inspection | None = getattr(person, "inspection", None)
        unheard = inspected is not None and not inspected.discipline_opinion.strip()
        if meant and unheard and opinion.stated and opinion.value:
            yield OpinionMissing(
                _(
                    "%(name)s was inspected without the discipline commission’s opinion; add it to the inspection, or name "
                    "somebody who has it."
                ),
                told,
                clause=opinion.clause,
                field=f"name-{one.row}",
                data={"row": one.row},
            )


def _rule_faults(
    opened: Opened, held_on: date, people: Sequence[Nominee], known: Mapping[int, Candidacy]
) -> Iterator[Refusal]:
    yield from secretary_faults(opened, people, known)
    if opened.stage.adds:
        yield from naming_faults(opened, people, known)
    if opened.stage.differential:
        yield from differential_faults(opened, people, known)
    if opened.stage.kind == "list" and opened.stage.gives != "formal":
        yield from passed_faults(opened, people, known)
    if opened.stage.gives in ("prospective", "formal"):
        yield from anew_faults(opened, people, known)
        yield from kin_faults(opened, people, known)
    if opened.stage.gives == "formal":
        yield from formal_faults(opened, people)
        yield from month_faults(opened, held_on)


def _take(
    opened: Opened,
    people: Sequence[Nominee],
    known: Mapping[int, Candidacy],
    duties: Sequence[str | None],
) -> list[Candidacy]:
    """Bring everyone to where the list puts them; who is asked for by it and not on it is left out."""
    if opened.stage.kind == "choice":
        return _choose(opened, people, known)
    votes = _votes(opened.election)
    listed = [
        _listed(
            opened,
            nominee,
            known.get(nominee.resident.pk),
            votes.get(nominee.resident.pk, 0),
            duties[nominee.row],
        )
        for nominee in people
    ]
    if opened.stage.gives == "formal":
        listed = _in_order(opened, listed)
    for person in known.values():
        if person.pk not in {each.pk for each in listed} and _asked_for(opened, person):
            move(person, Move.LEAVE_OUT, opened.now)
    return listed


def _listed(
    opened: Opened, nominee: Nominee, person: Candidacy | None, votes: int, duty: str | None
) -> Candidacy:
    if person is None:
        voted = Nominee(nominee.row, nominee.post, nominee.resident, votes)
        person = stand(opened.election, nominee.post, voted, opened.now)
    _put(opened, person, nominee.post, duty)
    if opened.stage.gives == "proposed" and person.state == CandidacyState.NOMINATED:
        move(person, Move.PROPOSE, opened.now)
    if opened.stage.gives == "prospective" and person.state != CandidacyState.PROSPECTIVE:
        move(person, Move.LIST, opened.now)
    return person


def _put(opened: Opened, person: Candidacy, post: str, duty: str | None = None) -> None:
    """The post for which somebody stands, with the duty that goes with it."""
    meant = duty_of(opened.election.cycle.rules, post, person.duty if duty is None else duty)
    if (person.post, person.duty) != (post, meant):
        person.post, person.duty = post, meant
        person.save(update_fields=["post", "duty"])


def _asked_for(opened: Opened, person: Candidacy) -> bool:
    """Whether a list that adds names decides on this person: those who are further on stay."""
    return not opened.stage.adds or person.state == CandidacyState.NOMINATED


def _choose(opened: Opened, people: Sequence[Nominee], known: Mapping[int, Candidacy]) -> list[Candidacy]:
    """The person chosen stands for the post, whoever stood for it before stands as a member."""
    chosen = known[people[0].resident.pk]
    for person in known.values():
        wanted = Post.SECRETARY if person is chosen else Post.PARTY_MEMBER
        if person.post != wanted and (person is chosen or person.post == Post.SECRETARY):
            _put(opened, person, wanted)
    return [chosen]


def _in_order(opened: Opened, listed: Sequence[Candidacy]) -> list[Candidacy]:
    """The formal candidates in the order of the ballot (A-ASM-14), each with a place."""
    key = BY_STROKES.get(opened.election.cycle.rules.party_ballot_order)
    people = sorted(listed, key=lambda p: key(p.name)) if key else list(listed)
    for place, person in enumerate(people, start=1):
        person.place = place
        move(person, Move.PUBLISH, opened.now)
    return people


def _votes(election: Election) -> dict[int, int]:
    meeting = recommendation_of(election)
    votes = meeting.votes.all() if meeting else []
    return {vote.resident_id: vote.votes for vote in votes if vote.body == Body.PARTY}
