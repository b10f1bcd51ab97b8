"""What the electing units counted, and who became representative (A-REP-05 to A-REP-07)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import body_refusals
from candidates.counted import Asked, Cut, asked_by, counted
from candidates.enums import RepresentativeState, VoteAbout
from candidates.models import ElectingUnit, Representative, RepresentativeBook
from candidates.plurality import Runner, Seating, gives_way, seat
from candidates.queries.representative import book_of, people_of, runner_of
from candidates.refusals import TieUndecided
from candidates.representative_rules import RepresentativeRules, representative_rules
from candidates.services.names import Nominee, VoteLine, resolve
from candidates.services.nomination_checks import day_faults
from candidates.services.representative_line import fill
from candidates.told import told_name
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.enums import Body, Sex
from voting.recorded import RecordedVote
from voting.services.recorded import keep_votes


@dataclass(frozen=True)
class UnitCount:
    """What one unit counted. `decided` are residents taken among equals, `kept` those who stay of a household;
    `decision` tells how that was decided.
    """

    number: int
    held_on: date
    lines: Sequence[VoteLine]
    decided: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    decision: str = ""


@dataclass
class Held:
    """Who holds a place already, by household: units of the same act are seated one after the other.

    `votes` are those of the act as they were counted.
    """

    rules: RepresentativeRules
    how: Asked
    by_tie: dict[int, Runner] = field(default_factory=dict)
    rows: dict[int, Representative] = field(default_factory=dict)
    votes: list[RecordedVote] = field(default_factory=list)


def record_unit_votes(
    *, by: User, election: Election, counts: Sequence[UnitCount], now: datetime
) -> list[ElectingUnit]:
    """Record the votes that units called and counted on the spot, and take up who had most.

    The women's places go to the women with most votes. Of two in one household, within a unit or across units, the
    one with more votes stays unless the other is `kept`; the next by votes in the unit moves up. A unit may be
    recorded anew until the register is filed. Raises what the gate raises, NotAllotted, FiledAlready, and at once all
    of DateInTheFuture, NobodyElected, NotAResident, SameName, NameTwice, TieUndecided, HouseholdUndecided; the data
    name the unit.
    """
    office = require(by, "bodies.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.REPRESENTATIVES, election, now)
        book = _open_book(election)
        units = {unit.number: unit for unit in book.units.all()}
        how = asked_by(election.cycle.rules, Body.REPRESENTATIVES)
        held = _held(book, representative_rules(election), how, {count.number for count in counts})
        faults: list[Refusal] = []
        done = [_record_unit(election, units, count, held, faults, now) for count in counts]
        if faults:
            raise Refusals(faults)
        for unit in book.units.exclude(counted_at=None):
            fill(unit, held.rules, now)
        kept = keep_votes(election=election, votes=held.votes, now=now)
        record_act(
            by=by,
            office=office,
            act=Act.REPRESENTATIVES_COUNTED,
            election=election,
            step=Step.REPRESENTATIVES,
            data={"units": [_told(unit, count) for unit, count in zip(done, counts, strict=True)]} | kept,
            now=now,
        )
    return done


def _open_book(election: Election) -> RepresentativeBook:
    book = book_of(election)
    if book is None:
        raise body_refusals.NotAllotted(_("The places are not allotted to units yet."))
    if book.filed_at is not None:
        raise body_refusals.FiledAlready(
            _("The register is handed in; changes are recorded one by one."),
            clause=election.cycle.rules.representatives.filing.clause or None,
        )
    return book


def _held(book: RepresentativeBook, rules: RepresentativeRules, how: Asked, anew: Iterable[int]) -> Held:
    """Who holds places of the units that are not recorded in this act."""
    elected = people_of(book).filter(state=RepresentativeState.ELECTED).exclude(unit__number__in=list(anew))
    held = Held(rules, how)
    for row in elected:
        runner = runner_of(row, rules)
        held.by_tie[runner.tie], held.rows[runner.key] = runner, row
    return held


def _record_unit(
    election: Election,
    units: dict[int, ElectingUnit],
    count: UnitCount,
    held: Held,
    faults: list[Refusal],
    now: datetime,
) -> ElectingUnit:
    """Seat one unit; with a fault nothing of the act is kept."""
    unit = units.get(count.number)
    if unit is None:
        raise body_refusals.NotAllotted(_("There is no electing unit %(n)s."), {"n": count.number})
    nominees, unresolved = resolve(election, count.lines)
    found = [*day_faults(count.held_on, now), *unresolved]
    if not any(line.votes for line in count.lines):
        found.append(body_refusals.NobodyElected(_("Nobody has a vote."), field="held_on"))
    if not found:
        seating = _seated(unit, nominees, count, held, found)
    if found:
        for fault in found:
            fault.data["unit"] = unit.number
        faults += found
        return unit
    _store(unit, nominees, seating, count, held, now)
    return unit


def _seated(
    unit: ElectingUnit, nominees: Sequence[Nominee], count: UnitCount, held: Held, found: list[Refusal]
) -> Seating:
    rules = held.rules
    people = [_runner(nominee, rules) for nominee in nominees if nominee.votes]
    names = {nominee.resident.pk: nominee.resident.name for nominee in nominees}
    names |= {key: row.name for key, row in held.rows.items()}
    gone, pairs = set(), []
    for one in people:
        other = held.by_tie.get(one.tie)
        loser = other and gives_way(other, one, kept=count.kept, always_chosen=rules.household_chooses)
        if other and loser is None:
            pairs.append((other, one))
        elif loser is one:
            gone.add(one.key)
    seating = seat(
        people,
        unit.places,
        unit.women_places,
        how=held.how,
        title=rules.title,
        decided=count.decided,
        kept=count.kept,
        gone=gone,
        always_chosen=rules.household_chooses,
    )
    pairs = [pair for pair in pairs if pair[1].key in seating.elected]
    for first, second in [*pairs, *seating.undecided]:
        found.append(_undecided(rules, first, second, names))
    found += [_level(here, names) for here in seating.level]
    decided = bool(count.decided or count.kept)
    if decided and not count.decision.strip():
        told = _("Say how it was decided.")
        found.append(TieUndecided(told, field="decision"))
    return seating


def _runner(nominee: Nominee, rules: RepresentativeRules) -> Runner:
    person = nominee.resident
    tie = person.household_id if rules.one_of_a_household else person.pk
    return Runner(person.pk, person.name, tie, person.sex == Sex.FEMALE, nominee.votes)


def _undecided(rules: RepresentativeRules, first: Runner, second: Runner, names: dict[int, str]) -> Refusal:
    return body_refusals.HouseholdUndecided(
        _(
            "%(first)s and %(second)s are of one household; only one can be a representative. Choose who stays."
        ),
        {"first": told_name(names[first.key]), "second": told_name(names[second.key])},
        clause=rules.section.one_per_household.clause or None,
        field="decision",
        data={"options": [{"id": one.key, "name": names[one.key]} for one in (first, second)]},
    )


def _level(here: Cut[Runner], names: dict[int, str]) -> Refusal:
    return TieUndecided(
        _("%(count)s people are level with %(votes)s votes, places left: %(places)s. Decide."),
        {"count": len(here.level), "votes": here.level[0].votes, "places": here.places},
        field="decision",
        data={
            "places": here.places,
            "options": [{"id": one.key, "name": names[one.key], "votes": one.votes} for one in here.level],
        },
    )


def _store(
    unit: ElectingUnit,
    nominees: Sequence[Nominee],
    seating: Seating,
    count: UnitCount,
    held: Held,
    now: datetime,
) -> None:
    unit.people.all().delete()
    made = Representative.objects.bulk_create(
        Representative(
            unit=unit,
            resident=nominee.resident,
            household_id=nominee.resident.household_id,
            name=nominee.resident.name,
            sex=nominee.resident.sex,
            votes=nominee.votes,
            state=_state(nominee.resident.pk, seating),
            changed_at=now,
        )
        for nominee in nominees
        if nominee.votes
    )
    for row in made:
        if row.state == RepresentativeState.ELECTED:
            _hold(row, held, now)
    unit.held_on, unit.counted_at, unit.decision = count.held_on, now, count.decision.strip()
    unit.save(update_fields=["held_on", "counted_at", "decision"])
    found = counted(held.how, seating.places)
    held.votes.append(
        found.recorded(
            VoteAbout.REPRESENTATIVES,
            count.held_on,
            unit=unit.number,
            decided=dict.fromkeys(found.places, count.decided),
            decision=count.decision,
        )
    )


def _state(key: int, seating: Seating) -> RepresentativeState:
    if key in seating.elected:
        return RepresentativeState.ELECTED
    return RepresentativeState.YIELDED if key in seating.yielded else RepresentativeState.WAITING


def _hold(row: Representative, held: Held, now: datetime) -> None:
    """Enter who holds a place; somebody of the household in another unit, who had fewer votes, gives way."""
    runner = runner_of(row, held.rules)
    before = held.by_tie.get(runner.tie)
    if before is not None:
        other = held.rows[before.key]
        other.state, other.changed_at = RepresentativeState.YIELDED, now
        other.save(update_fields=["state", "changed_at"])
    held.by_tie[runner.tie], held.rows[runner.key] = runner, row


def _told(unit: ElectingUnit, count: UnitCount) -> dict[str, object]:
    return {
        "unit": unit.name,
        "held_on": count.held_on.isoformat(),
        "votes": [
            {"name": one.name, "votes": one.votes, "state": one.state}
            for one in unit.people.order_by("-votes", "pk")
        ],
        "decision": unit.decision,
    }
