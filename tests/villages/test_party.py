"""The Party organisation of a place: members, kinds by number, numbered sub-branches and who heads them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from elections.queries.party_organisation import standing_of
from elections.refusals import (
    BranchHasMembers,
    BranchSecretaryNeedsReason,
    CountyApprovalMissing,
    NoOrganisation,
    OrganisationHasBranches,
    OrganisationNeedsReason,
    OrganisationTooSmall,
    SecretaryHeadsBoth,
)
from elections.services.party_organisation import (
    Setup,
    add_branch,
    end_branch,
    name_branch_secretary,
    set_up_organisation,
)
from tests.cast import VILLAGE, at
from villages.models import Cadre, PartyMember, PartyOrganisation, Resident, Village
from villages.names.numerals import numeral
from villages.refusals.party import MemberGone, MemberHeadsBranch
from villages.services.party import (
    Membership,
    add_cadres,
    add_party_members,
    change_member,
    enter_member,
    remove_member,
)

NOW = at(2020, 12, 1)
JOINED = date(2010, 7, 1)


def grown(village: Village) -> list[Resident]:
    return list(Resident.objects.filter(village=village, birth_date__lt=date(1990, 1, 1)).order_by("pk"))


def members(village: Village, number: int) -> list[PartyMember]:
    """So many Party members of the village's residents, of whatever age."""
    people = Resident.objects.filter(village=village).order_by("pk")[:number]
    assert len(people) == number
    add_party_members(PartyMember(village=village, resident=person, joined_on=JOINED) for person in people)
    return list(PartyMember.objects.filter(village=village).order_by("pk"))


def setup(by: User, village: Village, kind: str, approval: str = "", reason: str = "") -> PartyOrganisation:
    made = Setup(kind, f"{village.name}党组织", approval, date(2020, 11, 1))
    return set_up_organisation(by=by, village=village, setup=made, reason=reason, now=NOW)


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


# Scenarios


def test_sc_11_fifty_members_want_a_general_branch(township: User, cycle: Cycle, village: Village) -> None:
    members(village, 49)
    setup(township, village, "branch")
    assert all(demand.kept for demand in standing_of(village).demands)
    PartyMember.objects.create(
        village=village, resident=Resident.objects.filter(party_member=None).first(), joined_on=JOINED
    )
    (departed,) = [demand for demand in standing_of(village).demands if not demand.kept]
    assert (departed.clause, departed.hard) == ("A-ORG-01", False)
    with pytest.raises(OrganisationNeedsReason) as warned:
        setup(township, village, "branch")
    assert warned.value.clause == "A-ORG-01"
    setup(township, village, "branch", reason="党员居住集中，暂不设总支")
    assert LedgerEntry.objects.filter(act=Act.PLACE_CHANGED).latest("seq").data["reason"]
    setup(township, village, "general_branch")
    assert all(demand.kept for demand in standing_of(village).demands)


def test_sc_12_a_grassroots_committee_needs_a_hundred_members_and_the_county(
    township: User, cycle: Cycle, village: Village
) -> None:
    members(village, 99)
    with pytest.raises(OrganisationTooSmall) as refused:
        setup(township, village, "committee", approval="县委〔2020〕12号")
    assert refused.value.clause == "A-ORG-02"
    PartyMember.objects.create(
        village=village, resident=Resident.objects.filter(party_member=None).first(), joined_on=JOINED
    )
    with pytest.raises(CountyApprovalMissing):
        setup(township, village, "committee")
    made = setup(township, village, "committee", approval="县委〔2020〕12号")
    assert (made.kind, made.approval) == ("committee", "县委〔2020〕12号")


def test_sc_13_the_general_branchs_secretary_heads_no_sub_branch(
    township: User, cycle: Cycle, village: Village
) -> None:
    zhang, li, wang = members(village, 60)[:3]
    add_cadres(
        Cadre(village=village, resident=member.resident, body="party", post=post, since=date(2017, 3, 1))
        for member, post in ((zhang, "secretary"), (li, "party_member"))
    )
    setup(township, village, "general_branch")
    branch = add_branch(by=township, village=village, founded_on=date(2020, 11, 1), now=NOW)
    assert branch.name == "第一党支部"

    def heads(member: PartyMember, reason: str = "") -> PartyOrganisation:
        return name_branch_secretary(by=township, branch=branch, member=member, reason=reason, now=NOW)

    with pytest.raises(SecretaryHeadsBoth) as refused:
        heads(zhang)
    assert refused.value.clause == "A-ORG-04"
    assert heads(li).secretary == li
    with pytest.raises(BranchSecretaryNeedsReason):
        heads(wang)
    assert heads(wang, reason="委员均外出").secretary == wang


# Organisation


def test_between_cycles_no_plan_is_in_force(township: User, village: Village) -> None:
    members(village, 60)
    assert standing_of(village).rules is None
    assert setup(township, village, "branch").kind == "branch"


def test_sub_branches_are_numbered_in_turn_and_a_free_number_is_taken_again(
    township: User, cycle: Cycle, village: Village
) -> None:
    with pytest.raises(NoOrganisation):
        add_branch(by=township, village=village, founded_on=date(2020, 11, 1), now=NOW)
    kept = members(village, 60)
    setup(township, village, "general_branch")
    made = [add_branch(by=township, village=village, founded_on=JOINED, now=NOW) for _n in range(3)]
    assert [branch.name for branch in made] == ["第一党支部", "第二党支部", "第三党支部"]
    PartyMember.objects.filter(pk=kept[0].pk).update(organisation=made[1])
    with pytest.raises(BranchHasMembers):
        end_branch(by=township, branch=made[1], on=date(2020, 12, 1), now=NOW)
    PartyMember.objects.update(organisation=None)
    end_branch(by=township, branch=made[1], on=date(2020, 12, 1), now=NOW)
    assert add_branch(by=township, village=village, founded_on=JOINED, now=NOW).name == "第二党支部"
    with pytest.raises(OrganisationHasBranches):
        setup(township, village, "branch", reason="改设支部")


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九")]
)
def test_numbers_are_written_as_words(number: int, word: str) -> None:
    assert numeral(number) == word


@pytest.mark.parametrize("number", [0, 100])
def test_numbers_without_a_word_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no word"):
        numeral(number)


def test_a_clerk_sets_nothing_up(clerk: User, village: Village) -> None:
    with pytest.raises(NotThere):
        setup(clerk, village, "branch")


# Members


def test_a_member_is_entered_changed_and_taken_off_with_history_and_ledger(
    clerk: User, village: Village
) -> None:
    person = grown(village)[0]
    made = enter_member(by=clerk, resident=person, membership=Membership(JOINED, probationary=True), now=NOW)
    changed = change_member(
        by=clerk,
        member=made,
        membership=Membership(
            JOINED, away=True, contact="广东东莞 138", discipline="warning", discipline_until=date(2021, 6, 1)
        ),
        now=NOW,
    )
    assert (changed.probationary, changed.away, changed.discipline) == (False, True, "warning")
    assert changed.history.count() == 2
    remove_member(by=clerk, member=changed, reason="组织关系转出", now=NOW)
    acts = LedgerEntry.objects.filter(act=Act.REGISTER_CHANGED).order_by("seq")
    assert [entry.data["change"] for entry in acts] == ["member_entered", "member_changed", "member_removed"]
    assert not PartyMember.objects.exists()
    assert Resident.objects.filter(pk=person.pk).exists()
    with pytest.raises(MemberGone):
        remove_member(by=clerk, member=changed, reason="再来一次", now=NOW)


def test_nothing_changed_leaves_no_trace(clerk: User, village: Village) -> None:
    made = enter_member(by=clerk, resident=grown(village)[0], membership=Membership(JOINED), now=NOW)
    change_member(by=clerk, member=made, membership=Membership(JOINED), now=NOW)
    assert made.history.count() == 1
    assert LedgerEntry.objects.filter(act=Act.REGISTER_CHANGED).count() == 1


@pytest.mark.parametrize(
    ("membership", "code"),
    [
        (Membership(date(2021, 1, 1)), "member_days_faulty"),
        (Membership(date(1900, 1, 1)), "member_days_faulty"),
        (Membership(JOINED, discipline="warning"), "member_days_faulty"),
        (Membership(JOINED, discipline_until=date(2021, 1, 1)), "member_days_faulty"),
    ],
)
def test_days_that_cannot_be_are_refused(
    membership: Membership, code: str, clerk: User, village: Village
) -> None:
    with pytest.raises(Refusals) as refused:
        enter_member(by=clerk, resident=grown(village)[0], membership=membership, now=NOW)
    assert codes(refused) == [code]


def test_nobody_is_entered_twice_nor_after_leaving_nor_into_another_places_branch(
    clerk: User, township: User, village: Village, second_village: Village
) -> None:
    one, gone, third = grown(village)[:3]
    enter_member(by=clerk, resident=one, membership=Membership(JOINED), now=NOW)
    with pytest.raises(Refusals) as twice:
        enter_member(by=clerk, resident=one, membership=Membership(JOINED), now=NOW)
    assert codes(twice) == ["member_there"]
    Resident.objects.filter(pk=gone.pk).update(left_on=date(2020, 5, 1), left_why="moved")
    with pytest.raises(Refusals) as left:
        enter_member(by=clerk, resident=gone, membership=Membership(JOINED), now=NOW)
    assert codes(left) == ["member_left"]
    other = setup(township, second_village, "branch")
    with pytest.raises(Refusals) as elsewhere:
        enter_member(by=clerk, resident=third, membership=Membership(JOINED, organisation=other), now=NOW)
    assert codes(elsewhere) == ["branch_elsewhere"]


def test_the_head_of_a_sub_branch_stays_on_the_list(
    clerk: User, township: User, cycle: Cycle, village: Village
) -> None:
    head = members(village, 60)[0]
    setup(township, village, "general_branch")
    branch = add_branch(by=township, village=village, founded_on=JOINED, now=NOW)
    name_branch_secretary(by=township, branch=branch, member=head, reason="委员均外出", now=NOW)
    with pytest.raises(MemberHeadsBranch):
        remove_member(by=clerk, member=head, reason="转出", now=NOW)


# Pages


def url(name: str, *more: Any) -> str:
    return reverse(f"party:{name}", args=[VILLAGE, *more])


def test_the_list_is_searched_in_a_fixed_number_of_queries(
    clerk: User,
    cycle: Cycle,
    village: Village,
    client_of: Callable[[User], Client],
    django_assert_num_queries: Callable[[int], object],
) -> None:
    browser = client_of(clerk)
    PartyMember.objects.create(village=village, resident=Resident.objects.first(), joined_on=JOINED)
    browser.get(url("party"))
    with django_assert_num_queries(QUERIES):
        browser.get(url("party"))
    PartyMember.objects.all().delete()
    found = members(village, 60)
    with django_assert_num_queries(QUERIES):
        page = browser.get(url("party"))
    assert len(page.context["page"].object_list) == 50
    name = found[0].resident.name
    shown = browser.get(url("party"), {"q": name}).context["page"].object_list
    assert name in {member.resident.name for member in shown}
    assert list(browser.get(url("party"), {"q": "无此人"}).context["page"].object_list) == []


QUERIES = 14


def test_a_member_is_entered_and_changed_on_the_pages(
    clerk: User, cycle: Cycle, village: Village, client_of: Callable[[User], Client]
) -> None:
    browser, person = client_of(clerk), grown(village)[0]
    assert person in list(browser.get(url("find"), {"q": person.name}).context["people"])
    faulty = browser.post(url("add", person.pk), {"joined_on": "2031-01-01"})
    assert faulty.status_code == 409
    browser.post(url("add", person.pk), {"joined_on": "2010-07-01", "probationary": "on"})
    member = PartyMember.objects.get()
    assert browser.get(url("member", member.pk)).status_code == 200
    browser.post(url("edit", member.pk), {"joined_on": "2010-07-01", "away": "on", "contact": "东莞"})
    page = browser.get(url("member", member.pk))
    assert len(page.context["changes"]) == 1
    browser.post(url("remove", member.pk), {"reason": "转出"})
    assert not PartyMember.objects.exists()


def test_the_organisation_is_set_up_on_its_page_by_the_township_alone(
    clerk: User, township: User, cycle: Cycle, village: Village, client_of: Callable[[User], Client]
) -> None:
    kept = members(village, 60)
    address = reverse("elections:party_organisation", args=[VILLAGE])
    given = {"kind": "branch", "name": "棠兴村党支部"}
    assert client_of(clerk).get(address).status_code == 200
    assert client_of(clerk).post(address, given).status_code == 404
    browser = client_of(township)
    warned = browser.post(address, given)
    assert (warned.status_code, warned.context["form"].errors.keys()) == (409, {"reason"})
    assert browser.post(address, {"kind": "general_branch", "name": "棠兴村党总支"}).status_code == 302
    browser.post(reverse("elections:branch_add", args=[VILLAGE]))
    branch = PartyOrganisation.objects.get(number=1)
    secretary = reverse("elections:branch_secretary", args=[VILLAGE, branch.pk])
    assert browser.post(secretary, {"member": kept[0].pk}).status_code == 409
    assert browser.post(secretary, {"member": kept[0].pk, "reason": "委员均外出"}).status_code == 302
    assert "第一党支部" in browser.get(address).content.decode()
    browser.post(reverse("elections:branch_end", args=[VILLAGE, branch.pk]))
    assert not PartyOrganisation.objects.filter(number=1, ended_on=None).exists()
