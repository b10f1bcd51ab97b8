from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from accounts.said import Listed
from elections.chain import digest
from elections.enums import Act
from elections.services.gate import gate
from voting.count_checks import faults_of
from voting.count_sheet import Sheet, called, differing, read, settled
from voting.enums import ContestState, InvalidGround
from voting.models import Box, Contest, CountEntry, PaperCount
from voting.naming import typed_names
from voting.queries.ballot import accounted, handed_out
from voting.queries.count import entries_of, plan_of
from voting.queries.paper import paper_count_of, papers_begun
from voting.refusals.after import DeclaredAlready
from voting.refusals.count import (
    BoxEnteredAlready,
    FigureUnsettled,
    NothingToReopen,
    NothingToSettle,
    RoundFollowed,
    RuledByEntrant,
    SecondPersonNeeded,
    StalePage,
)
from voting.refusals.paper import CountedByPapers
from voting.refusals.result import ResultConfirmed
from voting.refusals.sheet import SheetWarning
from voting.relatives import settle_relatives
from voting.services.contest import move, step_of
from voting.services.counting import (
    Ruled,
    agree,
    keep_agreed,
    lock_box,
    need_reason,
    record_box,
    refuse_before_the_end,
    refuse_unready,
)
from voting.services.paper_checks import need_names
from voting.services.sealing import break_seal
from voting.services.staff_checks import refuse_unnamed_rulers, refuse_unnamed_scrutineers


def enter_count(
    *,
    by: User,
    box: Box,
    data: Mapping[str, Any],
    key: UUID,
    now: datetime,
    scrutineers: str,
    accepted: Collection[str] = (),
) -> CountEntry:
    """Enter the count sheet of a box: the first person's, or the second's, who has not seen the first.

    `data` is a sheet of voting.count_sheet; `accepted` the codes of warnings the person has seen. The same
    `key` sent again is the same entry. When both sheets say the same the box is agreed; when all boxes are,
    the tally starts. Sheets that agree have scrutineers too (A-CNT-04). Raises VotingNotOver, AppealsOpen, CountedByPapers,
    DutyUnfilled, ScrutineerNotNamed, SecondPersonNeeded, BoxEnteredAlready; Refusals with StaffBarred, and with NamesNeeded
    and all that does not add up.
    """
    office = require(by, "count.enter", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = lock_box(box)
        known = CountEntry.objects.filter(key=key).first()
        if known is not None:
            return _the_same(known, box, by)
        refuse_before_the_end(contest, now)
        refuse_unready(contest)
        refuse_papers(box)
        refuse_unnamed_scrutineers(contest, box.name, typed_names(scrutineers))
        before = entries_of(box)
        _refuse_the_same_person(contest, before, by)
        unnamed = need_names(contest, scrutineers=scrutineers)
        sheet = _checked(contest, box, data, accepted, unnamed)
        entry = CountEntry.objects.create(
            box=box,
            version=box.version,
            turn=len(before) + 1,
            key=key,
            data=sheet,
            scrutineers=scrutineers.strip(),
            entered_by=by,
            entered_at=now,
        )
        if contest.state == ContestState.PREPARED:
            move(contest, ContestState.COUNTING, now)
        agreed = bool(before) and not differing(before[0].data, sheet)
        record_box(Act.BOX_ENTERED, by, office, contest, box, _entered(entry, agreed), now)
        if agreed:
            agree(contest, box, sheet, by, now)
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


def settle_count(
    *,
    by: User,
    box: Box,
    values: Mapping[str, int],
    scrutineers: str,
    chief: str,
    reason: str,
    now: datetime,
) -> Box:
    """Take down how the scrutineers ruled on the figures in which the two sheets of a box differ (A-CNT-04).

    `values` gives the right value of every differing figure by its name: the first's, the second's or a
    third. Both sheets are kept. Raises NothingToSettle, ReasonNeeded, ScrutineerNotNamed, RuledByEntrant;
    Refusals with NamesNeeded and FigureUnsettled, and with what does not add up then.
    """
    office = require(by, "count.settle", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = lock_box(box)
        refuse_before_the_end(contest, now)
        entries = entries_of(box)
        if len(entries) < 2 or box.agreed is not None:
            raise NothingToSettle(_("There is nothing to settle for this box."))
        need_reason(reason)
        different = differing(entries[0].data, entries[1].data)
        faults = need_names(contest, scrutineers=scrutineers, chief=chief) + [
            FigureUnsettled(_("Say which figure is right."), field=name)
            for name in different
            if name not in values
        ]
        if faults:
            raise Refusals(faults)
        ruled = Ruled(scrutineers.strip(), chief.strip(), reason)
        refuse_unnamed_rulers(contest, box.name, ruled.scrutineers, ruled.chief)
        _refuse_entrants_alone(contest, entries, ruled)
        taken = {name: values[name] for name in different}
        sheet = _checked(contest, box, settled(entries[0].data, taken), accepted=None)
        told = {
            name: {"first": one, "second": two, "right": taken[name]}
            for name, (one, two) in different.items()
        }
        data = {"version": box.version, "settled": told, "figures": sheet} | asdict(ruled)
        record_box(Act.BOX_SETTLED, by, office, contest, box, data, now)
        agree(contest, box, sheet, by, now, ruled)
    return box


def reopen_box(*, by: User, box: Box, reason: str, now: datetime) -> Box:
    """Have a box counted once more; the sheets and the agreed count of before stay on record.

    Raises NothingToReopen where nothing was entered, RoundFollowed when a further round was opened on the
    outcome, ResultConfirmed, ReasonNeeded.
    """
    office = require(by, "count.settle", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = lock_box(box)
        gate(step_of(contest), contest.election, now)
        _refuse_to_recount(contest, box)
        need_reason(reason)
        data = {"version": box.version, "reason": reason, "reopened": True} | _agreed_before(box)
        record_box(Act.BOX_REOPENED, by, office, contest, box, data, now)
        break_seal(contest, now)
        box.version += 1
        box.save(update_fields=["version"])
        keep_agreed(box, None, None, None)
        if contest.state == ContestState.TALLIED:
            move(contest, ContestState.COUNTING, now)
            settle_relatives(contest.election, by, now)
    return box


def _agreed_before(box: Box) -> dict[str, Any]:
    """What the ledger tells of the count that is put aside: figures of a sheet, the digest of papers."""
    agreed = box.agreed or {}
    return {"papers": digest(agreed)} if "ballots" in agreed else {"figures": box.agreed}


def refuse_papers(box: Box) -> None:
    """Raises CountedByPapers. The paper count is locked, so that no paper arrives beside the first sheet."""
    if papers_begun(PaperCount.objects.select_for_update().filter(box=box, version=box.version).first()):
        raise CountedByPapers(
            _("Box %(number)s is being counted paper by paper; one counting of a box goes one way."),
            {"number": box.number},
        )


def _refuse_the_same_person(contest: Contest, entries: list[CountEntry], by: User) -> None:
    if any(entry.entered_by_id == by.pk for entry in entries):
        raise SecondPersonNeeded(
            _("You entered this box already. Another person enters it again without seeing your figures."),
            clause=contest.election.cycle.rules.voting.counted_under_scrutiny.clause or None,
        )
    if len(entries) >= 2:
        raise BoxEnteredAlready(_("Both sheets of this box are in."))


def _refuse_to_recount(contest: Contest, box: Box) -> None:
    if contest.state == ContestState.CONFIRMED:
        raise ResultConfirmed(_("The result is confirmed."))
    if Contest.objects.filter(parent=contest).exists():
        raise RoundFollowed(_("A further round was opened on this outcome; it is not counted again."))
    if contest.invalidities.exclude(ground=InvalidGround.RELATIVE).exists():
        raise DeclaredAlready(_("Something of this round was declared invalid; it is not counted again."))
    if not entries_of(box) and not papers_begun(paper_count_of(box)):
        raise NothingToReopen(_("Nothing was entered for this box yet."))


def _refuse_entrants_alone(contest: Contest, entries: list[CountEntry], ruled: Ruled) -> None:
    """Raises RuledByEntrant: nobody rules alone on what they typed themselves."""
    names = {*typed_names(ruled.scrutineers), *typed_names(ruled.chief)}
    typed = {entry.entered_by.name for entry in entries}
    if names <= typed:
        raise RuledByEntrant(
            _("%(names)s entered a sheet of this box. Somebody who entered neither rules on what differs."),
            {"names": Listed(called(name) for name in sorted(names))},
            clause=contest.election.cycle.rules.voting.counted_under_scrutiny.clause or None,
            field="scrutineers",
        )


def _checked(
    contest: Contest,
    box: Box,
    data: Mapping[str, Any],
    accepted: Collection[str] | None,
    besides: Sequence[Refusal] = (),
) -> Sheet:
    """The sheet, or Refusals with its faults, those `besides` and the warnings not accepted; `None` accepts all warnings."""
    plan = replace(plan_of(contest), handed_out=handed_out(box), accounted=accounted(box))
    sheet = read(data, plan)
    faults = [*besides, *(fault for fault in faults_of(sheet, plan) if not _is_accepted(fault, accepted))]
    if faults:
        raise Refusals(faults)
    return sheet


def _is_accepted(fault: Refusal, accepted: Collection[str] | None) -> bool:
    return isinstance(fault, SheetWarning) and (accepted is None or fault.code in accepted)
