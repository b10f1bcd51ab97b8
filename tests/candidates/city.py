"""A village under plan C on the way to the formal list: the vote is on 20 March 2021."""

from datetime import date

import pytest

from accounts.models import User
from candidates.enums import ReviewLevel
from candidates.models import Candidacy, Review, SeatPlan
from elections.models import Election
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from tests.candidates.conftest import add_roll
from tests.cast import VILLAGE, at, on_record
from villages.models import Division, Resident, Village

VOTE = date(2021, 3, 20)
BEFORE = ("audit", "training", "analysis", "party_election", "election_committee", "election_method", "registration",
          "roll_publication", "nomination_notice")  # fmt: skip


@pytest.fixture
def city(township_place: Division, village: Village, township: User, people: list[Resident]) -> Election:
    """Everything before the nomination is on record; one chair and three members, one candidate more for each."""
    cycle = open_cycle(
        by=township, township=township_place, edition=shipped_edition("city-town-2020", at(2020, 9, 20)),
        name="换届", training=True, now=at(2020, 9, 20),
    )  # fmt: skip
    election = cycle.elections.select_related("cycle__township", "village").get(village_id=VILLAGE)
    election.election_day = VOTE
    election.save()
    add_roll(election)
    known = {step.key for step in cycle.rules.steps}
    on_record(township, election, *known.intersection(BEFORE), held_on=date(2020, 12, 1), now=at(2020, 12, 2))
    SeatPlan.objects.bulk_create(
        SeatPlan(election=election, body="committee", post=post, rank=rank, seats=seats, extra_candidates=1)
        for rank, (post, seats) in enumerate((("chair", 1), ("member", 3)), start=1)
    )
    return election


def stands(election: Election, by: User, people: list[Resident], post: str, *votes: int) -> None:
    """People whom both reviews passed, with so many votes."""
    Candidacy.objects.bulk_create(
        Candidacy(
            election=election, body="committee", post=post, name=person.name, sex=person.sex,
            birth_date=person.birth_date, education=person.education, resident=person, votes=number,
            state="county_passed", changed_at=at(2021, 3, 8), accepted_on=date(2021, 3, 4),
        )
        for person, number in zip(people, votes, strict=True)
    )  # fmt: skip
    Review.objects.bulk_create(
        Review(candidacy=person, level=level, verdict="pass", reviewed_by=by, office="联审组", reviewed_at=at(2021, 3, 8))
        for person in election.candidacies.filter(post=post)
        for level in ReviewLevel.values
    )  # fmt: skip
