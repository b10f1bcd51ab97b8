"""A vote made ready for the tests of voting and counting: a published roll, a contest, its places published."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils.module_loading import autodiscover_modules
from django.utils.timezone import make_aware

from accounts.enums import Role
from accounts.models import User
from accounts.rules import require
from documents.models import Job
from documents.services.job import run
from elections import steps
from elections.enums import Step
from elections.models import Cycle, Election
from elections.steps import Evidence
from tests.cast import at
from tests.copied import copied
from villages.enums import VillageKind
from voting.enums import BoxKind, RollState
from voting.models import (
    Announcement,
    Box,
    BoxRecord,
    Contest,
    CountEntry,
    CountingConfirmation,
    Roll,
    RollEntry,
)
from voting.queries.counting_rules import unconfirmed_in
from voting.rounds import BODIES
from voting.services.box import BoxDraft, publish_time_and_place, set_time_and_place
from voting.services.confirmation import Announced, announce_result, review_result
from voting.services.contest import ChoiceDraft, PositionDraft, prepare_contest
from voting.services.count import enter_count

BEFORE = at(2021, 1, 17, 10)
COUNTED = at(2021, 1, 20, 13, 30)
ELECTORS = 120
SIGNED = "肖国华、成桂英"
CHAIR = (ChoiceDraft("c1", "陈立新", "M"), ChoiceDraft("c2", "周海燕", "F"))
MEMBERS = (
    ChoiceDraft("m1", "李桂香", "F"),
    ChoiceDraft("m2", "彭建军", "M"),
    ChoiceDraft("m3", "唐小明", "M"),
    ChoiceDraft("m4", "罗志勇", "M"),
)
POSITIONS = (PositionDraft("chair", 1, 1, CHAIR), PositionDraft("member", 2, 3, MEMBERS))
PLACES = (
    BoxDraft(BoxKind.VENUE, "中心会场", "村部礼堂"),
    BoxDraft(BoxKind.MOBILE, "流动票箱"),
)

Sheet = dict[str, Any]


DONE = Evidence(done_at=at(2021, 1, 10))
BEFORE_THE_VOTE = set(Step) - {Step.TIME_AND_PLACE, Step.VOTING, Step.COUNT, Step.RESULT, Step.RUNOFF}


def done(elections: Collection[Election]) -> dict[int, Evidence]:
    """A step is done in all of them."""
    return {election.pk: DONE for election in elections}


def recorded(elections: Collection[Election]) -> dict[str, dict[int, Evidence]]:
    """Every off-line step is done in all of them."""
    rules = next(iter(elections)).cycle.rules
    return {rule.key: done(elections) for rule in rules.steps if rule.offline}


@pytest.fixture
def steps_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that must come before the vote is done; other tests show that."""
    autodiscover_modules("steps")
    for step in BEFORE_THE_VOTE:
        monkeypatch.setitem(steps._sources, step, done)
    monkeypatch.setattr(steps, "_recorded", recorded)


def add_roll(election: Election, voters: int = ELECTORS) -> Roll:
    """A published roll with so many voters, and two people who are not registered."""
    roll = Roll.objects.create(
        election=election,
        version=1,
        state=RollState.PUBLISHED,
        digest="0" * 64,
        published_at=at(2020, 12, 28),
    )
    copied(
        RollEntry(
            roll=roll,
            village_id=election.village_id,
            number=number,
            group=1,
            name=f"选民{number}",
            pinyin="xuanmin",
            sex="M",
            birth_date=date(1980, 1, 1),
            category="V1",
            not_registered="迁出" if number > voters else "",
            id_sealed=b"",
            id_index=number.to_bytes(16),
            id_last4="0000",
        )
        for number in range(1, voters + 3)
    )
    return roll


@pytest.fixture
def roll(election: Election) -> Roll:
    return add_roll(election)


def prepared(election: Election, by: User, positions: tuple[PositionDraft, ...] = POSITIONS) -> Contest:
    """The first round of an election, as the formal list makes it."""
    office = require(by, "candidate.publish", election.village_id)
    with transaction.atomic():
        return prepare_contest(
            by=by,
            office=office,
            election=election,
            round="first",
            positions=positions,
            day=election.election_day,
            now=at(2021, 1, 12),
        )


@pytest.fixture
def contest(election: Election, roll: Roll, clerk: User, steps_before: None) -> Contest:
    """The first round, with neither hours nor places."""
    return prepared(election, clerk)


def shown_empty(contest: Contest, by: User, received: int = ELECTORS) -> None:
    """Every box of a round on record as shown empty before voting; other tests show how that is done."""
    opened = make_aware(datetime.combine(contest.day, time(7, 30)))
    BoxRecord.objects.bulk_create(
        BoxRecord(
            box=box,
            shown_at=opened,
            seal=f"F{box.number}",
            shown_by="王晓梅",
            witnesses="刘建明、陈大有",
            received=received,
            recorded_by=by,
            recorded_at=opened,
        )
        for box in contest.boxes.all()
    )


def publish(
    contest: Contest,
    by: User,
    now: datetime = BEFORE,
    boxes: tuple[BoxDraft, ...] = PLACES,
    shown: bool = True,
) -> Contest:
    """Hours from 8 to 12 and the boxes, published; with `shown` they stand on record as shown empty on the day."""
    set_time_and_place(by=by, contest=contest, opens_at=time(8), closes_at=time(12), boxes=boxes, now=now)
    made = publish_time_and_place(by=by, contest=contest, now=now)
    if shown:
        shown_empty(made, by)
    return made


@pytest.fixture
def open_contest(contest: Contest, clerk: User) -> Contest:
    """The first round with two boxes, hours and places published, the boxes shown empty on its day."""
    return publish(contest, clerk)


@pytest.fixture
def box(open_contest: Contest) -> Box:
    """Its first box, that of the assembly."""
    return open_contest.boxes.get(number=1)


@pytest.fixture
def mobile(open_contest: Contest) -> Box:
    return open_contest.boxes.get(number=2)


def sheet(
    issued: int = 100,
    returned: int = 98,
    spoilt: int = 2,
    *,
    chair: dict[str, int] | None = None,
    member: dict[str, int] | None = None,
    invalid: dict[str, int] | None = None,
) -> Sheet:
    """A sheet of the first round; votes not given are 0, or the usual ones where nothing is given for the post."""
    usual = {
        "chair": {"c1": 60, "c2": 30},
        "member": {"m1": 70, "m2": 65, "m3": 40, "m4": 30},
    }
    given = {"chair": chair, "member": member}
    return {
        "issued": issued,
        "returned": returned,
        "spoilt": spoilt,
        "positions": {
            post: {
                "invalid": (invalid or {}).get(post, 0),
                "votes": usual[post] if given[post] is None else dict.fromkeys(usual[post], 0) | given[post],
            }
            for post in usual
        },
    }


NOTHING = sheet(10, 10, 0, chair={"c1": 5}, member={"m1": 6})


def enter(box: Box, by: User, data: Sheet, now: datetime = COUNTED, **more: Any) -> CountEntry:
    return enter_count(by=by, box=box, data=data, key=uuid4(), now=now, **{"scrutineers": SIGNED} | more)


def agree(box: Box, first: User, second: User, data: Sheet, now: datetime = COUNTED, **more: Any) -> None:
    """Both people enter the same sheet."""
    enter(box, first, data, now, **more)
    enter(box, second, data, now, **more)


def run_jobs(now: datetime = COUNTED) -> list[Job]:
    """What a worker would do now."""
    waiting = Job.objects.filter(state="waiting").values_list("pk", flat=True)
    return [job for job in (run(pk, lambda: now) for pk in list(waiting)) if job is not None]


def counted(
    contest: Contest, first: User, second: User, *sheets: Sheet, now: datetime = COUNTED, **more: Any
) -> Contest:
    """The round with these sheets agreed, box by box, and tallied."""
    for box, data in zip(contest.boxes.all(), sheets, strict=True):
        agree(box, first, second, data, now, **more)
    run_jobs(now)
    contest.refresh_from_db()
    return contest


def rule_confirmed(cycle: Cycle, by: User) -> None:
    """Whatever a plan does not state of its counting rules is on record as confirmed; other tests show how."""
    CountingConfirmation.objects.bulk_create(
        CountingConfirmation(
            cycle=cycle,
            body=body,
            kind=kind,
            values={each.path: each.value for each in left},
            decision="镇计票规则确认函",
            confirmed_by=by,
            confirmed_at=BEFORE,
        )
        for body in BODIES
        for kind in VillageKind.values
        if (left := unconfirmed_in(cycle, body, kind))
    )


def announced(election: Election, clerk: User, now: datetime) -> Announcement:
    """The election committee's confirmation of the result on record, announced on the spot."""
    given = Announced(chair="王建国", scrutineer="成桂英", announced_at=now, place="村部礼堂")
    return announce_result(by=clerk, election=election, announced=given, now=now)


def made_final(election: Election, township: User, now: datetime) -> list[Contest]:
    """The result announced by the village's clerk, reviewed and final."""
    rule_confirmed(election.cycle, township)
    clerk = User.objects.filter(offices__role=Role.VILLAGE_CLERK, offices__scope=election.village_id)
    announced(election, clerk.order_by("pk")[0], now)
    return reviewed(election, township, now)


def reviewed(election: Election, township: User, now: datetime) -> list[Contest]:
    return review_result(
        by=township, election=election, reason="未发现问题", decision="白镇党〔2021〕2号", now=now
    )


@pytest.fixture
def on_the_day(cycle: Any) -> Iterator[Callable[[datetime], None]]:
    """Moves the training clock, for what is tested through a browser or a job."""

    def move(now: datetime) -> None:
        cycle.clock = now
        cycle.save()

    return move
