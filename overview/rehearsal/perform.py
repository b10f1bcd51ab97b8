"""Plays a rehearsal and tells what happened; nothing of it stays in the database."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.refusals import Refusal, Refusals
from accounts.said import Said
from documents.models import Paper
from elections.enums import Act
from elections.models import LedgerEntry
from elections.queries.ledger import breaks_in
from overview.rehearsal.scenarios import Scenario
from overview.rehearsal.script import Scene, play, script_of
from overview.rehearsal.stage import RULEBOOKS, Stage, set_stage
from overview.rehearsal.timetable import moment
from villages.enums import Post
from voting.models import Contest, Outcome


@dataclass(frozen=True)
class Performed:
    """One line of the rehearsal: an act of the ledger, a refusal, or a finding of the tally."""

    at: datetime
    office: str
    act: str
    subject: str
    clause: str

    def plain(self) -> dict[str, Any]:
        return asdict(self) | {"at": localtime(self.at).isoformat()}


def perform(
    village: str,
    scenario: Scenario,
    *,
    seed: int,
    out: Path | None,
    now: datetime,
    rulebook: str = RULEBOOKS[0],
) -> Iterator[Performed]:
    """Play the whole election of a village under a rulebook and write its papers into a folder, if one is given.

    All of it happens in one transaction that is rolled back at the end, whatever happens. Raises LookupError for the
    village's code.
    """
    with transaction.atomic():
        try:
            yield from _played(set_stage(village, scenario, seed, now, rulebook), out)
        finally:
            transaction.set_rollback(True)


def _played(stage: Stage, out: Path | None) -> Iterator[Performed]:
    told = 0
    for scene in script_of(stage.walk, papers=out is not None):
        if scene.name == "roll":
            yield _too_late(stage, scene)
        if scene.refused:
            yield _in_vain(stage, scene)
            continue
        play(scene, stage.cycle)
        entries = LedgerEntry.objects.filter(cycle=stage.cycle).order_by("written_at", "pk")[told:]
        for entry in entries:
            told += 1
            yield _act(stage, entry)
        yield from _findings(stage, scene)
    if out is not None:
        _write(stage.walk.papers, out)
    yield _proof(stage, scene.at)


def _act(stage: Stage, entry: LedgerEntry) -> Performed:
    clause = stage.cycle.rules.step(entry.step).clause if entry.step else ""
    return Performed(entry.at, entry.office, str(Act(entry.act).label), entry.subject, clause)


def _too_late(stage: Stage, scene: Scene) -> Performed:
    """What the clerk is told who publishes the roll a day too late."""
    latest = stage.walk.deadline("roll_published")
    return _in_vain(stage, replace(scene, at=moment(latest + timedelta(days=1), 9)))


def _in_vain(stage: Stage, scene: Scene) -> Performed:
    """What the clerk is told whose act is refused; nothing is changed by trying."""
    try:
        with transaction.atomic():
            play(scene, stage.cycle)
    except Refusal as refused:
        return _refused(stage, scene.at, refused)
    except Refusals as refused:
        return _refused(stage, scene.at, refused.refusals[0])
    raise AssertionError(f"{scene.name} was not refused at {scene.at}")


def _refused(stage: Stage, at: datetime, refusal: Refusal) -> Performed:
    return Performed(
        at, stage.walk.clerk.held[0].title, str(_("Refused")), str(refusal), refusal.clause or ""
    )


def _findings(stage: Stage, scene: Scene) -> Iterator[Performed]:
    """The tally's own sentences on the round counted in a scene: the checks, then what each post came to."""
    rounds = Contest.objects.filter(election=stage.walk.election)
    counted = Outcome.objects.filter(contest__in=rounds, computed_at=scene.at)
    for outcome in counted.order_by("pk").values_list("data", flat=True):
        for check in outcome["checks"]:
            yield _told(scene, check["code"], check["text"], check["clause"])
        for position in outcome["positions"]:
            yield _told(scene, str(Post(position["id"]).label), position["text"], "")


def _told(scene: Scene, what: str, text: dict[str, str], clause: str) -> Performed:
    return Performed(scene.at, str(_("Tally")), what, str(Said(text)), clause)


def _write(papers: list[Paper], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for number, paper in enumerate(papers, start=1):
        (out / f"{number:02d}-{paper.title}-{paper.printed_code}.pdf").write_bytes(bytes(paper.file.content))


def _proof(stage: Stage, at: datetime) -> Performed:
    broken = list(breaks_in(stage.walk.election.village_id))
    said = _("every hash fits") if not broken else _("the chain does not prove itself")
    return Performed(at, str(_("Ledger")), str(_("Proof")), str(said), "")
