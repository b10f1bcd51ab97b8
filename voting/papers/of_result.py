"""The papers of the result: notice, report form, certificates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.refusals import PaperNotReady
from elections.models import Election
from elections.queries.step import record_with
from voting.count_sheet import called
from voting.enums import ContestState
from voting.models import Contest
from voting.papers.about import heading_of
from voting.papers.result import (
    Certificate,
    Elected,
    PostResult,
    ResultNotice,
    ResultReply,
    ResultReport,
    RoundResult,
    VoteLine,
)
from voting.papers.words import POSTS, SEXES, round_name
from voting.queries.contest import counted
from voting.queries.result import Elected as Person
from voting.queries.result import Vote, elected_in, reviewers_of, vote_of
from voting.relatives import elected_relatives
from voting.rounds import person

REPLY = "result_reply"
PARTY_COMMITTEE = "township_party_committee"
REPORT, CERTIFICATE = "选举结果报告单", "当选证书"
UNREVIEWED = "（待资格审查）"


@dataclass(frozen=True, slots=True)
class CertificateFor:
    """What a certificate is about: a person elected, and the place among all elected."""

    election: Election
    person: Person
    place: int


def announced_vote(election: Election) -> Vote:
    """The vote, when its result is confirmed and announced on the spot. Raises PaperNotReady."""
    vote, result = vote_of(election), election.cycle.rules.result
    if vote is None or vote.standing.running:
        raise PaperNotReady(_("The vote is not counted yet."))
    if not vote.announced:
        raise PaperNotReady(
            _("The election committee has not confirmed and announced the result yet."),
            clause=result.confirmed_by.clause or result.reviewed_by.clause or None,
        )
    return vote


def result_notice(election: Election, day: date) -> ResultNotice:
    """The result of all rounds. Raises PaperNotReady before it is announced."""
    vote = announced_vote(election)
    seats = vote.standing.seats
    return ResultNotice(
        heading=heading_of(election),
        rounds=rounds_of_vote(vote),
        elected=elected_by_post(vote),
        reviewed_by="" if vote.confirmed else "、".join(office.zh for office in reviewers_of(election)),
        missing=tuple(
            (POSTS[post], vote.standing.missing(post)) for post in seats if vote.standing.missing(post)
        ),
    )


def result_report(election: Election, day: date) -> ResultReport:
    """The report form of the result. Raises PaperNotReady before it is announced."""
    vote = announced_vote(election)
    return ResultReport(
        heading=heading_of(election),
        name=paper_name(election.cycle.rules.papers.result_report, REPORT),
        rounds=rounds_of_vote(vote),
        elected=elected_by_post(vote),
    )


def result_reply(election: Election, day: date) -> ResultReply:
    """The reply to the report (A-RES-03). Raises PaperNotReady before the reply is on record, or while the result is not
    final (AMB-45).
    """
    vote, reply, rules = announced_vote(election), record_with(election, REPLY), election.cycle.rules
    if not vote.confirmed or reply is None:
        raise PaperNotReady(
            _("The reply of the township is not on record yet."),
            clause=rules.result.replied_by.clause or None,
        )
    heading = heading_of(election)
    party = rules.result.replied_by.stated and rules.result.replied_by.value == PARTY_COMMITTEE
    return ResultReply(
        heading=heading,
        by=f"中共{heading.township}委员会" if party else f"{heading.township}人民政府",
        to=heading.committee,
        document=reply.document,
        replied_on=reply.held_on,
        reviewed=rules.result.reviewed_by.stated,
        elected=elected_by_post(vote),
    )


def certificate(subject: CertificateFor, day: date) -> Certificate:
    """The certificate of one person. Raises PaperNotReady before the result is final: reviewed, or where no office
    reviews it confirmed by the election committee (A-RES-01, C-RES-04).
    """
    vote, result = vote_of(subject.election), subject.election.cycle.rules.result
    if vote is None or vote.round(subject.person.number).state != ContestState.CONFIRMED:
        raise PaperNotReady(
            _("The result is not final yet."),
            clause=result.reviewed_by.clause or result.confirmed_by.clause or None,
        )
    _refuse_undecided_relative(subject)
    return Certificate(
        heading=heading_of(subject.election),
        certificate=paper_name(subject.election.cycle.rules.papers.elected_certificate, CERTIFICATE),
        name=subject.person.name,
        post=POSTS[subject.person.post],
        day=vote.round(subject.person.number).day,
    )


def _refuse_undecided_relative(subject: CertificateFor) -> None:
    """Raises PaperNotReady while it is open which of two relatives gives way (A-KIN-01)."""
    for pair in elected_relatives(subject.election):
        if subject.person.key in pair.held_back:
            raise PaperNotReady(
                _("%(first)s and %(second)s are relatives and both are elected; decide first who gives way."),
                {"first": called(pair.first), "second": called(pair.second)},
                clause=pair.clause,
            )


def certificates_for(election: Election) -> list[CertificateFor]:
    """Everyone who gets a certificate: nobody before the result is confirmed; who gives way to a relative holds no seat."""
    vote = vote_of(election)
    if vote is None:
        return []
    return [
        CertificateFor(election, elected, place)
        for place, elected in enumerate(elected_in(vote), start=1)
        if vote.round(elected.number).state == ContestState.CONFIRMED
    ]


def paper_name(stated: Any, default: str) -> str:
    """What the plan calls a paper, where it says."""
    return str(stated.value) if stated.stated else default


def elected_by_post(vote: Vote) -> tuple[Elected, ...]:
    """The people elected to each post, women marked, and who was written in and is not reviewed yet (A-REV-13)."""
    people = elected_in(vote)
    waiting = {(seat.post, seat.person) for seat in vote.unreviewed}
    names = {
        post: tuple(
            told(person) + (UNREVIEWED if (post, person.key) in waiting else "")
            for person in people
            if person.post == post
        )
        for post in dict.fromkeys(person.post for person in people)
    }
    return tuple(Elected(POSTS[post], found) for post, found in names.items())


def told(elected: Person) -> str:
    return f"{elected.name}（女）" if elected.sex == "F" else elected.name


def rounds_of_vote(vote: Vote) -> tuple[RoundResult, ...]:
    """Every counted round as papers tell it."""
    return tuple(round_result(vote, held) for held in vote.rounds if counted(held))


def round_result(vote: Vote, held: Contest) -> RoundResult:
    data = held.outcome.data
    checks = {check["code"]: check for check in data["checks"]}
    totals = data["totals"]
    return RoundResult(
        name=round_name(held),
        day=held.day,
        electors=totals["electors"],
        issued=totals["issued"],
        returned=totals["returned"],
        spoilt=totals["spoilt"],
        quorum=checks["quorum"]["need"] if "quorum" in checks else None,
        valid=data["status"] == "valid",
        checks=tuple(check["text"]["zh"] for check in data["checks"]),
        posts=tuple(post_result(vote, held, position) for position in data["positions"]),
    )


def post_result(vote: Vote, held: Contest, position: dict[str, Any]) -> PostResult:
    seated = {seat.person for seat in vote.standing.of(position["id"]) if seat.number == held.number}
    lines = []
    for line in position["votes"]:
        who, elected = person(line["id"]), line["id"] in position["elected"]
        gave_way = elected and (position["id"], who, held.number) in vote.given_up
        higher = elected and vote.took_higher(position["id"], who, held.number)
        lines.append(
            VoteLine(
                name=vote.name(who),
                sex=SEXES[vote.sex(who)],
                votes=line["for"],
                against=line["against"],
                abstain=line["abstain"],
                write_in=line["write_in"],
                elected=elected and who in seated,
                void=elected and who not in seated and not gave_way and not higher,
                gave_way=gave_way,
                higher=higher,
            )
        )
    return PostResult(POSTS[position["id"]], position["seats"], position["threshold"]["need"], tuple(lines))
