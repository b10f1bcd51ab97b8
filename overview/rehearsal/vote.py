"""The vote of one village's rehearsal, round by round: places, count, further rounds, result."""

import uuid
from datetime import date, datetime, time
from typing import Any

from accounts.models import User
from candidates.models import Candidacy
from documents.services.job import run
from overview.rehearsal.figures import Contested, sheets
from overview.rehearsal.people import nominees_of
from overview.rehearsal.walk import Walk
from villages.enums import Sex
from villages.models import Resident
from voting.enums import BoxKind
from voting.models import Box, Contest
from voting.queries.contest import rounds_of
from voting.queries.count import differences_of, plan_of, tallies_of
from voting.queries.counting_rules import unconfirmed_in
from voting.queries.result import reviewers_of, vote_of
from voting.rounds import COMMITTEE
from voting.services.box import BoxDraft, publish_time_and_place, set_time_and_place
from voting.services.confirmation import Announced, announce_result, review_result
from voting.services.count import enter_count, settle_count
from voting.services.counting_rules import confirm_counting
from voting.services.result import review_write_in
from voting.services.runoff import open_runoff

SCRUTINEERS, CHIEF = "肖国华、成桂英", "刘桂花"
OPENS, CLOSES = time(8, 0), time(14, 0)
# Figures that can be, and are asked about: they are what a scenario shows.
ODD_FIGURES = ("more_returned_than_issued",)


def last_round(walk: Walk) -> Contest:
    return rounds_of(walk.election)[-1]


def publish_places(walk: Walk, now: datetime) -> None:
    """The clerk sets hours and boxes of the round and publishes them."""
    village = walk.election.village.name
    boxes = [
        BoxDraft(BoxKind.VENUE, "选举大会会场", f"{village}村部"),
        BoxDraft(BoxKind.STATION, "第一投票站", f"{village}小学"),
    ]
    contest = last_round(walk)
    set_time_and_place(by=walk.clerk, contest=contest, opens_at=OPENS, closes_at=CLOSES, boxes=boxes, now=now)
    publish_time_and_place(by=walk.clerk, contest=last_round(walk), now=now)


def by_papers(box: Box) -> bool:
    """Whether a box is counted paper by paper; the others are counted by sheets."""
    return box.kind == BoxKind.STATION


def enter(walk: Walk, by: User, now: datetime, *, slip: bool = False) -> None:
    """One person enters the sheets of the boxes counted so; a `slip` is one figure of each typed wrong."""
    for box, sheet in sheets_of(walk, last_round(walk)):
        if by_papers(box):
            continue
        if slip:
            votes = next(iter(sheet["positions"].values()))["votes"]
            votes[next(iter(votes))] -= 10
        enter_count(
            by=by,
            box=box,
            data=sheet,
            key=uuid.UUID(int=walk.random.getrandbits(128)),
            scrutineers=SCRUTINEERS,
            accepted=ODD_FIGURES,
            now=now,
        )


def sheets_of(walk: Walk, contest: Contest) -> list[tuple[Box, dict[str, Any]]]:
    """The boxes of a round with what their tellers find in them, the same whenever it is asked."""
    sexes = dict(contest.candidates.values_list("key", "sex"))
    posts = {
        post.post: Contested(post.seats, list(post.printed), [sexes[key] for key in post.printed])
        for post in plan_of(contest).posts
    }
    found = sheets(
        contest.electors,
        posts,
        walk.scenario.rounds[contest.number - 1],
        written_in=_outsider(walk).name,
    )
    return list(zip(contest.boxes.order_by("number"), found, strict=True))


def _outsider(walk: Walk) -> Resident:
    """Somebody whom voters write in: fit to stand, and nominated by nobody."""
    standing = Candidacy.objects.filter(election=walk.election).values_list("resident_id", flat=True)
    (found,) = nominees_of(walk.election, 1, list(standing), (Sex.MALE,))
    return found


def settle(walk: Walk, now: datetime) -> None:
    """The scrutineers rule on what differs, after a look at the papers: the first person was right."""
    for box in last_round(walk).boxes.filter(agreed__isnull=True):
        values = {difference.name: difference.first for difference in differences_of(box)}
        settle_count(
            by=walk.clerk,
            box=box,
            values=values,
            scrutineers=SCRUTINEERS,
            chief=CHIEF,
            reason="复核原始选票",
            now=now,
        )


def tally(walk: Walk, now: datetime) -> None:
    """The worker's job that all agreed boxes have asked for."""
    for job in tallies_of(last_round(walk)):
        run(job.pk, lambda: now)


def open_round(walk: Walk, day: date, now: datetime) -> None:
    """The clerk opens the round that must follow and publishes its time and place."""
    open_runoff(by=walk.clerk, contest=last_round(walk), day=day, now=now)
    publish_time_and_place(by=walk.clerk, contest=last_round(walk), now=now)


def review_written_in(walk: Walk, now: datetime) -> None:
    """The township reviews whoever was elected without being on the list, and passes them (A-REV-13)."""
    vote = vote_of(walk.election)
    assert vote is not None
    for seat in vote.unreviewed:
        review_write_in(
            by=walk.above.office,
            election=walk.election,
            post=seat.post,
            name=vote.name(seat.person),
            passed=True,
            reason="镇换届办联审，符合资格条件",
            now=now,
        )


def confirm_rule(walk: Walk, body: str, now: datetime) -> None:
    """The township confirms how a body's votes are counted, where the plan does not state it (AMB-38)."""
    cycle, kind = walk.election.cycle, walk.election.village.kind
    if unconfirmed_in(cycle, body, kind):
        confirm_counting(
            by=walk.above.office,
            cycle=cycle,
            body=body,
            kind=kind,
            decision="镇换届办计票规则确认函",
            now=now,
        )


def confirm(walk: Walk, now: datetime) -> None:
    """The election committee confirms the result and announces it on the spot; where an office reviews it, that office
    lets it stand.
    """
    confirm_rule(walk, COMMITTEE, now)
    announce(walk, now)
    if reviewers_of(walk.election):
        review_result(
            by=walk.above.office,
            election=walk.election,
            reason="正式候选人行为和选举过程均未发现问题",
            decision="镇党委审查意见",
            now=now,
        )


def announce(walk: Walk, now: datetime) -> None:
    """The election committee confirms the result and announces it on the spot."""
    announced = Announced(chair="肖国华", scrutineer="成桂英", announced_at=now, place="选举大会会场")
    announce_result(by=walk.clerk, election=walk.election, announced=announced, now=now)
