"""Representatives and election committees made ready for tests: places, counts, formations."""

from collections.abc import Sequence
from datetime import date

from accounts.models import User
from candidates.enums import Allotment
from candidates.models import ElectionCommittee, RepresentativeBook
from candidates.services.election_committee import Formation, form_committee
from candidates.services.election_committee_chair import choose_chair
from candidates.services.election_committee_seat import announce_committee, file_committee, receive_committee
from candidates.services.names import VoteLine
from candidates.services.representative_places import UnitPlan, allot_places
from elections.models import Cycle, Election
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from tests.cast import at, on_record
from villages.models import Division, Resident

HELD, NOW = date(2020, 12, 14), at(2020, 12, 14, 17)
IN_C = at(2021, 2, 1, 9)
MEETING = "representatives_meeting"


def opened(township: User, place: Division, plan: str) -> Cycle:
    """A training cycle under a plan, since September."""
    opening = at(2020, 9, 15)
    return open_cycle(
        by=township,
        township=place,
        edition=shipped_edition(plan, opening),
        name=plan,
        training=True,
        now=opening,
    )


def ready(by: User, election: Election) -> Election:
    """What comes before the representatives and the committee is on record, under whichever plan."""
    rules = election.cycle.rules
    bodies = ("representatives", "election_committee")
    needed = {each.step for step in bodies for each in rules.step(step).prerequisites}
    for step in sorted(needed & {"audit", "party_election"}):
        on_record(by, election, step, held_on=date(2020, 11, 2), now=at(2020, 11, 2))
    return election


def homes(number: int, places: int, women: int = 0) -> UnitPlan:
    """One unit of so many households."""
    return UnitPlan("第一片", number, places, women or -(-places // 3))


def allot(
    by: User, election: Election, units: Sequence[UnitPlan], mode: str = "households", reason: str = ""
) -> RepresentativeBook:
    return allot_places(by=by, election=election, mode=Allotment(mode), units=units, reason=reason, now=NOW)


def lines(people: Sequence[Resident], votes: Sequence[int]) -> list[VoteLine]:
    return [VoteLine("", one.name, n, one.pk) for one, n in zip(people, votes, strict=True)]


def elected(people: Sequence[Resident], size: int, **more: object) -> Formation:
    """A committee elected with falling votes."""
    votes = [60 - 2 * n for n in range(len(people))]
    given: dict[str, object] = {
        "formed_by": MEETING,
        "held_on": HELD,
        "presided_by": "王晓梅",
        "size": size,
        "lines": lines(people, votes),
    }
    return Formation(**{**given, **more})  # type: ignore[arg-type]


def form(by: User, election: Election, formation: Formation, now: object = NOW) -> ElectionCommittee:
    return form_committee(by=by, election=election, formation=formation, now=now)  # type: ignore[arg-type]


def choose(by: User, election: Election, chair: int = 0, deputies: Sequence[int] = (1,)) -> None:
    """The member at this place becomes chair, those at these places deputies."""
    members = list(election.committee.members.filter(state="serving").order_by("place"))
    choose_chair(
        by=by,
        election=election,
        held_on=HELD,
        votes={members[chair].pk: len(members)},
        chair=members[chair].pk,
        deputies=[members[place].pk for place in deputies],
        category="other_party_member",
        reason="成员推选",
        now=NOW,
    )


def announced(clerk: User, township: User, election: Election) -> None:
    """Filed, taken on file, announced."""
    file_committee(by=clerk, election=election, now=NOW)
    receive_committee(by=township, election=election, now=NOW)
    announce_committee(by=clerk, election=election, now=NOW)
