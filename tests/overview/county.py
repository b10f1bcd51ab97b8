"""A whole county, cheaply: 153 villages in eight townships (or one) under plan A, half of the work on record."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle as forever

from accounts.models import User
from elections.enums import Asked
from elections.models import Cycle, Election, RulebookEdition, StepExtension, StepRecord
from elections.services.rulebook import shipped_edition
from tests.cast import COUNTY, at
from villages.enums import Level, VillageKind
from villages.models import Division, Village

VILLAGES, TOWNSHIPS = 153, 8
CADRES = ("罗建平", "刘志坚", "周立华", "谭国安", "肖丽君", "彭宏伟", "旷文辉", "赵小兰")
RECORDED = at(2020, 12, 10)


def county_of(
    by: User, *, villages: int = VILLAGES, townships: int = TOWNSHIPS, training: bool = True
) -> list[Cycle]:
    """The cycles of the townships, opened on 20 November 2020; villages vote between 19 and 25 January 2021."""
    edition = shipped_edition("county-town-2020", at(2020, 11, 20))
    Division.objects.get_or_create(code=COUNTY, defaults={"name": "衡山县", "level": Level.COUNTY})
    cycles = [_cycle(by, number, edition, training) for number in range(townships)]
    places = [
        _village(number, cycle) for number, cycle in zip(range(villages), forever(cycles), strict=False)
    ]
    Village.objects.bulk_create(places)
    of = {cycle.township_id: cycle for cycle in cycles}
    elections = Election.objects.bulk_create(
        Election(
            cycle=of[place.township_id],
            village=place,
            ordinal=11,
            election_day=date(2021, 1, 19) + timedelta(days=number % 7),
        )
        for number, place in enumerate(places)
    )
    StepRecord.objects.bulk_create(_records(by, elections))
    return cycles


def _cycle(by: User, number: int, edition: RulebookEdition, training: bool) -> Cycle:
    township, _made = Division.objects.get_or_create(
        code=f"{COUNTY}{101 + number}", defaults={"name": f"第{number + 1}镇", "level": Level.TOWNSHIP}
    )
    return Cycle.objects.create(
        township=township,
        name=f"{township.name}换届",
        edition=edition,
        training=training,
        clock=at(2020, 12, 29) if training else None,
        opened_at=at(2020, 11, 20),
        opened_by=by,
    )


def _village(number: int, cycle: Cycle) -> Village:
    return Village(
        code=f"{cycle.township_id}{number + 200}",
        name=f"第{number + 1}村",
        kind=VillageKind.VILLAGE,
        township=cycle.township,
        sign="村选",
        population=1500,
        linked_cadre=CADRES[number % len(CADRES)],
    )


def _records(by: User, elections: Sequence[Election]) -> Iterator[StepRecord]:
    """The off-line steps of the first groups, in most villages."""
    for number, election in enumerate(elections):
        for rule in election.cycle.rules.steps:
            if rule.offline and rule.group <= 4 + number % 3 and (number + rule.group) % 11:
                yield StepRecord(
                    election=election,
                    step=rule.key,
                    parts=[part.key for part in rule.parts],
                    held_on=RECORDED.date(),
                    people="王晓梅",
                    note="已办",
                    recorded_at=RECORDED,
                    recorded_by=by,
                )


def more_time(by: User, elections: Sequence[Election]) -> None:
    """Every tenth village asks for more time for its registration; every other of these has been granted it."""
    StepExtension.objects.bulk_create(
        StepExtension(
            election=election,
            step="registration",
            wanted=date(2021, 1, 2),
            reason="雨天",
            asked_at=RECORDED,
            asked_by=by,
            state=Asked.GRANTED if number % 2 else Asked.OPEN,
            until=date(2021, 1, 1) if number % 2 else None,
        )
        for number, election in enumerate(elections[::10])
    )
