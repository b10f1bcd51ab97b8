"""Plan C's formal list and the second notice of time and place, five days before the vote of 20 March 2021."""

from datetime import datetime, time
from uuid import uuid4

import pytest

from accounts.models import User
from accounts.refusals import Refusals
from candidates.queries.candidacy import formal_candidates
from candidates.services.publication import publish_candidates
from elections.models import Election
from elections.refusals import StepClosed, StepNotReady
from tests.candidates.city import city, stands
from tests.candidates.party_people import stands_for_the_party
from tests.cast import at, under_changed_rules
from tests.voting.ballots import shown_empty
from villages.models import Resident, Village
from voting.enums import BoxKind
from voting.models import Contest, RollEntry
from voting.services.ballot import issue_ballot
from voting.services.box import BoxDraft, publish_time_and_place, set_time_and_place

__all__ = ["city"]
LAST = at(2021, 3, 15, 23, 59)
PLACES = (BoxDraft(BoxKind.VENUE, "中心会场", "村部礼堂"),)


@pytest.fixture
def passed(city: Election, people: list[Resident], township: User) -> Election:
    """Everybody passed the joint review; the seat of a woman is looked at elsewhere."""
    under_changed_rules(city.cycle, lambda data: data["structure"].pop("dedicated_female_post"))
    stands(city, township, people[:2], "chair", 20, 30)
    stands(city, township, people[2:6], "member", 10, 40, 20, 30)
    return city


def publish(election: Election, clerk: User, now: datetime) -> list[tuple[str, int]]:
    publish_candidates(by=clerk, election=election, now=now)
    return [(person.post, person.votes) for person in formal_candidates(election)]


def test_sc_73_the_list_hangs_five_days_before_at_the_latest_in_the_order_of_votes(
    passed: Election, clerk: User
) -> None:
    with pytest.raises(StepClosed) as refused:
        publish(passed, clerk, at(2021, 3, 16, 0))
    assert refused.value.clause == "C-REV-08"
    assert publish(passed, clerk, LAST) == [
        ("chair", 30), ("chair", 20), ("member", 40), ("member", 30), ("member", 20), ("member", 10),
    ]  # fmt: skip


def test_a_communitys_list_of_men_is_posted_where_a_woman_stands_for_the_party(
    city: Election, people: list[Resident], township: User, clerk: User
) -> None:
    """C-TGT-03 counts both committees together; the village has a seat of its own for a woman (C-NOM-08)."""
    Village.objects.filter(pk=city.village_id).update(kind="community")
    stands(city, township, people[:2], "chair", 20, 30)
    stands(city, township, people[2:6], "member", 10, 40, 20, 30)
    city.candidacies.update(sex="M")
    Resident.objects.update(sex="M")
    with pytest.raises(Refusals) as refused:
        publish(city, clerk, LAST)
    assert [(each.code, each.clause) for each in refused.value.refusals] == [("no_woman", "C-TGT-03")]
    Resident.objects.filter(pk=people[6].pk).update(sex="F")
    stands_for_the_party(city, people[6], post="party_member")
    assert len(publish(city, clerk, LAST)) == 6


def announce(contest: Contest, clerk: User, now: datetime) -> Contest:
    set_time_and_place(by=clerk, contest=contest, opens_at=time(8), closes_at=time(12), boxes=PLACES, now=now)
    return publish_time_and_place(by=clerk, contest=contest, now=now)


def hand_out(contest: Contest, clerk: User, now: datetime) -> None:
    issue_ballot(by=clerk, box=contest.boxes.get(), voter=RollEntry.objects.first(), key=uuid4(), now=now)


def test_sc_74_voting_does_not_open_without_the_second_notice_of_time_and_place(
    passed: Election, clerk: User
) -> None:
    publish(passed, clerk, at(2021, 3, 12))
    contest = Contest.objects.get(election=passed)
    with pytest.raises(StepClosed) as late:
        announce(contest, clerk, at(2021, 3, 16, 0))
    assert late.value.clause == "C-VOTE-02"
    set_time_and_place(
        by=clerk, contest=contest, opens_at=time(8), closes_at=time(12), boxes=PLACES, now=LAST
    )
    with pytest.raises(StepNotReady) as refused:
        hand_out(contest, clerk, at(2021, 3, 20, 9))
    assert (refused.value.clause, refused.value.data["missing"]) == ("C-VOTE-02", ["time_and_place"])


def test_sc_74_with_it_by_15_march_the_ballots_are_handed_out(passed: Election, clerk: User) -> None:
    publish(passed, clerk, at(2021, 3, 12))
    contest = announce(Contest.objects.get(election=passed), clerk, LAST)
    shown_empty(contest, clerk)
    hand_out(contest, clerk, at(2021, 3, 20, 9))
    assert contest.issued_ballots.count() == 1
