from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import Office, User
from elections.enums import Act, Step
from elections.models import Election
from elections.services.ledger import record
from elections.services.locks import lock_election
from voting.enums import ContestState, RollState
from voting.models import Announcement, Choice, Contest, Line, Position, RollEntry
from voting.refusals.count import ContestExists, NotInThisState, RollNotPublished
from voting.rounds import COMMITTEE
from voting.services.appeal_gate import refuse_unsettled_roll

# The whole life of a round; drawn in docs/contest.md.
MOVES: dict[ContestState, frozenset[ContestState]] = {
    ContestState.PREPARED: frozenset({ContestState.COUNTING}),
    ContestState.COUNTING: frozenset({ContestState.TALLIED}),
    ContestState.TALLIED: frozenset({ContestState.COUNTING, ContestState.CONFIRMED}),
    ContestState.CONFIRMED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class ChoiceDraft:
    """A person to vote for; `key` names the person to the caller and in the tally; `sex` "" is unknown."""

    key: str
    name: str
    sex: str


@dataclass(frozen=True, slots=True)
class PositionDraft:
    """A post to fill: rank 1 is the highest; the choices in the order of the paper."""

    post: str
    rank: int
    seats: int
    choices: tuple[ChoiceDraft, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who elects in a meeting: those expected with the right to vote (应到会), and those of them who are present."""

    expected: int
    present: int


@part_of_an_act
def prepare_contest(
    *,
    by: User,
    office: Office,
    election: Election,
    round: str,
    positions: Sequence[PositionDraft],
    day: date,
    now: datetime,
    parent: Contest | None = None,
    act: Act = Act.CONTEST_PREPARED,
    step: str = Step.FORMAL_CANDIDATES,
    body: str = COMMITTEE,
    meeting: Meeting | None = None,
    consent: str = "",
) -> Contest:
    """Prepare a round of a vote, inside the caller's transaction and under the caller's right.

    Electors are the voters of the published roll, or those of the meeting in which the body is elected; the counting
    rule is the rulebook's; `consent` is the paper that lets these people stand. Raises ContestExists where there is a
    first round. By the roll raises RollNotPublished; for a first round AppealsOpen and AdjustmentUnpublished while
    objections may still change the roll.
    """
    number = _next_number(election, body, parent)
    if parent is None and meeting is None:
        refuse_unsettled_roll(election)
    contest = Contest.objects.create(
        election=election,
        body=body,
        round=round,
        parent=parent,
        number=number,
        day=day,
        electors=meeting.expected if meeting else _electors(election),
        present=meeting.present if meeting else None,
        rule=election.cycle.rules.tally_rule(body, round),
        unread_counted=election.cycle.rules.unread_counted(body),
        created_at=now,
    )
    _add_positions(contest, positions)
    record(
        by=by,
        office=office,
        act=act,
        cycle=election.cycle,
        place_code=election.village_id,
        step=step,
        subject=str(election.village),
        data=_recorded(contest, positions) | ({"consent": consent} if consent else {}),
        now=now,
    )
    return contest


def _next_number(election: Election, body: str, parent: Contest | None) -> int:
    rounds = Contest.objects.filter(election=election, body=body).count()
    if parent is None and rounds:
        raise ContestExists(_("The vote of this election is prepared already."))
    return rounds + 1


@part_of_an_act
def set_positions(election: Election, positions: Sequence[PositionDraft]) -> None:
    """Give the first round of the committee's vote, of which nothing is counted, these positions in place of its own.

    Raises NotInThisState once its count has begun.
    """
    contest = Contest.objects.select_for_update().get(election=election, body=COMMITTEE, number=1)
    if contest.state != ContestState.PREPARED:
        here = ContestState(contest.state)
        raise NotInThisState(
            _("This round is “%(here)s”; its candidates do not change any more."),
            {"here": here.label},
            data={"here": here.value},
        )
    contest.positions.all().delete()
    contest.candidates.all().delete()
    _add_positions(contest, positions)


def _electors(election: Election) -> int:
    voters = RollEntry.objects.filter(
        roll__election=election, roll__state=RollState.PUBLISHED, not_registered=""
    ).count()
    if not voters:
        raise RollNotPublished(_("The voter roll is not published, so the number of voters is not known."))
    return voters


def _add_positions(contest: Contest, drafts: Sequence[PositionDraft]) -> None:
    people = {choice.key: choice for draft in drafts for choice in draft.choices}
    made = Choice.objects.bulk_create(
        Choice(contest=contest, key=choice.key, name=choice.name, sex=choice.sex)
        for choice in people.values()
    )
    choices = {choice.key: choice for choice in made}
    for draft in drafts:
        position = Position.objects.create(
            contest=contest, post=draft.post, rank=draft.rank, seats=draft.seats
        )
        Line.objects.bulk_create(
            Line(position=position, choice=choices[choice.key], order=order)
            for order, choice in enumerate(draft.choices, start=1)
        )


def _recorded(contest: Contest, drafts: Sequence[PositionDraft]) -> dict[str, object]:
    return {
        **told_round(contest),
        "round": contest.round,
        "number": contest.number,
        "day": contest.day.isoformat(),
        "electors": contest.electors,
        **({} if contest.present is None else {"present": contest.present}),
        "rule": contest.rule,
        "unread_counted": contest.unread_counted,
        "positions": [
            {"post": draft.post, "seats": draft.seats, "choices": [choice.name for choice in draft.choices]}
            for draft in drafts
        ],
    }


def lock_contest(contest: Contest) -> Contest:
    """The round as it stands now, locked until the transaction ends, with its election, locked before it."""
    election = lock_election(contest.election)
    contest = Contest.objects.select_for_update(of=("self",)).select_related("parent").get(pk=contest.pk)
    contest.election = election
    return contest


def lock_rounds(election: Election, body: str = COMMITTEE) -> list[Contest]:
    """All rounds of a body's vote in their order, locked, with their election, locked before them."""
    election = lock_election(election)
    rounds = list(Contest.objects.select_for_update().filter(election=election, body=body).order_by("number"))
    for contest in rounds:
        contest.election = election
    return rounds


@part_of_an_act
def move(contest: Contest, to: ContestState, now: datetime) -> Contest:
    """Bring a locked round into its next state; what is counted once more is no longer announced.

    Raises NotInThisState where MOVES knows no such way.
    """
    here = ContestState(contest.state)
    if to not in MOVES[here]:
        raise NotInThisState(
            _("This round is “%(here)s” and cannot become “%(to)s”."),
            {"here": here.label, "to": to.label},
            data={"here": here.value, "to": to.value},
        )
    if to == ContestState.COUNTING:
        Announcement.objects.filter(contest=contest).delete()
    contest.state = to
    contest.confirmed_at = now if to == ContestState.CONFIRMED else None
    contest.save(update_fields=["state", "confirmed_at"])
    return contest


def told_round(contest: Contest) -> dict[str, object]:
    """How the ledger names a round: its number, and the body that is elected in a meeting."""
    return {"round": contest.number} | ({} if contest.by_roll else {"body": contest.body})


def step_of(contest: Contest) -> str:
    """The step in whose window a round is counted."""
    if not contest.by_roll:
        return contest.election.cycle.rules.assembly_step
    return Step.RUNOFF if contest.parent_id else Step.COUNT


def voting_step(contest: Contest) -> str:
    """The step in whose window a round is voted."""
    if not contest.by_roll:
        return contest.election.cycle.rules.assembly_step
    return Step.RUNOFF if contest.parent_id else Step.VOTING


def result_step(contest: Contest) -> str:
    """The step in whose window what follows the count of a round is done."""
    return Step.RESULT if contest.by_roll else contest.election.cycle.rules.assembly_step
