"""Public notices (公示): posted for the plan's days, objected to, and decided (A-REV-06, C-REV-04, C-REV-05)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.rules import require
from candidates import notice_refusals as refusals
from candidates.enums import NoticeChannel, NoticeDecision, NoticeKind
from candidates.models import Candidacy, Notice, NoticeObjection, NoticePerson
from candidates.party_path import stage_posting
from candidates.queries.elected_notice import ElectedByName, written_in_to_be_posted
from candidates.queries.notice import EVENTS, STEPS, has_run_out, rule_of
from candidates.queries.party_path import still_to_post
from candidates.queries.party_vote import posts_elected, seats_by
from candidates.recusal import refuse_recused, refuse_recused_from
from candidates.refusals import ReasonNeeded
from candidates.services.candidacy import move
from candidates.services.notice_checks import (
    refuse_another_list,
    refuse_others_than_elected,
    refuse_people,
    refuse_unknown,
)
from candidates.services.stage import open_stage
from candidates.states import Move, after
from elections.calendar import CalendarNotAnnounced
from elections.chain import digest
from elections.enums import Act
from elections.models import Election
from elections.queries.progress import progress_of_one
from elections.refusals import HolidaysNotAnnounced
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act, record_from_outside
from elections.services.locks import lock_election
from villages.enums import Body
from villages.services.locks import lock_place
from voting.enums import InvalidGround, InvalidScope
from voting.receipts import new_receipt, refuse_identity_numbers
from voting.refusals.count import StalePage
from voting.services.invalidity import InvalidityDraft, declare_invalid


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What somebody says against a person (key of the line on the notice)."""

    person: int
    objector: str
    text: str
    contact: str = ""


def open_notice(
    *, by: User, election: Election, kind: NoticeKind, people: Sequence[Candidacy], now: datetime
) -> Notice:
    """Post a notice that names these people, in this order; its last day is counted by the calendar.

    One that is a stage of the Party's path is posted by the stage's office in its turn, and names everybody whom the
    stage has still to name (A-REV-06, C-REV-04, C-REV-05). That of those elected names exactly whom the Party elected
    here, by the posts that they hold (C-RES-02); whoever was written in and passed the review stands on it after these
    (A-REV-13). Raises what opens a stage refuses, or the gate of the plan's notice step, NoticeNotInPlan, NoticeEmpty,
    NotOnNotice (somebody of another election, or who does not stand any more), NoticeStands, StageDone,
    NoticeIncomplete, ElectedNotSettled, WriteInUnmatched, HolidaysNotAnnounced.
    """
    office = require(by, "notice.open", election.village_id)
    stage = stage_posting(election.cycle.rules, kind)
    written: Sequence[ElectedByName] = ()
    with transaction.atomic():
        if stage is None:
            election = gate_ahead(_step(election, kind), election, now).election
            if kind == NoticeKind.ELECTED:
                written = written_in_to_be_posted(election)
            refuse_people(election, kind, people, now, written)
            if kind == NoticeKind.ELECTED:
                refuse_others_than_elected(election, people, rule_of(election.cycle.rules, kind).clause)
                refuse_unknown(election, written)
        else:
            opened = open_stage(by=by, election=election, key=stage.key, kinds=("notice",), now=now)
            election = opened.election
            refuse_people(election, kind, people, now)
            refuse_another_list(people, still_to_post(election, stage), opened.stage.clause)
        made = Notice.objects.create(
            election=election,
            kind=kind,
            body=people[0].body if people else Body.PARTY,
            posted_at=now,
            ends=_last_day(election, kind, now),
            clause=rule_of(election.cycle.rules, kind).clause,
            opened_by=by,
            office=office.title,
        )
        named = [line.name for line in _name_all(made, people, written)]
        told = {"kind": kind, "ends": made.ends.isoformat(), "people": named}
        _record(Act.NOTICE_OPENED, by, office, made, told, now)
    return made


def _name_all(
    notice: Notice, people: Sequence[Candidacy], written_in: Sequence[ElectedByName]
) -> list[NoticePerson]:
    """The lines of a notice: who stood, then who was written in."""
    held = (posts_elected(notice.election) if notice.kind == NoticeKind.ELECTED else None) or {}
    lines = [
        NoticePerson(
            candidacy=person,
            resident_id=person.resident_id,
            name=person.name,
            post=held.get(f"c{person.pk}", person.post),
        )
        for person in people
    ]
    lines += [
        NoticePerson(written_in=each.name, resident=each.resident, name=each.resident.name, post=each.post)
        for each in written_in
        if each.resident is not None
    ]
    for place, line in enumerate(lines, start=1):
        line.notice, line.place = notice, place
    return NoticePerson.objects.bulk_create(lines)


def _step(election: Election, kind: NoticeKind) -> str:
    """The step of the plan that such a notice belongs to. Raises NoticeNotInPlan."""
    rules = election.cycle.rules
    step = next((each for each in STEPS[kind] if rules.has_step(each)), None)
    if step is None or not rule_of(rules, kind).stated:
        raise refusals.NoticeNotInPlan(_("The plan names no time for this notice."))
    return step


def _last_day(election: Election, kind: NoticeKind, now: datetime) -> date:
    """The last day of a notice posted today, by the reading of the rulebook in force (AMB-42, AMB-48, AMB-59)."""
    rule = rule_of(election.cycle.rules, kind)
    try:
        return progress_of_one(election, now).calendar.last_day(rule.value, localtime(now).date())
    except CalendarNotAnnounced as unknown:
        raise HolidaysNotAnnounced(unknown.year, clause=rule.clause) from unknown


@ungated(
    "Whoever has something to say is heard until the notice has run out; its days are counted when it is posted."
)
def take_in_objection(
    *, by: User, notice: Notice, words: NoticeWords, key: UUID, now: datetime
) -> NoticeObjection:
    """Take in an objection that somebody brings to an office; the same key sent again is the same objection.

    Raises NoticeOver, NotOnNotice, ReasonNeeded, IdentityNumberWritten.
    """
    office = require(by, "notice.object", notice.election.village_id)
    with transaction.atomic():
        known = _known(key, notice)
        if known is not None:
            return known
        made = _taken(notice, words, NoticeChannel.OFFICE, key, by, now)
        told = {"number": made.number, "about": made.person.name, "text": digest(made.text)}
        _record(Act.NOTICE_OBJECTED, by, office, notice, told, now)
    return made


@ungated(
    "Whoever has something to say is heard until the notice has run out; its days are counted when it is posted."
)
def object_publicly(*, notice: Notice, words: NoticeWords, key: UUID, now: datetime) -> NoticeObjection:
    """Take in an objection written on the public page, without signing in.

    The ledger tells at once that it was received, without an officer. Raises what `take_in_objection` raises.
    """
    with transaction.atomic():
        known = _known(key, notice)
        if known is not None:
            return known
        made = _taken(notice, words, NoticeChannel.PUBLIC, key, None, now)
        told = {
            "number": made.number,
            "about": made.person.name,
            "text": digest(made.text),
            "channel": made.channel,
        }
        record_from_outside(
            act=Act.NOTICE_OBJECTED,
            election=notice.election,
            step=_step(notice.election, NoticeKind(notice.kind)),
            subject=str(notice.election.village),
            data=_about(notice) | told,
            now=now,
        )
    return made


def _known(key: UUID, notice: Notice) -> NoticeObjection | None:
    """What the same page has sent before; the election is locked first, so that two clicks make one."""
    notice.election = lock_election(notice.election)
    known = NoticeObjection.objects.select_related("person").filter(key=key).first()
    if known is not None and known.notice_id != notice.pk:
        raise StalePage(_("This page was used already. Open it anew."))
    return known


def _taken(
    notice: Notice, words: NoticeWords, channel: NoticeChannel, key: UUID, by: User | None, now: datetime
) -> NoticeObjection:
    if has_run_out(notice, now):
        raise refusals.NoticeOver(
            _("The notice hung until %(ends)s; nothing is taken in any more."),
            {"ends": notice.ends},
            clause=notice.clause,
            data={"ends": notice.ends.isoformat()},
        )
    person = notice.people.filter(pk=words.person).first()
    if person is None:
        raise refusals.NotOnNotice(_("Choose whom it is about."), field="person")
    if not words.objector.strip():
        raise ReasonNeeded(_("Say who objects."), field="objector")
    if not words.text.strip():
        raise ReasonNeeded(_("Say what there is against the person."), field="text")
    refuse_identity_numbers(words.text, "text")
    refuse_identity_numbers(words.contact, "contact")
    return NoticeObjection.objects.create(
        key=key,
        notice=notice,
        person=person,
        number=(notice.objections.aggregate(last=Max("number"))["last"] or 0) + 1,
        receipt=new_receipt(NoticeObjection),
        channel=channel,
        objector=words.objector.strip(),
        contact=words.contact.strip(),
        text=words.text.strip(),
        filed_at=now,
        taken_by=by,
    )


@ungated("What was taken in is decided, however late: until then the notice is not clear (C-RES-02).")
def decide_objection(
    *,
    by: User,
    objection: NoticeObjection,
    decision: NoticeDecision,
    verified: str,
    reason: str,
    now: datetime,
) -> NoticeObjection:
    """Decide an objection after it was checked: what the check found, and why it is decided so.

    Where it is upheld, the person stands for the Party organisation no longer; whoever was elected is not approved, and
    the election is on record as invalid, so that the seat falls vacant (B-REV-03, C-RES-02).
    Raises OwnCandidacy, RelativeCandidacy, ObjectionDecided, ReasonNeeded, IdentityNumberWritten; of those elected
    PlaceClosed.
    """
    notice = objection.notice
    office = require(by, "notice.decide", notice.election.village_id)
    with transaction.atomic():
        if notice.kind == NoticeKind.ELECTED:
            lock_place(notice.election.village)  # a term may end, and the place is held before the election
        notice.election = lock_election(notice.election)
        objection = (
            NoticeObjection.objects.select_for_update(of=("self",))
            .select_related("person__candidacy__resident", "person__resident")
            .get(pk=objection.pk)
        )
        objection.notice = notice
        _refuse_recused(by, objection)
        _refuse_decision(objection, verified, reason)
        objection.decision, objection.verified, objection.reason = decision, verified.strip(), reason.strip()
        objection.decided_at, objection.decided_by = now, by
        objection.save(update_fields=["decision", "verified", "reason", "decided_at", "decided_by"])
        candidacy = objection.person.candidacy
        path = stage_posting(notice.election.cycle.rules, notice.kind)
        if decision == NoticeDecision.UPHELD and path and candidacy is not None:
            _take_off(candidacy, now)
        if decision == NoticeDecision.UPHELD and notice.kind == NoticeKind.ELECTED:
            _withhold_approval(by, objection, now)
        told = {
            "number": objection.number,
            "about": objection.person.name,
            "channel": objection.channel,
            "filed_at": objection.filed_at.isoformat(),
            "decision": decision,
            "reason": digest(objection.reason),
        }
        _record(Act.NOTICE_DECIDED, by, office, notice, told, now)
    return objection


def _refuse_recused(by: User, objection: NoticeObjection) -> None:
    """Raises OwnCandidacy, RelativeCandidacy, of a candidate or of whoever was written in."""
    person, election = objection.person, objection.notice.election
    if person.candidacy is None:
        refuse_recused_from(by, election, [person.resident])
    else:
        person.candidacy.election = election
        refuse_recused(by, person.candidacy)


def _take_off(person: Candidacy, now: datetime) -> None:
    """Whoever stands no more, or is a formal candidate already, stays as they are."""
    if after(person.state, Move.LEAVE_OUT, person.body) is not None:
        move(person, Move.LEAVE_OUT, now)


def _withhold_approval(by: User, objection: NoticeObjection, now: datetime) -> None:
    """Each seat that the person holds by a vote held here falls vacant; the objection is the ground, by its number: what it
    says stays out of the ledger.
    """
    notice, key = objection.notice, objection.person.key
    number = f"{localtime(notice.posted_at):%Y-%m-%d} №{objection.number}"
    for contest, post in seats_by(notice.election, key):
        draft = InvalidityDraft(
            scope=InvalidScope.PERSON,
            ground=InvalidGround.OBJECTION,
            reason=number,
            decision=number,
            post=post,
            person=key,
        )
        declare_invalid(by=by, contest=contest, draft=draft, now=now)


def _refuse_decision(objection: NoticeObjection, verified: str, reason: str) -> None:
    if objection.decision:
        raise refusals.ObjectionDecided(
            _("Objection %(number)s is decided already."), {"number": objection.number}
        )
    if not verified.strip():
        raise ReasonNeeded(_("Write down what the check found."), field="verified")
    if not reason.strip():
        raise ReasonNeeded(_("Write down the reason: whoever objected is told it."), field="reason")
    refuse_identity_numbers(reason, "reason")


def _record(act: Act, by: User, office: Office, notice: Notice, told: dict[str, Any], now: datetime) -> None:
    """Enter what was done with a notice; who objected and in what words stays out of the ledger."""
    record_act(
        by=by,
        office=office,
        act=act,
        election=notice.election,
        step=_step(notice.election, NoticeKind(notice.kind)),
        data=_about(notice) | told,
        now=now,
    )


def _about(notice: Notice) -> dict[str, Any]:
    return {"notice": notice.pk, "event": EVENTS[NoticeKind(notice.kind)]}
