"""Representatives by the scenarios of the specification, under every plan that has rules of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates.models import Representative
from candidates.queries.representative import register_of, with_term_before
from candidates.services.names import VoteLine
from candidates.services.representative import (
    file_representatives,
    move_representative_up,
    publish_representatives,
    receive_representatives,
    withdraw_representative,
)
from candidates.services.representative_places import UnitPlan
from candidates.services.representative_votes import UnitCount, record_unit_votes
from elections.enums import Act, State, Step
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.posts import posts_for
from elections.queries.progress import progress_of_one
from tests.candidates.bodies import HELD, NOW, allot, homes, lines, opened, ready
from tests.candidates.party import enlist
from tests.candidates.supporting import sits
from tests.cast import COMMUNITY, VILLAGE, under_changed_rules
from villages.models import Cadre, Group, Resident, Village


def codes(refused: pytest.ExceptionInfo[Any]) -> list[str]:
    error = refused.value
    return [each.code for each in error.refusals] if isinstance(error, Refusals) else [error.code]


@pytest.fixture
def place(election: Election, township: User) -> Election:
    return ready(township, election)


@pytest.fixture
def quarter(election: Election, officer: Callable[..., User], township: User, community: Village) -> Election:
    """The election of the community, which has three groups."""
    officer(Role.VILLAGE_CLERK, COMMUNITY, "quarter-clerk")
    found = election.cycle.elections.select_related("cycle__township", "village").get(village=community)
    return ready(township, found)


def refused_units(by: User, election: Election, units: list[UnitPlan], mode: str = "households") -> list[str]:
    with pytest.raises(Refusals) as refused:
        allot(by, election, units, mode)
    return codes(refused)


class TestSc39HouseholdsPerRepresentative:
    def test_sc_39_a_320_households_elect_22_to_64(self, place: Election, clerk: User) -> None:
        assert refused_units(clerk, place, [homes(320, 21)]) == ["places_outside_range"]
        assert refused_units(clerk, place, [homes(320, 65)]) == ["places_outside_range"]
        allot(clerk, place, [homes(320, 22)])
        allot(clerk, place, [homes(320, 64)])

    def test_sc_39_a_beyond_the_cap_there_is_a_reason(self, place: Election, clerk: User) -> None:
        assert refused_units(clerk, place, [homes(1501, 100)]) == ["places_outside_range"]
        assert refused_units(clerk, place, [homes(1501, 101)]) == ["reason_needed"]
        assert allot(clerk, place, [homes(1501, 101)], reason="户数多").reason == "户数多"

    def test_sc_39_a_second_reading_caps_communities_alone(self, place: Election, clerk: User) -> None:
        def second(data: dict[str, Any]) -> None:
            data["representatives"]["max_number"]["reading"] = 2

        under_changed_rules(place.cycle, second)
        allot(clerk, place, [homes(1501, 101)])

    def test_sc_39_c_has_the_law_alone_and_no_cap(
        self, township: User, township_place: Any, village: Village, clerk: User
    ) -> None:
        cycle = opened(township, township_place, "city-town-2020")
        election = ready(township, cycle.elections.get(village=village))
        assert refused_units(clerk, election, [homes(320, 21)]) == ["places_outside_range"]
        allot(clerk, election, [homes(1501, 101)])

    def test_c_rep_01_a_number_that_the_office_sets_holds_in_plan_c(
        self, township: User, township_place: Any, village: Village, clerk: User
    ) -> None:
        """Plan C names no numbers: what the law does not say either comes from the jurisdiction's rulebook."""
        cycle = opened(township, township_place, "city-town-2020")
        election = ready(township, cycle.elections.get(village=village))
        cap = {"value": 60, "clause": "C-REP-01", "strength": "soft"}
        under_changed_rules(cycle, lambda data: data["representatives"].update(max_number=cap))
        assert refused_units(clerk, election, [homes(900, 61)]) == ["reason_needed"]
        allot(clerk, election, [homes(900, 60)])


class TestSc40Community:
    def test_sc_40_a_3000_households_elect_60_to_150(self, quarter: Election, township: User) -> None:
        assert refused_units(township, quarter, [homes(3000, 59)]) == ["places_outside_range"]
        assert refused_units(township, quarter, [homes(3000, 151)])[0] == "places_outside_range"
        allot(township, quarter, [homes(3000, 60)])
        assert refused_units(township, quarter, [homes(3000, 101)]) == ["reason_needed"]
        allot(township, quarter, [homes(3000, 150)], reason="户数多")

    @pytest.mark.parametrize(("places", "refused"), [(1, True), (2, False), (3, False), (4, True)])
    def test_sc_40_a_a_group_elects_two_or_three(
        self, quarter: Election, township: User, places: int, refused: bool
    ) -> None:
        units = [
            UnitPlan(str(g), 30, places, -(-places // 3), g.number)
            for g in Group.objects.filter(village=COMMUNITY)
        ]
        if refused:
            assert set(refused_units(township, quarter, units, "groups")) == {"places_outside_range"}
        else:
            allot(township, quarter, units, "groups")

    @pytest.mark.parametrize(("places", "refused"), [(1, True), (2, False), (3, False), (4, True)])
    def test_sc_40_c_a_group_elects_two_or_three_by_the_law(
        self, township: User, township_place: Any, community: Village, places: int, refused: bool
    ) -> None:
        """C-REP-01 has no number; the law on residents' committees, article 9, has two or three a group."""
        cycle = opened(township, township_place, "city-town-2020")
        election = ready(township, cycle.elections.get(village=community))
        units = [
            UnitPlan(str(g), 30, places, -(-places // 3), g.number)
            for g in Group.objects.filter(village=COMMUNITY)
        ]
        if refused:
            with pytest.raises(Refusals) as told:
                allot(township, election, units, "groups")
            assert {each.clause for each in told.value.refusals} == {"RCOL-9.2"}
        else:
            allot(township, election, units, "groups")

    def test_a_group_is_not_left_out_and_women_have_a_third(self, place: Election, clerk: User) -> None:
        groups = list(Group.objects.filter(village=VILLAGE))
        units = [UnitPlan(str(group), 10, 3, 0, group.number) for group in groups[1:]]
        assert refused_units(clerk, place, units, "groups") == ["units_faulty", "women_places_too_few"]


@pytest.fixture
def unit(place: Election, clerk: User, people: list[Resident]) -> Election:
    """One unit of fifteen households with three places, one of them a woman's."""
    allot(clerk, place, [UnitPlan("第一片", 30, 3, 1), UnitPlan("第二片", 15, 1, 1)])
    return place


def count(
    by: User, election: Election, people: list[Resident], votes: list[int], n: int = 1, **more: Any
) -> None:
    counted = UnitCount(n, HELD, lines(people, votes), **more)
    record_unit_votes(by=by, election=election, counts=[counted], now=NOW)


def names(election: Election, state: str = "elected", n: int = 1) -> list[str]:
    rows = Representative.objects.filter(unit__book__election=election, unit__number=n, state=state)
    return list(rows.order_by("-votes", "pk").values_list("name", flat=True))


class TestCount:
    """people[:6] are women, people[6:] men, each of another household."""

    def test_most_votes_win_and_the_womans_place_is_a_womans(
        self, unit: Election, clerk: User, people: list[Resident]
    ) -> None:
        voted = [people[6], people[7], people[8], people[0]]
        count(clerk, unit, voted, [30, 25, 20, 5])
        assert names(unit) == [people[6].name, people[7].name, people[0].name]
        assert names(unit, "waiting") == [people[8].name]

    def test_equal_votes_want_a_recorded_decision(
        self, unit: Election, clerk: User, people: list[Resident]
    ) -> None:
        voted, votes = [people[0], people[6], people[7], people[8]], [30, 20, 10, 10]
        with pytest.raises(Refusals) as refused:
            count(clerk, unit, voted, votes)
        assert codes(refused) == ["tie_undecided"]
        assert not Representative.objects.exists()
        count(clerk, unit, voted, votes, decided=frozenset({people[8].pk}), decision="再次投票")
        assert people[8].name in names(unit)

    def test_of_two_in_one_household_more_votes_stay_and_the_next_moves_up(
        self, unit: Election, clerk: User, people: list[Resident]
    ) -> None:
        Resident.objects.filter(pk=people[7].pk).update(household=people[6].household)
        voted = [people[6], people[7], people[0], people[8]]
        count(clerk, unit, voted, [30, 25, 20, 5])
        assert names(unit) == [people[6].name, people[0].name, people[8].name]
        assert names(unit, "yielded") == [people[7].name]

    def test_another_choice_of_the_household_is_recorded(
        self, unit: Election, clerk: User, people: list[Resident]
    ) -> None:
        Resident.objects.filter(pk=people[7].pk).update(household=people[6].household)
        voted = [people[6], people[7], people[0], people[8]]
        kept = frozenset({people[7].pk})
        count(clerk, unit, voted, [30, 25, 20, 5], kept=kept, decision="该户商定")
        assert names(unit, "yielded") == [people[6].name]

    def test_equal_votes_within_a_household_are_decided(
        self, unit: Election, clerk: User, people: list[Resident]
    ) -> None:
        Resident.objects.filter(pk=people[7].pk).update(household=people[6].household)
        with pytest.raises(Refusals) as refused:
            count(clerk, unit, [people[6], people[7], people[0]], [30, 30, 20])
        assert codes(refused) == ["household_undecided"]

    def test_a_household_has_one_across_units_and_the_unit_of_the_other_moves_up(
        self, unit: Election, clerk: User, people: list[Resident]
    ) -> None:
        Resident.objects.filter(pk=people[1].pk).update(household=people[6].household)
        count(clerk, unit, [people[6], people[7], people[0], people[8]], [30, 25, 20, 5])
        count(clerk, unit, [people[1], people[2]], [40, 10], n=2)
        assert names(unit, n=2) == [people[1].name]
        assert names(unit) == [people[7].name, people[0].name, people[8].name]

    def test_a_name_that_is_not_in_the_register_is_refused(self, unit: Election, clerk: User) -> None:
        with pytest.raises(Refusals) as refused:
            counted = UnitCount(1, HELD, [VoteLine("", "无此人", 3)])
            record_unit_votes(by=clerk, election=unit, counts=[counted], now=NOW)
        assert codes(refused) == ["not_a_resident"]
        assert refused.value.refusals[0].data["unit"] == 1


@pytest.fixture
def counted(unit: Election, clerk: User, people: list[Resident]) -> Election:
    """Five represent: people 6, 7 and 0 of the first unit (8 and 9 wait, level), 1 of the second."""
    count(clerk, unit, [people[6], people[7], people[0], people[8], people[9]], [30, 25, 20, 5, 5])
    count(clerk, unit, [people[1], people[2]], [20, 10], n=2)
    return unit


class TestRegister:
    def test_it_is_filed_taken_on_file_and_published_and_only_then_done(
        self, counted: Election, clerk: User, township: User
    ) -> None:
        def stands() -> State:
            return progress_of_one(counted, NOW).steps[Step.REPRESENTATIVES].standing.state

        with pytest.raises(Exception) as refused:
            publish_representatives(by=clerk, election=counted, now=NOW)
        assert codes(refused) == ["not_filed"]
        file_representatives(by=clerk, election=counted, now=NOW)
        assert stands() == State.WAIT
        publish_representatives(by=clerk, election=counted, now=NOW)
        with pytest.raises(NotThere):
            receive_representatives(by=clerk, election=counted, now=NOW)
        receive_representatives(by=township, election=counted, now=NOW)
        assert stands() == State.DONE
        acts = list(
            LedgerEntry.objects.filter(act__startswith="representatives").values_list("act", flat=True)
        )
        assert acts[-3:] == [
            Act.REPRESENTATIVES_FILED,
            Act.REPRESENTATIVES_PUBLISHED,
            Act.REPRESENTATIVES_RECEIVED,
        ]

    def test_the_terms_begin_with_the_filing_and_follow_who_leaves(
        self, counted: Election, clerk: User, people: list[Resident]
    ) -> None:
        """AMB-06: those of the last term act until the new register is handed in."""
        old = sits(people[11], "representative", "representatives")

        def sitting() -> set[int]:
            rows = posts_for(counted).filter(body="representatives", until=None)
            return set(rows.values_list("resident_id", flat=True))

        assert sitting() == {people[11].pk}
        file_representatives(by=clerk, election=counted, now=NOW)
        elected = set(Representative.objects.filter(state="elected").values_list("resident_id", flat=True))
        ended = posts_for(counted).get(resident=people[11], body="representatives")
        assert (ended.until, sitting()) == (NOW.date(), elected)
        assert list(Cadre.objects.filter(body="representatives", until=None)) == [old], "a training cycle"
        person = Representative.objects.get(resident=people[6])
        withdraw_representative(by=clerk, person=person, reason="外出务工", now=NOW)
        assert sitting() == elected - {people[6].pk}
        moved = Representative.objects.get(resident=people[8])
        move_representative_up(by=clerk, person=moved, reason="协商", now=NOW)
        assert sitting() == elected - {people[6].pk} | {people[8].pk}

    def test_units_that_have_not_elected_and_too_few_women_stand_against_filing(
        self, unit: Election, clerk: User, people: list[Resident]
    ) -> None:
        count(clerk, unit, [people[6], people[7], people[8]], [30, 25, 20])
        with pytest.raises(Refusals) as refused:
            file_representatives(by=clerk, election=unit, now=NOW)
        assert codes(refused) == ["units_uncounted"]
        count(clerk, unit, [people[9], people[10]], [20, 10], n=2)
        with pytest.raises(Refusals) as refused:
            file_representatives(by=clerk, election=unit, now=NOW)
        assert codes(refused) == ["women_too_few"]
        book = file_representatives(by=clerk, election=unit, approval="镇换届办〔2020〕3号", now=NOW)
        assert book.approval == "镇换届办〔2020〕3号"

    def test_who_leaves_is_followed_by_the_next_and_equals_are_decided(
        self, counted: Election, clerk: User, people: list[Resident]
    ) -> None:
        file_representatives(by=clerk, election=counted, now=NOW)
        person = Representative.objects.get(resident=people[6])
        with pytest.raises(Exception) as refused:
            withdraw_representative(by=clerk, person=person, reason=" ", now=NOW)
        assert codes(refused) == ["reason_needed"]
        withdraw_representative(by=clerk, person=person, reason="外出务工", now=NOW)
        register = register_of(counted)
        assert register is not None
        assert [one.name for one in register.units[0].next] == [people[8].name, people[9].name]
        with pytest.raises(Exception) as refused:
            move_representative_up(by=clerk, person=register.units[0].next[0], reason="", now=NOW)
        assert codes(refused) == ["reason_needed"]
        move_representative_up(by=clerk, person=register.units[0].next[1], reason="抽签", now=NOW)
        assert names(counted) == [people[7].name, people[0].name, people[9].name]

    def test_a_womans_place_goes_to_a_woman_or_stays_free(
        self, counted: Election, clerk: User, people: list[Resident]
    ) -> None:
        person = Representative.objects.get(resident=people[0])
        withdraw_representative(by=clerk, person=person, reason="去世", now=NOW)
        register = register_of(counted)
        assert register is not None
        assert (register.units[0].free, register.units[0].next) == (1, [])

    def test_the_register_tells_the_shares(self, counted: Election, people: list[Resident]) -> None:
        register = register_of(counted)
        assert register is not None
        assert (register.share.women, register.share.total, register.share.enough) == (2, 4, True)
        assert register.party_members == 0

    def test_c_rep_01_party_members_are_told_beside_those_of_the_term_before(
        self, counted: Election, clerk: User, people: list[Resident], client_of: Callable[[User], Client]
    ) -> None:
        def told() -> tuple[int, int, int, bool | None]:
            register = register_of(counted)
            assert register is not None
            register = with_term_before(counted, register)
            assert register.before is not None
            before = register.before
            return register.party_members, before.members, before.total, register.party_share_raised

        assert told() == (0, 0, 0, None)
        for number in (9, 10, 11):
            sits(people[number], "representative", "representatives")
        enlist([people[11], people[6]])
        assert told() == (1, 1, 3, False)  # 1/4 is less than 1/3
        enlist([people[7]])
        assert told() == (2, 1, 3, True)
        file_representatives(by=clerk, election=counted, now=NOW)
        assert told() == (2, 1, 3, True), "those who sat when the register was handed in"
        page = client_of(clerk).get(reverse("candidates:representatives", args=[VILLAGE])).content.decode()
        assert "1 / 3" in page

    def test_c_rep_01_plan_c_says_whether_the_share_is_higher(
        self,
        township: User,
        township_place: Any,
        village: Village,
        clerk: User,
        people: list[Resident],
        client_of: Callable[[User], Client],
    ) -> None:
        cycle = opened(township, township_place, "city-town-2020")
        election = ready(township, cycle.elections.get(village=village))
        Cycle.objects.filter(pk=cycle.pk).update(clock=NOW)
        allot(clerk, election, [UnitPlan("第一片", 30, 3, 1)])
        sits(people[11], "representative", "representatives")
        count(clerk, election, [people[6], people[7], people[0]], [30, 25, 20])
        page = reverse("candidates:representatives", args=[VILLAGE])
        assert "比例没有提高" in client_of(clerk).get(page).content.decode()
        enlist([people[6]])
        told = client_of(clerk).get(page).content.decode()
        assert "比例已提高" in told and "C-REP-01" in told


def test_in_c_they_come_after_the_vote_and_hold_nothing_up(
    township: User, township_place: Any, village: Village
) -> None:
    """C-REP-02, AMB-06: no step waits for them."""
    cycle = opened(township, township_place, "city-town-2020")
    needed = {each.step for rule in cycle.rules.steps for each in rule.prerequisites}
    assert Step.REPRESENTATIVES not in needed
    assert Step.ELECTION_COMMITTEE in needed


def test_nobody_elsewhere_records_them(place: Election, other_clerk: User, auditor: User) -> None:
    for user in (other_clerk, auditor):
        with pytest.raises(NotThere):
            allot(user, place, [homes(320, 22)])


def test_not_before_the_audit(election: Election, clerk: User) -> None:
    with pytest.raises(Exception) as refused:
        allot(clerk, election, [homes(320, 22)])
    assert codes(refused) == ["step_not_ready"]
