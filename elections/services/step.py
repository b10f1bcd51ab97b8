"""Records of off-line steps: when, who, what, signed by those in charge (全程纪实, A-DISC-16)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NoReturn

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.rules import OVERSEERS, office_for, require
from accounts.said import Listed, Said
from documents.services.file import store
from elections.enums import Act, State
from elections.models import Election, StepFile, StepRecord, StepSignature
from elections.queries.progress import StepProgress, progress_of_one
from elections.queries.step import StepSheet
from elections.refusals import (
    DateInTheFuture,
    DocumentMissing,
    DocumentsApart,
    HeldTooEarly,
    LaterStepDone,
    NobodySigned,
    NotYourStep,
    PartNotReady,
    PartUnknown,
    RecordedAlready,
    WithdrawnAlready,
)
from elections.rulebook import Part, StepRule
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from elections.steps import refuse_record, worked_of


@dataclass(frozen=True)
class Signer:
    """Somebody in charge who signed on paper: name and post."""

    name: str
    post: str


@dataclass(frozen=True)
class Attached:
    """A file that goes with a record."""

    name: str
    content: bytes
    content_type: str


def record_step(
    *,
    by: User,
    election: Election,
    step: str,
    held_on: date,
    people: str,
    note: str,
    signers: Sequence[Signer],
    now: datetime,
    parts: Collection[str] | None = None,
    document: str = "",
    files: Sequence[Attached] = (),
) -> StepRecord:
    """Record work of an off-line step; the step is done when all its parts are on record.

    `parts` are the keys of those that this record shows; None means all that are still wanting and that this office
    does. `document` is the number of the office's document, where a part has one (B-RES-01, C-RES-02, A-RES-03).
    Raises what the gate raises, PartUnknown, RecordedAlready, NotYourStep, DateInTheFuture, HeldTooEarly, NobodySigned,
    DocumentMissing, DocumentsApart, PartNotReady, and what stands against what is shown: NoticeRunning, ObjectionsOpen
    where it comes after a public notice (C-RES-02, B-REV-03).
    """
    office = require(by, "step.record", election.village_id)
    with transaction.atomic():
        here = gate(step, election, now)
        _refuse_others_work(here, office)
        _refuse_other_days(here, held_on, now)
        if not signers:
            raise NobodySigned(
                _("A record needs the signature of somebody in charge."),
                clause=here.election.cycle.rules.discipline.record_book_required.clause or None,
                field="signers",
            )
        shown = _parts(here, office, parts)
        refuse_record(here.election, step, shown, now)
        _refuse_unnumbered(here.rule, shown, document)
        made = StepRecord.objects.create(
            election=here.election,
            step=step,
            parts=shown,
            held_on=held_on,
            people=people,
            note=note,
            document=document.strip(),
            recorded_at=now,
            recorded_by=by,
        )
        _sign_and_attach(made, signers, files)
        record_act(
            by=by,
            office=office,
            act=Act.STEP_RECORDED,
            election=here.election,
            step=step,
            subject=note[:200],
            data=told(made),
            now=now,
        )
    return made


def told(record: StepRecord) -> dict[str, Any]:
    """A record as the ledger remembers it."""
    return {
        "step": record.step,
        "parts": record.parts,
        "held_on": record.held_on.isoformat(),
        "people": record.people,
        "note": record.note,
        "document": record.document,
        "signed_by": [f"{each.name} {each.post}" for each in record.signatures.all()],
        "files": [
            {"name": each.name, "sha256": each.file.sha256} for each in record.files.select_related("file")
        ],
    }


def _sign_and_attach(made: StepRecord, signers: Sequence[Signer], files: Sequence[Attached]) -> None:
    StepSignature.objects.bulk_create(StepSignature(record=made, name=s.name, post=s.post) for s in signers)
    StepFile.objects.bulk_create(
        StepFile(record=made, name=file.name[-120:], file=store(file.content, file.content_type))
        for file in files
    )


def may_record(user: User, here: StepProgress) -> bool:
    """Whether the user may put this step on record: it is off-line, and the office's own or of one below."""
    office = office_for(user, "step.record", here.election.village_id)
    return here.rule.offline and office is not None and _is_own_work(here, office)


def parts_to_record(user: User, sheet: StepSheet) -> list[Part]:
    """The parts that are wanting and that the user may put on record."""
    office = office_for(user, "step.record", sheet.here.election.village_id)
    return parts_of(office, sheet.open_parts) if office else []


def _is_own_work(here: StepProgress, office: Office) -> bool:
    return office.role in here.rule.who or office.role in OVERSEERS


def _refuse_others_work(here: StepProgress, office: Office) -> None:
    """A village does not record what the township does: the audit of its own accounts, for one."""
    if not _is_own_work(here, office):
        raise NotYourStep(
            _("“%(step)s” is recorded by: %(who)s."),
            {"step": Said(here.rule.title), "who": Listed(Role(role).label for role in here.rule.who)},
            clause=here.rule.clause,
            data={"step": here.step, "who": list(here.rule.who)},
        )


def _refuse_other_days(here: StepProgress, held_on: date, now: datetime) -> None:
    """Work is recorded that was done, and done inside the window: no request dated before the notice has run out."""
    opens = here.window.opens
    if held_on > localtime(now).date():
        raise DateInTheFuture(_("%(day)s is still to come."), {"day": held_on}, field="held_on")
    if opens is not None and held_on < localtime(opens).date():
        raise HeldTooEarly(
            _("“%(step)s” could be done from %(opens)s; %(day)s is before that."),
            {"step": Said(here.rule.title), "opens": localtime(opens).date(), "day": held_on},
            clause=here.window.open_clause,
            field="held_on",
        )


def _parts(here: StepProgress, office: Office, wanted: Collection[str] | None) -> list[str]:
    """The parts that a new record shows, in the order of the rulebook."""
    rule, shown = here.rule, _on_record(here.election, here.step)
    known = [part.key for part in rule.parts]
    unknown = set(wanted or ()) - set(known)
    if not rule.offline or unknown:
        raise PartUnknown(
            _("“%(step)s” has no such part to be recorded: %(parts)s."),
            {"step": Said(rule.title), "parts": Listed(sorted(unknown)) if unknown else "—"},
            field="parts",
        )
    if (known and shown.parts.issuperset(known)) or (not known and shown.whole):
        raise RecordedAlready(_("This step is recorded already."))
    chosen = [p for p in rule.parts if p.key not in shown.parts and (wanted is None or p.key in wanted)]
    if known and not chosen:
        raise RecordedAlready(
            _("What you chose is recorded already; choose what is still wanting."), field="parts"
        )
    own = parts_of(office, chosen)
    others = [part for part in chosen if part not in own]
    if others and (wanted is not None or not own):
        _refuse_others_part(others[0])
    _refuse_out_of_order(rule, own, shown.parts)
    return [part.key for part in own]


@dataclass(frozen=True)
class _Shown:
    """What is on record of a step: its parts, and whether anything is."""

    parts: set[str]
    whole: bool


def _on_record(election: Election, step: str) -> _Shown:
    records = StepRecord.objects.filter(election=election, step=step, withdrawn_at=None)
    worked = [each for each in worked_of([election]).get(election.pk, ()) if each.step == step]
    kept = list(records.values_list("parts", flat=True))
    parts = {part for one in [*kept, *(each.parts for each in worked)] for part in one}
    return _Shown(parts, bool(kept or worked))


def parts_of(office: Office, parts: Sequence[Part]) -> list[Part]:
    """Those of a step's parts that an office does, itself or for an office below."""
    return [each for each in parts if not each.who or office.role in each.who or office.role in OVERSEERS]


def _refuse_others_part(part: Part) -> NoReturn:
    """A village does not record the township's approval of its own election. Raises NotYourStep."""
    raise NotYourStep(
        _("“%(step)s” is recorded by: %(who)s."),
        {"step": Said(part.title), "who": Listed(Role(role).label for role in part.who)},
        clause=part.clause,
        data={"part": part.key, "who": list(part.who)},
        field="parts",
    )


def _refuse_out_of_order(rule: StepRule, chosen: Sequence[Part], shown: Collection[str]) -> None:
    """Filed above once it is approved, replied to once it is reported. Raises PartNotReady."""
    there = {*shown, *(part.key for part in chosen)}
    for part in chosen:
        missing = [each for each in rule.parts if each.key in part.needs and each.key not in there]
        if missing:
            raise PartNotReady(
                _("“%(part)s” comes after this is on record: %(missing)s."),
                {"part": Said(part.title), "missing": Listed(Said(each.title) for each in missing)},
                clause=part.clause,
                data={"missing": [each.key for each in missing]},
                field="parts",
            )


def _refuse_unnumbered(rule: StepRule, shown: Collection[str], document: str) -> None:
    """An office's act is known by its document, and each act by its own. Raises DocumentMissing, DocumentsApart."""
    numbered = [part for part in rule.parts if part.document and part.key in shown]
    if len(numbered) > 1:
        raise DocumentsApart(
            _("Each of these has a document of its own; record them one by one: %(parts)s."),
            {"parts": Listed(Said(part.title) for part in numbered)},
            clause=numbered[0].clause,
            field="parts",
        )
    if numbered and not document.strip():
        raise DocumentMissing(
            _("Give the number of the document: “%(part)s”."),
            {"part": Said(numbered[0].title)},
            clause=numbered[0].clause,
            field="document",
        )


@ungated("A mistake on record is put right whenever it is found; refused while a later step stands on it.")
def withdraw_record(*, by: User, record: StepRecord, reason: str, now: datetime) -> StepRecord:
    """Withdraw a mistaken record; it stays readable. Raises WithdrawnAlready, LaterStepDone."""
    office = require(by, "step.record", record.election.village_id)
    with transaction.atomic():
        election = lock_election(record.election)
        record = StepRecord.objects.select_for_update().get(pk=record.pk)
        if record.withdrawn_at is not None:
            raise WithdrawnAlready(_("This record was withdrawn already."))
        _refuse_if_built_upon(election, record.step, now)
        record.withdrawn_at, record.withdrawn_by, record.withdrawn_because = now, by, reason
        record.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
        record_act(
            by=by,
            office=office,
            act=Act.STEP_RECORD_WITHDRAWN,
            election=election,
            step=record.step,
            subject=reason[:200],
            data={"record": record.pk, "parts": record.parts, "reason": reason},
            now=now,
        )
    return record


def _refuse_if_built_upon(election: Election, step: str, now: datetime) -> None:
    progress = progress_of_one(election, now)
    later = [
        other
        for other in progress.steps.values()
        if other.standing.state == State.DONE and any(p.step == step for p in other.rule.prerequisites)
    ]
    if later:
        raise LaterStepDone(
            _("%(later)s is done on this ground; withdraw that first."),
            {"later": Listed(Said(other.rule.title) for other in later)},
            data={"later": [other.step for other in later]},
        )
