"""The terms of those elected, in the place's register of posts: of the two committees by ballot, of other bodies by meeting."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act, ungated
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from accounts.said import Said
from candidates import term_refusals
from candidates.enums import TermEnd
from candidates.models import BodyMember, ElectedTerm, Representative, SupportingBody
from candidates.queries.terms import Entrant, TermBoard, terms_of_body
from candidates.refusals import RelativesUndecided
from candidates.told import told_name
from elections.enums import Act
from elections.models import Election
from elections.queries.posts import posts_for
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.enums import Body
from villages.models import Cadre, Village
from villages.services.cadre import Holding, end_in_training, put_in_cadre, put_right_cadre
from villages.services.locks import lock_place
from voting.enums import InvalidGround, InvalidScope
from voting.models import Invalidity
from voting.rounds import COMMITTEE, FIRST_MEETING, PARTY

Row = TypeVar("Row", BodyMember, Representative)


@ungated(
    "The register of posts is kept whenever a result is confirmed; the votes and the approval before it are gated."
)
def enter_terms(*, by: User, election: Election, body: str, now: datetime) -> list[ElectedTerm]:
    """Enter the terms of those elected to the Party organisation or the committee; of who sat till then they end.

    Who gives way to a relative gets none. Raises what enter_cadre raises, ResultMissing, TermsEntered, and at once all
    of PartyVoteUnsettled, NotAppointed, WriteInUnmatched, RelativesUndecided.
    """
    office = require(by, "register.edit", election.village_id)
    with transaction.atomic():
        village = lock_place(election.village)
        election = lock_election(election)
        board = terms_of_body(election, body)
        if board is None:
            raise term_refusals.ResultMissing(
                _(
                    "No confirmed result is in the application. Enter who was elected on paper in the register of posts."
                )
            )
        faults = list(open_points(board))
        if faults:
            raise Refusals(faults)
        if not board.due:
            raise term_refusals.TermsEntered(_("The terms of everybody elected are in the register already."))
        ended = end_terms(election, board.leaving, _first_day(board), by, now)
        made = [_enter(board, one, village, by, now) for one in board.due]
        record_act(
            by=by,
            office=office,
            act=Act.TERMS_ENTERED,
            election=election,
            subject=str(board.body.label),
            data={
                "body": board.body.value,
                "terms": [_told(row.term) for row in made],
                "ended": [_told(cadre) for cadre in ended],
            },
            now=now,
        )
    return made


def open_points(board: TermBoard) -> Iterator[Refusal]:
    """What keeps the terms of a body from being entered, as refusals."""
    rules = board.election.cycle.rules
    asked = rules.party_appointment
    if board.party is not None and not board.party.settled:
        yield term_refusals.PartyVoteUnsettled(
            _("Secretary and deputies are not elected, or their vote is not confirmed.")
        )
    elif board.party is not None and asked is not None and board.approved_on is None:
        step, part = asked
        yield term_refusals.NotAppointed(
            _("The terms begin with “%(step)s”; that is not on record yet."),
            {"step": Said((part or step).title)},
            clause=(part or step).clause,
            data={"step": step.key},
        )
    for one in board.unmatched:
        yield term_refusals.WriteInUnmatched(
            _("%(name)s was written in; say which resident that is."),
            {"name": told_name(one.seat.name)},
            clause=rules.review.write_in_reviewed.clause or None,
            data={"name": one.seat.name, "post": one.seat.post},
        )
    for pair in board.undecided:
        yield RelativesUndecided(
            _("%(first)s and %(second)s are relatives and both are elected; decide first who gives way."),
            {"first": told_name(pair.first), "second": told_name(pair.second)},
            clause=pair.clause,
        )


def _first_day(board: TermBoard) -> date:
    return min(one.since for one in board.due if one.since is not None)


def _enter(board: TermBoard, one: Entrant, village: Village, by: User, now: datetime) -> ElectedTerm:
    assert one.resident is not None and one.since is not None  # open_points let nobody else pass
    return ElectedTerm.objects.create(
        election=board.election,
        contest=one.contest,
        post=one.seat.post,
        person=one.seat.key,
        term=put_in_cadre(
            village,
            one.resident,
            Holding(board.body, one.seat.post, one.since, term=board.ordinal, duty=one.duty),
            by,
            now,
            board.election.cycle.own_posts,
        ),
        entered_at=now,
    )


def _told(cadre: Cadre) -> dict[str, str]:
    return {"name": cadre.resident.name, "post": cadre.post, "since": cadre.since.isoformat()}


@part_of_an_act
def end_fallen(made: Invalidity, by: User, now: datetime) -> list[str]:
    """End the terms that stood on an election declared invalid, or on a seat given up to a relative, on that day; gives
    their names.

    Who loses a post of the Party's first meeting goes on as a member. The caller holds the place.
    """
    contest = made.contest
    if not made.void:
        return []
    votes = [contest.body] if contest.body in (COMMITTEE, FIRST_MEETING) else [PARTY, FIRST_MEETING]
    rows = ElectedTerm.objects.filter(election=contest.election_id, contest__body__in=votes, ended="")
    if made.scope == InvalidScope.WHOLE:
        rows = rows.exclude(contest__body=contest.body, contest__number__gt=contest.number)
    else:
        rows = rows.filter(person=made.person)
    why = TermEnd.YIELDED if made.ground == InvalidGround.RELATIVE else TermEnd.INVALID
    ended = _end_rows(contest.election, list(rows.select_related("term__resident")), why, by, now)
    if contest.body == FIRST_MEETING:
        _go_on_as_members(contest.election, [row.person for row in ended], by, now)
    return [row.term.resident.name for row in ended]


def _go_on_as_members(election: Election, keys: Collection[str], by: User, now: datetime) -> None:
    board = terms_of_body(election, Body.PARTY)
    if board is None:
        return
    for one in board.due:
        if one.seat.key in keys:
            later = Entrant(one.contest, one.seat, one.resident, localtime(now).date(), duty=one.duty)
            _enter(board, later, election.village, by, now)


def _end_rows(
    election: Election, rows: list[ElectedTerm], why: TermEnd, by: User, now: datetime
) -> list[ElectedTerm]:
    end_terms(election, [row.term for row in rows if row.term.until is None], localtime(now).date(), by, now)
    for row in rows:
        row.ended = why
        row.save(update_fields=["ended"])
    return rows


@part_of_an_act
def end_terms(election: Election, terms: Sequence[Cadre], day: date, by: User, now: datetime) -> list[Cadre]:
    """Put down that terms ended on a day, none before it began; in a training cycle beside the register of posts.

    Raises what change_cadre raises.
    """
    training = election.cycle.own_posts
    for cadre in terms:
        until = max(day, cadre.since)
        holding = Holding(cadre.body, cadre.post, cadre.since, until, cadre.term, cadre.duty)
        if training is None:
            put_right_cadre(cadre, holding, by, now)
        else:
            end_in_training(cadre, holding, by, now, training)
    return list(terms)


@part_of_an_act
def end_terms_of(election: Election, body: str, day: date, by: User, now: datetime) -> list[Cadre]:
    """End the terms of all who sit in a body till its election. The caller holds the place."""
    sitting = posts_for(election).filter(village=election.village_id, body=body, until=None)
    sitting = sitting.select_related("resident")
    return end_terms(election, list(sitting.select_for_update(of=("self",))), day, by, now)


@part_of_an_act
def begin_terms(
    election: Election, people: Sequence[Row], holding: Callable[[Row], Holding], by: User, now: datetime
) -> list[Cadre]:
    """Enter a term for each person elected by a meeting. The caller holds the place. Raises what enter_cadre raises."""
    made = []
    for one in people:
        one.term = put_in_cadre(
            election.village, one.resident, holding(one), by, now, election.cycle.own_posts
        )
        one.save(update_fields=["term"])
        made.append(one.term)
    return made


def holding_of(one: BodyMember) -> Holding:
    """A place in a supporting body, from the day of the meeting."""
    return Holding(one.body.body, one.post, one.meeting.held_on if one.meeting else latest_day(one.body))


def latest_day(book: SupportingBody) -> date:
    """The day of the latest meeting for a body, on which its election was complete."""
    return max(meeting.held_on for meeting in book.meetings.all())
