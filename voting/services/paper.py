"""A box counted paper by paper: opened with what came out of it, papers taken in, closed when it adds up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.queries.fixed import Among, FixedModels
from accounts.refusals import Refusals
from accounts.rules import require
from elections.chain import digest
from elections.enums import Act
from voting.count_checks import head_faults
from voting.count_sheet import SheetPlan
from voting.enums import ContestState
from voting.models import Box, Contest, Paper, PaperCount
from voting.naming import typed_names
from voting.paper_ballot import read_ballot
from voting.queries.ballot import accounted, handed_out
from voting.queries.count import plan_of
from voting.queries.paper import Arrived, arrived, digest_of_papers, figures_so_far, rows_of
from voting.refusals.count import StalePage
from voting.refusals.paper import CountedAnew, PapersNotOpened, PaperUnknown
from voting.refusals.sheet import SheetWarning
from voting.services.contest import move
from voting.services.counting import agree, lock_box, record_box, refuse_before_the_end, refuse_unready
from voting.services.paper_checks import (
    closing_faults,
    counted_by_sheets,
    need_names,
    refuse_closed,
    refuse_sheets,
)
from voting.services.staff_checks import refuse_unnamed_rulers, refuse_unnamed_scrutineers


@dataclass(frozen=True, slots=True)
class PaperAct:
    """What a page did with one paper: typed it (`ballot`, in the form of `voting.paper_ballot`), or took it back (None)."""

    client_id: UUID
    ballot: dict[str, Any] | None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class CountHead:
    """What is known before the first paper is called: how many came out, who calls and counts, who looks on."""

    issued: int
    returned: int
    callers: str
    scrutineers: str


def open_papers(
    *, by: User, box: Box, head: CountHead, now: datetime, accepted: Collection[str] = ()
) -> PaperCount:
    """Open the count of a box paper by paper, or put right what stands on record of it while it is open.

    `accepted` are the codes of warnings that were seen. Raises VotingNotOver, AppealsOpen, CountedBySheets,
    PapersClosed, DutyUnfilled, ScrutineerNotNamed, what the gate raises; Refusals with figures that cannot be, names that are
    missing, StaffBarred.
    """
    office = require(by, "count.enter", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = lock_box(box)
        refuse_before_the_end(contest, now)
        refuse_unready(contest)
        refuse_sheets(box)
        count = PaperCount.objects.select_for_update().filter(box=box, version=box.version).first()
        refuse_closed(count)
        _check_head(contest, box, head, accepted)
        refuse_unnamed_scrutineers(contest, box.name, typed_names(head.scrutineers))
        count = count or PaperCount(box=box, version=box.version, opened_by=by, opened_at=now)
        count.issued, count.returned = head.issued, head.returned
        count.callers, count.scrutineers = head.callers.strip(), head.scrutineers.strip()
        count.revision += 1
        count.save()
        if contest.state == ContestState.PREPARED:
            move(contest, ContestState.COUNTING, now)
        told = {"version": box.version, "issued": head.issued, "returned": head.returned}
        people = {"callers": count.callers, "scrutineers": count.scrutineers}
        record_box(Act.PAPERS_OPENED, by, office, contest, box, told | people, now)
    return count


def _check_head(contest: Contest, box: Box, head: CountHead, accepted: Collection[str]) -> None:
    plan = replace(plan_of(contest), handed_out=handed_out(box), accounted=accounted(box))
    found = head_faults({"issued": head.issued, "returned": head.returned}, plan)
    faults = [fault for fault in found if not (isinstance(fault, SheetWarning) and fault.code in accepted)]
    faults += need_names(contest, callers=head.callers, scrutineers=head.scrutineers)
    if faults:
        raise Refusals(faults)


@ungated(
    "The gate was passed when the count of the box was opened; papers typed then may come late, after a cut of the line."
)
def enter_papers(
    *, by: User, box: Box, version: int, group: int, acts: Sequence[PaperAct], now: datetime
) -> PaperCount:
    """Take in what a group typed, in its order: papers, and papers taken back. Sent again, it is the same.

    `version` is the counting for which they were typed. All or nothing. Raises PapersNotOpened, PapersClosed,
    CountedAnew, CountedBySheets, PaperUnreadable, PaperUnknown, StalePage.
    """
    office = require(by, "count.enter", box.contest.election.village_id)
    with transaction.atomic():
        count = _locked_count(box, version)
        known = _known(count, group, acts)
        if all(_arrived(act, known) for act in acts):
            return count
        refuse_closed(count)
        so_far = _refuse_other_way(box, count, group)
        taken = _Taken(count, group, by, now, plan_of(box.contest), known, so_far.serial)
        for act in acts:
            taken.take(act)
        Paper.objects.bulk_create(taken.fresh)
        Paper.objects.bulk_update([p for p in taken.undone if p.pk], ["undone_by", "undone_at"])
        count.revision += 1
        count.save(update_fields=["revision"])
        for paper in taken.undone:
            told = {"version": version, "group": group, "serial": paper.serial, "paper": digest(paper.ballot)}
            record_box(Act.PAPER_UNDONE, by, office, box.contest, box, told, now)
    return count


@FixedModels
def _held(boxes: Any, versions: Any) -> QuerySet[PaperCount]:
    return PaperCount.objects.select_for_update().filter(Among("box", boxes), Among("version", versions))


def _locked_count(box: Box, version: int) -> PaperCount:
    count = _held.first([box.pk], [version])
    if count is None:
        raise PapersNotOpened(
            _("Enter first how many papers came out of box %(number)s."),
            {"number": box.number},
            clause=box.contest.election.cycle.rules.voting.counted_in_public.clause or None,
        )
    return count


def _refuse_other_way(box: Box, count: PaperCount, group: int) -> Arrived:
    """How the count stands. Raises CountedAnew, CountedBySheets: both may have come since the page was asked for."""
    so_far = arrived(count, group)
    if so_far.version != count.version:
        raise CountedAnew(
            _("This box is counted anew; the papers of the counting before are not added to it.")
        )
    if so_far.sheets:
        raise counted_by_sheets(box)
    return so_far


@FixedModels
def _arrived_before(keys: Any) -> QuerySet[Paper]:
    return Paper.objects.filter(Among("client_id", keys)).order_by()


def _known(count: PaperCount, group: int, acts: Sequence[PaperAct]) -> dict[UUID, Paper]:
    """The papers of these acts that have arrived. Raises StalePage where one belongs to another count or group."""
    known = {paper.client_id: paper for paper in _arrived_before([act.client_id for act in acts])}
    if any((paper.count_id, paper.group) != (count.pk, group) for paper in known.values()):
        raise StalePage(_("This page was used already. Open it anew."))
    return known


def _arrived(act: PaperAct, known: dict[UUID, Paper]) -> bool:
    paper = known.get(act.client_id)
    return paper is not None and (act.ballot is not None or paper.undone_at is not None)


class _Taken:
    """Papers taken in, in their order."""

    def __init__(
        self,
        count: PaperCount,
        group: int,
        by: User,
        now: datetime,
        plan: SheetPlan,
        known: dict[UUID, Paper],
        serial: int,
    ) -> None:
        self.count, self.group, self.by, self.now, self.plan, self.known = count, group, by, now, plan, known
        self.serial = serial
        self.fresh: list[Paper] = []
        self.undone: list[Paper] = []

    def take(self, act: PaperAct) -> None:
        if _arrived(act, self.known):
            return
        if act.ballot is None:
            self._undo(act)
            return
        self.serial += 1
        paper = Paper(
            count=self.count,
            group=self.group,
            serial=self.serial,
            client_id=act.client_id,
            ballot=read_ballot(act.ballot, self.plan),
            doubtful=act.doubtful,
            entered_by=self.by,
            entered_at=self.now,
        )
        self.known[act.client_id] = paper
        self.fresh.append(paper)

    def _undo(self, act: PaperAct) -> None:
        paper = self.known.get(act.client_id)
        if paper is None:
            raise PaperUnknown(_("The paper to be taken back has not arrived."))
        paper.undone_by, paper.undone_at = self.by, self.now
        self.undone.append(paper)


def close_papers(*, by: User, box: Box, scrutineers: str, chief: str, now: datetime) -> Box:
    """Close the count of a box: its papers are then its agreed count, and the tally starts when all boxes agree.

    Raises PapersNotOpened, PapersClosed, CountedBySheets, ScrutineerNotNamed, what the gate raises; Refusals with all
    that does not add up: papers missing or too many, papers not ruled on, names missing.
    """
    office = require(by, "count.settle", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = lock_box(box)
        refuse_before_the_end(contest, now)
        count = _locked_count(box, box.version)
        refuse_closed(count)
        refuse_sheets(box)
        figures = figures_so_far(contest, [count])
        faults = closing_faults(figures) + need_names(contest, scrutineers=scrutineers, chief=chief)
        if faults:
            raise Refusals(faults)
        refuse_unnamed_rulers(contest, box.name, scrutineers, chief)
        rows = rows_of(contest, count)
        _close(count, by, scrutineers, chief, now)
        _record_closing(by, office, contest, box, count, now)
        agreed = {"issued": count.issued, "returned": count.returned, "ballots": rows}
        agree(contest, box, agreed, by, now)
    return box


def _close(count: PaperCount, by: User, scrutineers: str, chief: str, now: datetime) -> None:
    count.scrutineers, count.chief = scrutineers.strip(), chief.strip()
    count.closed_by, count.closed_at, count.digest = by, now, digest_of_papers(count)
    count.revision += 1
    count.save()


def _record_closing(
    by: User, office: Office, contest: Contest, box: Box, count: PaperCount, now: datetime
) -> None:
    """One entry for all papers: how many of which kind, and the digest over each of them."""
    papers = count.papers.values_list("doubtful", "undone_at")
    told = {
        "version": count.version,
        "issued": count.issued,
        "returned": count.returned,
        "ruled": sum(doubtful and not undone for doubtful, undone in papers),
        "taken_back": sum(undone is not None for _doubtful, undone in papers),
        "scrutineers": count.scrutineers,
        "chief": count.chief,
        "papers": count.digest,
    }
    record_box(Act.PAPERS_CLOSED, by, office, contest, box, told, now)
