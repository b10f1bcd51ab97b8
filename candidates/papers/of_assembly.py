"""The register of those expected at the Party members' assembly, from the records (A-ASM-05, C-ASM-01)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from candidates.assembly_rules import assembly_rules, set_day
from candidates.enums import Expectation
from candidates.papers.of_party import party_name
from candidates.papers.party_sheets import PartySheet
from candidates.queries.assembly import MemberRow, expected_at
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from elections.rulebook.wording import word
from voting.papers.about import elections_at, heading_of
from voting.papers.occasions import occasion
from voting.papers.words import SEXES

STANDINGS = {
    Expectation.EXPECTED: "应到会",
    Expectation.LEFT_OUT: "不计入应到会人数",
    Expectation.NO_VOTE: "无选举权",
    Expectation.OBSERVER: "列席",
}


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member on the register; why a member is not counted is told by the situation alone."""

    name: str
    sex: str
    group: int
    joined_on: date
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedSheet(PartySheet):
    """The register of those expected; `need` of them with the right to vote make the quorum."""

    members: tuple[MemberLine, ...]
    expected: int
    need: int
    to_adopt: tuple[str, ...]
    day: date | None


def expected_register(election: Election, day: date) -> ExpectedSheet:
    """The register of Party members with who is expected. Raises PaperNotReady while there is no member."""
    expected = expected_at(election, day)
    if not expected.rows:
        raise PaperNotReady(_("No Party member of this place is in the register yet."))
    party = party_name(election)
    return ExpectedSheet(
        heading=heading_of(election),
        party=party,
        from_=party,
        name="党员大会应到会党员登记册",
        members=tuple(map(_line, expected.rows)),
        expected=expected.number,
        need=assembly_rules(election.cycle.rules).quorum.value.need(expected.number),
        to_adopt=tuple(row.person.name for row in expected.to_adopt),
        day=set_day(election),
    )


def _line(row: MemberRow) -> MemberLine:
    person, told = row.person, STANDINGS[row.standing]
    if row.standing == Expectation.LEFT_OUT and row.left_out and row.left_out.entry.situation:
        told = f"{told}（{word(row.left_out.entry.situation).zh}）"
    return MemberLine(person.name, SEXES[person.sex], person.group.number, row.member.joined_on, told)


def with_members(village_code: str) -> Iterator[Occasion]:
    """Elections whose plan has an assembly, of places whose Party members are in the register."""
    for election in elections_at(village_code):
        members = election.village.party_members.exists()
        if election.cycle.rules.assembly_agenda and members:
            yield occasion(election, election)
