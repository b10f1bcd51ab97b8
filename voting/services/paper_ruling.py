"""Doubtful papers: photographed, and ruled on by named people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from documents.services.file import store
from elections.chain import digest
from elections.enums import Act
from elections.services.step import Attached
from voting.models import Paper, PaperCount
from voting.paper_ballot import read_ballot
from voting.queries.count import plan_of
from voting.refusals.count import ReasonNeeded
from voting.refusals.paper import PaperNotDoubtful, PaperUndone, PhotoNeeded, PhotoUnfit
from voting.services.counting import lock_box, record_box, refuse_before_the_end
from voting.services.paper_checks import need_names, refuse_closed
from voting.services.staff_checks import refuse_unnamed_rulers

MEGABYTE = 1024**2
MOST_PHOTO = 10 * MEGABYTE
# A picture by its first bytes, whatever it is called; shown as that and nothing else.
PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a doubtful paper counts as (in the form of `voting.paper_ballot`), who decided so, and why.

    `no_photo`: why there is no photograph of it.
    """

    ballot: dict[str, Any]
    scrutineers: str
    chief: str
    reason: str
    no_photo: str = ""


def rule_paper(*, by: User, paper: Paper, ruling: Ruling, now: datetime) -> Paper:
    """Rule on a paper that was set aside; until the box is closed a later ruling takes the place of an earlier one.

    Both stand in the ledger. The paper is photographed before, or it is written down why not. Raises PapersClosed,
    PaperNotDoubtful, PaperUndone, PaperUnreadable, ScrutineerNotNamed, what the gate raises; Refusals with names and
    reason that are missing, and with PhotoNeeded.
    """
    office = require(by, "count.settle", paper.count.box.contest.election.village_id)
    with transaction.atomic():
        contest, box = lock_box(paper.count.box)
        refuse_before_the_end(contest, now)
        count, paper = _locked(paper)
        faults: list[Refusal] = need_names(contest, scrutineers=ruling.scrutineers, chief=ruling.chief)
        if not ruling.reason.strip():
            faults.append(ReasonNeeded(_("Write down the reason; it goes into the ledger."), field="reason"))
        if paper.photo_id is None and not ruling.no_photo.strip():
            told = _("Photograph the paper first, or write down why there is no photograph of it.")
            faults.append(PhotoNeeded(told, field="no_photo"))
        if faults:
            raise Refusals(faults)
        refuse_unnamed_rulers(contest, box.name, ruling.scrutineers, ruling.chief)
        paper.ruling = read_ballot(ruling.ballot, plan_of(contest))
        paper.ruled_scrutineers, paper.ruled_chief = ruling.scrutineers.strip(), ruling.chief.strip()
        paper.ruled_because, paper.ruled_by, paper.ruled_at = ruling.reason.strip(), by, now
        paper.no_photo_because = "" if paper.photo_id else ruling.no_photo.strip()
        paper.save()
        _touch(count)
        record_box(Act.PAPER_RULED, by, office, contest, box, _told(count, paper), now)
    return paper


def attach_photo(*, by: User, paper: Paper, photo: Attached, now: datetime) -> Paper:
    """Keep a photograph of a paper that was set aside, in the place of an earlier one.

    Raises PhotoUnfit, PapersClosed, PaperNotDoubtful, PaperUndone, what the gate raises.
    """
    office = require(by, "count.enter", paper.count.box.contest.election.village_id)
    with transaction.atomic():
        contest, box = lock_box(paper.count.box)
        refuse_before_the_end(contest, now)
        count, paper = _locked(paper)
        paper.photo, paper.no_photo_because = store(photo.content, _picture(photo)), ""
        paper.save(update_fields=["photo", "no_photo_because"])
        _touch(count)
        told = {"group": paper.group, "serial": paper.serial, "photo": paper.photo.sha256}
        record_box(Act.PAPER_PHOTOGRAPHED, by, office, contest, box, told, now)
    return paper


def _picture(photo: Attached) -> str:
    if len(photo.content) > MOST_PHOTO:
        raise PhotoUnfit(
            _("The picture is larger than %(most)s MB."), {"most": MOST_PHOTO // MEGABYTE}, field="photo"
        )
    kind = next((kind for start, kind in PICTURES.items() if photo.content.startswith(start)), None)
    if kind is None:
        raise PhotoUnfit(_("This is no picture (JPEG or PNG)."), field="photo")
    return kind


def _locked(paper: Paper) -> tuple[PaperCount, Paper]:
    """The count and the paper as they stand now. Raises PapersClosed, PaperNotDoubtful, PaperUndone."""
    count = PaperCount.objects.select_for_update().get(pk=paper.count_id)
    refuse_closed(count)
    paper = Paper.objects.get(pk=paper.pk)
    if not paper.doubtful:
        raise PaperNotDoubtful(_("This paper was not set aside."))
    if paper.undone_at is not None:
        raise PaperUndone(_("This paper was taken back."))
    return count, paper


def _touch(count: PaperCount) -> None:
    """Tell the screens that something changed."""
    count.revision += 1
    count.save(update_fields=["revision"])


def _told(count: PaperCount, paper: Paper) -> dict[str, Any]:
    """A ruling as the ledger remembers it; the marks of a single paper stay with the paper."""
    return {
        "version": count.version,
        "group": paper.group,
        "serial": paper.serial,
        "typed": digest(paper.ballot),
        "counts_as": digest(paper.ruling),
        "scrutineers": paper.ruled_scrutineers,
        "chief": paper.ruled_chief,
        "reason": paper.ruled_because,
        "photo": paper.photo.sha256 if paper.photo else None,
        "no_photo": paper.no_photo_because,
    }
