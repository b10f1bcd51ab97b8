from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import require
from elections.enums import Act, Step
from elections.queries.progress import StepProgress
from elections.services.gate import gate
from elections.states import last_day
from villages.names.strokes import BY_STROKES
from voting.models import Contest
from voting.queries.result import Vote, vote_of
from voting.refusals.result import CountRunning, DayPassed, DayTooLate, NoRoundPending, ResultConfirmed
from voting.rounds import Due, DuePost
from voting.services.box import BoxDraft, replace_boxes
from voting.services.contest import ChoiceDraft, Meeting, PositionDraft, lock_rounds, prepare_contest


def open_runoff(
    *,
    by: User,
    contest: Contest,
    day: date,
    now: datetime,
    boxes: Sequence[BoxDraft] | None = None,
    opens_at: time | None = None,
    closes_at: time | None = None,
    meeting: Meeting | None = None,
) -> Contest:
    """Open the round that must follow: a re-vote of those level, a runoff for empty seats, a void round anew.

    `contest` is the last round. Hours and boxes are those of that round unless given; they are published with
    publish_time_and_place as before. A round in a meeting is counted from those who are present in it. Raises
    NoRoundPending, CountRunning, ResultConfirmed, DayPassed, DayTooLate.
    """
    election, body = contest.election, contest.body
    office = require(by, "runoff.open", election.village_id)
    with transaction.atomic():
        lock_rounds(election, body)
        step = Step.RUNOFF if contest.by_roll else election.cycle.rules.assembly_step
        here = gate(step, election, now)
        vote = vote_of(election, body)
        due = _due(vote, contest)
        assert vote is not None
        _refuse_day(contest, day, here, now)
        made = prepare_contest(
            by=by,
            office=office,
            election=election,
            round=due.round,
            positions=_positions(vote, due),
            day=day,
            now=now,
            parent=contest,
            act=Act.RUNOFF_OPENED,
            step=step,
            body=body,
            meeting=meeting,
        )
        made.opens_at, made.closes_at = opens_at or contest.opens_at, closes_at or contest.closes_at
        made.save(update_fields=["opens_at", "closes_at"])
        replace_boxes(made, boxes if boxes is not None else _boxes_of(contest))
    return made


def _due(vote: Vote | None, contest: Contest) -> Due:
    if vote is None or vote.standing.running:
        raise CountRunning(_("The count is not complete; partial figures are no result."))
    if vote.confirmed and not vote.reopened:
        raise ResultConfirmed(_("The result is confirmed."))
    if vote.standing.due is None or vote.last.pk != contest.pk:
        raise NoRoundPending(_("The outcome asks for no further round."))
    return vote.standing.due


def _refuse_day(contest: Contest, day: date, here: StepProgress, now: datetime) -> None:
    if day < localtime(now).date() or day < contest.day:
        raise DayPassed(_("%(day)s has passed."), {"day": day}, field="day")
    closes = here.window.closes
    if closes is not None and day > last_day(closes):
        raise DayTooLate(
            _("%(day)s is too late; the last day for a further round is %(last)s."),
            {"day": day, "last": last_day(closes)},
            clause=here.window.clause,
            field="day",
        )


def _positions(vote: Vote, due: Due) -> list[PositionDraft]:
    """Each post that is voted on, with its names in the order of the ballot: most votes first, in the Party's assembly as the
    rulebook orders its ballot (A-ASM-14).
    """
    last = vote.last
    key = None if last.by_roll else BY_STROKES.get(last.election.cycle.rules.party_ballot_order)
    ranks = {position.post: position.rank for held in vote.rounds for position in held.positions.all()}
    return [
        PositionDraft(
            post=post.post,
            rank=ranks[post.post],
            seats=post.seats,
            choices=tuple(
                ChoiceDraft(who, vote.name(who), vote.sex(who)) for who in _in_order(vote, post, key)
            ),
        )
        for post in due.posts
    ]


def _in_order(vote: Vote, post: DuePost, key: Callable[[str], str] | None) -> list[str]:
    people = [who for who, _votes in post.people]
    return sorted(people, key=lambda who: key(vote.name(who))) if key else people


def _boxes_of(contest: Contest) -> list[BoxDraft]:
    return [BoxDraft(box.kind, box.name, box.address, tuple(box.groups)) for box in contest.boxes.all()]
