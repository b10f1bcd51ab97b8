"""Representatives after the count: the register is filed and published, places that become free are filled again."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import body_refusals
from candidates.enums import RepresentativeState
from candidates.models import Representative, RepresentativeBook
from candidates.queries.representative import Register, next_of, people_of, register_of
from candidates.refusals import NotNextInLine, PublishedAlready, ReasonNeeded
from candidates.representative_rules import representative_rules
from candidates.services.representative_line import fill, take_up
from candidates.services.terms import begin_terms, end_terms, end_terms_of
from candidates.told import told_name
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.enums import Body, Post
from villages.services.cadre import Holding
from villages.services.locks import lock_place


def file_representatives(
    *, by: User, election: Election, now: datetime, approval: str = ""
) -> RepresentativeBook:
    """Close the register and hand it in to the township (A-REP-09); terms begin, those of the set before end (AMB-06).

    `approval` names the document that lets a register with too few women be filed. Raises what the gate raises,
    NotAllotted, FiledAlready, and at once all of UnitsUncounted, PlaceUndecided, WomenTooFew.
    """
    office = require(by, "bodies.record", election.village_id)
    with transaction.atomic():
        lock_place(election.village)
        election = lock_election(election)
        gate(Step.REPRESENTATIVES, election, now)
        register = _register(election)
        if register.book.filed_at is not None:
            raise body_refusals.FiledAlready(_("The register is handed in already."))
        faults = list(_unready(register, approval))
        if faults:
            raise Refusals(faults)
        book = register.book
        book.filed_at, book.approval = now, approval.strip()
        book.save(update_fields=["filed_at", "approval"])
        end_terms_of(election, Body.REPRESENTATIVES, localtime(now).date(), by, now)
        begin_terms(election, register.people, _from_today(now), by, now)
        data = {
            "representatives": [
                {"unit": unit.unit.name, "names": [one.name for one in unit.elected]}
                for unit in register.units
            ],
            "women": register.share.women,
            "approval": book.approval,
        }
        _record(Act.REPRESENTATIVES_FILED, by, office, election, now, data)
    return book


def receive_representatives(*, by: User, election: Election, now: datetime) -> RepresentativeBook:
    """The township takes the register on file. Raises what the gate raises, NotAllotted, NotFiled, ReceivedAlready."""
    office = require(by, "bodies.file", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.REPRESENTATIVES, election, now)
        book = _filed(election).book
        if book.received_at is not None:
            raise body_refusals.ReceivedAlready(_("The register is on file already."))
        book.received_at = now
        book.save(update_fields=["received_at"])
        _record(Act.REPRESENTATIVES_RECEIVED, by, office, election, now, {"filed_at": _moment(book.filed_at)})
    return book


def publish_representatives(*, by: User, election: Election, now: datetime) -> RepresentativeBook:
    """Publish the representatives to everybody; anew after a change.

    Raises what the gate raises, NotAllotted, NotFiled, PublishedAlready.
    """
    office = require(by, "bodies.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.REPRESENTATIVES, election, now)
        register = _filed(election)
        if register.book.published_at is not None and not register.stale:
            raise PublishedAlready(_("The representatives are published as they stand."))
        register.book.published_at, register.book.changed_at = now, None
        register.book.save(update_fields=["published_at", "changed_at"])
        data = {"names": [one.name for one in register.people]}
        _record(Act.REPRESENTATIVES_PUBLISHED, by, office, election, now, data)
    return register.book


def withdraw_representative(
    *, by: User, person: Representative, reason: str, now: datetime
) -> Representative:
    """Enter that a representative left; the next by votes in the unit moves up where nobody is level.

    Raises what the gate raises, NotServing, ReasonNeeded.
    """
    office = require(by, "bodies.record", person.unit.book.election.village_id)
    with transaction.atomic():
        lock_place(person.unit.book.election.village)
        election = lock_election(person.unit.book.election)
        gate(Step.REPRESENTATIVES, election, now)
        person = _locked(person)
        if person.state != RepresentativeState.ELECTED:
            raise body_refusals.NotServing(
                _("%(name)s is no representative any more."), {"name": told_name(person.name)}
            )
        if not reason.strip():
            raise ReasonNeeded(_("Say why the representative leaves."), field="reason")
        person.state, person.why, person.changed_at = RepresentativeState.LEFT, reason.strip(), now
        person.save(update_fields=["state", "why", "changed_at"])
        if person.term is not None and person.term.until is None:
            end_terms(election, [person.term], localtime(now).date(), by, now)
        moved = fill(person.unit, representative_rules(election), now)
        _take_seats(person.unit.book, election, moved, by, now)
        data = {"left": person.name, "reason": person.why, "moved_up": [one.name for one in moved]}
        _record(Act.REPRESENTATIVE_LEFT, by, office, election, now, data, person.name)
    return person


def move_representative_up(*, by: User, person: Representative, reason: str, now: datetime) -> Representative:
    """Take one of those who are level into a free place of the unit, with how it was decided.

    Raises what the gate raises, NotNextInLine, ReasonNeeded.
    """
    office = require(by, "bodies.record", person.unit.book.election.village_id)
    with transaction.atomic():
        lock_place(person.unit.book.election.village)
        election = lock_election(person.unit.book.election)
        gate(Step.REPRESENTATIVES, election, now)
        person = _locked(person)
        rules = representative_rules(election)
        line = next_of(person.unit, list(people_of(person.unit.book)), rules)
        if person.pk not in {one.pk for one in line}:
            raise NotNextInLine(
                _("%(name)s is not the next by votes in the unit, or no place is free."),
                {"name": told_name(person.name)},
                clause=rules.section.one_per_household.clause or None,
            )
        if len(line) > 1 and not reason.strip():
            told = _("%(count)s people are level; say how it was decided between them.")
            raise ReasonNeeded(told, {"count": len(line)}, field="reason")
        moved = [take_up(person, reason.strip(), now), *fill(person.unit, rules, now)]
        _take_seats(person.unit.book, election, moved, by, now)
        data = {"moved_up": person.name, "unit": person.unit.name, "reason": reason.strip()}
        _record(Act.REPRESENTATIVE_MOVED_UP, by, office, election, now, data, person.name)
    return person


def _register(election: Election) -> Register:
    register = register_of(election)
    if register is None:
        raise body_refusals.NotAllotted(_("The places are not allotted to units yet."))
    return register


def _filed(election: Election) -> Register:
    register = _register(election)
    if register.book.filed_at is None:
        raise body_refusals.NotFiled(
            _("The register is not handed in to the township yet."),
            clause=election.cycle.rules.representatives.filing.clause or None,
        )
    return register


def _unready(register: Register, approval: str) -> Iterator[Refusal]:
    rules = register.rules.section
    uncounted = [unit.unit for unit in register.units if unit.unit.counted_at is None]
    if uncounted:
        told = _("Not recorded yet: %(units)s.")
        yield body_refusals.UnitsUncounted(
            told,
            {"units": "、".join(unit.name for unit in uncounted)},
            clause=rules.method.clause or None,
            data={"units": [unit.number for unit in uncounted]},
        )
    for unit in register.units:
        if unit.next:
            told = _("“%(unit)s”: people are level for a free place. Decide who moves up.")
            yield body_refusals.PlaceUndecided(
                told, {"unit": unit.unit.name}, clause=rules.one_per_household.clause or None
            )
    share = register.in_force
    if not uncounted and not share.enough and not approval.strip():
        yield body_refusals.WomenTooFew(
            _("Of %(total)s people %(women)s are women; the plan asks for %(least)s of them."),
            {"total": share.total, "women": share.women, "least": rules.women_share.value},
            clause=rules.women_share.clause,
            field="approval",
        )


def _locked(person: Representative) -> Representative:
    """The person as it stands now; the election's lock is held already."""
    return Representative.objects.select_related("unit__book", "resident", "term__resident").get(pk=person.pk)


def _take_seats(
    book: RepresentativeBook, election: Election, moved: Sequence[Representative], by: User, now: datetime
) -> None:
    """Those who moved up are in office once the register is handed in."""
    if book.filed_at is not None:
        begin_terms(election, moved, _from_today(now), by, now)
    book.changed_at = now
    book.save(update_fields=["changed_at"])


def _from_today(now: datetime) -> Callable[[Representative], Holding]:
    """The term of a representative: from the day the register, or the change of it, is handed in."""
    holding = Holding(Body.REPRESENTATIVES, Post.REPRESENTATIVE, localtime(now).date())
    return lambda _one: holding


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _record(
    act: Act,
    by: User,
    office: Office,
    election: Election,
    now: datetime,
    data: dict[str, Any],
    subject: str = "",
) -> None:
    record_act(
        by=by,
        office=office,
        act=act,
        election=election,
        step=Step.REPRESENTATIVES,
        subject=subject,
        data=data,
        now=now,
    )
