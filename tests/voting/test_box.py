from datetime import time

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.refusals import StepClosed
from tests.cast import at, under_changed_rules
from tests.voting.ballots import BEFORE, PLACES, publish
from voting.enums import BoxKind
from voting.models import Contest
from voting.refusals.count import TimeAndPlaceFixed, TimeAndPlaceNotSet
from voting.services.box import BoxDraft, publish_time_and_place, set_time_and_place


def set_places(
    contest: Contest, by: User, boxes=PLACES, opens=time(8), closes=time(12), now=BEFORE
) -> Contest:
    return set_time_and_place(by=by, contest=contest, opens_at=opens, closes_at=closes, boxes=boxes, now=now)


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_a_clerk_sets_hours_and_boxes_and_may_set_them_again(contest: Contest, clerk: User) -> None:
    set_places(contest, clerk)
    made = set_places(
        contest, clerk, boxes=(BoxDraft(BoxKind.STATION, "第一投票站", "小学"),), closes=time(16)
    )
    assert [(box.number, box.name, box.kind) for box in made.boxes.all()] == [(1, "第一投票站", "station")]
    assert (made.opens_at, made.closes_at) == (time(8), time(16))


def test_publishing_is_the_evidence_of_the_step_and_one_act_in_the_ledger(
    contest: Contest, clerk: User, election: Election
) -> None:
    set_places(contest, clerk)
    assert progress_of_one(election, BEFORE).steps["time_and_place"].evidence.done_at is None
    publish_time_and_place(by=clerk, contest=contest, now=BEFORE)
    assert progress_of_one(election, BEFORE).steps["time_and_place"].evidence.done_at == BEFORE
    entry = LedgerEntry.objects.get(act=Act.TIME_PLACE_PUBLISHED)
    assert [box["name"] for box in entry.data["boxes"]] == ["中心会场", "流动票箱"]


def test_published_hours_and_places_are_fixed(open_contest: Contest, clerk: User) -> None:
    with pytest.raises(TimeAndPlaceFixed):
        set_places(open_contest, clerk)
    with pytest.raises(TimeAndPlaceFixed) as refused:
        publish_time_and_place(by=clerk, contest=open_contest, now=BEFORE)
    assert refused.value.clause == "A-VOTE-03"


def test_nothing_is_published_before_hours_and_places_are_set(contest: Contest, clerk: User) -> None:
    with pytest.raises(TimeAndPlaceNotSet):
        publish_time_and_place(by=clerk, contest=contest, now=BEFORE)


def test_all_faults_of_hours_and_places_are_told_at_once(contest: Contest, clerk: User) -> None:
    mobile = BoxDraft(BoxKind.MOBILE, "流动票箱")
    with pytest.raises(Refusals) as refused:
        set_places(contest, clerk, boxes=(mobile, mobile), opens=time(12), closes=time(12))
    assert codes(refused) == ["closes_before_it_opens", "place_needed", "place_named_twice"]


def test_a_plan_without_mobile_boxes_refuses_one(contest: Contest, clerk: User) -> None:
    without = {"value": False, "clause": "C-VOTE-03"}
    under_changed_rules(contest.election.cycle, lambda data: data["voting"].update(mobile_box=without))
    with pytest.raises(Refusals) as refused:
        set_places(contest, clerk)
    assert codes(refused) == ["mobile_box_not_allowed"]
    assert refused.value.refusals[0].clause == "C-VOTE-03"


def test_hours_and_places_come_too_late_after_the_steps_last_day(contest: Contest, clerk: User) -> None:
    with pytest.raises(StepClosed):
        publish(contest, clerk, now=at(2021, 1, 21))


def test_another_villages_clerk_and_the_teller_set_nothing(
    contest: Contest, other_clerk: User, teller: User
) -> None:
    for nobody in (other_clerk, teller):
        with pytest.raises(NotThere):
            set_places(contest, nobody)
