"""How far each village of the demo has come, and where it got stuck: the same script, with other days."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from overview.rehearsal.scenarios import CLEAN_WIN, SHORTFALL, Assembly, Scenario
from overview.rehearsal.script import FOLLOWING
from overview.rehearsal.timetable import Timetable

POSTPONED = "村内有疫情管控，经镇换届领导小组同意推迟"


@dataclass(frozen=True)
class Story:
    """One village: its days, how its rounds come out, and which scenes are never played.

    `papers` tells whether its papers are printed: a few villages are enough to look at.
    """

    days: Timetable
    scenario: Scenario = CLEAN_WIN
    without: Collection[str] = field(default_factory=frozenset)
    papers: bool = False
    reason: str = ""


def _day(number: int) -> Timetable:
    day = date(2021, 1, number)
    return Timetable(day, candidates=date(2021, 1, 11 if number < 21 else 13))


NOTHING_COUNTED = {
    *("account", "first_entry", "box_opened", "box_closed", "second_entry", "settle", "tally", "sealed"),
    *("confirm", "runoff"),
}
# The station's box is open and half its papers are typed.
ONE_ENTERED = NOTHING_COUNTED - {"account", "first_entry", "box_opened"}
DIFFERENT = ONE_ENTERED - {"second_entry", "box_closed"}
FEBRUARY = Timetable(date(2021, 2, 9), candidates=date(2021, 2, 1), places=date(2021, 2, 5))

STORIES: dict[str, Story] = {
    "430423101209": Story(_day(20), scenario=SHORTFALL, without=ONE_ENTERED, papers=True),
    "430423101203": Story(_day(20), without=NOTHING_COUNTED),
    "430423101210": Story(_day(20), scenario=SHORTFALL, without=DIFFERENT),
    "430423101217": Story(_day(20), scenario=SHORTFALL, without={"runoff", "confirm"}),
    # Its Party members' assembly is held here, item by item, with the opinion that decides the formal list.
    "430423101218": Story(_day(19), scenario=Scenario(assembly=Assembly.ON_THE_WAY)),
    # One village has its bodies after the vote, another has yet to elect them; a third has its ballots counted, not sealed.
    "430423101212": Story(_day(19), papers=True, without=FOLLOWING),
    "430423101234": Story(_day(19), without={"confirm", "sealed"}),
    "430423101235": Story(_day(19), scenario=SHORTFALL),
    "430423101228": Story(
        FEBRUARY.changed(first_day=date(2021, 1, 20), days_set=date(2020, 12, 2), roll=None),
        reason=POSTPONED,
    ),
    "430423101003": Story(
        FEBRUARY.changed(roll=None, county_review=None), reason=POSTPONED, without={"county_review"}
    ),
    "430423101233": Story(FEBRUARY.changed(nomination=None, roll=date(2021, 1, 15)), reason=POSTPONED),
    "430423101002": Story(_day(25), without={"inspection"}),
    "430423101241": Story(_day(25), without={"places"}),
}


def story_of(code: str, place: int) -> Story:
    """The story of a village; one that has none of its own votes between the 21st and the 24th."""
    return STORIES.get(code) or Story(_day(21 + place % 4))
