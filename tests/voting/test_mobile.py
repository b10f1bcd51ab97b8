"""The mobile box: who may ask, what the committee decides, and the routes."""

from datetime import time
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates.models import Candidacy
from elections.enums import Act, State
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.refusals import StepClosed
from tests.cast import at, under_changed_rules
from tests.voting.proxies import ASKED, codes, entrust, entry
from villages.models import Resident
from voting.models import MobileRoute, MobileVoter, Roll, RollEntry
from voting.queries.mobile import mobile_counts, routes_of, told_mobile
from voting.refusals.count import ReasonNeeded
from voting.refusals.mobile import (
    ApprovalMissing,
    MobileDecided,
    MobileVoterNotOnRoll,
    RouteMissing,
)
from voting.services.mobile import RouteDraft, confirm_mobile, refuse_mobile, request_mobile, set_route
from voting.services.proxy import revoke_proxy

WAY = RouteDraft("村部—第1组—第2组", time(8, 30), time(11), ("旷运来", "成桂英", "赵松柏"))


def ask(by: User, election: Election, number: int, **more: Any) -> MobileVoter:
    usual = {"reason": "body", "key": uuid4(), "now": ASKED}
    return request_mobile(by=by, election=election, voter=entry(election, number), **(usual | more))


def test_a_request_is_confirmed_put_on_a_route_and_told(election: Election, roll: Roll, clerk: User) -> None:
    voter = ask(clerk, election, 3)
    route = set_route(by=clerk, election=election, draft=WAY, now=ASKED)
    confirm_mobile(by=clerk, voter=voter, route=route, now=ASKED)
    assert [[v.name for v in r.voters.all()] for r in routes_of(election)] == [["选民3"]]
    acts = LedgerEntry.objects.filter(act__startswith="mobile.").order_by("seq").values_list("act", flat=True)
    assert list(acts) == [Act.MOBILE_REQUESTED, Act.MOBILE_ROUTE_SET, Act.MOBILE_CONFIRMED]
    assert "body" not in str(list(LedgerEntry.objects.values_list("data", flat=True)))


def test_the_same_key_is_one_request_and_a_voter_asks_once(
    election: Election, roll: Roll, clerk: User
) -> None:
    key = uuid4()
    assert ask(clerk, election, 3, key=key) == ask(clerk, election, 3, key=key)
    with pytest.raises(Refusals) as refused:
        ask(clerk, election, 3)
    assert codes(refused) == ["on_mobile_list_already"]


def test_who_has_given_a_proxy_is_not_visited_until_it_is_revoked(
    election: Election, roll: Roll, clerk: User
) -> None:
    given = entrust(clerk, election, 3, 10)
    with pytest.raises(Refusals) as refused:
        ask(clerk, election, 3)
    assert codes(refused) == ["has_given_proxy"]
    revoke_proxy(by=clerk, proxy=given, reason="改用流动票箱", now=ASKED)
    assert ask(clerk, election, 3)


def test_who_is_not_registered_is_not_visited(election: Election, roll: Roll, clerk: User) -> None:
    with pytest.raises(MobileVoterNotOnRoll):
        ask(clerk, election, 121)


def test_requests_end_before_the_day_of_the_vote(election: Election, roll: Roll, clerk: User) -> None:
    ask(clerk, election, 3, now=at(2021, 1, 19, 23))
    with pytest.raises(StepClosed):
        ask(clerk, election, 4, now=at(2021, 1, 20, 0))


def test_a_refusal_wants_a_reason_and_takes_a_confirmed_voter_off(
    election: Election, roll: Roll, clerk: User
) -> None:
    voter = confirm_mobile(by=clerk, voter=ask(clerk, election, 3), now=ASKED)
    with pytest.raises(ReasonNeeded):
        refuse_mobile(by=clerk, voter=voter, reason=" ", now=ASKED)
    off = refuse_mobile(by=clerk, voter=voter, reason="可到场投票", now=ASKED)
    assert (off.state, off.route, off.decision) == ("refused", None, "可到场投票")
    for act in (confirm_mobile, refuse_mobile):
        with pytest.raises(MobileDecided):
            act(by=clerk, voter=off, now=ASKED, **({"reason": "再次"} if act is refuse_mobile else {}))


def test_a_voter_who_left_the_roll_is_not_confirmed(election: Election, roll: Roll, clerk: User) -> None:
    voter = ask(clerk, election, 3)
    RollEntry.objects.filter(roll=roll, number=3).update(not_registered="死亡")
    assert [row.on_roll for row in told_mobile(election, [voter])] == [False]
    with pytest.raises(MobileVoterNotOnRoll):
        confirm_mobile(by=clerk, voter=voter, now=ASKED)


def test_where_another_office_agrees_its_paper_is_named(
    cycle: Cycle, election: Election, roll: Roll, clerk: User
) -> None:
    """ZJ-24.2."""

    def change(data: dict[str, Any]) -> None:
        data["voting"]["mobile_box_approver"] = {"value": "township_election_body", "clause": "ZJ-24.2"}

    changed = under_changed_rules(cycle, change)
    election = changed.elections.select_related("cycle__township", "village").get(pk=election.pk)
    voter = ask(clerk, election, 3)
    with pytest.raises(ApprovalMissing) as refused:
        confirm_mobile(by=clerk, voter=voter, now=ASKED)
    assert refused.value.clause == "ZJ-24.2"
    assert confirm_mobile(by=clerk, voter=voter, approval="镇选办〔2021〕3号", now=ASKED).decision


def test_three_people_carry_the_box_none_twice_and_it_comes_back_after_it_went(
    election: Election, roll: Roll, clerk: User
) -> None:
    """VEP, from the base law."""
    bad = RouteDraft("村部", time(11), time(8), ("旷运来", "旷运来"))
    with pytest.raises(Refusals) as refused:
        set_route(by=clerk, election=election, draft=bad, now=ASKED)
    assert codes(refused) == ["mobile_returns_too_early", "mobile_staff_too_few", "staff_twice"]
    assert [r.clause for r in refused.value.refusals][1] == "VEP"


def test_a_candidate_does_not_carry_the_box_but_a_namesake_may(
    election: Election, roll: Roll, clerk: User
) -> None:
    resident = Resident.objects.filter(village=election.village_id).first()
    assert resident is not None
    RollEntry.objects.filter(roll=roll, number=1).update(
        name=resident.name, id_index=bytes(resident.id_index)
    )
    Candidacy.objects.create(
        election=election,
        post="chair",
        name=resident.name,
        sex=resident.sex,
        resident=resident,
        votes=9,
        changed_at=ASKED,
    )
    draft = RouteDraft("村部", time(8), time(11), (resident.name, "成桂英", "赵松柏"))
    with pytest.raises(Refusals) as refused:
        set_route(by=clerk, election=election, draft=draft, now=ASKED)
    assert codes(refused) == ["staff_barred"]
    RollEntry.objects.filter(roll=roll, number=2).update(name=resident.name)
    with pytest.raises(Refusals) as refused:
        set_route(by=clerk, election=election, draft=draft, now=ASKED)
    assert codes(refused) == ["staff_namesakes"]
    by_number = RouteDraft("村部", time(8), time(11), ("2", "成桂英", "赵松柏"))
    assert set_route(by=clerk, election=election, draft=by_number, now=ASKED).staff[0] == resident.name


def test_a_route_is_set_anew_under_its_number_and_visits_whom_it_names(
    election: Election, roll: Roll, clerk: User
) -> None:
    one, two = (confirm_mobile(by=clerk, voter=ask(clerk, election, n), now=ASKED) for n in (3, 4))
    first = set_route(by=clerk, election=election, draft=WAY, voters=[one.pk, two.pk], now=ASKED)
    set_route(by=clerk, election=election, draft=WAY, number=first.number, voters=[two.pk], now=ASKED)
    assert [v.pk for v in routes_of(election)[0].voters.all()] == [two.pk]
    assert mobile_counts(election).unrouted == 1
    with pytest.raises(RouteMissing):
        set_route(by=clerk, election=election, draft=WAY, number=9, now=ASKED)


def test_a_route_of_another_election_is_not_one(
    election: Election, second_election: Election, roll: Roll, clerk: User
) -> None:
    foreign = MobileRoute.objects.create(
        election=second_election, number=1, route="别处", sets_out=time(8), returns=time(9)
    )
    with pytest.raises(RouteMissing):
        confirm_mobile(by=clerk, voter=ask(clerk, election, 3), route=foreign, now=ASKED)


def test_the_step_waits_for_decisions_and_routes(election: Election, roll: Roll, clerk: User) -> None:
    def state() -> State:
        return progress_of_one(election, ASKED).steps["mobile_box"].standing.state

    assert state() == State.NA
    voter = ask(clerk, election, 3)
    assert state() == State.OPEN
    voter = confirm_mobile(by=clerk, voter=voter, now=ASKED)
    assert state() == State.OPEN
    set_route(by=clerk, election=election, draft=WAY, voters=[voter.pk], now=ASKED)
    assert state() == State.DONE


def test_only_the_villages_clerk_writes(election: Election, roll: Roll, township: User, teller: User) -> None:
    for by in (township, teller):
        with pytest.raises(NotThere):
            ask(by, election, 3)
