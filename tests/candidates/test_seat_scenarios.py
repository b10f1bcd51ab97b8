"""The scenarios on seats (SC-15 to SC-19), each under its plan, through the services."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals
from candidates.models import Candidacy, SeatApproval, SeatPlan, TeamPlan
from candidates.queries.seats import place_of, proposed_seats, seats_of, team_seats_of
from candidates.seating import PlannedPost, TeamDraft, departures
from candidates.services.seats import approve_seats, plan_seats
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from tests.candidates.conftest import two_more
from tests.cast import at, under_changed_rules
from villages.enums import Body, OrganisationKind, VillageKind
from villages.models import Cadre, Division, PartyMember, PartyOrganisation, Resident, Village

A, B, C = "county-town-2020", "district-town-2020", "city-town-2020"
NOW = at(2020, 12, 2)
Under = Callable[..., Election]


@pytest.fixture
def under(township: User, township_place: Division, village: Village) -> Under:
    """The election of 棠兴村 under a plan: under("city-town-2020", population=800, place_class="一类")."""

    def make(plan: str, **place: Any) -> Election:
        Village.objects.filter(pk=village.pk).update(**place)
        cycle = open_cycle(
            by=township,
            township=township_place,
            edition=shipped_edition(plan, at(2020, 9, 1)),
            name="演练",
            training=True,
            now=at(2020, 9, 1),
        )
        return cycle.elections.select_related("cycle__township", "village").get(village=village)

    return make


def party(secretary: int = 1, deputy: int = 0, member: int = 2) -> list[PlannedPost]:
    seats = {"secretary": secretary, "party_deputy": deputy, "party_member": member}
    return [PlannedPost(post, number) for post, number in seats.items()]


def committee(chair: int = 1, deputy: int = 0, member: int = 2, woman: int = 0) -> list[PlannedPost]:
    seats = {"chair": chair, "deputy": deputy, "member": member, "woman_member": woman}
    return [PlannedPost(post, number, 1) for post, number in seats.items()]


def planned(by: User, election: Election, posts: Sequence[PlannedPost], **more: Any) -> list[SeatPlan]:
    return plan_seats(by=by, election=election, posts=posts, now=NOW, **more)


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[tuple[str, str | None]]:
    return [(refusal.code, refusal.clause) for refusal in refused.value.refusals]


def members(village: Village, number: int) -> None:
    people = Resident.objects.filter(village=village)[:number]
    PartyMember.objects.bulk_create(
        PartyMember(village=village, resident=person, joined_on=date(2000, 7, 1)) for person in people
    )


def test_sc_15_up_to_two_more_need_ground_reason_and_approval_and_three_more_are_refused(
    under: Under, township: User
) -> None:
    election = under(A, population=800)
    five, scattered = (
        committee(deputy=1, member=3),
        {"extra_reason": "scattered_dwellings", "reason": "居住分散"},
    )
    with pytest.raises(Refusals) as refused:
        planned(township, election, five)
    assert codes(refused) == [
        ("reason_needed", "A-ORG-10"),
        ("increase_not_approved", "A-ORG-10"),
        ("reason_needed", "A-ORG-07"),
    ]
    with pytest.raises(Refusals) as refused:
        planned(township, election, five, **scattered)
    assert codes(refused) == [("increase_not_approved", "A-ORG-10")]
    two_more(township, election)
    assert sum(post.seats for post in planned(township, election, five, **scattered)) == 5
    assert TeamPlan.objects.get(election=election).ground == "scattered_dwellings"
    with pytest.raises(Refusals) as refused:
        planned(township, election, committee(deputy=1, member=4), **scattered)
    assert codes(refused) == [("extra_seats_exceeded", "A-ORG-10")]


def test_sc_16_a_general_branch_in_a_small_village_exceeds_the_headcount_with_a_reason(
    under: Under, township: User, village: Village
) -> None:
    election = under(A, population=800)
    members(village, 60)
    assert place_of(election).organisation == OrganisationKind.GENERAL_BRANCH
    both = [*party(deputy=1, member=3), *committee()]
    all_in_both = TeamDraft(cross_posted=3, one_shoulder=True)
    with pytest.raises(Refusals) as refused:
        planned(township, election, both, team=all_in_both)
    assert codes(refused) == [("reason_needed", "A-ORG-07")]
    planned(township, election, both, team=all_in_both, reason="党总支委员5名")
    assert team_seats_of(election).persons == 5
    proposed = proposed_seats(election)
    assert (proposed.persons, proposed.size(Body.PARTY), proposed.team.cross_posted) == (5, 5, 3)


def test_sc_16_control_what_goes_beyond_the_general_branch_needs_ground_and_approval(
    under: Under, township: User, village: Village
) -> None:
    election = under(A, population=800)
    members(village, 60)
    with pytest.raises(Refusals) as refused:
        planned(
            township,
            election,
            [*party(deputy=1, member=3), *committee()],
            team=TeamDraft(cross_posted=2),
            reason="党总支委员5名",
        )
    assert codes(refused) == [("reason_needed", "A-ORG-10"), ("increase_not_approved", "A-ORG-10")]


def test_sc_17_who_sits_in_both_counts_once(under: Under, township: User) -> None:
    election = under(A, population=2000)
    planned(township, election, [*party(), *committee()], team=TeamDraft(cross_posted=2))
    assert team_seats_of(election).persons == 4
    with pytest.raises(Refusals) as refused:
        planned(township, election, [*party(), *committee()], team=TeamDraft(cross_posted=4))
    assert ("cross_posted_not_fit", "A-ORG-06") in codes(refused)


def test_sc_18_class_1_has_seven_at_most_and_class_2_more_than_five_with_a_reason(
    under: Under, township: User, village: Village
) -> None:
    election = under(C, population=2000, place_class="一类")
    seven = party(deputy=1, member=5)
    with pytest.raises(Refusals) as refused:
        planned(township, election, seven)
    assert codes(refused) == [("reason_needed", "C-ORG-01")]
    assert sum(post.seats for post in planned(township, election, seven, reason="辖区大")) == 7
    found = departures(election.cycle.rules, place_of(election), team_seats_of(election))
    assert [each.clause for each in found] == ["C-ORG-01"]
    with pytest.raises(Refusals) as refused:
        planned(township, election, party(deputy=1, member=6), reason="辖区大")
    assert codes(refused) == [("party_too_large", "C-ORG-01")]
    election.village.place_class = "二类"
    election.village.save()
    with pytest.raises(Refusals) as refused:
        planned(township, election, party(deputy=1, member=4))
    assert codes(refused) == [("reason_needed", "C-ORG-02")]


def test_where_seats_go_by_class_none_are_planned_without_one(under: Under, township: User) -> None:
    """C-ORG-01: seven at most in class 1 says nothing of a place that nobody put into a class."""
    election = under(C, population=2000)
    for posts in (party(deputy=1, member=7), committee(member=3, woman=1)):
        with pytest.raises(Refusals) as refused:
            planned(township, election, posts, reason="辖区大")
        assert codes(refused) == [("class_unknown", "C-ORG-01")]
    election.village.place_class = "一类"
    election.village.save()
    assert planned(township, election, party(deputy=1, member=3))


def test_sc_19_four_seats_in_a_community_of_class_2_are_told_and_refused_by_the_law(
    under: Under, township: User, client_of: Callable[[User], Client]
) -> None:
    """The plan only warns (C-ORG-05, “generally five”). The Organic Law of residents' committees, article 7, has five to
    nine members, and no plan is below the law: four are refused with both said, and a reason settles only the plan's.
    """
    election = under(C, population=2000, place_class="二类", kind=VillageKind.COMMUNITY)
    with pytest.raises(Refusals) as refused:
        planned(township, election, committee(member=3))
    assert codes(refused) == [("committee_too_small", "RCOL-7"), ("reason_needed", "C-ORG-05")]
    with pytest.raises(Refusals) as refused:
        planned(township, election, committee(member=3), reason="人口少")
    assert codes(refused) == [("committee_too_small", "RCOL-7")]
    Cycle.objects.filter(pk=election.cycle_id).update(clock=NOW)
    typed = {"seats-chair": 1, "seats-deputy": 0, "seats-member": 3, "reason": "人口少"}
    extra = {f"extra-{post}": 1 for post in ("chair", "deputy", "member")}
    page = reverse("candidates:seats", args=[election.village_id])
    sent = client_of(township).post(page, typed | extra)
    told = sent.content.decode()
    assert (sent.status_code, "RCOL-7" in told, "C-ORG-05" in told) == (409, True, True)
    assert "一般5名" in told


def test_sc_19_in_a_community_of_class_2_five_need_no_reason_and_six_do(under: Under, township: User) -> None:
    election = under(C, population=2000, place_class="二类", kind=VillageKind.COMMUNITY)
    with pytest.raises(Refusals) as refused:
        planned(township, election, committee(member=5))
    assert codes(refused) == [("reason_needed", "C-ORG-05")]
    assert planned(township, election, committee(member=4))


@pytest.mark.parametrize(
    ("population", "persons"), [(999, "3"), (1000, "3—5"), (1001, "4—5"), (3000, "4—7"), (3001, "5—7")]
)
def test_at_the_edges_of_the_bands_either_band_will_do(
    under: Under, township: User, population: int, persons: str
) -> None:
    """AMB-10: no reason is asked of what fits either band, one is of what fits none."""
    election = under(A, population=population)
    low, high = int(persons[0]), int(persons[-1])
    rules, place = election.cycle.rules, place_of(election)
    for number in range(3, 8):
        plan = proposed_seats(election)
        size = [PlannedPost("chair", 1, 1), PlannedPost("member", number - 1, 1), *party()]
        plan = type(plan).of(size, TeamDraft(cross_posted=3))
        assert bool(departures(rules, place, plan)) == (not low <= number <= high), number


def test_plan_b_gives_no_numbers_and_puts_three_inputs_on_record(under: Under, township: User) -> None:
    election = under(B, population=2000)
    with pytest.raises(Refusals) as refused:
        planned(township, election, party(member=4))
    assert codes(refused) == [("inputs_missing", "B-ORG-01"), ("reason_needed", "B-ORG-02")]
    inputs = TeamDraft(area=Decimal("12.50"), tasks="信访、防汛")
    with pytest.raises(Refusals) as refused:
        planned(township, election, party(member=4), team=inputs)
    assert codes(refused) == [
        ("reason_needed", "B-ORG-02")
    ]  # no sitting committee tells whether seats are added
    planned(township, election, party(member=4), team=inputs, reason="上届5名，职数不变")
    kept = TeamPlan.objects.get(election=election)
    assert (kept.population, kept.area, kept.tasks) == (2000, Decimal("12.50"), "信访、防汛")
    assert [(p.post, p.seats) for p in seats_of(election, Body.PARTY)] == [
        ("secretary", 1),
        ("party_member", 4),
    ]


def test_a_seat_bears_its_function_where_the_plan_matches_people_to_a_functional_model(
    under: Under, township: User, client_of: Callable[[User], Client]
) -> None:
    """B-ORG-04: on record, on the seat plan and on the board of the team; it decides nothing."""
    election = under(B, population=2000)
    Cycle.objects.filter(pk=election.cycle_id).update(clock=NOW)
    page, desk = reverse("candidates:seats", args=[election.village_id]), client_of(township)
    assert "B-ORG-04" in desk.get(page).content.decode()
    typed: dict[str, Any] = {
        "seats-secretary": 1,
        "seats-party_deputy": 0,
        "seats-party_member": 2,
        "functions-party_member": "网格治理、产业发展、信访",
        "area": "12.5",
        "tasks": "防汛",
        "reason": "上届3名",
    }
    refused = desk.post(page, typed)
    assert refused.status_code == 409
    errors = refused.context["form"].errors.as_data()["functions-party_member"]
    assert [each.code for each in errors] == ["functions_over_seats"]
    assert desk.post(page, typed | {"functions-party_member": "网格治理、 产业发展"}).status_code == 302
    kept = {post.post: post.functions for post in team_seats_of(election).posts}
    assert kept == {"secretary": (), "party_member": ("网格治理", "产业发展")}
    for shown in ("candidates:seat_plan", "candidates:team"):
        assert "网格治理、产业发展" in desk.get(reverse(shown, args=[election.village_id])).content.decode()
    assert 'value="网格治理、产业发展"' in desk.get(page).content.decode()


def test_without_a_functional_model_no_function_is_asked(
    under: Under, township: User, client_of: Callable[[User], Client]
) -> None:
    election = under(A, population=2000)
    Cycle.objects.filter(pk=election.cycle_id).update(clock=NOW)
    page = client_of(township).get(reverse("candidates:seats", args=[election.village_id]))
    assert not [name for name in page.context["form"].fields if name.startswith("functions-")]


def approval(by: User, election: Election, approver: str, number: int = 1, **more: Any) -> SeatApproval:
    given = {"document": "镇委〔2020〕9号", "decided_on": date(2020, 11, 20), "now": NOW} | more
    return approve_seats(by=by, election=election, approver=approver, number=number, **given)


def test_plan_b_more_seats_wait_for_the_township_and_then_the_district(
    under: Under, township: User, county_office: User, village: Village
) -> None:
    election = under(B, population=2000)
    for person, post in zip(Resident.objects.filter(village=village), party_posts(), strict=False):
        Cadre.objects.create(
            village=village, resident=person, body="party", post=post, since=date(2017, 1, 1)
        )
    four = {"posts": party(member=3), "team": TeamDraft(area=Decimal(9), tasks="防汛")}
    with pytest.raises(Refusals) as refused:
        planned(township, election, **four)
    assert codes(refused) == [("increase_not_approved", "B-ORG-02")]
    assert refused.value.refusals[0].data["approvers"] == [
        "township_party_committee",
        "district_organisation_department",
    ]
    with pytest.raises(Refusals) as refused:
        approval(county_office, election, "district_organisation_department")
    assert codes(refused) == [("approval_out_of_order", "B-ORG-02")]
    approval(township, election, "township_party_committee")
    with pytest.raises(Refusals):
        planned(township, election, **four)
    with pytest.raises(NotThere):
        approval(township, election, "district_organisation_department")
    approval(county_office, election, "district_organisation_department")
    assert planned(township, election, **four)
    assert LedgerEntry.objects.filter(act=Act.SEATS_APPROVED).count() == 2


def party_posts() -> list[str]:
    return ["secretary", "party_member", "party_member"]


def test_an_approval_names_its_document_and_is_of_today_or_before(under: Under, township: User) -> None:
    election = under(A, population=800)
    with pytest.raises(Refusals) as refused:
        approval(township, election, "township_party_committee", document=" ", decided_on=date(2021, 1, 1))
    assert [code for code, _clause in codes(refused)] == ["approval_missing", "date_in_the_future"]
    with pytest.raises(refusals.ApproverNotAsked):
        approval(township, election, "township_government")


def test_plan_c_a_village_plans_the_seat_for_a_woman_and_a_community_may(
    under: Under, township: User
) -> None:
    election = under(C, population=2000, place_class="二类")
    with pytest.raises(Refusals) as refused:
        planned(township, election, committee())
    assert codes(refused) == [("womans_post_missing", "C-NOM-08")]
    kept = planned(township, election, committee(member=1, woman=1))
    assert [(p.post, p.rank) for p in kept] == [("chair", 1), ("member", 2), ("woman_member", 3)]
    assert proposed_seats(election).seats("woman_member") == 1


def test_a_branch_has_a_deputy_where_its_secretary_is_to_be_director(under: Under, township: User) -> None:
    election = under(A, population=2000)
    one = [*party(deputy=1, member=1), *committee()]
    with pytest.raises(Refusals) as refused:
        planned(township, election, one, team=TeamDraft(cross_posted=1))
    assert codes(refused) == [("reason_needed", "A-ORG-12")]
    assert planned(township, election, one, team=TeamDraft(cross_posted=1, one_shoulder=True))
    with pytest.raises(Refusals) as refused:
        planned(township, election, party(deputy=2, member=1), reason="工作需要")
    assert ("deputies_not_fit", "A-ORG-13") in codes(refused)
    with pytest.raises(Refusals) as refused:
        planned(township, election, party(secretary=2, member=1))
    assert ("secretary_not_one", "A-ORG-12") in codes(refused)


def test_plan_c_wants_one_deputy_who_is_discipline_commissioner(under: Under, township: User) -> None:
    election = under(C, population=2000, place_class="二类")
    with pytest.raises(Refusals) as refused:
        planned(township, election, party(deputy=0, member=2))
    assert codes(refused) == [("deputies_not_fit", "C-ORG-01")]
    assert election.cycle.rules.seats.deputy_secretary_is_discipline_commissioner.value


@pytest.mark.parametrize(
    ("with_director", "fit", "unfit"), [(True, (3, 5), (2, 6)), (False, (4, 6), (3, 7))], ids=["R1", "R2"]
)
def test_sc_98_the_supervisory_committee_has_three_to_five_with_its_head_or_beside_it(
    under: Under, township: User, with_director: bool, fit: tuple[int, int], unfit: tuple[int, int]
) -> None:
    """A-POST-02, AMB-47: all are counted with the head; by the other reading 3 to 5 beside the head."""
    election = under(A, population=2000)
    reading = {"value": with_director, "clause": "A-POST-02", "amb": "AMB-47"}
    under_changed_rules(
        election.cycle, lambda data: data["followup"].update(supervisory_size_with_director=reading)
    )
    for total in unfit:
        with pytest.raises(Refusals) as refused:
            planned(township, election, supervisors(total))
        assert codes(refused) == [("supervisors_not_fit", "A-POST-02")]
    for total in fit:
        assert planned(township, election, supervisors(total))


def supervisors(total: int) -> list[PlannedPost]:
    return [PlannedPost("head_supervisor", 1), PlannedPost("supervisor", total - 1)]


def test_a_body_that_is_not_named_keeps_its_seats(under: Under, township: User) -> None:
    election = under(A, population=2000)
    planned(township, election, committee(member=3))
    planned(township, election, party(), team=TeamDraft(cross_posted=2))
    assert (team_seats_of(election).size(Body.COMMITTEE), team_seats_of(election).persons) == (4, 5)


def test_once_people_stand_for_the_party_its_seats_do_not_change_and_the_committees_may(
    under: Under, township: User, village: Village
) -> None:
    election = under(A, population=2000)
    planned(township, election, party())
    person = Resident.objects.filter(village=village).first()
    assert person is not None
    Candidacy.objects.create(
        election=election,
        body="party",
        post="secretary",
        resident=person,
        name=person.name,
        sex=person.sex,
        votes=0,
        changed_at=NOW,
    )
    with pytest.raises(refusals.SeatsFixed):
        planned(township, election, party(member=3))
    assert planned(township, election, committee(member=3), team=TeamDraft(cross_posted=2))


def test_the_kind_of_organisation_on_record_decides_before_the_number_of_members(
    under: Under, village: Village
) -> None:
    election = under(A, population=2000)
    PartyOrganisation.objects.create(village=village, kind="general_branch", name="棠兴村党总支")
    assert place_of(election).organisation == OrganisationKind.GENERAL_BRANCH
    assert proposed_seats(election).size(Body.PARTY) == 5
