"""The papers of the Party organisation's vote: ballots, the report of the result, the township's reply (A-RES-03)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from candidates.models import Candidacy
from candidates.papers.of_party import party_heading, party_name, person_of_paper, township_party
from candidates.papers.party_sheets import POSTS, PartyPaper, PartyPerson, PartySheet
from candidates.queries.party_path import party_people
from candidates.queries.party_vote import PartyVote, party_vote_of
from candidates.queries.terms import approval_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from voting.models import Contest
from voting.papers.about import elections_at
from voting.papers.ballot import OVERVOTE, BallotPost
from voting.papers.occasions import occasion
from voting.papers.words import further_round
from voting.printing import refuse_ballots
from voting.queries.contest import counted, rounds_of
from voting.queries.result import Elected, Vote
from voting.rounds import FIRST_MEETING, PARTY

NAMES = {PARTY: "委员会委员选举票", FIRST_MEETING: "委员会书记、副书记选举票"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyBallot(PartySheet):
    """One ballot of a meeting. All papers of a round are alike: the vote is secret (A-ASM-03)."""

    round: str
    day: date
    posts: tuple[BallotPost, ...]
    overvote: str
    unread_counted: bool

    @property
    def notes(self) -> tuple[str, ...]:
        """What an elector must know, from the counting rule."""
        notes = (
            "赞成的，在姓名左边的符号栏内画“○”；不赞成的，画“×”；弃权的，不画任何符号。",
            "另选他人的，在空格内写上姓名，并在左边的符号栏内画“○”。",
            f"每个职务赞成的人数等于或者少于应选名额的有效，多于应选名额的，{OVERVOTE[self.overvote]}。",
            "符号部分不规范或者无法辨认的，规范和能辨认的部分有效；全部无法辨认的，整张选票无效。",
            "无法辨认的符号也计入所选人数。" if self.unread_counted else "",
        )
        return tuple(note for note in notes if note)


def party_ballot(contest: Contest, day: date) -> PartyBallot:
    """The ballot of a round of the Party's vote, candidates in the order of the list (A-ASM-14).

    Raises PaperNotReady while something stands against its names.
    """
    refuse_ballots(contest)
    party = party_name(contest.election)
    return PartyBallot(
        heading=party_heading(contest.election),
        party=party,
        from_=party,
        name=NAMES[contest.body],
        round=further_round(contest),
        day=contest.day,
        posts=tuple(
            BallotPost(
                POSTS[position.post],
                position.seats,
                tuple(line.choice.name for line in position.lines.all()),
            )
            for position in contest.positions.prefetch_related("lines__choice").order_by("rank")
        ),
        overvote=contest.rule.get("overvote", "position"),
        unread_counted=contest.unread_counted,
    )


def party_result_report(election: Election, day: date) -> PartyPaper:
    """The written report of the result to the township (A-RES-03, C-RES-01). Raises PaperNotReady before it is settled."""
    vote = settled_vote(election)
    lead = [line for each in (vote.members, vote.first_meeting) if each is not None for line in _told(each)]
    return _paper(
        election,
        vote,
        "关于党组织选举结果的报告",
        to=township_party(election),
        lead=(*lead, "当选人员如下："),
        closing=("特此报告，请予审批。",),
    )


def party_result_reply(election: Election, day: date) -> PartyPaper:
    """The township's reply on the result (A-RES-03). Raises PaperNotReady before its approval is on record."""
    vote = settled_vote(election)
    approval = approval_of(election)
    if approval is None:
        raise PaperNotReady(_("The township’s approval of the result is not on record yet."))
    return _paper(
        election,
        vote,
        "关于党组织选举结果的批复",
        to=party_name(election),
        from_=township_party(election),
        lead=("你们关于党组织选举结果的报告收悉。经研究，同意下列同志的选举结果：",),
        closing=("此复。",),
        document=approval.document,
        dated=approval.held_on,
    )


def _told(vote: Vote) -> Iterator[str]:
    """Each counted round in a sentence, with its figures."""
    for held in vote.rounds:
        if counted(held):
            totals = held.outcome.data["totals"]
            valid = totals["returned"] - totals["spoilt"]
            held_as = "党员大会" if held.body == PARTY else "党组织委员会第一次全体会议"
            yield (
                f"{held.day:%Y年%-m月%-d日}召开{held_as}，应到会有选举权的{totals['electors']}人，实到{totals['present']}人。"
                f"{further_round(held)}发出选票{totals['issued']}张，收回{totals['returned']}张，其中有效票{valid}张、"
                f"无效票{totals['spoilt']}张，选举{'有效' if held.outcome.data['status'] == 'valid' else '无效'}。"
            )


def _paper(
    election: Election,
    vote: PartyVote,
    name: str,
    *,
    to: str,
    lead: Sequence[str],
    closing: tuple[str, ...],
    from_: str = "",
    document: str = "",
    dated: date | None = None,
) -> PartyPaper:
    party = party_name(election)
    return PartyPaper(
        heading=party_heading(election),
        party=party,
        from_=from_ or party,
        name=name,
        to=to,
        lead=tuple(lead),
        people=people_of(election, vote),
        with_votes=False,
        closing=closing,
        document=document,
        dated=dated,
    )


def people_of(election: Election, vote: PartyVote) -> tuple[PartyPerson, ...]:
    """Everybody elected, the highest post first, each told by the highest post held."""
    known = {f"c{person.pk}": person for person in party_people(election)}
    posts = {each.key: each.post for each in [*vote.elected, *vote.holders]}
    people = sorted(vote.elected, key=lambda one: list(POSTS).index(posts[one.key]))
    return tuple(_person(known.get(each.key), each, posts[each.key]) for each in people)


def _person(person: Candidacy | None, elected: Elected, post: str) -> PartyPerson:
    if person is None:
        return PartyPerson(POSTS[post], elected.name, "—", None, "", elected.votes)
    return person_of_paper(person, post)


def settled_vote(election: Election) -> PartyVote:
    """Both votes of the Party organisation, once nothing of them is open. Raises PaperNotReady."""
    vote = party_vote_of(election)
    if not vote.settled:
        raise PaperNotReady(_("The vote of the Party organisation is not confirmed yet."))
    return vote


def party_rounds(village_code: str) -> Iterator[Occasion]:
    """Every round of the Party's votes."""
    for election in elections_at(village_code):
        for body in (PARTY, FIRST_MEETING):
            for contest in rounds_of(election, body):
                yield occasion(election, contest, f"{NAMES[body]} {contest.get_round_display()}")


def settled_votes(village_code: str) -> Iterator[Occasion]:
    """Elections whose Party organisation is elected and its posts filled."""
    for election in elections_at(village_code):
        if party_vote_of(election).settled:
            yield occasion(election, election)


def approved_votes(village_code: str) -> Iterator[Occasion]:
    """Those of them that the township has approved, where the plan has a reply and no appointment."""
    for election in elections_at(village_code):
        appoints = election.cycle.rules.result.appointment_approver.stated
        if not appoints and approval_of(election) and party_vote_of(election).settled:
            yield occasion(election, election)
