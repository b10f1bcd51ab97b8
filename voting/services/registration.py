"""The registration, person by person: on the draft, with what each category and each ground needs on record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.refusals import NotThere, Refusal, Refusals
from accounts.rules import require
from elections.enums import Act, Step
from elections.models import Election
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.enums import Leaving
from villages.identity import birth_date_of, sex_of
from villages.names.pinyin import full_key
from villages.sealing import blind_index, seal
from voting.enums import Ground, RollState
from voting.evidence import DECLINES, DRAWN, NO_ANSWER, away, categories_of
from voting.models import Roll, RollEntry
from voting.queries.drawing import REASONS
from voting.queries.roll import draft_roll
from voting.refusals.registration import ProofMissing
from voting.refusals.roll import RollNotDraft
from voting.services import registration_checks as checks
from voting.services.locks import lock_county
from voting.services.numbering import next_number, settle_numbers
from voting.services.registration_checks import Exclusion, Newcomer
from voting.services.roll_gate import gate_list

REASON_LENGTH, PINYIN_LENGTH = 100, 120
TAKES_PART = "takes_part"
# What of an entry stays when the person is registered, or listed, on another ground.
LASTING = ("contacts", "one_year", "dwelling", "relocated")


@dataclass(frozen=True)
class Work:
    """An entry of the draft, held for one act."""

    office: Office
    election: Election
    step: Step
    entry: RollEntry


def register_voter(
    *,
    by: User,
    entry: RollEntry,
    category: str,
    evidence: Mapping[str, Any],
    now: datetime,
    relocation: str = "",
) -> RollEntry:
    """Put a person of the draft on the roll under a category of the rulebook, with what it needs on record.

    `evidence` is by the words of `voting.evidence`. Raises, all at once, CategoryUnknown, EvidenceMissing,
    ResidenceTooShort, VoterUnderAge, VoterElsewhere, RegisterSaysOtherwise, RelocatedElsewhere; RollNotDraft, and
    what `gate_list` raises.
    """
    with transaction.atomic():
        work = _opened(by, entry, now)
        entry, was = work.entry, work.entry.not_registered
        entry.evidence = _kept(entry.evidence, LASTING) | dict(evidence)
        entry.category, entry.relocation = category, relocation
        entry.refusal = entry.not_registered = ""
        _raise(checks.against_registering(work.election, entry, now))
        _save(entry)
        _record(by, work, Act.VOTER_REGISTERED if was else Act.VOTER_CHANGED, _told(entry), now)
    return entry


def add_voter(
    *,
    by: User,
    election: Election,
    person: Newcomer,
    category: str,
    evidence: Mapping[str, Any],
    now: datetime,
    relocation: str = "",
) -> RollEntry:
    """Put somebody on the draft who is not on it, under the next free number; the draft is begun if there is none
    before the first publication.

    Raises, all at once, what `register_voter` raises, IdNumberFaulty and VoterTwice; NothingToCorrect where the roll
    is published and no correction is open.
    """
    office = require(by, "roll.register", election.village_id)
    with transaction.atomic():
        lock_county(election)
        election = lock_election(election)
        step = gate_list(election, now)
        roll = draft_roll(election)
        if roll is None:
            raise checks.no_draft(election)
        _raise(checks.against_newcomer(roll, person))
        entry = _made(roll, election, person, category, evidence, relocation)
        _raise(checks.against_registering(election, entry, now))
        _save(entry)
        work = Work(office, election, step, entry)
        _record(by, work, Act.VOTER_REGISTERED, _told(entry), now)
    return entry


def refuse_voter(*, by: User, entry: RollEntry, exclusion: Exclusion, now: datetime) -> RollEntry:
    """List a person of the draft as not registered, on a ground and with what shows it (A-ROLL-11 to A-ROLL-18).

    Raises, all at once, ProofMissing, RightsRestored, ConsentMissing, NotReached, DateInTheFuture; RollNotDraft, and
    what `gate_list` raises.
    """
    with transaction.atomic():
        work = _opened(by, entry, now)
        entry = work.entry
        _raise(checks.against_refusing(work.election, entry, exclusion, now))
        entry.evidence = _kept(entry.evidence, LASTING) | exclusion.evidence
        entry.category = ""
        entry.refusal = exclusion.ground
        entry.not_registered = _reason(exclusion)[:REASON_LENGTH]
        _save(entry)
        _record(by, work, Act.VOTER_REFUSED, _told(entry), now)
    return entry


def record_contact(
    *, by: User, entry: RollEntry, on: date, how: str, result: str, now: datetime
) -> RollEntry:
    """Note that a person who lives elsewhere was sought, and what came of it (A-ROLL-05, A-ROLL-16).

    `result` is takes_part, declines or no_answer. Who takes part is registered with that statement; who declines is
    listed as not registered. Raises DateInTheFuture, ProofMissing, and what `register_voter` raises.
    """
    with transaction.atomic():
        work = _opened(by, entry, now)
        entry = work.entry
        _raise(checks.against_contact(work.election, on, how, now))
        contacts = [*entry.evidence.get("contacts", ()), {"on": on.isoformat(), "how": how, "result": result}]
        entry.evidence = {**entry.evidence, "contacts": contacts}
        if result != NO_ANSWER:
            entry.evidence.pop(DRAWN, None)
        if result == TAKES_PART:
            _take_in(work, on, how, now)
        elif result == DECLINES:
            entry.category, entry.refusal = "", Ground.NO_STATEMENT
            entry.not_registered = REASONS[Ground.NO_STATEMENT]
        _save(entry)
        act = {TAKES_PART: Act.VOTER_REGISTERED, DECLINES: Act.VOTER_REFUSED}.get(result, Act.VOTER_CHANGED)
        _record(by, work, act, _told(entry) | {"contact": contacts[-1]}, now)
    return entry


def correct_entry(
    *, by: User, entry: RollEntry, name: str, group: int, household: str, now: datetime
) -> RollEntry:
    """Put a name, a group or a household right. Raises GroupUnknown, RollNotDraft, and what `gate_list` raises."""
    with transaction.atomic():
        work = _opened(by, entry, now)
        entry = work.entry
        before = {"name": entry.name, "group": entry.group, "household": entry.household}
        _raise(checks.against_group(work.election, group))
        entry.name, entry.group, entry.household = name, group, household
        entry.pinyin = full_key(name)[:PINYIN_LENGTH]
        entry.evidence = _kept(entry.evidence, [key for key in entry.evidence if key != DRAWN])
        _save(entry)
        _record(by, work, Act.VOTER_CHANGED, _told(entry) | {"before": before}, now)
    return entry


def strike_voter(*, by: User, entry: RollEntry, why: Leaving, note: str, now: datetime) -> None:
    """Take a person off the list altogether: died, moved away, entered in error. Raises ProofMissing without a note,
    RollNotDraft, and what `gate_list` raises.
    """
    with transaction.atomic():
        work = _opened(by, entry, now)
        if not note.strip():
            raise ProofMissing(_("Say what shows it."), field="note")
        told = _told(work.entry) | {"why": Leaving(why).value, "note": note}
        roll = work.entry.roll
        work.entry.delete()
        settle_numbers(roll)
        _record(by, work, Act.VOTER_STRUCK, told, now)


def _opened(by: User, entry: RollEntry, now: datetime) -> Work:
    """Hold the county, the election and the entry, and open the step; the entry must be of a draft."""
    election = entry.roll.election
    office = require(by, "roll.register", election.village_id)
    lock_county(election)
    election = lock_election(election)
    step = gate_list(election, now)
    held = (
        RollEntry.objects.select_for_update(of=("self",)).select_related("roll").filter(pk=entry.pk).first()
    )
    if held is None:
        raise NotThere
    if held.roll.state != RollState.DRAFT:
        raise RollNotDraft(
            _("Version %(version)s is published. Open a correction; the person is changed there."),
            {"version": held.roll.version},
            clause=election.cycle.rules.roll.adjusted_republished.clause or None,
        )
    held.roll.election = election
    return Work(office, election, step, held)


def _take_in(work: Work, on: date, how: str, now: datetime) -> None:
    """Register who has said to take part, under the category that asks for that statement."""
    entry = work.entry
    category = away(categories_of(work.election.cycle.rules, work.election.village.kind))
    entry.category = category.code if category else ""
    entry.evidence["statement"] = {"on": on.isoformat(), "how": how}
    entry.refusal = entry.not_registered = ""
    _raise(checks.against_registering(work.election, entry, now))


def _made(
    roll: Roll,
    election: Election,
    person: Newcomer,
    category: str,
    evidence: Mapping[str, Any],
    relocation: str,
) -> RollEntry:
    born = birth_date_of(person.id_number)
    assert born is not None  # against_newcomer has looked
    return RollEntry(
        roll=roll,
        village_id=election.village_id,
        number=next_number(roll),
        group=person.group,
        household=person.household,
        name=person.name,
        pinyin=full_key(person.name)[:PINYIN_LENGTH],
        sex=sex_of(person.id_number),
        birth_date=born,
        category=category,
        evidence=dict(evidence),
        relocation=relocation,
        id_sealed=seal(person.id_number),
        id_index=blind_index(person.id_number),
        id_last4=person.id_number[-4:],
    )


def _save(entry: RollEntry) -> None:
    entry.save()
    settle_numbers(entry.roll)
    entry.refresh_from_db(fields=["number"])


def _kept(evidence: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: evidence[name] for name in names if name in evidence}


def _reason(exclusion: Exclusion) -> str:
    if exclusion.ground == Ground.OTHER:
        return exclusion.reason.strip()
    if exclusion.ground == Ground.ELSEWHERE:
        return f"已在{exclusion.place.strip()}登记"
    return REASONS[Ground(exclusion.ground)]


def _told(entry: RollEntry) -> dict[str, Any]:
    """An entry as the ledger remembers it: what kinds of proof there are, never what they say of a person's health."""
    return {
        "version": entry.roll.version,
        "number": entry.number,
        "group": entry.group,
        "category": entry.category,
        "ground": entry.refusal,
        "relocation": entry.relocation,
        "on_record": sorted(name for name in entry.evidence if name != DRAWN),
    }


def _raise(found: Iterable[Refusal]) -> None:
    refused = list(found)
    if len(refused) == 1:
        raise refused[0]
    if refused:
        raise Refusals(refused)


def _record(by: User, work: Work, act: Act, data: dict[str, Any], now: datetime) -> None:
    record_act(
        by=by,
        office=work.office,
        act=act,
        election=work.election,
        step=work.step,
        subject=work.entry.name,
        data=data,
        now=now,
    )
