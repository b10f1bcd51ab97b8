"""How each vote on the way to the candidates, and to the bodies beside the committees, is put to the tally."""

from collections.abc import Iterable, Iterator

from candidates.counted import Asked, Counted, Figures, Line, Place, asked, asked_by, counted, without_quorum
from candidates.enums import Preselectors
from candidates.models import Preselection, Recommendation
from candidates.queries.preselection import turnout_rule
from candidates.supporting_rules import BodyRules
from elections.rulebook import Rulebook
from villages.enums import Body, Post
from voting.papers.words import POSTS
from voting.rounds import PARTY

VOTERS, MEETING, RECOMMENDATION = "village_committee", "representatives", "recommendation"
TITLES = {
    **POSTS,
    Post.GROUP_LEADER: "小组长",
    Post.COUNCILLOR: "协商委员会委员",
}
COMMITTEE_TITLE, CHAIR_TITLE = "选举委员会成员", "选举委员会主任"


def nomination_asked(rules: Rulebook) -> Asked:
    """More than half of the registered take part, most votes decide (A-NOM-09, A-NOM-10)."""
    return asked(rules, VOTERS, quorum=rules.nomination.participation, measure="returned")


def nomination_figures(registered: int, issued: int, returned: int) -> Figures:
    return Figures(registered, None, issued, returned)


NOBODY: tuple[Place[Line], ...] = ()


def preselection_asked(rules: Rulebook, held_by: str) -> Asked:
    """Those who must take part are voters or representatives; most votes decide (C-NOM-06)."""
    body = MEETING if held_by == Preselectors.REPRESENTATIVES else VOTERS
    return asked(rules, body, quorum=turnout_rule(rules, held_by))


def preselection_figures(held: Preselection) -> Figures:
    return Figures(held.entitled, held.present, held.issued, held.returned)


def attendance_of(meeting: Recommendation) -> Iterator[tuple[str, Counted[Line]]]:
    """Whether enough attended, by the field it stands in: of both groups together or of each (AMB-31)."""
    rules = meeting.election.cycle.rules
    base = rules.nomination.recommendation_base
    how = asked(rules, RECOMMENDATION, quorum=rules.count.recommendation.quorum)
    wholes = [("members_present", meeting.present, meeting.expected)]
    if base.stated and base.value == "each_group":
        wholes = [
            ("members_present", meeting.members_present, meeting.members_expected),
            ("representatives_present", meeting.representatives_present, meeting.representatives_expected),
        ]
    for field, present, expected in wholes:
        yield field, counted(how, NOBODY, Figures(expected, present))


def recommended(meeting: Recommendation) -> Counted[Line]:
    """The votes for posts of the Party organisation, then of the committee: everyone who has the plan's share (A-NOM-04)."""
    votes = sorted(meeting.votes.all(), key=lambda vote: vote.body != Body.PARTY)
    places = [
        Place(post, TITLES[post], None, [Line(v.pk, v.name, v.votes) for v in votes if v.post == post])
        for post in dict.fromkeys(vote.post for vote in votes)
    ]
    how = without_quorum(asked_by(meeting.election.cycle.rules, RECOMMENDATION))
    return counted(how, places, Figures(meeting.expected, meeting.present, meeting.issued, meeting.returned))


def opinion_base(rules: Rulebook) -> str:
    """Of whom the majority is taken whose opinion decides the formal list: those expected, else those present."""
    of = rules.assembly.formal_opinion.value.of
    return "electors" if of == "electors" else "present"


def opinion_counted(
    rules: Rulebook, lines: Iterable[tuple[str, Line]], expected: int, present: int
) -> Counted[Line]:
    """The members in favour of each person, by post: everyone with the rulebook's share goes on (A-ASM-02)."""
    share, quorum = rules.assembly.formal_opinion, rules.count.party_committee.quorum
    how = asked(rules, PARTY, quorum=quorum, threshold=share, of=opinion_base(rules))
    posts: dict[str, list[Line]] = {}
    for post, line in lines:
        posts.setdefault(post, []).append(line)
    places = [Place(post, TITLES[post], None, people) for post, people in posts.items()]
    return counted(how, places, Figures(expected, present, by_hand=True))


def meeting_asked(rules: BodyRules, basis: str) -> Asked:
    """Who must come to the meeting that elects a supporting body, and the share of those present that elects."""
    return asked(rules.rules, MEETING, quorum=rules.quorum(basis), threshold=rules.majority(basis))


def committee_asked(rules: Rulebook) -> Asked:
    """Most votes decide who is in the election committee; no text asks for a share."""
    return asked(rules, MEETING)
