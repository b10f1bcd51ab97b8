from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from elections.chain import digest
from elections.enums import Act
from elections.services.gate import gate
from elections.services.ledger import record
from voting.count_checks import faults_of
from voting.count_sheet import Sheet, differing, read, settled
from voting.enums import ContestState
from voting.models import Box, Contest, CountEntry
from voting.naming import typed_names
from voting.queries.ballot import handed_out
from voting.queries.contest import counted, voting_ends, voting_over
from voting.queries.count import entries_of, plan_of
from voting.refusals.count import (
    BoxEnteredAlready,
    FigureUnsettled,
    NothingToReopen,
    NothingToSettle,
    ReasonNeeded,
    RoundFollowed,
    SecondPersonNeeded,
    StalePage,
    TimeAndPlaceNotPublished,
    VotingNotOver,
)
from voting.refusals.result import ResultConfirmed
from voting.refusals.sheet import SheetWarning
from voting.services.appeal_gate import refuse_open_appeals
from voting.services.contest import lock_contest, move, step_of
from voting.services.staff_checks import refuse_barred_staff, refuse_unnamed_scrutineers
from voting.services.tally import start_tally


def enter_count(
    *,
    by: User,
    box: Box,
    data: Mapping[str, Any],
    key: UUID,
    now: datetime,
    scrutineers: str = "",
    accepted: Collection[str] = (),
) -> CountEntry:
    """Enter the count sheet of a box: the first person's, or the second's, who has not seen the first.

    `data` is a sheet of voting.count_sheet; `accepted` the codes of warnings the person has seen. The same
    `key` sent again is the same entry. When both sheets say the same the box is agreed; when all boxes are,
    the tally starts. Raises VotingNotOver, AppealsOpen, ScrutineerNotNamed, SecondPersonNeeded, BoxEnteredAlready;
    Refusals with StaffBarred, and with all that does not add up.
    """
    office = require(by, "count.enter", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = _locked(box)
        known = CountEntry.objects.filter(key=key).first()
        if known is not None:
            return _the_same(known, box, by)
        _refuse_before_the_end(contest, now)
        refuse_open_appeals(contest.election)
        if contest.state == ContestState.PREPARED:
            refuse_barred_staff(contest.election)
        refuse_unnamed_scrutineers(contest, box.name, typed_names(scrutineers))
        before = entries_of(box)
        _refuse_the_same_person(before, by)
        sheet = _checked(contest, box, data, accepted)
        entry = CountEntry.objects.create(
            box=box,
            version=box.version,
            turn=len(before) + 1,
            key=key,
            data=sheet,
            scrutineers=scrutineers,
            entered_by=by,
            entered_at=now,
        )
        if contest.state == ContestState.PREPARED:
            move(contest, ContestState.COUNTING, now)
        agreed = bool(before) and not differing(before[0].data, sheet)
        _record(Act.BOX_ENTERED, by, office, contest, box, _entered(entry, agreed), now)
        if agreed:
            _agree(contest, box, sheet, by, now)
    return entry


def _the_same(known: CountEntry, box: Box, by: User) -> CountEntry:
    if (known.box_id, known.version, known.entered_by_id) != (box.pk, box.version, by.pk):
        raise StalePage(_("This page was used already. Open it anew."))
    return known


def _entered(entry: CountEntry, agreed: bool) -> dict[str, Any]:
    """What the ledger tells of an entry: figures only once both are in, as the second person reads it too."""
    told: dict[str, Any] = {"turn": entry.turn, "version": entry.version, "sheet": digest(entry.data)}
    if entry.turn == 2:
        told |= {"agreed": agreed, "figures": entry.data}
    return told


def settle_count(*, by: User, box: Box, values: Mapping[str, int], reason: str, now: datetime) -> Box:
    """Settle the figures in which the two sheets of a box differ, after a look at the papers.

    `values` gives the right value of every differing figure by its name: the first's, the second's or a
    third. Both sheets are kept. Raises NothingToSettle, ReasonNeeded, FigureUnsettled; Refusals with what
    does not add up then.
    """
    office = require(by, "count.settle", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = _locked(box)
        _refuse_before_the_end(contest, now)
        entries = entries_of(box)
        if len(entries) < 2 or box.agreed is not None:
            raise NothingToSettle(_("There is nothing to settle for this box."))
        _need_reason(reason)
        different = differing(entries[0].data, entries[1].data)
        open_figures = [name for name in different if name not in values]
        if open_figures:
            raise Refusals(
                FigureUnsettled(_("Say which figure is right."), field=name) for name in open_figures
            )
        taken = {name: values[name] for name in different}
        sheet = _checked(contest, box, settled(entries[0].data, taken), accepted=None)
        told = {
            name: {"first": one, "second": two, "right": taken[name]}
            for name, (one, two) in different.items()
        }
        data = {"version": box.version, "reason": reason, "settled": told, "figures": sheet}
        _record(Act.BOX_SETTLED, by, office, contest, box, data, now)
        _agree(contest, box, sheet, by, now, reason)
    return box


def reopen_box(*, by: User, box: Box, reason: str, now: datetime) -> Box:
    """Have a box counted once more; the sheets and the agreed count of before stay on record.

    Raises NothingToReopen where nothing was entered, RoundFollowed when a further round was opened on the
    outcome, ResultConfirmed, ReasonNeeded.
    """
    office = require(by, "count.settle", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = _locked(box)
        gate(step_of(contest), contest.election, now)
        _refuse_to_recount(contest, box)
        _need_reason(reason)
        data = {"version": box.version, "reason": reason, "reopened": True, "figures": box.agreed}
        _record(Act.BOX_REOPENED, by, office, contest, box, data, now)
        box.version += 1
        box.agreed, box.agreed_by, box.agreed_at, box.settled_reason = None, None, None, ""
        box.save(update_fields=["version", "agreed", "agreed_by", "agreed_at", "settled_reason"])
        if contest.state == ContestState.TALLIED:
            move(contest, ContestState.COUNTING, now)
    return box


def _locked(box: Box) -> tuple[Contest, Box]:
    contest = lock_contest(box.contest)
    box = Box.objects.select_for_update().get(pk=box.pk)
    box.contest = contest
    return contest, box


def _refuse_before_the_end(contest: Contest, now: datetime) -> None:
    if contest.state == ContestState.CONFIRMED:
        raise ResultConfirmed(_("The result is confirmed."))
    if contest.places_published_at is None:
        raise TimeAndPlaceNotPublished(
            _("Time and place of this vote are not published."), clause="A-VOTE-03"
        )
    gate(step_of(contest), contest.election, now)
    if not voting_over(contest, now):
        raise VotingNotOver(
            _("Boxes are opened after voting, which ends on %(ends)s."),
            {"ends": voting_ends(contest)},
            clause="A-VOTE-08",
            data={"ends": voting_ends(contest).isoformat()},
        )


def _refuse_the_same_person(entries: list[CountEntry], by: User) -> None:
    if any(entry.entered_by_id == by.pk for entry in entries):
        raise SecondPersonNeeded(
            _("You entered this box already. Another person enters it again without seeing your figures."),
            clause="A-CNT-04",
        )
    if len(entries) >= 2:
        raise BoxEnteredAlready(_("Both sheets of this box are in."))


def _refuse_to_recount(contest: Contest, box: Box) -> None:
    if contest.state == ContestState.CONFIRMED:
        raise ResultConfirmed(_("The result is confirmed."))
    if Contest.objects.filter(parent=contest).exists():
        raise RoundFollowed(_("A further round was opened on this outcome; it is not counted again."))
    if not entries_of(box):
        raise NothingToReopen(_("Nothing was entered for this box yet."))


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonNeeded(_("Write down the reason; it goes into the ledger."), field="reason")


def _checked(contest: Contest, box: Box, data: Mapping[str, Any], accepted: Collection[str] | None) -> Sheet:
    """The sheet, or Refusals with its faults and the warnings not accepted; `None` accepts all warnings."""
    plan = replace(plan_of(contest), handed_out=handed_out(box))
    sheet = read(data, plan)
    faults = [fault for fault in faults_of(sheet, plan) if not _is_accepted(fault, accepted)]
    if faults:
        raise Refusals(faults)
    return sheet


def _is_accepted(fault: Refusal, accepted: Collection[str] | None) -> bool:
    return isinstance(fault, SheetWarning) and (accepted is None or fault.code in accepted)


def _agree(contest: Contest, box: Box, sheet: Sheet, by: User, now: datetime, reason: str = "") -> None:
    box.agreed, box.agreed_by, box.agreed_at, box.settled_reason = sheet, by, now, reason
    box.save(update_fields=["agreed", "agreed_by", "agreed_at", "settled_reason"])
    if not contest.boxes.filter(agreed_at=None).exists() and not counted(contest):
        start_tally(by=by, contest=contest)


def _record(
    act: Act, by: User, office: Office, contest: Contest, box: Box, data: dict[str, Any], now: datetime
) -> None:
    record(
        by=by,
        office=office,
        act=act,
        cycle=contest.election.cycle,
        place_code=contest.election.village_id,
        step=step_of(contest),
        subject=box.name,
        data={"round": contest.number, "box": box.number} | data,
        now=now,
    )
