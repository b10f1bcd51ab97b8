"""Builds the demo township: places, people, officers, and a training cycle played up to a moment."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import User
from elections.models import Cycle
from elections.services.cycle import move_clock, open_cycle
from elections.services.rulebook import shipped_edition
from overview.demo.extras import extras_of
from overview.demo.officers import Township, related_officer, township_officers, village_staff
from overview.demo.people import Population
from overview.demo.registers import add_party_and_cadres, add_ties
from overview.demo.story import Story, story_of
from overview.rehearsal.records import AFTERWARDS
from overview.rehearsal.script import FOLLOWING, Scene, play, script_of
from overview.rehearsal.timetable import moment
from overview.rehearsal.walk import Walk
from overview.services.digest import make_digest
from villages.models import Division, Village
from villages.services.register import ListedPlace, add_village, listed_places, load_divisions, load_register

CODE = "430423101"
RULEBOOK = "county-town-2020"
OPENED = moment(date(2020, 10, 9), 9)
LEAST, MOST = 600, 4000
CADRES = ("罗建平", "刘志坚", "周立华", "谭国安", "肖丽君", "彭宏伟", "旷文辉", "赵小兰", "欧阳明", "成海燕")
PEOPLE_IN_A_GROUP = 180

Say = Callable[[str], None]


def build_demo(*, seed: int, size: int, at: datetime, password: str, now: datetime, say: Say) -> Cycle:
    """Build everything in one transaction; the same seed and size give the same township.

    `size` is the number of residents of all places together, `at` where the training clock stands. `say` is told
    what is being built.
    """
    with transaction.atomic():
        random = Random(seed)
        township = load_divisions(CODE)
        encoded = make_password(password)
        above = township_officers(township, encoded)
        villages = list(_places(township, random, size, above.office, say))
        cycle = open_cycle(
            by=above.office,
            township=township,
            edition=shipped_edition(RULEBOOK, now),
            name="白果镇村（社区）“两委”换届演练",
            training=True,
            now=now,
            clock=OPENED,
        )
        walks = [
            _walk(cycle, village, above, random, place, encoded) for place, village in enumerate(villages)
        ]
        _play_until(at, cycle, walks, say)
        cycle = move_clock(by=above.office, cycle=cycle, to=at)
        related_officer(cycle, above.office, encoded, at)
        for officer in (above.office, above.county_office):
            make_digest(officer, now)
        return cycle


def _places(township: Division, random: Random, size: int, by: User, say: Say) -> Iterator[Village]:
    listed = listed_places(township.code)
    for number, (place, people) in enumerate(zip(listed, _sizes(random, len(listed), size), strict=True)):
        village = _place(place, township, random, number, people, by)
        add_ties(village, by)
        say(f"{village.name}: {people}")
        yield village


def _place(
    place: ListedPlace, township: Division, random: Random, number: int, people: int, by: User
) -> Village:
    groups = max(3, people // PEOPLE_IN_A_GROUP)
    cadre = CADRES[number // 2 % len(CADRES)]
    village = add_village(
        place=place, township=township, population=people, groups=groups, linked_cadre=cadre
    )
    load_register(village=village, rows=Population(random, number, OPENED.date()).people(people, groups))
    add_party_and_cadres(village, random, by)
    return village


def _sizes(random: Random, places: int, size: int) -> list[int]:
    """How the residents spread over the places, each within the usual bounds; together they are `size`."""
    weights = [random.randint(LEAST, MOST) for _place in range(places)]
    sizes = [weight * size // sum(weights) for weight in weights]
    sizes = [min(MOST, max(LEAST, people)) for people in sizes]
    left = size - sum(sizes)
    for place, people in enumerate(sizes):
        moved = max(LEAST - people, min(MOST - people, left))
        sizes[place] += moved
        left -= moved
    return sizes


Told = tuple[Walk, Story]


def _walk(cycle: Cycle, village: Village, above: Township, random: Random, place: int, encoded: str) -> Told:
    story = story_of(village.code, place)
    staff = village_staff(village, random, encoded)
    election = cycle.elections.select_related("cycle__township", "village").get(village=village)
    return Walk(election, above, staff, story.days, Random(random.random()), scenario=story.scenario), story


def _play_until(at: datetime, cycle: Cycle, walks: list[Told], say: Say) -> None:
    """Play the scenes of all villages in the order of time, as far as the clock has come."""
    scenes = [scene for walk, story in walks for scene in _scenes(walk, story)]
    for scene in sorted((s for s in scenes if s.at <= at), key=lambda s: s.at):
        say(f"{scene.at:%Y-%m-%d %H:%M} {scene.name}")
        play(scene, cycle)


def _scenes(walk: Walk, story: Story) -> Iterator[Scene]:
    for scene in (*script_of(walk, papers=story.papers), *extras_of(walk)):
        if scene.name == "days":
            yield Scene(scene.at, scene.name, lambda now: walk.set_days(now, story.reason))
        elif scene.name not in story.without and not (
            scene.name in {*AFTERWARDS, *FOLLOWING} and "confirm" in story.without
        ):
            yield scene
