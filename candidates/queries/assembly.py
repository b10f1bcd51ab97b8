"""The Party members' assembly, read: who is expected, who is left out and how far, what is on record of the agenda."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from candidates.assembly_rules import (
    ASSEMBLY,
    assembly_rules,
    day_of,
    is_held_by,
)
from candidates.enums import Expectation
from candidates.models import AgendaRecord, NotExpected, NotExpectedApproval
from candidates.party_rights import PartyRight, party_right
from candidates.queries.party_members import members_of, only_member_named
from candidates.queries.party_path import standing_party
from elections.models import Election, StepRecord
from elections.rulebook import AgendaItem, Rulebook
from villages.models import PartyMember, Resident
from villages.names.plain import plain

WITHOUT = {
    PartyRight.PROBATIONARY: Expectation.OBSERVER,
    PartyRight.UNDER_PROBATION: Expectation.NO_VOTE,
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A member who is to be left out, with the approvals on record and those still missing, in their order."""

    entry: NotExpected
    given: Sequence[NotExpectedApproval]
    missing: Sequence[str]

    @property
    def next(self) -> str:
        """The approval that comes next; empty where all are on record."""
        return next(iter(self.missing), "")

    @property
    def only_the_assembly_is_missing(self) -> bool:
        return tuple(self.missing) == (ASSEMBLY,)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A Party member of the place and whether the person is expected."""

    member: PartyMember
    standing: Expectation
    left_out: LeftOut | None

    @property
    def person(self) -> Resident:
        return self.member.resident


@dataclass(frozen=True, slots=True)
class Expected:
    """The register of those expected (应到会) on the day of the assembly."""

    day: date
    rows: Sequence[MemberRow]

    def of(self, standing: str) -> list[MemberRow]:
        return [row for row in self.rows if row.standing == standing]

    @property
    def number(self) -> int:
        """How many are expected: with the right to vote, less those left out with every approval."""
        return len(self.of(Expectation.EXPECTED))

    @property
    def to_adopt(self) -> list[MemberRow]:
        """Those for whom only the assembly's vote is missing."""
        return [row for row in self.of(Expectation.EXPECTED) if _awaits_the_assembly(row)]

    @property
    def number_if_adopted(self) -> int:
        return self.number - len(self.to_adopt)

    @property
    def entries(self) -> list[MemberRow]:
        """All who are entered to be left out, whatever is still missing."""
        return [row for row in self.rows if row.left_out is not None]


def _awaits_the_assembly(row: MemberRow) -> bool:
    return row.left_out is not None and row.left_out.only_the_assembly_is_missing


def expected_at(election: Election, today: date) -> Expected:
    """Every member of the place with the standing for the assembly; three queries."""
    day = day_of(election, today)
    members = members_of(election.village).filter(resident__left_on=None).select_related("resident__group")
    entered = {one.entry.resident_id: one for one in left_out_of(election)}
    rows = [
        _row(election.cycle.rules, member, entered.get(member.resident_id), day)
        for member in members.order_by("resident__pinyin", "pk")
    ]
    return Expected(day, rows)


def left_out_of(election: Election) -> list[LeftOut]:
    """Those who are entered to be left out and were not withdrawn."""
    wanted = assembly_rules(election.cycle.rules).approvals.value
    entries = election.not_expected.filter(withdrawn_at=None).prefetch_related("approvals")
    return [left_out(entry, wanted) for entry in entries]


def left_out(entry: NotExpected, wanted: Sequence[str]) -> LeftOut:
    """How far one entry has come."""
    given = list(entry.approvals.all())
    there = {each.approval for each in given}
    return LeftOut(entry, given, [approval for approval in wanted if approval not in there])


def _row(rules: Rulebook, member: PartyMember, entry: LeftOut | None, day: date) -> MemberRow:
    right = party_right(rules, member, day)
    if right in WITHOUT:
        return MemberRow(member, WITHOUT[right], entry)
    if entry is not None and not entry.missing:
        return MemberRow(member, Expectation.LEFT_OUT, entry)
    return MemberRow(member, Expectation.EXPECTED, entry)


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item of the agenda with what is on record of it, and whether it is its turn."""

    number: int
    item: AgendaItem
    record: AgendaRecord | None
    current: bool


@dataclass(frozen=True, slots=True)
class AgendaShown:
    """The running order of an assembly; `over` once it is on record as held."""

    items: Sequence[ItemShown]
    over: bool

    @property
    def done(self) -> int:
        return sum(shown.record is not None for shown in self.items)

    @property
    def begun(self) -> bool:
        return self.done > 0

    @property
    def current(self) -> ItemShown | None:
        return next((shown for shown in self.items if shown.current), None)

    @property
    def open(self) -> list[AgendaItem]:
        return [shown.item for shown in self.items if shown.record is None]

    @property
    def last(self) -> ItemShown | None:
        """The latest item that is on record."""
        return next((shown for shown in reversed(self.items) if shown.record), None)

    @property
    def count(self) -> AgendaRecord | None:
        """The latest count of those present."""
        records = [shown.record for shown in self.items if shown.record and shown.record.present is not None]
        return records[-1] if records else None


def agenda_of(election: Election) -> AgendaShown:
    """The agenda of an election's assembly with what is on record; two queries."""
    records = {record.item: record for record in agenda_records(election)}
    agenda = election.cycle.rules.assembly_agenda
    turn = next((item.key for item in agenda if item.key not in records), "")
    items = [
        ItemShown(number, item, records.get(item.key), item.key == turn)
        for number, item in enumerate(agenda, start=1)
    ]
    return AgendaShown(items, is_over(election))


def agenda_records(election: Election) -> QuerySet[AgendaRecord]:
    """What is on record of the agenda and was not taken back, in its order."""
    return election.agenda_records.filter(withdrawn_at=None).select_related("held_by").order_by("place")


def is_over(election: Election) -> bool:
    """Whether the assembly is on record as held."""
    rules = election.cycle.rules
    step = rules.assembly_step
    kept = StepRecord.objects.filter(election=election, step=step, withdrawn_at=None)
    return any(is_held_by(rules, step, record.parts) for record in kept)


def candidates_named(election: Election, names: Sequence[str]) -> list[str]:
    """Those of the names that candidates of the Party organisation bear; a namesake counts."""
    standing = {plain(person.name) for person in standing_party(election)}
    return [name for name in names if plain(name) in standing]


@dataclass(frozen=True, slots=True)
class OnDuty:
    """A member whom the assembly named for a duty, as far as the Party register of the village tells who that is."""

    duty: str
    resident: Resident


def members_on_duty(election: Election, named: Mapping[str, Collection[str]]) -> list[OnDuty]:
    """The members behind names by duty, where one member of the Party organisation alone bears the name; two queries."""
    sole = only_member_named(election, {name for names in named.values() for name in names})
    residents = Resident.objects.in_bulk(list(sole.values()))
    return [
        OnDuty(duty, residents[sole[name]]) for duty, names in named.items() for name in names if name in sole
    ]


def on_duty(election: Election) -> dict[str, list[str]]:
    """Whom the assembly named, by duty."""
    found: dict[str, list[str]] = {}
    for record in agenda_records(election):
        for duty, names in record.names.items():
            found.setdefault(duty, []).extend(names)
    return found


def names_on_duty(election: Election, duty: str) -> list[str]:
    """Whom the assembly named for a duty; nobody where its agenda names none."""
    return [name for record in agenda_records(election) for name in record.names.get(duty, ())]
