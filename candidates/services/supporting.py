"""Supporting bodies after their meetings: handed in, taken on file, published, and somebody leaves."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.refusals import NotThere, Refusals
from accounts.rules import require
from candidates import body_refusals, supporting_refusals
from candidates.enums import RepresentativeState
from candidates.models import BodyMember, SupportingBody
from candidates.queries.supporting import BodyBoard, board_of_body, secretary_of
from candidates.refusals import PublishedAlready, ReasonNeeded
from candidates.services.nomination_checks import day_faults
from candidates.services.supporting_checks import filing_faults, refuse_on_record
from candidates.services.terms import begin_terms, end_terms, end_terms_of, holding_of, latest_day
from candidates.supporting_rules import BodyRules, body_rules
from candidates.told import told_name
from elections.enums import Act
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.enums import Post
from villages.services.locks import lock_place

SITS = RepresentativeState.ELECTED


def file_body(*, by: User, election: Election, body: str, now: datetime, reason: str = "") -> SupportingBody:
    """Close a body and hand it in; its terms begin, and those of the body before it end.

    The Party secretary convenes the council by office (A-POST-04). `reason` is why it departs from what is usual.
    Raises what the gate raises, NotThere, RecordedAlready, FiledAlready, and at once all of MeetingsMissing,
    BodySizeOutside, SupervisorBarred, ConvenerMissing, ReasonNeeded.
    """
    office = require(by, "bodies.record", election.village_id)
    rules = _rules(election, body)
    with transaction.atomic():
        lock_place(election.village)
        election = lock_election(election)
        gate(rules.step.key, election, now)
        refuse_on_record(election, rules)
        board = _board(election, body)
        book = board.book
        if book is not None and book.filed_at is not None:
            raise body_refusals.FiledAlready(_("It is handed in already."))
        if book is not None and not board.wanting and rules.convened_by_secretary:
            _seat_convener(election, rules, book, now)
            board = _board(election, body)
        faults = list(filing_faults(board, election, reason))
        if faults or book is None:
            raise Refusals(faults)
        book.filed_at, book.reason = now, reason.strip()
        book.save(update_fields=["filed_at", "reason"])
        end_terms_of(election, body, latest_day(book), by, now)
        begin_terms(election, board.people, holding_of, by, now)
        data = {
            "people": [{"name": one.name, "post": one.post} for one in board.people],
            "reason": book.reason,
        }
        _record(Act.BODY_FILED, by, office, election, rules, now, data)
    return book


def receive_body(*, by: User, election: Election, body: str, now: datetime) -> SupportingBody:
    """The township takes a body on file. Raises what the gate raises, NotThere, NotFiled, ReceivedAlready."""
    office = require(by, "bodies.file", election.village_id)
    rules = _rules(election, body)
    with transaction.atomic():
        election = lock_election(election)
        gate(rules.step.key, election, now)
        book = _filed(_board(election, body))
        if book.received_at is not None:
            raise body_refusals.ReceivedAlready(_("It is on file already."))
        book.received_at = now
        book.save(update_fields=["received_at"])
        _record(Act.BODY_RECEIVED, by, office, election, rules, now, {})
    return book


def publish_body(*, by: User, election: Election, body: str, now: datetime) -> SupportingBody:
    """Publish who is in a body; anew after a change. Raises what the gate raises, NotThere, NotFiled, PublishedAlready."""
    office = require(by, "bodies.record", election.village_id)
    rules = _rules(election, body)
    with transaction.atomic():
        election = lock_election(election)
        gate(rules.step.key, election, now)
        board = _board(election, body)
        book = _filed(board)
        if book.published_at is not None and not board.stale:
            raise PublishedAlready(_("It is published as it stands."))
        book.published_at, book.changed_at = now, None
        book.save(update_fields=["published_at", "changed_at"])
        data = {"names": [one.name for one in board.people]}
        _record(Act.BODY_PUBLISHED, by, office, election, rules, now, data)
    return book


def leave_body(*, by: User, member: BodyMember, on: date, reason: str, now: datetime) -> BodyMember:
    """Enter that somebody left a body that is handed in; the term ends, and the meeting may fill the place.

    Raises what the gate raises, NotThere, NotFiled, NotServing, ReasonNeeded, DateInTheFuture, CadreDaysFaulty.
    """
    office = require(by, "bodies.record", member.body.election.village_id)
    rules = _rules(member.body.election, member.body.body)
    with transaction.atomic():
        lock_place(member.body.election.village)
        election = lock_election(member.body.election)
        gate(rules.step.key, election, now)
        member = BodyMember.objects.select_related("body", "term__resident").get(pk=member.pk)
        book = member.body
        if book.filed_at is None:
            raise body_refusals.NotFiled(_("It is not handed in yet; record the meeting anew instead."))
        if member.state != SITS:
            raise body_refusals.NotServing(
                _("%(name)s is not in this body any more."), {"name": told_name(member.name)}
            )
        faults = list(day_faults(on, now))
        if not reason.strip():
            faults.append(ReasonNeeded(_("Say why the person leaves."), field="reason"))
        if faults:
            raise Refusals(faults)
        if member.term is not None and member.term.until is None:
            end_terms(election, [member.term], on, by, now)
        member.state, member.why = RepresentativeState.LEFT, reason.strip()
        member.changed_at = book.changed_at = now
        member.save(update_fields=["state", "why", "changed_at"])
        book.save(update_fields=["changed_at"])
        data = {"left": member.name, "on": on.isoformat(), "reason": member.why}
        _record(Act.BODY_LEFT, by, office, election, rules, now, data, member.name)
    return member


def _rules(election: Election, body: str) -> BodyRules:
    found = body_rules(election, body)
    if found is None:
        raise NotThere
    return found


def _board(election: Election, body: str) -> BodyBoard:
    found = board_of_body(election, body)
    if found is None:
        raise NotThere
    return found


def _filed(board: BodyBoard) -> SupportingBody:
    if board.book is None or board.book.filed_at is None:
        raise body_refusals.NotFiled(_("It is not handed in to the township yet."))
    return board.book


def _seat_convener(election: Election, rules: BodyRules, book: SupportingBody, now: datetime) -> None:
    """The Party secretary convenes the council, whether a group elected the person or not."""
    secretary = secretary_of(election)
    if secretary is None:
        raise supporting_refusals.ConvenerMissing(
            _(
                "The Party secretary convenes the council; enter the secretary in the register of posts first."
            ),
            clause=rules.section.council_convener.clause,
        )
    elected = book.people.filter(resident=secretary, state=SITS)
    if not elected.update(post=Post.CONVENER, changed_at=now):
        BodyMember.objects.create(
            body=book,
            resident=secretary,
            post=Post.CONVENER,
            name=secretary.name,
            sex=secretary.sex,
            state=SITS,
            changed_at=now,
        )


def _record(
    act: Act,
    by: User,
    office: Office,
    election: Election,
    rules: BodyRules,
    now: datetime,
    data: dict[str, Any],
    subject: str = "",
) -> None:
    record_act(
        by=by,
        office=office,
        act=act,
        election=election,
        step=rules.step.key,
        subject=subject or str(rules.body),
        data={"body": rules.body.value, **data},
        now=now,
    )
