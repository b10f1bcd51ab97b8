"""The papers of polling day: a box shown empty and sealed, the ballot papers accounted for."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from documents.refusals import PaperNotReady
from voting.enums import DayCheck
from voting.models import Box, Contest
from voting.papers.about import heading_of
from voting.papers.of_staff import who_hands_out
from voting.papers.polling_day import AccountLine, OpeningRecord, PapersAccount, SeenLine
from voting.papers.words import further_round
from voting.queries.polling_day import Seen, polling_day_of


def opening_record(box: Box, day: date) -> OpeningRecord:
    """The record of a box shown empty. Raises PaperNotReady before it was."""
    contest = box.contest
    here = next(each for each in polling_day_of(contest).boxes if each.box.pk == box.pk)
    if here.record is None:
        raise PaperNotReady(_("This box was not shown empty yet."))
    return OpeningRecord(
        heading=heading_of(contest.election),
        round=further_round(contest),
        day=contest.day,
        box=box.name,
        address=box.address,
        seen=tuple(_seen(each) for each in here.seen),
        shown_at=here.record.shown_at,
        seal=here.record.seal,
        shown_by=here.record.shown_by,
        witnesses=here.record.witnesses,
        received=here.record.received,
        signs=who_hands_out(box),
    )


def _seen(each: Seen) -> SeenLine:
    with translation.override("zh-hans"):
        label = str(DayCheck(each.check.code).label)
    return SeenLine(label, each.tick.person if each.tick else "")


def papers_account(contest: Contest, day: date) -> PapersAccount:
    """The account of a round's ballot papers. Raises PaperNotReady while that of a place is open."""
    boxes = list(contest.boxes.select_related("record").order_by("number"))
    if not boxes or any(getattr(box, "record", None) is None or box.record.issued is None for box in boxes):
        raise PaperNotReady(_("The papers of every place are accounted for first."))
    return PapersAccount(
        heading=heading_of(contest.election),
        round=further_round(contest),
        day=contest.day,
        lines=tuple(_line(box) for box in boxes),
        signs=who_hands_out(boxes[0]),
    )


def _line(box: Box) -> AccountLine:
    record = box.record
    return AccountLine(
        box=box.name,
        received=record.received,
        issued=record.issued or 0,
        replaced=record.replaced or 0,
        left=record.left or 0,
        destroyed_by=record.destroyed_by,
        note=record.note,
    )
