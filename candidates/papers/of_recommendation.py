"""The ballot of the recommendation meeting, and the summary of everyone who had votes."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from candidates.enums import VoteAbout
from candidates.models import Recommendation, SeatPlan
from candidates.papers.of_party import head_of, party_heading, party_name, where
from candidates.papers.of_tally import EMPTY_MORE, checks_told
from candidates.papers.party_sheets import POSTS, BallotRow, RecommendationBallot
from candidates.papers.tally_sheets import RecommendationTally, TallyLine, TallyPost
from candidates.queries.party_path import above_half, recommendation_of
from candidates.queries.recommendation import registered_at
from candidates.queries.seats import seats_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.enums import Step
from elections.models import Election
from elections.rulebook.wording import word
from villages.enums import Body, VillageKind
from voting.papers.words import POSTS as COMMITTEE_POSTS

RULES = (
    "按照职数推荐，推荐人数等于或少于职数的有效，多于职数的无效。",
    "被推荐人应为本村（社区）党组织的党员。",
)


def recommendation_ballot(election: Election, day: date) -> RecommendationBallot:
    """The empty ballot of the recommendation meeting, a line for each seat, with what the place looks for before all.

    Of the committee too, where the plan has persons intended for it recommended (A-NOM-02, A-NOM-03, A-QUAL-02). Raises
    PaperNotReady without seats.
    """
    party, committee = _planned(election)
    rows = [BallotRow(POSTS[each.post], range(each.seats)) for each in party]
    body = party_heading(election).body
    for number, each in enumerate(committee):
        heading = "" if number else f"{body}班子成员意向人选"
        rows.append(BallotRow(COMMITTEE_POSTS[each.post], range(each.seats), heading))
    return RecommendationBallot(
        **head_of(election, "候选人初步人选推荐票"), rows=tuple(rows), notes=(*RULES, *_emphasis(election))
    )


def recommendation_tally(election: Election, day: date) -> RecommendationTally:
    """The tellers' sheet of the recommendation meeting; filled with everyone who had votes once it is recorded (DOC-60).

    Raises PaperNotReady without seats.
    """
    meeting = recommendation_of(election)
    if meeting is not None:
        return _recorded(election, meeting)
    party, committee = _planned(election)
    known = registered_at(election, day)
    return _sheet(
        election,
        tuple(
            _post(election, plan, [TallyLine()] * (plan.seats + EMPTY_MORE)) for plan in (*party, *committee)
        ),
        (known.members or 0) + (known.representatives or 0),
        entitled=None,
    )


def _recorded(election: Election, meeting: Recommendation) -> RecommendationTally:
    votes = sorted(meeting.votes.all(), key=lambda vote: (-vote.votes, vote.pk))
    enough = {vote.pk for body in (Body.PARTY, Body.COMMITTEE) for vote in above_half(meeting, body)}
    says = election.cycle.rules.count.recommendation.threshold.stated
    party, committee = _planned(election)
    posts = tuple(
        _post(
            election,
            plan,
            [TallyLine(v.name, v.votes, says and v.pk in enough) for v in votes if v.post == plan.post],
        )
        for plan in (*party, *committee)
    )
    attended = (
        f"应到党员{meeting.members_expected}人、实到{meeting.members_present}人；"
        f"应到代表{meeting.representatives_expected}人、实到{meeting.representatives_present}人。"
    )
    about = (VoteAbout.RECOMMENDATION_ATTENDANCE, VoteAbout.RECOMMENDATION)
    return _sheet(
        election,
        posts,
        meeting.issued,
        entitled=meeting.expected,
        present=meeting.present,
        issued=meeting.issued,
        returned=meeting.returned,
        held_on=meeting.held_on,
        checks=(attended, *(text for each in about for text in checks_told(election, each))),
    )


def _sheet(
    election: Election, posts: tuple[TallyPost, ...], papers: int, **figures: Any
) -> RecommendationTally:
    return RecommendationTally(
        heading=party_heading(election),
        party=party_name(election),
        name="候选人初步人选推荐汇总表",
        word="推荐票",
        verb="推荐",
        voters="应到会党员和代表",
        meets=True,
        posts=posts,
        papers=papers,
        **figures,
    )


def _planned(election: Election) -> tuple[Sequence[SeatPlan], Sequence[SeatPlan]]:
    """The Party organisation's posts, and the committee's where persons are intended for it."""
    party = list(seats_of(election, Body.PARTY))
    if not party:
        raise PaperNotReady(_("The seats of the Party organisation are not set yet."))
    rule = election.cycle.rules.nomination.intended_persons
    return party, list(seats_of(election)) if rule.stated and rule.value else []


def _post(election: Election, plan: SeatPlan, lines: Sequence[TallyLine]) -> TallyPost:
    if plan.body == Body.PARTY:
        return TallyPost(f"党组织{POSTS[plan.post]}", plan.seats, tuple(lines))
    title = f"{party_heading(election).body}{COMMITTEE_POSTS[plan.post]}意向人选"
    return TallyPost(title, plan.seats, tuple(lines))


def _emphasis(election: Election) -> Iterator[str]:
    """What is looked for before all, by what the place is (A-QUAL-02)."""
    rules, community = election.cycle.rules.qualification, election.village.kind == VillageKind.COMMUNITY
    rule = rules.emphasis_community if community else rules.emphasis_village
    if rule.stated:
        place = "社区" if community else "村"
        yield f"{place}更加注重选拔{'、'.join(word(code).zh for code in rule.value)}的人选。"


def ballots(village_code: str) -> Iterator[Occasion]:
    """Elections whose Party seats are planned."""
    return where(village_code, lambda election: seats_of(election, Body.PARTY).exists())


def tallies(village_code: str) -> Iterator[Occasion]:
    """Those of them whose plan holds the meeting."""
    return where(
        village_code,
        lambda election: (
            election.cycle.rules.has_step(Step.FIRST_RECOMMENDATION)
            and seats_of(election, Body.PARTY).exists()
        ),
    )
