"""How every act of the Party's path opens: the right office, the gate of its step, the stages before it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.exempt import part_of_an_act
from accounts.models import Office, User
from accounts.refusals import Refusal
from accounts.rules import require
from accounts.said import Listed, Said
from candidates import party_refusals as refusals
from candidates.models import Candidacy, PartyDecision
from candidates.party_path import PartyStand, done_by, kind_of, notices_before
from candidates.queries.notice import notices_of
from candidates.queries.party_path import decisions_of, still_to_post, to_be_filled, unlisted
from candidates.queries.party_stand import party_stand_of
from candidates.recusal import refuse_recused_from
from candidates.services.notice_checks import refuse_unclear
from candidates.states import GONE
from elections.enums import Act
from elections.models import Election
from elections.queries.progress import StepProgress
from elections.refusals import DateInTheFuture, HeldTooEarly
from elections.rulebook import PartyStage
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.models import Resident


@dataclass(frozen=True)
class Opened:
    """A stage whose act may be written: by which office, the election as locked, and what is on record so far."""

    by: User
    office: Office
    election: Election
    stage: PartyStage
    here: StepProgress
    stand: PartyStand
    decisions: Mapping[str, PartyDecision]
    now: datetime


def stage_of(election: Election, key: str, *kinds: str) -> PartyStage:
    """A stage of the plan's path. Raises NoSuchStage where the plan has none of that key, or of another kind."""
    for stage in election.cycle.rules.party_path:
        if stage.key == key and stage.kind in kinds:
            return stage
    told = _("The plan in force has no such stage of the Party's election: %(stage)s.")
    raise refusals.NoSuchStage(told, {"stage": key}, data={"stage": key})


def open_stage(*, by: User, election: Election, key: str, kinds: tuple[str, ...], now: datetime) -> Opened:
    """Let an act of a stage through, inside the act's transaction.

    Raises NoSuchStage, NotYourStage, NoticeRunning and ObjectionsOpen (a public notice before it hangs or is objected
    to), what the gate of its step raises, StageDone, StageNotReady (a stage before it is not done and was not forced
    over).
    """
    office = require(by, "party.act", election.village_id)
    stage = stage_of(election, key, *kinds)
    refuse_others_stage(office, stage)
    election = lock_election(election)
    _refuse_unclear_before(election, stage, now)
    here = gate(stage.step, election, now)
    election = here.election
    opened = Opened(
        by=by,
        office=office,
        election=election,
        stage=stage_of(election, key, *kinds),
        here=here,
        stand=party_stand_of(election),
        decisions={each.stage: each for each in decisions_of(election)},
        now=now,
    )
    _refuse_done(opened)
    _refuse_unready(opened)
    return opened


def refuse_others_stage(office: Office, stage: PartyStage) -> None:
    """Raises NotYourStage."""
    if office.role not in stage.who:
        raise refusals.NotYourStage(
            _("“%(stage)s” is done by: %(who)s."),
            {"stage": Said(stage.title), "who": Listed(Role(role).label for role in stage.who)},
            clause=stage.clause,
            data={"stage": stage.key, "who": list(stage.who)},
        )


def _refuse_unclear_before(election: Election, stage: PartyStage, now: datetime) -> None:
    """What comes after a public notice waits until it has run out and nothing is undecided (A-REV-07, SC-95)."""
    kinds = {kind_of(notice) for notice in notices_before(election.cycle.rules, stage)}
    for notice in notices_of(election).filter(kind__in=kinds):
        refuse_unclear(notice, now)


def _refuse_done(opened: Opened) -> None:
    """A stage is done once; a list that may add names is decided anew until the next list stands on it.

    A notice is posted anew for those whom none has named yet.
    """
    stage = opened.stage
    if stage.kind == "notice":
        done = bool(opened.stand.notices(stage)) and not still_to_post(opened.election, stage)
    else:
        done = done_by(stage, opened.stand, opened.now) is not None
    if stage.kind in ("verdict", "inspection") or not done:
        return
    path = opened.election.cycle.rules.party_path
    after = path[path.index(stage) + 1 :]
    built = [s.key for s in after if s.kind == "list" and not s.adds and s.key in opened.decisions]
    if stage.kind == "choice" and _chosen_is_gone(opened):
        return
    if stage.kind == "list" and _filled_anew(opened, stage):
        return
    if not stage.adds or built:
        raise refusals.StageDone(
            _("“%(stage)s” is on record already."), {"stage": Said(stage.title)}, data={"stage": stage.key}
        )


def _filled_anew(opened: Opened, stage: PartyStage) -> bool:
    """Whether the list may take somebody in for a person who fell by an objection: named anew, or added."""
    if not to_be_filled(opened.election, opened.decisions):
        return False
    return stage.adds or bool(unlisted(opened.election, stage, opened.decisions[stage.key]))


def _chosen_is_gone(opened: Opened) -> bool:
    """Whether the one who was chosen no longer stands, so that somebody else is chosen."""
    chosen = [each["candidacy"] for each in opened.decisions[opened.stage.key].names]
    return Candidacy.objects.filter(pk__in=chosen, state__in=GONE).exists()


def _refuse_unready(opened: Opened) -> None:
    path = {stage.key: stage for stage in opened.election.cycle.rules.party_path}
    missing = [path[key] for key in opened.stage.needs if _wanting(opened, path[key])]
    if missing:
        raise refusals.StageNotReady(
            _("Before “%(stage)s” comes: %(missing)s."),
            {"stage": Said(opened.stage.title), "missing": Listed(Said(each.title) for each in missing)},
            clause=opened.stage.clause,
            data={"stage": opened.stage.key, "missing": [each.key for each in missing]},
        )


def _wanting(opened: Opened, needed: PartyStage) -> bool:
    """Whether a stage before is not done, or lacks somebody added; one whose step was forced over is not asked for."""
    if forced_over(opened, needed.step):
        return False
    if done_by(needed, opened.stand, opened.now) is None:
        return True
    return to_be_filled(opened.election, opened.decisions) and bool(
        unlisted(opened.election, needed, opened.decisions.get(needed.key))
    )


def forced_over(opened: Opened, step: str) -> bool:
    """Whether an office let this stage's step go on without another step (A-SCH-06)."""
    return step in {waiver.over for waiver in opened.here.waivers}


def day_faults(opened: Opened, held_on: date) -> Iterator[Refusal]:
    """What is done was done by today, and not before its step was open."""
    if held_on > localtime(opened.now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": held_on}, field="held_on")
    opens = opened.here.window.opens
    if opens is not None and held_on < localtime(opens).date():
        yield HeldTooEarly(
            _("“%(step)s” could be done from %(opens)s; %(day)s is before that."),
            {"step": Said(opened.stage.title), "opens": localtime(opens).date(), "day": held_on},
            clause=opened.here.window.open_clause,
            field="held_on",
        )


def refuse_deciding_on(opened: Opened, people: Collection[Resident]) -> None:
    """An office above decides on nobody who is the officer or a near relative: raises OwnCandidacy, RelativeCandidacy.

    The village's clerk records what the Party organisation decided, and decides nothing.
    """
    if opened.office.role != Role.VILLAGE_CLERK:
        refuse_recused_from(opened.by, opened.election, people)


@part_of_an_act
def keep_decision(
    opened: Opened,
    act: Act,
    held_on: date,
    note: str,
    people: list[Candidacy],
    *,
    document: str = "",
    intended: Sequence[Mapping[str, Any]] = (),
    in_favour: Mapping[int, int] | None = None,
    more: Mapping[str, Any] | None = None,
) -> PartyDecision:
    """Put a stage on record with those it is about, and into the ledger.

    `in_favour` are by candidacy the members for whom somebody is on the list; the ledger says `more`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A stage is recorded in the transaction of its act.")
    number = PartyDecision.objects.filter(election=opened.election, stage=opened.stage.key).count() + 1
    made = PartyDecision.objects.create(
        election=opened.election,
        stage=opened.stage.key,
        number=number,
        held_on=held_on,
        note=note,
        document=document,
        intended_people=list(intended),
        names=[
            {"candidacy": each.pk, "name": each.name, "post": each.post}
            | ({"duty": each.duty} if each.duty else {})
            | ({"in_favour": in_favour[each.pk]} if in_favour else {})
            for each in people
        ],
        decided_at=opened.now,
        decided_by=opened.by,
        office=opened.office.title,
    )
    record_act(
        by=opened.by,
        office=opened.office,
        act=act,
        election=opened.election,
        step=opened.stage.step,
        subject=opened.stage.title.zh,
        data={
            "stage": made.stage,
            "number": number,
            "held_on": held_on.isoformat(),
            "note": note,
            "document": document,
            "intended": made.intended_people,
            "people": made.names,
            **(more or {}),
        },
        now=opened.now,
    )
    return made
