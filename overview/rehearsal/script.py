"""The script of a village: every act with its moment, in order. What a timetable leaves out is left out here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from candidates.enums import ReviewLevel
from elections.models import Cycle
from overview.rehearsal import assembly, calling, party, polling_day, relatives, supporting, vote
from overview.rehearsal.scenarios import Assembly
from overview.rehearsal.timetable import Timetable, moment
from overview.rehearsal.walk import Walk


@dataclass(frozen=True)
class Scene:
    """One act at its moment. `name` is what a story can leave out or change; `refused`: it is played to be refused."""

    at: datetime
    name: str
    play: Callable[[datetime], object]
    refused: bool = False


# Steps that are recorded when the result is confirmed.
AFTERWARDS = ("result_report", "ideological_work", "archive", "handover")
# What follows a final result and is done here.
FOLLOWING = ("terms", "supporting_bodies")


def script_of(walk: Walk, *, papers: bool) -> list[Scene]:
    """Every act of a village's election in order, with the papers printed on the way if asked."""
    days = walk.days
    scenes = [
        *_before(walk),
        *_party(walk),
        *_roll(walk, papers=papers),
        *_candidates(walk),
        *_vote(walk),
        *_after(walk),
        *_relatives(walk),
    ]
    if papers:
        posted = [day for day in (days.roll, days.candidates, days.places) if day is not None]
        scenes += [Scene(moment(day, 18), "papers", walk.issue_papers) for day in posted]
        scenes += [Scene(moment(days.election_day, 17, 30), "papers_first", walk.issue_papers)]
        scenes += [Scene(moment(_last_day(walk), 18, 30), "papers_result", walk.issue_papers)]
    if walk.scenario.assembly.ends:
        scenes = [scene for scene in scenes if scene.at.date() <= days.party_election]
    if walk.scenario.assembly != Assembly.ELSEWHERE:
        scenes += _assembly(walk)
    if walk.scenario.assembly == Assembly.TOO_FEW:
        scenes = [scene for scene in scenes if scene.name != "party_election"]
    return sorted(scenes, key=lambda scene: scene.at)


def _last_day(walk: Walk) -> date:
    return walk.days.day_of_round(len(walk.scenario.rounds))


@dataclass(frozen=True)
class Entry:
    """What the record book says of an off-line step: the day, the people, what was done, who signed."""

    on: date
    people: str
    note: str
    signer: tuple[str, str]


MAYOR, SECRETARY, CHAIR = ("谭国安", "镇换届办主任"), ("王晓梅", "村党组织书记"), ("刘桂花", "选举委员会主任")
REPRESENTATIVES_ON, COMMITTEE_ON = date(2020, 12, 14), date(2020, 12, 16)
RESULT_KEPT = timedelta(days=1)
OBJECTIONS = timedelta(days=6)


def records_of(days: Timetable, confirmed: date) -> dict[str, Entry]:
    """The off-line steps of the plan; `confirmed` is the day on which the result is."""
    return {
        "investigation": Entry(date(2020, 10, 16), "联村干部", "逐户调查摸底，选民底数清楚", MAYOR),
        "organisation_setup": Entry(date(2020, 10, 23), "镇党委组织办", "党支部设置不变", MAYOR),
        "audit": Entry(date(2020, 10, 30), "镇审计组、联村干部", "财务清理审计完成，审计结果已公开", MAYOR),
        "talks": Entry(date(2020, 11, 6), "镇党委书记、组织委员", "与“两委”班子成员逐一谈心谈话", MAYOR),
        "analysis": Entry(date(2020, 11, 13), "镇党委", "班子运行良好，人选已分析研判", MAYOR),
        "bodies": Entry(date(2020, 11, 24), "镇换届办", "换届选举工作领导小组成立", MAYOR),
        "implementation_plan": Entry(date(2020, 11, 27), "镇党委、镇政府", "实施方案经镇党委会议通过", MAYOR),
        "recommendation_plan": Entry(date(2020, 12, 7), "镇换届办", "推荐提名方案已制定", MAYOR),
        "training": Entry(date(2020, 12, 8), "镇村干部、选举委员会成员89人", "法律、程序、纪律三课", MAYOR),
        "publicity": Entry(date(2020, 12, 10), "村“两委”、联村干部", "张贴标语，入户发放公开信", SECRETARY),
        "election_method": Entry(date(2020, 12, 17), "代表会议，到会45人", "选举办法通过并公布", CHAIR),
        "division_of_work": Entry(date(2020, 12, 17), "选举委员会", "登记、宣传、会务分工到人", CHAIR),
        "election_request": Entry(date(2020, 12, 17), "村党组织", "选举请示已报送镇党委", SECRETARY),
        "nomination_notice": Entry(date(2020, 12, 18), "选举委员会", "提名办法已张贴公布", CHAIR),
        "party_commitment": Entry(date(2020, 12, 31), "镇党委、候选人", "集体谈话，签订纪律承诺书", MAYOR),
        "assembly_preparation": Entry(
            date(2021, 1, 1), "上届党组织委员会", "会场、选票、票箱齐备", SECRETARY
        ),
        "party_election": Entry(
            days.party_election, "党员大会，应到58人，实到52人", "选出党组织委员会5人，结果已报批", SECRETARY
        ),
        "committee_commitment": Entry(
            max(days.candidates, date(2021, 1, 14)), "镇党委、正式候选人", "签订纪律承诺书", MAYOR
        ),
        "result_report": Entry(
            confirmed, "选举委员会、镇党委", "选举结果报告单已报送，镇党委当日批复", CHAIR
        ),
        "ideological_work": Entry(confirmed, "联村干部", "与落选人员谈心", MAYOR),
        "archive": Entry(confirmed + RESULT_KEPT, "选举委员会", "选票封存，材料归档", CHAIR),
        "handover": Entry(confirmed + 2 * RESULT_KEPT, "新老班子、镇党委", "印章、账目、资产逐项移交", CHAIR),
    }


def _party(walk: Walk) -> Iterator[Scene]:
    """The Party's path, each step at its moment."""
    days = walk.days
    moments = {
        "first_recommendation": moment(days.recommendation, 17),
        "second_recommendation": moment(date(2020, 12, 22), 17),
        "comparison": moment(date(2020, 12, 24), 17),
        "party_review": moment(date(2020, 12, 26), 10),
        "inspection": moment(date(2020, 12, 26), 17),
        "party_notice": moment(days.party_notice, 17),
        "party_request": moment(days.party_request, 17),
    }
    for name, at in moments.items():
        yield Scene(at, name, partial(party.SCENES[name], walk))


def _offline(walk: Walk, step: str, entry: Entry) -> Scene:
    return Scene(
        moment(entry.on, 17),
        step,
        lambda now: walk.record(step, entry.on, entry.people, entry.note, entry.signer, now),
    )


def _before(walk: Walk) -> Iterator[Scene]:
    yield Scene(moment(walk.days.days_set, 10), "days", walk.set_days)
    yield Scene(moment(REPRESENTATIVES_ON, 17), "representatives", walk.elect_representatives)
    yield Scene(moment(COMMITTEE_ON, 17), "election_committee", walk.form_committee)
    for step, entry in records_of(walk.days, _last_day(walk)).items():
        if step not in AFTERWARDS:
            yield _offline(walk, step, entry)


def _roll(walk: Walk, *, papers: bool) -> Iterator[Scene]:
    days = walk.days
    if days.registration is not None:
        yield Scene(
            moment(days.registration, 15), "registration", lambda now: _register(walk, now, papers=papers)
        )
    if days.roll is not None:
        yield Scene(moment(days.roll, 9, 30), "roll", walk.publish_roll)
        yield Scene(moment(days.roll + OBJECTIONS, 9), "roll_final", walk.confirm_roll)


def _register(walk: Walk, now: datetime, *, papers: bool) -> None:
    """Where the papers are to be looked at, first a sheet with faults, refused row by row; then the mended one."""
    if papers:
        walk.upload_roll(now, faulty=True)
    walk.take_over_roll(walk.upload_roll(now), now)


def _candidates(walk: Walk) -> Iterator[Scene]:
    days = walk.days
    if days.nomination is None:
        return
    yield Scene(moment(days.nomination, 17), "nomination", walk.nominate)
    yield Scene(moment(days.proposal, 10), "proposal", walk.propose)
    yield Scene(
        moment(days.township_review, 10),
        "township_review",
        lambda now: walk.review(ReviewLevel.TOWNSHIP, now),
    )
    if days.county_review is not None:
        yield Scene(
            moment(days.county_review, 15), "county_review", lambda now: walk.review(ReviewLevel.COUNTY, now)
        )
        yield Scene(moment(days.candidates, 9), "candidates", walk.publish_candidates)
        yield Scene(moment(days.places, 9), "places", partial(vote.publish_places, walk))


def _vote(walk: Walk) -> Iterator[Scene]:
    yield from _round(walk, walk.days.election_day, "")
    for number in range(2, len(walk.scenario.rounds) + 1):
        day = walk.days.day_of_round(number)
        opened = moment(walk.days.day_of_round(number - 1), 17)
        yield Scene(opened, "runoff", partial(vote.open_round, walk, day))
        yield from _round(walk, day, "runoff_")


def _round(walk: Walk, day: date, which: str) -> Iterator[Scene]:
    """The day of one round: boxes shown empty and papers accounted for; the assembly's box is counted by sheets, which two
    people enter, one of them with a slip that is settled, and the station's paper by paper; the ballots go under seal."""
    yield Scene(moment(day, 7, 40), f"{which}boxes_shown", partial(polling_day.show_boxes, walk))
    yield Scene(moment(day, 14, 10), f"{which}account", partial(polling_day.account, walk))
    yield Scene(moment(day, 14, 20), f"{which}first_entry", partial(vote.enter, walk, walk.clerk))
    yield Scene(moment(day, 14, 25), f"{which}box_opened", partial(calling.open_box, walk))
    yield Scene(moment(day, 14, 35), f"{which}box_closed", partial(calling.close_box, walk))
    yield Scene(
        moment(day, 14, 40),
        f"{which}second_entry",
        partial(vote.enter, walk, walk.staff.second_clerk, slip=True),
    )
    yield Scene(moment(day, 14, 50), f"{which}settle", partial(vote.settle, walk))
    yield Scene(moment(day, 14, 51), f"{which}tally", partial(vote.tally, walk))
    yield Scene(moment(day, 15, 30), f"{which}sealed", partial(polling_day.seal, walk))


def _after(walk: Walk) -> Iterator[Scene]:
    last = _last_day(walk)
    if walk.scenario.rounds[-1].elects_written_in:
        yield Scene(moment(last, 16), "write_in", partial(vote.review_written_in, walk))
    yield Scene(moment(last, 16, 30), "confirm", partial(vote.confirm, walk))
    yield Scene(moment(last, 18), "terms", partial(supporting.enter_committee, walk))
    yield Scene(moment(last + RESULT_KEPT, 9), "supporting_bodies", partial(supporting.elect_bodies, walk))
    records = records_of(walk.days, last)
    yield from (_offline(walk, step, records[step]) for step in AFTERWARDS)


def _assembly(walk: Walk) -> Iterator[Scene]:
    """The Party members' assembly; where too few come, they are counted once more after the recess, in vain."""
    day = walk.days.party_election
    yield Scene(moment(day - timedelta(days=1), 17), "party_members", partial(assembly.call_together, walk))
    if walk.scenario.assembly != Assembly.TOO_FEW:
        yield Scene(moment(day, 9), "assembly", partial(assembly.hold, walk))
    else:
        too_few = partial(assembly.count_too_few, walk)
        yield Scene(moment(day, 9), "assembly", too_few, refused=True)
        yield Scene(moment(day, 10, 30), "assembly", too_few, refused=True)


def _relatives(walk: Walk) -> Iterator[Scene]:
    """Two who will be elected are brother and sister: it comes out before the review; when both are elected one gives way,
    and a further round fills the seat.
    """
    if walk.scenario.relatives and walk.days.nomination is not None:
        yield Scene(moment(walk.days.nomination, 18), "relatives", partial(relatives.find_siblings, walk))
        decided = moment(walk.days.election_day, 16, 10)
        yield Scene(decided, "relatives_decided", partial(relatives.let_one_give_way, walk))


def play(scene: Scene, cycle: Cycle) -> None:
    """Play a scene with the training clock at its moment: what workers do for it happens then, too."""
    Cycle.objects.filter(pk=cycle.pk).update(clock=scene.at)
    scene.play(scene.at)
