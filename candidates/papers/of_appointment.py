"""The papers of those elected to the Party organisation once they are approved: appointment, filing above, what the
township signs with them (B-RES-01, C-RES-02, C-RES-03).
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from candidates.enums import NoticeKind
from candidates.papers.of_party import party_heading, party_name, township_party
from candidates.papers.of_party_vote import people_of, settled_vote
from candidates.papers.party_sheets import Letters, PartyPaper
from candidates.queries.notice import notices_of
from candidates.queries.party_vote import party_vote_of
from candidates.queries.terms import approval_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election, StepRecord
from elections.rulebook import Rulebook
from elections.rulebook.wording import word
from voting.papers.about import elections_at
from voting.papers.occasions import occasion

APPOINTMENT, FILING = "party_appointment", "party_filing"
GOALS, INTEGRITY = "term_goal_letter", "integrity_letter"


def party_appointment(election: Election, day: date) -> PartyPaper:
    """That the township approves and appoints those elected (B-RES-01, C-RES-02). Raises PaperNotReady before it did."""
    approval, party = _approval(election), party_name(election)
    return PartyPaper(
        heading=party_heading(election),
        party=party,
        from_=township_party(election),
        name="关于任职的通知",
        to=party,
        lead=(
            f"对{party}换届选举产生的委员会成员进行了公示{_hung(election)}，公示无异议。",
            f"经研究，自{approval.held_on:%Y年%-m月%-d日}起审批任命下列同志：",
        ),
        people=people_of(election, settled_vote(election)),
        with_votes=False,
        closing=("特此通知。",),
        document=approval.document,
        dated=approval.held_on,
    )


def party_filing(election: Election, day: date) -> PartyPaper:
    """The appointment, to the organisation department with which it is filed. Raises PaperNotReady before there is one."""
    approval, party = _approval(election), party_name(election)
    named = f"（{approval.document}）" if approval.document else ""
    return PartyPaper(
        heading=party_heading(election),
        party=party,
        from_=township_party(election),
        name="任职备案报告",
        to=word(election.cycle.rules.result.appointment_filed_with.value).zh,
        lead=(
            f"{party}换届选举产生的委员会成员，公示{_hung(election)}无异议，我委于{approval.held_on:%Y年%-m月%-d日}"
            f"审批任命{named}。现将任职人员报请备案：",
        ),
        people=people_of(election, settled_vote(election)),
        with_votes=False,
        closing=("特此报告。",),
    )


def term_goal_letter(election: Election, day: date) -> Letters:
    """The letter of the term's goals, for the Party team and its secretary to sign with the township (C-RES-03).

    Raises PaperNotReady before they are appointed.
    """
    return _letters(election, str(election.cycle.rules.papers.term_goal_letter.value))


def integrity_letter(election: Election, day: date) -> Letters:
    """The commitment to clean government, a page for each member of the team (C-RES-03). Raises PaperNotReady before they
    are appointed.
    """
    return _letters(election, str(election.cycle.rules.papers.integrity_letter.value))


def _letters(election: Election, name: str) -> Letters:
    _approval(election)
    party = party_name(election)
    return Letters(
        heading=party_heading(election),
        party=party,
        from_=party,
        name=name,
        township_party=township_party(election),
        people=people_of(election, settled_vote(election)),
    )


def _approval(election: Election) -> StepRecord:
    """The record of the appointment. Raises PaperNotReady."""
    kept = approval_of(election)
    if kept is None:
        asked = election.cycle.rules.party_appointment
        raise PaperNotReady(
            _("The appointment by the township is not on record yet."),
            clause=(asked[1] or asked[0]).clause if asked else None,
        )
    return kept


def _hung(election: Election) -> str:
    """From when to when those elected were on notice, where the notice was posted here."""
    posted = notices_of(election).filter(kind=NoticeKind.ELECTED).order_by("ends").last()
    return f"（{posted.posted_at:%Y年%-m月%-d日}至{posted.ends:%-m月%-d日}）" if posted else ""


def _appointed(village_code: str, asked: Callable[[Rulebook], Any]) -> Iterator[Occasion]:
    """The elections whose rulebook has such a paper, and whose Party posts are appointed."""
    for election in elections_at(village_code):
        has_it = (
            asked(election.cycle.rules).stated and election.cycle.rules.result.appointment_approver.stated
        )
        if has_it and approval_of(election) and party_vote_of(election).settled:
            yield occasion(election, election)


def appointments(village_code: str) -> Iterator[Occasion]:
    """Elections whose Party posts are appointed, where the plan has an appointment."""
    return _appointed(village_code, lambda rules: rules.result.appointment_approver)


def filings(village_code: str) -> Iterator[Occasion]:
    """Those of them whose appointment is filed above."""
    return _appointed(village_code, lambda rules: rules.result.appointment_filed_with)


def goal_letters(village_code: str) -> Iterator[Occasion]:
    """Those of them whose team and secretary sign the goals of the term."""
    return _appointed(village_code, lambda rules: rules.papers.term_goal_letter)


def integrity_letters(village_code: str) -> Iterator[Occasion]:
    """Those of them whose team commits itself to clean government."""
    return _appointed(village_code, lambda rules: rules.papers.integrity_letter)
