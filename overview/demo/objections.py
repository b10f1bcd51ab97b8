"""Objections to the rolls of the demo, one village each way: upheld and published, explained, late, open and overdue."""

from datetime import datetime
from uuid import uuid4

from overview.rehearsal.walk import Walk
from voting.enums import AppealAbout, AppealState
from voting.models import Appeal, RollEntry
from voting.queries.appeal import listed_as
from voting.queries.roll import draft_roll, not_registered_of, published_roll, voters_of
from voting.services.appeal import Objection, decide_appeal, file_appeal, file_publicly
from voting.services.registration import correct_entry


def particular_wrong(walk: Walk, now: datetime) -> None:
    """A voter comes to the committee: the household number is wrong."""
    voter = _voter(walk, 3)
    file_appeal(
        by=walk.clerk,
        election=walk.election,
        objection=Objection(
            AppealAbout.DETAIL,
            voter.name,
            "名单上的户号写错了，我家去年已经分户。",
            voter.group,
            contact="0734-5880012",
        ),
        key=uuid4(),
        now=now,
    )


def upheld(walk: Walk, now: datetime) -> None:
    """The committee finds that the voter is right and corrects the roll."""
    appeal = _last(walk)
    decide_appeal(
        by=walk.clerk,
        appeal=appeal,
        outcome=AppealState.ADJUSTED,
        answer="经核对户口簿，户号确有错误，予以更正，更正后的名单再次公布。",
        now=now,
    )
    draft = draft_roll(walk.election)
    assert draft is not None
    entry = listed_as(draft, appeal.appellant, appeal.appellant_group, voters_only=True)[0]
    correct_entry(
        by=walk.clerk,
        entry=entry,
        name=entry.name,
        group=entry.group,
        household=f"{entry.household}-1",
        now=now,
    )


def not_registered(walk: Walk, now: datetime) -> None:
    """Somebody who is listed as not registered writes on the public page."""
    roll = published_roll(walk.election)
    assert roll is not None
    person = not_registered_of(roll).order_by("number")[0]
    _write(walk, person, AppealAbout.NOT_REGISTERED, "我在外地打工，过年回来投票，请把我列入名单。", now)


def explained(walk: Walk, now: datetime) -> None:
    """The committee explains why the roll stays as it is."""
    decide_appeal(
        by=walk.clerk,
        appeal=_last(walk),
        outcome=AppealState.EXPLAINED,
        answer="登记期间三次电话联系未果，登记截止前未收到本人参加选举的表示，名单不作调整。",
        now=now,
    )


def left_off(walk: Walk, now: datetime) -> None:
    """A voter writes on the public page that somebody is missing."""
    _write(
        walk,
        _voter(walk, 5),
        AppealAbout.LEFT_OFF,
        "我家彭小虎去年十二月满十八岁，名单上没有。",
        now,
        person="彭小虎",
    )


def wrongly_on(walk: Walk, now: datetime) -> None:
    """Another says that somebody has moved away."""
    _write(
        walk,
        _voter(walk, 8),
        AppealAbout.WRONGLY_ON,
        "他全家户口前年迁到县城了，不应再列在本村名单上。",
        now,
        person=_voter(walk, 11).name,
        person_group=_voter(walk, 11).group,
    )


def _write(
    walk: Walk,
    who: RollEntry,
    about: str,
    text: str,
    now: datetime,
    person: str = "",
    person_group: int | None = None,
) -> None:
    file_publicly(
        election=walk.election,
        objection=Objection(about, who.name, text, who.group, person, person_group, "13975880000"),
        key=uuid4(),
        now=now,
    )


def _voter(walk: Walk, place: int) -> RollEntry:
    roll = published_roll(walk.election)
    assert roll is not None
    return voters_of(roll).order_by("number")[place]


def _last(walk: Walk) -> Appeal:
    return walk.election.appeals.select_related("election__cycle", "election__village").order_by("-number")[0]
