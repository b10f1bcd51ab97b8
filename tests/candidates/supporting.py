"""The bodies after the vote made ready for tests: the step open, a committee that sits, representatives of each group."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from accounts.models import User
from candidates.enums import MeetingBasis
from candidates.models import BodyMeeting, ElectingUnit, Representative, RepresentativeBook
from candidates.services.names import VoteLine
from candidates.services.supporting_checks import MeetingHeld
from candidates.services.supporting_votes import record_body_meeting
from elections.models import Election
from tests.cast import at, under_changed_rules
from villages.models import Cadre, Group, Resident

HELD, NOW = date(2021, 1, 28), at(2021, 1, 29, 9)
STEPS = ("supporting_bodies", "supervisory_body")


def opened_step(election: Election) -> Election:
    """The plan's steps of these bodies without what comes before them: the vote has tests of its own."""

    def change(data: dict[str, Any]) -> None:
        for step in data["steps"]:
            if step["key"] in STEPS:
                step.pop("opens", None)
                step["prerequisites"] = []

    election.cycle = under_changed_rules(election.cycle, change)
    return election


def sits(person: Resident, post: str, body: str = "committee", since: date = date(2018, 3, 1)) -> Cadre:
    return Cadre.objects.create(
        village_id=person.village_id, resident=person, body=body, post=post, since=since
    )


def group_people(election: Election, number: int) -> list[Resident]:
    """Six adults of a group, each of another household where there are enough."""
    found = Resident.objects.filter(
        village=election.village_id, group__number=number, birth_date__lt=date(1990, 1, 1)
    )
    return list(found.order_by("pk")[:6])


def represented(election: Election) -> RepresentativeBook:
    """Every group has three representatives, on file and published."""
    moment = at(2020, 12, 14, 17)
    book = RepresentativeBook.objects.create(
        election=election,
        mode="groups",
        allotted_at=moment,
        filed_at=moment,
        received_at=moment,
        published_at=moment,
    )
    for group in Group.objects.filter(village=election.village_id):
        unit = ElectingUnit.objects.create(
            book=book,
            number=group.number,
            name=str(group),
            group=group,
            households=10,
            places=3,
            women_places=1,
            held_on=moment.date(),
            counted_at=moment,
        )
        Representative.objects.bulk_create(
            Representative(
                unit=unit,
                resident=one,
                household_id=one.household_id,
                name=one.name,
                sex=one.sex,
                votes=10,
                state="elected",
                changed_at=moment,
            )
            for one in group_people(election, group.number)[:3]
        )
    return book


def meeting(
    post: str, group: int | None, people: Sequence[Resident], votes: Sequence[int], **more: Any
) -> MeetingHeld:
    """A meeting of thirty, of whom twenty-four came."""
    given: dict[str, Any] = {
        "held_on": HELD,
        "chaired_by": "",
        "basis": MeetingBasis.ADULTS if group else MeetingBasis.REPRESENTATIVES,
        "entitled": 30,
        "present": 24,
        "places": 1,
    }
    lines = [VoteLine("", one.name, n, one.pk) for one, n in zip(people, votes, strict=True)]
    return MeetingHeld(post=post, group=group, lines=lines, **{**given, **more})


def elect(by: User, election: Election, held: MeetingHeld, now: Any = NOW) -> BodyMeeting:
    return record_body_meeting(by=by, election=election, held=held, now=now)
