"""Sets the stage of a rehearsal: the village with its people, officers of its own, a training cycle of its own."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from django.contrib.auth.hashers import make_password

from elections.models import Cycle
from elections.services.cycle import close_cycle, open_cycle
from elections.services.rulebook import shipped_edition
from overview.demo.officers import township_officers, village_staff
from overview.demo.people import Population
from overview.rehearsal import city, county
from overview.rehearsal.scenarios import Scenario
from overview.rehearsal.walk import Walk
from villages.models import Division, Village
from villages.services.register import add_village, listed_places, load_divisions, load_register

RULEBOOKS = (county.RULEBOOK, city.RULEBOOK)
PEOPLE, GROUPS = 2400, 12
PREFIX = "rehearsal-"


@dataclass(frozen=True)
class Stage:
    """Who plays, in which cycle."""

    cycle: Cycle
    walk: Walk


def set_stage(
    code: str, scenario: Scenario, seed: int, now: datetime, rulebook: str = county.RULEBOOK
) -> Stage:
    """Prepare a rehearsal of one village under one of RULEBOOKS, inside a transaction that the caller rolls back.

    A village that is in the database plays with its own people; another is made from the official list. A training
    cycle that runs in the township is closed for the length of the rehearsal. Raises LookupError for a code that is
    not on the division list.
    """
    random, plan = Random(seed), city if rulebook == city.RULEBOOK else county
    township = load_divisions(code[:9])
    village = Village.objects.filter(pk=code).first() or _made(code, township, random, plan.DAYS.election_day)
    if rulebook == city.RULEBOOK:
        scenario = city.of_plan_c(scenario)
        village.place_class = city.PLACE_CLASS
        village.save(update_fields=["place_class"])
    above = township_officers(township, make_password(None), prefix=PREFIX)
    staff = village_staff(village, random, make_password(None), prefix=PREFIX)
    for running in Cycle.objects.filter(township=township, training=True, closed_at=None):
        close_cycle(by=above.office, cycle=running, now=now)
    cycle = open_cycle(
        by=above.office,
        township=township,
        edition=shipped_edition(rulebook, now),
        name=f"{village.name}换届选举演练",
        training=True,
        now=now,
        clock=plan.OPENED,
    )
    election = cycle.elections.select_related("cycle__township", "village").get(village=village)
    walk = Walk(election, above, staff, plan.DAYS, random, scenario=scenario)
    return Stage(cycle, walk)


def _made(code: str, township: Division, random: Random, day: date) -> Village:
    places = {place.code: place for place in listed_places(township.code)}
    if code not in places:
        raise LookupError(f"{code} is not on the division list")
    village = add_village(place=places[code], township=township, population=PEOPLE, groups=GROUPS)
    load_register(village=village, rows=Population(random, 1, day).people(PEOPLE, GROUPS))
    return village
