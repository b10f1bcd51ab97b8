"""The agenda of the Party members' assembly and the list by which those who come sign in (DOC-77, C-ASM-07)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from candidates.assembly_rules import assembly_rules, set_day
from candidates.enums import Expectation
from candidates.papers.of_party import party_name
from candidates.papers.party_sheets import PartySheet
from candidates.queries.assembly import Expected, ItemShown, agenda_of, expected_at
from candidates.queries.attendance import Guests, attendance_of
from documents.refusals import PaperNotReady
from elections.models import Election
from elections.rulebook.wording import word
from voting.papers.about import heading_of

BLANK_LINES = 3


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in the plan's words, with what is put on record of it, and when it was held; None until it is on record."""

    title: str
    kept: tuple[str, ...]
    held_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSheet(PartySheet):
    items: tuple[ItemLine, ...]
    expected: int
    need: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Attending:
    name: str
    standing: str


@dataclass(frozen=True, slots=True)
class AttendingPart:
    """Those who come in one capacity: 参会, 列席, 监督; lines without a name are filled in by hand."""

    title: str
    lines: tuple[Attending, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheet(PartySheet):
    parts: tuple[AttendingPart, ...]
    expected: int
    need: int
    day: date | None


def assembly_agenda(election: Election, day: date) -> AgendaSheet:
    """The running order of the plan, with the time of each item that was held; the others have a place to write it."""
    expected = expected_at(election, day)
    party = party_name(election)
    return AgendaSheet(
        heading=heading_of(election),
        party=party,
        from_=party,
        name="党员大会议程",
        items=tuple(map(_item, agenda_of(election).items)),
        expected=expected.number,
        need=_need(election, expected),
        day=set_day(election),
    )


def _item(shown: ItemShown) -> ItemLine:
    item = shown.item
    kept = ["到会人数"] if item.counts else []
    kept += ["表决票数"] if item.votes else []
    kept += [word(duty).zh for duty in item.names]
    kept += ["发出选票数"] if item.ballots else []
    return ItemLine(item.title.zh, tuple(kept), shown.record.held_at if shown.record else None)


def attendance_list(election: Election, day: date) -> AttendanceSheet:
    """Members, observers and supervisors, to sign in. Raises PaperNotReady while there is no member."""
    expected = expected_at(election, day)
    if not expected.rows:
        raise PaperNotReady(_("No Party member of this place is in the register yet."))
    party, guests = party_name(election), attendance_of(election, expected)
    members = [row for row in expected.rows if row.standing in (Expectation.EXPECTED, Expectation.NO_VOTE)]
    parts = (
        AttendingPart(
            "参会党员", tuple(Attending(row.person.name, _standing(row.standing)) for row in members)
        ),
        AttendingPart("列席人员", tuple(_lines(guests.observers))),
        AttendingPart("监督人员", tuple(_lines(guests.supervisors))),
    )
    return AttendanceSheet(
        heading=heading_of(election),
        party=party,
        from_=party,
        name="党员大会签到册",
        parts=tuple(part for part in parts if part.lines),
        expected=expected.number,
        need=_need(election, expected),
        day=set_day(election),
    )


def _standing(standing: str) -> str:
    return "党员" if standing == Expectation.EXPECTED else "党员（无选举权）"


def _lines(groups: list[Guests]) -> Iterator[Attending]:
    for guests in groups:
        told = word(guests.code).zh
        yield from (Attending(one.name, told) for one in guests.people)
        if not guests.known:
            yield from [Attending("", told)] * BLANK_LINES


def _need(election: Election, expected: Expected) -> int:
    need: int = assembly_rules(election.cycle.rules).quorum.value.need(expected.number)
    return need
