"""The script of a village: every act with its moment, in order. What a timetable leaves out is left out here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from candidates.enums import ReviewLevel
from elections.enums import Step
from elections.models import Cycle
from overview.rehearsal.timetable import moment
from overview.rehearsal.walk import Walk


@dataclass(frozen=True)
class Scene:
    """One act at its moment. `name` is what a story can leave out or change."""

    at: datetime
    name: str
    play: Callable[[datetime], object]


def script_of(walk: Walk, *, papers: bool) -> list[Scene]:
    """Every act of a village's election in order, with the papers printed on the way if asked."""
    days = walk.days
    scenes = [*_before(walk), *_roll(walk, papers=papers), *_candidates(walk), *_vote(walk), *_after(walk)]
    if papers:
        posted = [day for day in (days.roll, days.candidates, days.places) if day is not None]
        scenes += [Scene(moment(day, 10), "papers", walk.issue_papers) for day in posted]
        scenes += [Scene(moment(days.election_day, 17, 30), "papers_first", walk.issue_papers)]
        scenes += [Scene(moment(_last_day(walk), 18, 30), "papers_result", walk.issue_papers)]
    return sorted(scenes, key=lambda scene: scene.at)


def _last_day(walk: Walk) -> date:
    return walk.days.runoff_day if walk.short else walk.days.election_day


AUDITED = date(2020, 10, 30)
TRAINED = date(2020, 12, 8)
REPRESENTED = date(2020, 12, 14)
COMMITTEE_FORMED = date(2020, 12, 16)
# What the record book says of the steps that are done off-line: people, what was done.
RECORDS: dict[Step, tuple[str, str]] = {
    Step.PREPARATION: ("镇审计组、联村干部", "调查摸底和财务清理审计完成，审计结果已公开"),
    Step.BODIES: ("镇换届办", "机构、方案和培训已落实，培训89人"),
    Step.REPRESENTATIVES: ("各组推选，联村干部到场", "代表47人，其中妇女16人，已登记造册公布"),
    Step.ELECTION_COMMITTEE: ("代表会议", "选举委员会7人，其中妇女2人，已公告备案"),
    Step.FIRST_RECOMMENDATION: ("党员和代表103人", "民主测评和一推完成，镇党委派人到场"),
    Step.PARTY_NOTICE: ("党组织", "预备人选公示，镇党委批复"),
    Step.PARTY_ELECTION: ("党员大会，应到58人，实到52人", "选出党组织委员会5人"),
}


def _offline(walk: Walk, step: Step, day: date) -> Scene:
    people, note = RECORDS[step]
    return Scene(moment(day, 17), step.value, lambda now: walk.record(step, day, people, note, now))


def _before(walk: Walk) -> Iterator[Scene]:
    days = walk.days
    yield _offline(walk, Step.PREPARATION, AUDITED)
    yield Scene(moment(days.days_set, 10), "days", walk.set_days)
    yield _offline(walk, Step.BODIES, TRAINED)
    yield _offline(walk, Step.REPRESENTATIVES, REPRESENTED)
    yield _offline(walk, Step.ELECTION_COMMITTEE, COMMITTEE_FORMED)
    yield _offline(walk, Step.FIRST_RECOMMENDATION, days.recommendation)
    yield _offline(walk, Step.PARTY_NOTICE, days.party_notice)
    yield _offline(walk, Step.PARTY_ELECTION, days.party_election)


def _roll(walk: Walk, *, papers: bool) -> Iterator[Scene]:
    days = walk.days
    if days.registration is not None:
        yield Scene(
            moment(days.registration, 15), "registration", lambda now: _register(walk, now, papers=papers)
        )
    if days.roll is not None:
        yield Scene(moment(days.roll, 9, 30), "roll", walk.publish_roll)


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
        yield Scene(moment(days.places, 9), "places", walk.publish_places)


def _vote(walk: Walk) -> Iterator[Scene]:
    day = walk.days.election_day
    yield Scene(moment(day, 14, 20), "first_entry", lambda now: walk.enter(walk.clerk, now))
    yield Scene(
        moment(day, 14, 40), "second_entry", lambda now: walk.enter(walk.staff.second_clerk, now, slip=True)
    )
    yield Scene(moment(day, 14, 50), "settle", walk.settle)
    yield Scene(moment(day, 14, 51), "tally", walk.tally)
    if walk.short:
        runoff = walk.days.runoff_day
        yield Scene(moment(day, 17), "runoff", walk.open_runoff)
        yield Scene(moment(runoff, 14, 20), "runoff_first_entry", lambda now: walk.enter(walk.clerk, now))
        yield Scene(
            moment(runoff, 14, 40), "runoff_second_entry", lambda now: walk.enter(walk.staff.teller, now)
        )
        yield Scene(moment(runoff, 14, 41), "runoff_tally", walk.tally)


def _after(walk: Walk) -> Iterator[Scene]:
    last = _last_day(walk)
    yield Scene(moment(last, 18), "confirm", walk.confirm)


def play(scene: Scene, cycle: Cycle) -> None:
    """Play a scene with the training clock at its moment: what workers do for it happens then, too."""
    Cycle.objects.filter(pk=cycle.pk).update(clock=scene.at)
    scene.play(scene.at)
