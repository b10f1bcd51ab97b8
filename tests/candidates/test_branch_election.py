"""The sub-branches elect after the new Party organisation: tasks, records, pages (A-ASM-04, DOC-95)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import assembly_refusals as refusals
from candidates.models import BranchElection
from candidates.queries.branch_election import rows_of
from candidates.services.branch_election import BranchHeld, record_branch_election
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from overview.queries.handed import handed_to
from tests.cast import VILLAGE, at, on_record
from villages.models import PartyMember, PartyOrganisation, Resident, Village
from villages.refusals.party import BranchElsewhere

NOW, HELD = at(2021, 1, 12), date(2021, 1, 11)


@pytest.fixture
def branches(village: Village) -> list[PartyOrganisation]:
    """A general branch with two sub-branches."""
    own = PartyOrganisation.objects.create(village=village, kind="general_branch", name="棠兴村党总支")
    return [
        PartyOrganisation.objects.create(
            village=village, kind="branch", parent=own, number=number, name=f"第{word}党支部"
        )
        for number, word in ((1, "一"), (2, "二"))
    ]


@pytest.fixture
def member(village: Village) -> PartyMember:
    person = Resident.objects.filter(village=village).order_by("pk").first()
    assert person is not None
    return PartyMember.objects.create(village=village, resident=person, joined_on=date(2005, 7, 1))


@pytest.fixture
def elected(election: Election, branches: list[PartyOrganisation], township: User, cycle: Cycle) -> Election:
    """The new Party organisation is elected, without the application."""
    on_record(township, election, "party_election", held_on=date(2021, 1, 6), now=at(2021, 1, 7))
    Cycle.objects.filter(pk=cycle.pk).update(clock=NOW)
    return election


def meeting(member: PartyMember, **more: Any) -> BranchHeld:
    return BranchHeld(**{"held_on": HELD, "expected": 25, "present": 22, "secretary": member} | more)


def left(user: User, election: Election) -> list[int]:
    """How many sub-branches Today tells as still to elect."""
    found = handed_to(user, [progress_of_one(election, NOW)])
    return [one.number for one in found if one.sort.url_name == "candidates:branch_elections"]


def test_each_sub_branch_is_a_task_until_its_election_is_on_record(
    elected: Election,
    branches: list[PartyOrganisation],
    clerk: User,
    township: User,
    member: PartyMember,
    client_of: Callable[[User], Client],
) -> None:
    page = reverse("overview:village", args=[VILLAGE])
    assert left(clerk, elected) == [2]
    assert left(township, elected) == []
    assert "尚未选举：2个" in client_of(clerk).get(page).content.decode()
    for number, branch in enumerate(branches, start=1):
        record_branch_election(by=clerk, election=elected, branch=branch, held=meeting(member), now=NOW)
        assert left(clerk, elected) == ([2 - number] if number < 2 else [])
    assert "尚未选举" not in client_of(clerk).get(page).content.decode()
    entry = LedgerEntry.objects.filter(act=Act.BRANCH_ELECTED).latest("pk")
    assert (entry.subject, entry.data["present"]) == ("第二党支部", 22)


def test_nothing_is_due_before_the_party_organisation_is_elected(
    election: Election, branches: list[PartyOrganisation], clerk: User, member: PartyMember
) -> None:
    assert left(clerk, election) == []
    with pytest.raises(refusals.OrganisationNotElected) as refused:
        record_branch_election(by=clerk, election=election, branch=branches[0], held=meeting(member), now=NOW)
    assert refused.value.clause == "A-ASM-04"


def test_a_branch_elects_once_and_only_one_of_the_place(
    elected: Election,
    branches: list[PartyOrganisation],
    clerk: User,
    other_clerk: User,
    member: PartyMember,
) -> None:
    def record(branch: PartyOrganisation, by: User = clerk, **more: Any) -> BranchElection:
        return record_branch_election(
            by=by, election=elected, branch=branch, held=meeting(member, **more), now=NOW
        )

    with pytest.raises(NotThere):
        record(branches[0], other_clerk)
    with pytest.raises(Refusals) as refused:
        record(branches[0], present=26, held_on=date(2021, 1, 13))
    assert [each.code for each in refused.value.refusals] == ["date_in_the_future", "branch_figures_faulty"]
    with pytest.raises(Refusals) as refused:
        record(branches[0], held_on=date(2021, 1, 5))
    assert [(each.code, each.field, each.clause) for each in refused.value.refusals] == [
        ("branch_elected_too_early", "held_on", "A-ASM-04")
    ]
    record(branches[0], held_on=date(2021, 1, 6))
    with pytest.raises(refusals.BranchElectedAlready):
        record(branches[0])
    PartyOrganisation.objects.filter(pk=branches[1].pk).update(ended_on=HELD)
    with pytest.raises(BranchElsewhere):
        record(branches[1])
    assert [row.record is not None for row in rows_of(elected)] == [True]


def test_a_plan_that_says_nothing_of_them_asks_for_nothing(
    township: User, township_place: Any, branches: list[PartyOrganisation], clerk: User, member: PartyMember
) -> None:
    cycle = open_cycle(
        by=township,
        township=township_place,
        edition=shipped_edition("city-town-2020", at(2020, 9, 15)),
        name="演练",
        training=True,
        now=at(2020, 9, 15),
    )
    election = cycle.elections.select_related("cycle__township", "village").get(village=VILLAGE)
    with pytest.raises(refusals.BranchesNotElected):
        record_branch_election(by=clerk, election=election, branch=branches[0], held=meeting(member), now=NOW)


def test_the_clerk_records_it_on_its_page(
    elected: Election,
    branches: list[PartyOrganisation],
    clerk: User,
    auditor: User,
    member: PartyMember,
    client_of: Callable[[User], Client],
) -> None:
    listed = reverse("candidates:branch_elections", args=[VILLAGE])
    page = reverse("candidates:branch_election", args=[VILLAGE, branches[0].pk])
    browser = client_of(clerk)
    assert page in browser.get(listed).content.decode()
    assert page not in client_of(auditor).get(listed).content.decode()
    typed = {"held_on": "2021-01-11", "expected": 25, "present": 26, "secretary": member.pk}
    assert browser.post(page, typed).status_code == 409
    assert browser.post(page, typed | {"present": 22, "others": "委员 李某"}).status_code == 302
    shown = browser.get(listed).content.decode()
    assert member.resident.name in shown and "委员 李某" in shown and "应到25人，实到22人" in shown
    assert page not in shown and browser.get(page).status_code == 302
    assert browser.post(page, typed | {"present": 22}).status_code == 409


def test_one_row_of_the_list_carries_the_primary_button(
    elected: Election, branches: list[PartyOrganisation], clerk: User, client_of: Callable[[User], Client]
) -> None:
    shown = client_of(clerk).get(reverse("candidates:branch_elections", args=[VILLAGE])).content.decode()
    assert shown.count("btn-primary") == 1 and shown.count("录入办结") == len(branches)
