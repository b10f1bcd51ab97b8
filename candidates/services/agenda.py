"""The items of the Party members' assembly, put on record in the order of the agenda."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import Office, User
from accounts.refusals import Refusals
from accounts.rules import require
from accounts.said import Listed, Said
from candidates import assembly_refusals as refusals
from candidates.models import AgendaRecord
from candidates.queries.assembly import AgendaShown, ItemShown, agenda_of, expected_at
from candidates.queries.assembly_chair import names_chair
from candidates.queries.party_vote import party_vote_of
from candidates.refusals import ReasonNeeded
from candidates.services.agenda_checks import Held, Here, faults_of, refuse_early, refuse_other_day
from candidates.services.party_ballot import drop_prepared_ballot
from elections.enums import Act
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act


def hold_item(*, by: User, election: Election, item: str, held: Held, now: datetime) -> AgendaRecord:
    """Put the next item of the agenda on record.

    Raises what the gate raises, NoSuchItem, AssemblyOver, AgendaOutOfOrder, AssemblyNotToday, AssemblyTooEarly;
    Refusals with all of NoQuorum, PresentOverExpected, LeavingOutNotAdopted, VotesOverPresent, NotAdopted,
    AssemblyChairMissing, ChairNotOutgoing, NamesMissing, CandidateOnDuty, RelativeOnDuty, PartyVoteOpen,
    BallotsNotCounted, IssuedOverPresent, BoxNotChecked, CandidateWrites.
    """
    office = require(by, "assembly.record", election.village_id)
    with transaction.atomic():
        election = gate(election.cycle.rules.assembly_step, election, now).election
        agenda = agenda_of(election)
        shown = its_turn(agenda, item)
        vote = party_vote_of(election)
        refuse_other_day(election, now, vote)
        refuse_early(election, now)
        expected = expected_at(election, localtime(now).date())
        here = Here(election, shown.item, expected, agenda.count, vote)
        held = here.with_figures(held)
        faults = list(faults_of(here, held))
        if faults:
            raise Refusals(faults)
        made = _made(here, shown.number, held, by, office, now)
        record_item(by, office, Act.AGENDA_ITEM_HELD, made, shown, now, _told(made))
    return made


def take_back_item(*, by: User, election: Election, reason: str, now: datetime) -> AgendaRecord:
    """Take the latest item back, to record it anew; it stays readable.

    Raises what the gate raises, AssemblyOver, NothingHeld, ReasonNeeded, BallotsCounted.
    """
    office = require(by, "assembly.record", election.village_id)
    with transaction.atomic():
        election = gate(election.cycle.rules.assembly_step, election, now).election
        agenda = agenda_of(election)
        _refuse_over(agenda)
        if agenda.last is None or agenda.last.record is None:
            raise refusals.NothingHeld(_("No item of the assembly is on record."))
        if not reason.strip():
            raise ReasonNeeded(_("Write down the reason; it goes into the ledger."), field="reason")
        record, dropped = agenda.last.record, _drop_ballot(agenda, election)
        record.withdrawn_at, record.withdrawn_because = now, reason.strip()
        record.save(update_fields=["withdrawn_at", "withdrawn_because"])
        told = {"reason": record.withdrawn_because, **({"ballot_dropped": True} if dropped else {})}
        record_item(by, office, Act.AGENDA_ITEM_TAKEN_BACK, record, agenda.last, now, told)
    return record


def _drop_ballot(agenda: AgendaShown, election: Election) -> bool:
    """With an item on which the ballot rests, the ballot goes. Raises BallotsCounted."""
    handed_out = any(shown.item.ballots and shown.record for shown in agenda.items)
    return not handed_out and drop_prepared_ballot(election)


def its_turn(agenda: AgendaShown, key: str) -> ItemShown:
    """The item. Raises NoSuchItem, AssemblyOver, AgendaOutOfOrder."""
    shown = next((each for each in agenda.items if each.item.key == key), None)
    if shown is None:
        raise refusals.NoSuchItem(
            _("The agenda has no such item: %(item)s."), {"item": key}, data={"item": key}
        )
    _refuse_over(agenda)
    if shown.record is not None:
        raise refusals.AgendaOutOfOrder(
            _("“%(item)s” is on record already."), {"item": Said(shown.item.title)}, clause=shown.item.clause
        )
    if not shown.current:
        before = [item for item in agenda.open if item.key != key]
        missing = before[: agenda.open.index(shown.item)]
        raise refusals.AgendaOutOfOrder(
            _("Before “%(item)s” comes: %(missing)s."),
            {"item": Said(shown.item.title), "missing": Listed(Said(each.title) for each in missing)},
            clause=shown.item.clause,
            data={"missing": [each.key for each in missing]},
        )
    return shown


def _refuse_over(agenda: AgendaShown) -> None:
    if agenda.over:
        raise refusals.AssemblyOver(_("The assembly is on record as held."))


def _made(here: Here, place: int, held: Held, by: User, office: Office, now: datetime) -> AgendaRecord:
    item = here.item
    return AgendaRecord.objects.create(
        election=here.election,
        item=item.key,
        place=place,
        expected=here.expected.number if item.counts else None,
        present=held.present if item.counts else None,
        without_vote=held.without_vote if item.counts else None,
        votes={
            what: [v.in_favour, v.against, v.abstained]
            for what, v in held.votes.items()
            if what in item.votes
        },
        names={duty: list(names) for duty, names in held.names.items() if duty in item.names},
        chair=held.chair.strip() if names_chair(here.election, item) else "",
        issued=held.issued if item.ballots else None,
        box_checked_by=held.box_checked_by.strip() if item.ballots else "",
        helpers=[{"elector": e, "helper": h} for e, h in held.helpers] if item.ballots else [],
        note=held.note.strip(),
        held_at=now,
        held_by=by,
        office=office.title,
    )


def _told(made: AgendaRecord) -> dict[str, Any]:
    names = (
        "expected",
        "present",
        "without_vote",
        "votes",
        "names",
        "chair",
        "issued",
        "box_checked_by",
        "helpers",
        "note",
    )
    return {name: value for name in names if (value := getattr(made, name)) not in (None, "", {}, [])}


@part_of_an_act
def record_item(
    by: User,
    office: Office,
    act: Act,
    record: AgendaRecord,
    shown: ItemShown,
    now: datetime,
    more: Mapping[str, Any],
) -> None:
    """Enter what was done with an item in the ledger."""
    record_act(
        by=by,
        office=office,
        act=act,
        election=record.election,
        step=record.election.cycle.rules.assembly_step,
        subject=shown.item.title.zh,
        data={"item": record.item, **more},
        now=now,
    )
