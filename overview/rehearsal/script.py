"""The script of a village: every act with its moment, in order. What a timetable leaves out is left out here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from candidates.enums import ReviewLevel
from elections.models import Cycle
from overview.rehearsal import assembly, calling, city, county, polling_day, relatives, supporting, vote
from overview.rehearsal.records import AFTERWARDS, RESULT_KEPT, Entry
from overview.rehearsal.scenarios import Assembly
from overview.rehearsal.timetable import moment
from overview.rehearsal.walk import Walk


@dataclass(frozen=True)
class Scene:
    """One act at its moment. `name` is what a story can leave out or change; `refused`: it is played to be refused."""

    at: datetime
    name: str
    play: Callable[[datetime], object]
    refused: bool = False


OBJECTIONS = timedelta(days=6)
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


def _offline(walk: Walk, step: str, entry: Entry) -> Scene:
    return Scene(
        moment(entry.on, 17),
        step,
        lambda now: walk.record(step, entry.on, entry.people, entry.note, entry.signer, now),
    )


def _before(walk: Walk) -> Iterator[Scene]:
    yield Scene(moment(walk.days.days_set, 10), "days", walk.set_days)
    if _in_city(walk):
        yield Scene(moment(city.COMMITTEE_ON, 17), "election_committee", walk.form_committee)
    else:
        yield Scene(moment(county.REPRESENTATIVES_ON, 17), "representatives", walk.elect_representatives)
        yield Scene(moment(county.COMMITTEE_ON, 17), "election_committee", walk.form_committee)
    for step, entry in _records(walk).items():
        if step not in AFTERWARDS:
            yield _offline(walk, step, entry)


def _in_city(walk: Walk) -> bool:
    """Whether the election is held under plan C."""
    return walk.election.cycle.rules.name == city.RULEBOOK


def _records(walk: Walk) -> dict[str, Entry]:
    plan = city if _in_city(walk) else county
    return plan.records_of(walk.days, _last_day(walk))


def _party(walk: Walk) -> Iterator[Scene]:
    """The Party's path, each step at its moment."""
    plan = city if _in_city(walk) else county
    for name, at, act in plan.moments(walk.days):
        yield Scene(at, name, partial(act, walk))


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
    """The result and what follows it. Plan C says nothing of turnout and majority: before the township has confirmed how
    the votes are counted no result is final (AMB-38)."""
    last = _last_day(walk)
    if walk.scenario.rounds[-1].elects_written_in:
        yield Scene(moment(last, 16), "write_in", partial(vote.review_written_in, walk))
    if _in_city(walk):
        early = partial(vote.announce, walk)
        yield Scene(moment(last, 16, 20), "confirm_early", early, refused=True)
    yield Scene(moment(last, 16, 30), "confirm", partial(vote.confirm, walk))
    yield Scene(moment(last, 18), "terms", partial(supporting.enter_committee, walk))
    if not _in_city(walk):
        yield Scene(
            moment(last + RESULT_KEPT, 9), "supporting_bodies", partial(supporting.elect_bodies, walk)
        )
    records = _records(walk)
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
