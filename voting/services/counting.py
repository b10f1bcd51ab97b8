"""What both ways of counting a box have in common: what must be before it, how the box agrees, what the ledger keeps."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import Office, User
from elections.enums import Act
from elections.services.gate import gate
from elections.services.ledger import record_act
from voting.enums import ContestState
from voting.models import Box, Contest
from voting.queries.contest import counted, voting_ends, voting_over
from voting.refusals.count import ReasonNeeded, TimeAndPlaceNotPublished, VotingNotOver
from voting.refusals.result import ResultConfirmed
from voting.services.appeal_gate import refuse_open_appeals
from voting.services.contest import lock_contest, step_of, told_round
from voting.services.staff_checks import refuse_barred_staff, refuse_unfilled_duties
from voting.services.tally import start_tally


@dataclass(frozen=True, slots=True)
class Ruled:
    """Who ruled on the figures in which two sheets differ, and what they found; empty where both said the same."""

    scrutineers: str
    chief: str
    reason: str


NOBODY: Final = Ruled("", "", "")


def lock_box(box: Box) -> tuple[Contest, Box]:
    """The round and the box as they stand now, locked with their election until the transaction ends."""
    contest = lock_contest(box.contest)
    box = Box.objects.select_for_update().get(pk=box.pk)
    box.contest = contest
    return contest, box


def refuse_before_the_end(contest: Contest, now: datetime) -> None:
    """Open the gate of the count, after the published hours only.

    Raises ResultConfirmed, TimeAndPlaceNotPublished, VotingNotOver, what the gate raises.
    """
    voting = contest.election.cycle.rules.voting
    if contest.state == ContestState.CONFIRMED:
        raise ResultConfirmed(_("The result is confirmed."))
    if contest.by_roll and contest.places_published_at is None:
        raise TimeAndPlaceNotPublished(
            _("Time and place of this vote are not published."),
            clause=voting.time_and_place_published.clause or None,
        )
    gate(step_of(contest), contest.election, now)
    if not voting_over(contest, now):
        raise VotingNotOver(
            _("Boxes are opened after voting, which ends on %(ends)s."),
            {"ends": voting_ends(contest)},
            clause=voting.counted_in_public.clause or None,
            data={"ends": voting_ends(contest).isoformat()},
        )


def refuse_unready(contest: Contest) -> None:
    """What stands against counting a vote by the roll. Raises AppealsOpen; before its first box
    DutyUnfilled, and Refusals with StaffBarred."""
    if not contest.by_roll:
        return
    refuse_open_appeals(contest.election)
    if contest.state == ContestState.PREPARED:
        refuse_barred_staff(contest.election)
        refuse_unfilled_duties(contest.election, at_count=True)


def need_reason(reason: str) -> None:
    """Raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded(_("Write down the reason; it goes into the ledger."), field="reason")


@part_of_an_act
def agree(
    contest: Contest, box: Box, count: dict[str, Any], by: User, now: datetime, ruled: Ruled = NOBODY
) -> None:
    """Keep the agreed count of a locked box; when all boxes agree the tally starts."""
    keep_agreed(box, count, by, now, ruled)
    if not contest.boxes.filter(agreed_at=None).exists() and not counted(contest):
        start_tally(by=by, contest=contest)


@part_of_an_act
def keep_agreed(
    box: Box, count: dict[str, Any] | None, by: User | None, now: datetime | None, ruled: Ruled = NOBODY
) -> None:
    """Keep what a box agreed on and who ruled so, or that it is not agreed any more."""
    box.agreed, box.agreed_by, box.agreed_at = count, by, now
    box.settled_scrutineers, box.settled_chief = ruled.scrutineers, ruled.chief
    box.settled_reason = ruled.reason
    box.save(
        update_fields=[
            "agreed",
            "agreed_by",
            "agreed_at",
            "settled_scrutineers",
            "settled_chief",
            "settled_reason",
        ]
    )


@part_of_an_act
def record_box(
    act: Act, by: User, office: Office, contest: Contest, box: Box, data: dict[str, Any], now: datetime
) -> None:
    """Enter an act on a box in the ledger."""
    record_act(
        by=by,
        office=office,
        act=act,
        election=contest.election,
        step=step_of(contest),
        subject=box.name,
        data=told_round(contest) | {"box": box.number} | data,
        now=now,
    )
