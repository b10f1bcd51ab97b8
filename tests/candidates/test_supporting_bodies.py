"""Group leaders, council and supervisory committee: meetings, handing in, terms, by plan and clause."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from candidates.enums import MeetingBasis
from candidates.models import BodyMember, Candidacy, Representative, SupportingBody
from candidates.queries.commissioners import commissioners
from candidates.queries.supporting import board_of_body, entitled_to
from candidates.queries.team import View
from candidates.services.supporting import file_body, leave_body, publish_body, receive_body
from elections.enums import Act, State
from elections.models import Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.queries.step import sheet_of
from elections.rulebook import load_rulebook
from elections.services.step import Signer, record_step
from tests.candidates.bodies import opened
from tests.candidates.real import cycle
from tests.candidates.supporting import (
    HELD,
    NOW,
    elect,
    group_people,
    meeting,
    opened_step,
    represented,
    sits,
)
from tests.cast import at, body_on_record, on_record, under_changed_rules
from villages.models import Cadre, Group, Resident, Village

__all__ = ["cycle"]

STEP = "supporting_bodies"


def codes(refused: pytest.ExceptionInfo[Any]) -> list[str]:
    error = refused.value
    return [each.code for each in error.refusals] if isinstance(error, Refusals) else [error.code]


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises((Refusal, Refusals)) as error:
        act()
    return codes(error)


@pytest.fixture
def place(election: Election, people: list[Resident]) -> Election:
    """Plan A; people[10] is the director and chairs, people[11] the secretary."""
    sits(people[10], "chair")
    sits(people[11], "secretary", "party")
    return opened_step(election)


@pytest.fixture
def led(place: Election, clerk: User, people: list[Resident]) -> Election:
    """Every group has elected its leader."""
    represented(place)
    for number in (1, 2, 3):
        chosen = group_people(place, number)[:2]
        elect(clerk, place, meeting("group_leader", number, chosen, [20, 4], chaired_by=people[10].name))
    return place


class TestGroupLeaders:
    def test_a_leader_is_a_representative_of_the_group_elected_by_over_half_of_those_present(
        self, place: Election, clerk: User, people: list[Resident]
    ) -> None:
        represented(place)
        own, stranger = group_people(place, 1), group_people(place, 2)[0]
        chair = people[10].name

        def held(who: list[Resident], votes: list[int], **more: Any) -> Callable[[], object]:
            more.setdefault("chaired_by", chair)
            return lambda: elect(clerk, place, meeting("group_leader", 1, who, votes, **more))

        assert refused(held([stranger], [20])) == ["not_the_groups_representative"]
        assert refused(held([own[4]], [20])) == ["not_the_groups_representative"]
        assert refused(held(own[:2], [12, 12])) == ["majority_missing"]
        assert refused(held(own[:1], [20], present=19)) == ["meeting_too_small"]
        assert refused(held(own[:1], [20], present=31)) == ["meeting_too_small"]
        assert refused(held(own[:1], [20], chaired_by="无此人")) == ["chair_not_of_committee"]
        assert refused(held(own[:2], [20, 15], places=2)) == ["supporting_places_faulty"]
        assert refused(held(own[:1], [20], held_on=date(2021, 2, 1))) == ["date_in_the_future"]
        held(own[:2], [13, 11])()
        held(own[:1], [20], present=20)()
        assert [one.name for one in BodyMember.objects.filter(state="elected")] == [own[0].name]

    def test_the_shares_are_those_of_the_rulebook(
        self, place: Election, clerk: User, people: list[Resident]
    ) -> None:
        def half(data: dict[str, Any]) -> None:
            data["followup"]["group_meeting_adults"]["value"] = {
                "of": "members",
                "measure": "present",
                "at_least": "1/2",
            }

        represented(place)
        place.cycle = under_changed_rules(place.cycle, half)
        own = group_people(place, 1)[:1]
        elect(clerk, place, meeting("group_leader", 1, own, [14], present=15, chaired_by=people[10].name))

    def test_the_terms_begin_with_the_handing_in_and_those_before_end(
        self, led: Election, clerk: User, township: User, people: list[Resident]
    ) -> None:
        before = sits(people[9], "group_leader", "group_leaders")
        again = sits(group_people(led, 2)[0], "group_leader", "group_leaders")
        file_body(by=clerk, election=led, body="group_leaders", now=NOW)
        for gone in (before, again):
            gone.refresh_from_db()
            assert gone.until == HELD
        sitting = Cadre.objects.filter(body="group_leaders", until=None)
        assert {cadre.resident_id for cadre in sitting} == {group_people(led, n)[0].pk for n in (1, 2, 3)}
        assert {cadre.since for cadre in sitting} == {HELD}
        assert BodyMember.objects.filter(state="elected", term=None).count() == 0
        assert refused(lambda: file_body(by=clerk, election=led, body="group_leaders", now=NOW)) == [
            "filed_already"
        ]

    def test_one_who_leaves_ends_the_term_and_the_group_elects_again(
        self, led: Election, clerk: User, people: list[Resident]
    ) -> None:
        one = BodyMember.objects.select_related("body__election").get(
            resident=group_people(led, 1)[0], state="elected"
        )
        again = meeting("group_leader", 1, group_people(led, 1)[1:2], [20], chaired_by=people[10].name)
        day = date(2021, 1, 29)

        def leaves(reason: str = "外出务工") -> object:
            one.body.election = led
            return leave_body(by=clerk, member=one, on=day, reason=reason, now=NOW)

        assert refused(leaves) == ["not_filed"]
        file_body(by=clerk, election=led, body="group_leaders", now=NOW)
        assert refused(lambda: elect(clerk, led, again)) == ["no_free_seat"]
        assert refused(lambda: leaves("")) == ["reason_needed"]
        leaves()
        assert refused(leaves) == ["not_serving"]
        assert Cadre.objects.get(resident=one.resident, body="group_leaders").until == day
        elect(clerk, led, again)
        assert Cadre.objects.filter(body="group_leaders", until=None).count() == 3
        acts = LedgerEntry.objects.filter(act__startswith="body.").values_list("act", flat=True)
        assert list(acts.order_by("pk"))[-3:] == [Act.BODY_FILED, Act.BODY_LEFT, Act.BODY_ELECTED]

    def test_before_every_group_elected_it_is_not_handed_in(
        self, place: Election, clerk: User, people: list[Resident]
    ) -> None:
        assert refused(lambda: file_body(by=clerk, election=place, body="group_leaders", now=NOW)) == [
            "meetings_missing"
        ]

    def test_a_representative_who_left_is_none_any_more(
        self, place: Election, clerk: User, people: list[Resident]
    ) -> None:
        represented(place)
        own = group_people(place, 1)
        Representative.objects.filter(resident=own[0]).update(state="left", why="外出")
        held = meeting("group_leader", 1, own[:1], [20], chaired_by=people[10].name)
        assert refused(lambda: elect(clerk, place, held)) == ["not_the_groups_representative"]


class TestCouncil:
    def elected(self, place: Election, clerk: User, each: int) -> None:
        for number in (1, 2, 3):
            people = group_people(place, number)[:each]
            elect(clerk, place, meeting("councillor", number, people, [20] * each, places=each))

    def test_the_secretary_convenes_and_about_ten_are_wanted(
        self, place: Election, clerk: User, people: list[Resident]
    ) -> None:
        self.elected(place, clerk, 2)
        assert refused(lambda: file_body(by=clerk, election=place, body="council", now=NOW)) == [
            "reason_needed"
        ]
        self.elected(place, clerk, 3)
        file_body(by=clerk, election=place, body="council", now=NOW)
        convener = BodyMember.objects.get(post="convener")
        assert convener.resident == people[11]
        assert convener.term is not None
        board = board_of_body(place, "council")
        assert board is not None
        assert len(board.people) in (9, 10)

    def test_without_a_secretary_in_the_register_nobody_convenes(self, place: Election, clerk: User) -> None:
        self.elected(place, clerk, 3)
        Cadre.objects.filter(post="secretary").delete()
        assert refused(lambda: file_body(by=clerk, election=place, body="council", now=NOW)) == [
            "convener_missing"
        ]

    def test_a_secretary_whom_a_group_elected_sits_once(
        self, place: Election, clerk: User, people: list[Resident]
    ) -> None:
        Cadre.objects.filter(post="secretary").update(resident=group_people(place, 1)[0])
        self.elected(place, clerk, 3)
        file_body(by=clerk, election=place, body="council", now=NOW)
        assert BodyMember.objects.filter(state="elected").count() == 9
        assert BodyMember.objects.get(post="convener").meeting is not None


def supervise(
    place: Election, clerk: User, head: Resident, others: list[Resident], now: Any = NOW, **more: Any
) -> None:
    elect(clerk, place, meeting("head_supervisor", None, [head], [20], **more), now)
    more = {"places": len(others), **more}
    elect(clerk, place, meeting("supervisor", None, others, [18] * len(others), **more), now)


def strangers(place: Election) -> list[Resident]:
    """People of households of their own, whom nothing relates."""
    found: list[Resident] = []
    homes: set[int] = set()
    for one in Resident.objects.filter(village=place.village_id, birth_date__lt=date(1980, 1, 1)).order_by(
        "-pk"
    ):
        if one.household_id not in homes:
            homes.add(one.household_id)
            found.append(one)
    return found


class TestSc98SupervisoryCommittee:
    @pytest.mark.parametrize(
        ("reading", "others", "found"),
        [
            (True, 1, ["body_size_outside"]),
            (True, 2, []),
            (True, 4, []),
            (True, 5, ["body_size_outside"]),
            (False, 2, ["body_size_outside"]),
            (False, 5, []),
        ],
    )
    def test_sc_98_a_body_of_this_size_is_handed_in_or_not(
        self, place: Election, clerk: User, reading: bool, others: int, found: list[str]
    ) -> None:
        place.cycle = under_changed_rules(
            place.cycle, lambda data: data["followup"]["supervisory_size_with_director"].update(value=reading)
        )
        head, *rest = strangers(place)
        supervise(place, clerk, head, rest[:others])

        def hand_in() -> object:
            return file_body(by=clerk, election=place, body="supervisory", reason="无合适人选", now=NOW)

        if found:
            assert refused(hand_in) == found
        else:
            hand_in()
            assert Cadre.objects.filter(body="supervisory", until=None).count() == others + 1

    def test_sc_98_a_director_without_a_party_post_takes_a_reason(self, place: Election, clerk: User) -> None:
        head, *rest = strangers(place)
        supervise(place, clerk, head, rest[:2])
        assert refused(lambda: file_body(by=clerk, election=place, body="supervisory", now=NOW)) == [
            "reason_needed"
        ]
        sits(head, "party_deputy", "party")
        file_body(by=clerk, election=place, body="supervisory", now=NOW)

    @pytest.mark.parametrize(
        ("post", "duty", "fits"),
        [("party_member", "", False), ("party_member", "discipline", True), ("party_deputy", "", True)],
    )
    def test_sc_98_plan_a_wants_the_deputy_or_the_discipline_commissioner(
        self, place: Election, clerk: User, post: str, duty: str, fits: bool
    ) -> None:
        head, *rest = strangers(place)
        supervise(place, clerk, head, rest[:2])
        Cadre.objects.filter(pk=sits(head, post, "party").pk).update(duty=duty)
        self.filed(place, clerk, fits, "A-POST-02")

    @pytest.mark.parametrize(("post", "fits"), [("party_member", False), ("party_deputy", True)])
    def test_sc_98_plan_c_wants_the_deputy_who_is_the_discipline_commissioner(
        self, place: Election, clerk: User, post: str, fits: bool
    ) -> None:
        c = load_rulebook("city-town-2020").freeze()

        def change(data: dict[str, Any]) -> None:
            data["followup"]["supervisory_director"] = c["followup"]["supervisory_director"]
            key = "deputy_secretary_is_discipline_commissioner"
            data["seats"][key] = c["seats"][key]

        place.cycle = under_changed_rules(place.cycle, change)
        head, *rest = strangers(place)
        supervise(place, clerk, head, rest[:2])
        sits(head, post, "party")
        self.filed(place, clerk, fits, "C-POST-01")

    def test_sc_98_who_is_elected_here_with_the_duty_directs(self, place: Election) -> None:
        person = strangers(place)[0]
        one = Candidacy.objects.create(
            election=place, body="party", post="party_member", duty="discipline", name=person.name, sex=person.sex,
            resident=person, votes=9, changed_at=NOW,
        )  # fmt: skip
        held = {person.pk: {"party_member"}}
        assert commissioners(place, View.ELECTED, held) == {person.pk}
        assert commissioners(place, View.SITTING, held) == set()
        Candidacy.objects.filter(pk=one.pk).update(state="left_out")
        assert commissioners(place, View.ELECTED, held) == set()

    def filed(self, place: Election, clerk: User, fits: bool, clause: str) -> None:
        def hand_in() -> object:
            return file_body(by=clerk, election=place, body="supervisory", now=NOW)

        if fits:
            assert hand_in()
            return
        with pytest.raises(Refusals) as found:
            hand_in()
        assert [(each.code, each.clause) for each in found.value.refusals] == [("reason_needed", clause)]

    def test_sc_98_a_director_of_the_committee_takes_a_reason_in_a_and_a_member_is_barred_by_law(
        self, place: Election, clerk: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        head, *rest = strangers(place)
        supervise(place, clerk, head, rest[:2])
        beside = {head.pk: {"member"}}
        monkeypatch.setattr("candidates.services.supporting_checks.posts_beside", lambda election: beside)
        given: dict[str, Any] = {"by": clerk, "election": place, "body": "supervisory", "now": NOW}
        assert refused(lambda: file_body(**given)) == ["reason_needed"]
        beside[rest[0].pk] = {"member"}
        assert refused(lambda: file_body(**given, reason="人选难定")) == ["supervisor_barred"]
        del beside[rest[0].pk]
        assert file_body(**given, reason="人选难定").reason

    def test_a_relative_within_it_gives_way(self, place: Election, clerk: User) -> None:
        home = next(
            one.household
            for one in strangers(place)
            if one.household.residents.filter(birth_date__lt=date(2000, 1, 1)).count() > 1
        )
        pair = list(home.residents.filter(birth_date__lt=date(2000, 1, 1))[:2])
        head = next(one for one in strangers(place) if one.household_id != home.pk)
        supervise(place, clerk, head, pair)
        found = refused(lambda: file_body(by=clerk, election=place, body="supervisory", reason="无", now=NOW))
        assert found == ["supervisor_barred"]

    def test_two_thirds_of_the_representatives_come_and_over_half_of_them_elect(
        self, place: Election, clerk: User
    ) -> None:
        head = strangers(place)[0]
        few = meeting("head_supervisor", None, [head], [11], present=19)
        assert refused(lambda: elect(clerk, place, few)) == ["meeting_too_small"]
        half = meeting("head_supervisor", None, [head], [12])
        assert refused(lambda: elect(clerk, place, half)) == ["majority_missing"]


class TestTheStep:
    def test_the_gate_is_that_of_the_plans_step(self, election: Election, clerk: User) -> None:
        own = group_people(election, 1)[:1]
        assert refused(lambda: elect(clerk, election, meeting("group_leader", 1, own, [20]))) == [
            "step_not_ready"
        ]

    def test_what_is_elected_here_takes_the_place_of_the_record(
        self, led: Election, clerk: User, township: User
    ) -> None:
        assert sheet_of(progress_of_one(led, NOW), STEP).open_parts[1].key == "group_leaders"
        file_body(by=clerk, election=led, body="group_leaders", now=NOW)
        assert len(sheet_of(progress_of_one(led, NOW), STEP).open_parts) == 3
        receive_body(by=township, election=led, body="group_leaders", now=NOW)
        publish_body(by=clerk, election=led, body="group_leaders", now=NOW)
        sheet = sheet_of(progress_of_one(led, NOW), STEP)
        assert [part.key for part in sheet.open_parts] == ["supervisory", "council"]

        def on_paper(*parts: str) -> object:
            return record_step(
                by=clerk,
                election=led,
                step=STEP,
                held_on=HELD,
                people="村民代表",
                note="已推选",
                signers=[Signer("王晓梅", "书记")],
                parts=parts,
                now=NOW,
            )

        assert refused(lambda: on_paper("group_leaders")) == ["recorded_already"]
        on_paper("supervisory", "council")
        assert progress_of_one(led, NOW).steps[STEP].standing.state == State.DONE

    def test_what_is_on_record_as_done_off_line_is_not_entered_here(
        self, place: Election, clerk: User, township: User
    ) -> None:
        on_record(township, place, STEP, held_on=HELD, now=NOW)
        own = group_people(place, 1)[:1]
        assert refused(lambda: elect(clerk, place, meeting("group_leader", 1, own, [20]))) == [
            "recorded_already"
        ]
        assert not SupportingBody.objects.exists()

    def test_it_is_taken_on_file_and_published_once(self, led: Election, clerk: User, township: User) -> None:
        given: dict[str, Any] = {"election": led, "body": "group_leaders", "now": NOW}
        assert refused(lambda: receive_body(by=township, **given)) == ["not_filed"]
        file_body(by=clerk, **given)
        receive_body(by=township, **given)
        publish_body(by=clerk, **given)
        assert refused(lambda: receive_body(by=township, **given)) == ["received_already"]
        assert refused(lambda: publish_body(by=clerk, **given)) == ["published_already"]

    def test_a_post_that_no_meeting_elects_is_not_there(self, place: Election, clerk: User) -> None:
        with pytest.raises(NotThere):
            elect(clerk, place, meeting("convener", 1, [], []))
        with pytest.raises(NotThere):
            elect(clerk, place, meeting("group_leader", 9, [], []))

    def test_adults_households_and_representatives_are_counted_from_the_registers(
        self, place: Election
    ) -> None:
        group = Group.objects.get(village=place.village_id, number=1)
        adults = Resident.objects.filter(group=group, birth_date__lte=date(2003, 1, 28)).count()
        assert entitled_to(place, group, MeetingBasis.ADULTS, HELD) == adults
        homes = group.households.count()
        assert entitled_to(place, group, MeetingBasis.HOUSEHOLDS, HELD) == homes
        sits(Resident.objects.filter(village=place.village_id)[0], "representative", "representatives")
        assert entitled_to(place, None, MeetingBasis.REPRESENTATIVES, HELD) == 1, "AMB-06"
        represented(place)
        assert entitled_to(place, None, MeetingBasis.REPRESENTATIVES, HELD) == 9
        place.pk = place.pk + 1  # another election of the place has none of its own
        assert entitled_to(place, None, MeetingBasis.REPRESENTATIVES, HELD) == 1


class TestPlanC:
    @pytest.fixture
    def city(self, township: User, township_place: Any, village: Village) -> Election:
        cycle = opened(township, township_place, "city-town-2020")
        found: Election = cycle.elections.select_related("cycle__township", "village").get(village=village)
        found.election_day = date(2021, 3, 20)
        found.save()
        return found

    def test_sc_99_the_supervisory_committee_is_due_ten_days_after_the_committee(
        self, city: Election
    ) -> None:
        window = progress_of_one(city, at(2021, 3, 21)).steps["supervisory_body"].window
        assert window.closes == at(2021, 3, 31, 0)
        assert window.clause in ("C-POST-01", "C-SCH-26")

    def test_sc_98_c_keeps_a_committee_member_out(
        self, city: Election, clerk: User, people: list[Resident], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place, now = opened_step(city), at(2021, 3, 25)
        head, *rest = strangers(place)
        held = {"held_on": date(2021, 3, 24)}
        supervise(place, clerk, head, rest[:2], now, **held)
        elected = {rest[0].pk: {"member"}}
        monkeypatch.setattr("candidates.services.supporting_checks.posts_beside", lambda election: elected)
        found = refused(lambda: file_body(by=clerk, election=place, body="supervisory", reason="无", now=now))
        assert found == ["supervisor_barred"]

    def test_the_representatives_are_done_only_with_the_leaders(
        self, city: Election, clerk: User, people: list[Resident]
    ) -> None:
        place, now = opened_step(city), at(2021, 2, 5)
        body_on_record(place, "representatives", HELD, NOW)
        assert progress_of_one(place, now).steps["representatives"].standing.state != State.DONE
        for number in (1, 2, 3):
            own = group_people(place, number)[:1]
            elect(clerk, place, meeting("group_leader", number, own, [20]), now)
        file_body(by=clerk, election=place, body="group_leaders", now=now)
        assert progress_of_one(place, now).steps["representatives"].standing.state == State.DONE
