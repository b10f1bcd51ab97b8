"""The papers of one round of the vote: notice, ballot, count sheets, notice of a further round."""

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from documents.refusals import PaperNotReady
from elections.models import Election
from villages.enums import VillageKind
from voting.enums import BoxKind
from voting.models import Box, Contest
from voting.papers.about import heading_of
from voting.papers.ballot import Ballot, BallotPost
from voting.papers.count import PER_LINE, CountSheet
from voting.papers.day import VotingNotice, VotingPlace
from voting.papers.of_roll import card_name
from voting.papers.of_staff import who_signs
from voting.papers.runoff import RunoffNotice, RunoffPost
from voting.papers.words import POSTS, further_round
from voting.printing import refuse_ballots
from voting.queries.contest import counted
from voting.rounds import person


def voting_notice(contest: Contest, day: date) -> VotingNotice:
    """The notice of how, when and where votes are cast. Raises PaperNotReady before it is decided."""
    if contest.places_published_at is None or contest.opens_at is None or contest.closes_at is None:
        voting = contest.election.cycle.rules.voting
        raise PaperNotReady(
            _("Time and place of voting are not published yet."),
            clause=voting.time_and_place_published.clause or None,
        )
    return VotingNotice(
        heading=heading_of(contest.election),
        day=contest.day,
        opens=contest.opens_at,
        closes=contest.closes_at,
        places=tuple(VotingPlace(box.name, box.kind, box.address) for box in contest.boxes.all()),
        proxy_limit=proxy_limit(contest.election),
        certificate=card_name(contest.election),
    )


def proxy_limit(election: Election) -> int | None:
    """How many proxies one voter may hold; None where the rulebook lets nobody here vote for another."""
    proxy = election.cycle.rules.proxy
    if not (proxy.allowed.stated and proxy.allowed.value and proxy.per_holder.stated):
        return None
    community = election.village.kind == VillageKind.COMMUNITY
    if community and not (proxy.communities.stated and proxy.communities.value == "yes"):
        return None
    return int(proxy.per_holder.value)


def ballot(contest: Contest, day: date) -> Ballot:
    """The ballot of a round. Raises PaperNotReady while something stands against its names."""
    refuse_ballots(contest)
    return Ballot(
        heading=heading_of(contest.election),
        round=further_round(contest),
        day=contest.day,
        posts=posts_of(contest),
        overvote=contest.rule.get("overvote", "position"),
        two_offices=contest.rule.get("two_offices", "void_positions"),
        unread_counted=contest.unread_counted,
    )


def posts_of(contest: Contest) -> tuple[BallotPost, ...]:
    """The posts of a round with the names printed for them, highest first."""
    return tuple(
        BallotPost(
            POSTS[position.post], position.seats, tuple(line.choice.name for line in position.lines.all())
        )
        for position in contest.positions.prefetch_related("lines__choice").order_by("rank")
    )


def count_sheet(box: Box, day: date) -> CountSheet:
    """The tellers' sheet of a box."""
    contest = box.contest
    return CountSheet(
        heading=heading_of(contest.election),
        round=further_round(contest),
        day=contest.day,
        box=box.name,
        papers=papers_expected(box),
        posts=posts_of(contest),
        signs=who_signs(box),
    )


def papers_expected(box: Box) -> int:
    """How many papers a sheet must have room for: a line for a mobile box, else the box's part and a line to spare."""
    if box.kind == BoxKind.MOBILE:
        return PER_LINE
    standing = box.contest.boxes.exclude(kind=BoxKind.MOBILE).count()
    share = -(-box.contest.electors // max(1, standing))
    return share if standing == 1 else share + PER_LINE


def runoff_notice(contest: Contest, day: date) -> RunoffNotice:
    """The notice of a further round. Raises PaperNotReady for a first one."""
    parent = contest.parent
    if parent is None:
        raise PaperNotReady(_("The first vote has a notice of its own."))
    boxes = list(contest.boxes.exclude(kind=BoxKind.MOBILE))
    before = votes_before(contest)
    return RunoffNotice(
        heading=heading_of(contest.election),
        round=further_round(contest),
        kind=contest.round,
        held_on=parent.day,
        day=contest.day,
        opens=contest.opens_at,
        closes=contest.closes_at,
        place="、".join(box.address or box.name for box in boxes),
        posts=tuple(
            RunoffPost(
                POSTS[position.post],
                position.seats,
                tuple(
                    (line.choice.name, before.get((position.post, line.choice.key)))
                    for line in position.lines.all()
                ),
            )
            for position in contest.positions.prefetch_related("lines__choice").order_by("rank")
        ),
        at_least=least_share(contest),
    )


def votes_before(contest: Contest) -> dict[tuple[str, str], int]:
    """The votes of each person for each post in the rounds before this one; the latest counts."""
    found: dict[tuple[str, str], int] = {}
    earlier = contest.parent
    while earlier is not None:
        if counted(earlier):
            for position in earlier.outcome.data["positions"]:
                for line in position["votes"]:
                    found.setdefault((position["id"], person(line["id"])), line["for"])
        earlier = earlier.parent
    return found


def least_share(contest: Contest) -> Fraction | None:
    """The share of the votes cast that a runoff asks for; None where most votes win."""
    threshold = contest.rule.get("threshold") or {}
    share = threshold.get("at_least") if contest.round != "revote" else None
    return Fraction(share) if share else None
