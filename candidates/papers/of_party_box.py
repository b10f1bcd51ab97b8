"""The papers of the box in the Party's meetings: those of the committee's vote under the Party organisation's head."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from candidates.meeting_duties import SCRUTINEERS
from candidates.papers.of_party import party_name
from candidates.queries.assembly import names_on_duty
from documents.papers import Occasion
from elections.models import Election
from voting.models import Box, Contest, Invalidity
from voting.papers import of_after, of_polling_day, of_round
from voting.papers.about import heading_of
from voting.papers.after import InvalidityNotice, SealingRecord
from voting.papers.count import CountSheet
from voting.papers.heading import Heading
from voting.papers.polling_day import OpeningRecord, PapersAccount
from voting.papers.staff import DutyLine
from voting.rounds import FIRST_MEETING, PARTY

TELLERS = "tellers"


@dataclass(frozen=True, slots=True)
class PartyHeading(Heading):
    """The head of a paper of the Party organisation's election."""

    party: str

    @property
    def issuer(self) -> str:
        return self.party

    @property
    def election(self) -> str:
        return f"{self.party}换届选举"


def party_count_sheet(box: Box, day: date) -> CountSheet:
    """The tellers' sheet of a meeting's box; it has room for everybody present."""
    contest = box.contest
    sheet = of_round.count_sheet(box, day)
    papers = contest.present or 0
    return replace(
        sheet, papers=papers, heading=_heading(contest.election), signs=_counters(contest.election)
    )


def party_opening_record(box: Box, day: date) -> OpeningRecord:
    """The record of a meeting's box shown empty (A-ASM-15). Raises PaperNotReady before it was."""
    election = box.contest.election
    record = of_polling_day.opening_record(box, day)
    return replace(record, heading=_heading(election), signs=_counters(election))


def party_papers_account(contest: Contest, day: date) -> PapersAccount:
    """The account of a meeting's ballot papers. Raises PaperNotReady while it is open."""
    account = of_polling_day.papers_account(contest, day)
    return replace(account, heading=_heading(contest.election), signs=_counters(contest.election))


def party_sealing_record(contest: Contest, day: date) -> SealingRecord:
    """The record of a meeting's ballots under seal. Raises PaperNotReady before they are."""
    record = of_after.sealing_record(contest, day)
    return replace(record, heading=_heading(contest.election), signs=_counters(contest.election))


def party_invalidity_notice(found: Invalidity, day: date) -> InvalidityNotice:
    """The notice that a result of the Party's vote, or one person's election, is invalid, where it is void (AMB-63)."""
    return replace(of_after.invalidity_notice(found, day), heading=_heading(found.contest.election))


def in_meetings(found: Callable[..., Iterable[Occasion]]) -> Callable[[str], Iterable[Occasion]]:
    """The occasions of the Party's votes in place of the committee's."""
    return partial(_found, found)


def _found(found: Callable[..., Iterable[Occasion]], village_code: str) -> Iterable[Occasion]:
    return found(village_code, PARTY, FIRST_MEETING)


def _heading(election: Election) -> PartyHeading:
    known: dict[str, Any] = asdict(heading_of(election))
    return PartyHeading(**known, party=party_name(election))


def _counters(election: Election) -> tuple[DutyLine, ...]:
    """Scrutineers and tellers as the assembly named them."""
    return (
        DutyLine("计票人", tuple(names_on_duty(election, TELLERS))),
        DutyLine("监票人", tuple(names_on_duty(election, SCRUTINEERS))),
    )
