"""What happens in some villages of the demo beside the common script: marks, more time, a day put off, a forced step."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from candidates.services.own_bars import BarDraft, add_bar
from elections.services.election import mark_village, postpone_election
from elections.services.extension import ask_extension, grant_extension
from elections.services.waiver import waive_step
from overview.demo import objections
from overview.rehearsal import entrusting
from overview.rehearsal.records import MAYOR
from overview.rehearsal.script import Scene
from overview.rehearsal.timetable import moment
from overview.rehearsal.walk import Walk

Act = Callable[[Walk, datetime], object]


def extras_of(walk: Walk) -> Iterator[Scene]:
    """The further scenes of a village; none for most of them."""
    for at, name, act in EXTRAS.get(walk.election.village_id, ()):
        yield Scene(at, name, partial(act, walk))


def _weak(walk: Walk, now: datetime) -> None:
    walk.election = mark_village(
        by=walk.above.office, election=walk.election, weak=True, complex=False, now=now
    )


def _complex(walk: Walk, now: datetime) -> None:
    walk.election = mark_village(
        by=walk.above.office, election=walk.election, weak=False, complex=True, now=now
    )


def _rectified(walk: Walk, now: datetime) -> None:
    walk.record("rectification", now.date(), "镇工作组、县民政局", "六项措施落实，镇党委验收", MAYOR, now)


def _own_plan(walk: Walk, now: datetime) -> None:
    walk.record("own_plan", now.date(), "镇换届办、联村干部", "“一村一策”工作预案已制定", MAYOR, now)


def _own_bar(walk: Walk, now: datetime) -> None:
    add_bar(
        by=walk.clerk,
        election=walk.election,
        draft=BarDraft(
            title="拖欠村集体承包款一年以上、经催缴仍不缴纳的",
            title_en="Rent owed to the village for over a year in spite of reminders",
            origin=f"{walk.election.village.name}党组织",
            adopted_by="representatives_meeting",
            adopted_on=now.date(),
            document=f"{walk.election.village.name}村民委员会选举办法",
            judged_by=("agriculture",),
        ),
        now=now,
    )


def _put_off(walk: Walk, now: datetime) -> None:
    postponement = postpone_election(
        by=walk.above.office,
        election=walk.election,
        to=walk.days.election_day,
        reason="村内有疫情管控",
        approval="镇换届领导小组〔2020〕9号",
        now=now,
    )
    walk.election = postponement.election


def _asks_for_nomination(walk: Walk, now: datetime) -> None:
    ask_extension(
        by=walk.clerk,
        election=walk.election,
        step="nomination",
        wanted=date(2021, 1, 28),
        reason="管控期间不能集中，提名会议改在下周",
        now=now,
    )


def _review_extended(walk: Walk, now: datetime) -> None:
    asked = ask_extension(
        by=walk.above.office,
        election=walk.election,
        step="county_review",
        wanted=date(2021, 1, 25),
        reason="社区选举推迟，材料补报",
        now=now,
    )
    grant_extension(
        by=walk.above.county_office,
        extension=asked,
        until=date(2021, 1, 25),
        answer="同意延至1月25日",
        now=now,
    )


def _forced(walk: Walk, now: datetime) -> None:
    waive_step(
        by=walk.above.office,
        election=walk.election,
        step="party_notice",
        over="inspection",
        reason="考察组隔离，材料后补",
        approval="县委组织部电话记录12月26日",
        now=now,
    )


def _entrusted(last: date) -> tuple[tuple[datetime, str, Act], ...]:
    """Proxies and the mobile box of a village; `last` is the day on which the lists are posted."""
    return (
        (moment(date(2021, 1, 6), 15), "proxies", entrusting.ask_for_proxies),
        (moment(date(2021, 1, 7), 10), "proxy_review", entrusting.review_proxies),
        (moment(date(2021, 1, 8), 10), "mobile_box", entrusting.ask_for_the_box),
        (moment(last, 16), "proxy_list", entrusting.post_proxies),
    )


EXTRAS: dict[str, tuple[tuple[datetime, str, Act], ...]] = {
    "430423101209": _entrusted(date(2021, 1, 8)),
    "430423101203": (
        (moment(date(2020, 12, 17), 17), "own_bar", _own_bar),
        *_entrusted(date(2021, 1, 8)),
        (moment(date(2021, 1, 20), 9, 12), "ballots", entrusting.hand_out),
    ),
    "430423101235": (
        (moment(date(2020, 10, 12), 9), "weak", _weak),
        (moment(date(2020, 10, 29), 10), "rectified", _rectified),
    ),
    "430423101241": (
        (moment(date(2021, 1, 19), 15), "proxies", entrusting.ask_for_proxies),
        (moment(date(2020, 10, 12), 9, 5), "complex", _complex),
        (moment(date(2020, 10, 28), 10), "rectified", _rectified),
        (moment(date(2020, 11, 20), 10), "own_plan", _own_plan),
        (moment(date(2021, 1, 18), 21), "late_objection", objections.wrongly_on),
    ),
    "430423101228": ((moment(date(2020, 12, 29), 10), "put_off", _put_off),),
    "430423101233": (
        (moment(date(2021, 1, 16), 20), "objection", objections.left_off),
        (moment(date(2021, 1, 18), 16), "asks", _asks_for_nomination),
        (moment(date(2021, 1, 20), 10), "another_objection", objections.wrongly_on),
    ),
    "430423101212": (
        (moment(date(2020, 12, 30), 9, 30), "objection", objections.particular_wrong),
        (moment(date(2020, 12, 31), 15), "upheld", objections.upheld),
        (moment(date(2021, 1, 3), 9), "roll_again", Walk.publish_roll),
    ),
    "430423101234": (
        (moment(date(2020, 12, 29), 19), "objection", objections.not_registered),
        (moment(date(2020, 12, 31), 10), "explained", objections.explained),
    ),
    "430423101003": ((moment(date(2021, 1, 15), 10), "review_extended", _review_extended),),
    "430423101002": ((moment(date(2020, 12, 27), 16), "forced", _forced),),
}
