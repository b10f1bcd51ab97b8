"""The Party groups of a place: entered, changed and ended by its clerk, shown with its Party organisation (A-ORG-05)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from tests.cast import SECOND_VILLAGE, VILLAGE, at
from villages.models import PartyGroup, PartyMember, Resident, Village
from villages.names.pinyin import romanise
from villages.queries.party import groups_of
from villages.refusals.party import GroupGone, GroupThere, MemberGone
from villages.services.party import remove_member
from villages.services.party_group import GroupDraft, change_group, end_group, set_up_group

NOW, JOINED = at(2020, 12, 1), date(2010, 7, 1)


@pytest.fixture
def member(village: Village) -> PartyMember:
    person = Resident.objects.filter(village=village).order_by("pk").first()
    assert person is not None
    return PartyMember.objects.create(village=village, resident=person, joined_on=JOINED)


@pytest.fixture
def group(clerk: User, cycle: Cycle, village: Village, member: PartyMember) -> PartyGroup:
    draft = GroupDraft("第一党小组", "where", member, "上湾片")
    return set_up_group(by=clerk, village=village, draft=draft, now=NOW)


def test_a_group_is_kept_with_leader_and_what_it_was_formed_by(
    group: PartyGroup, clerk: User, village: Village, member: PartyMember
) -> None:
    kept = groups_of(village).get()
    assert (kept.name, kept.leader, kept.basis, kept.holds) == ("第一党小组", member, "where", "上湾片")
    changed = GroupDraft("种植户党小组", "occupation")
    change_group(by=clerk, group=group, draft=changed, now=NOW)
    kept.refresh_from_db()
    assert (kept.name, kept.leader, kept.basis) == ("种植户党小组", None, "occupation")
    assert kept.history.count() == 2
    entries = LedgerEntry.objects.filter(act=Act.PLACE_CHANGED).order_by("pk")
    assert ["group_added" in entry.data for entry in entries] == [True, False]
    assert entries[1].data["group_changed"] == "种植户党小组"


def test_a_name_is_used_once_and_the_leader_is_a_member_here(
    group: PartyGroup, clerk: User, village: Village, second_village: Village, member: PartyMember
) -> None:
    with pytest.raises(GroupThere):
        set_up_group(by=clerk, village=village, draft=GroupDraft(" 第一党小组 ", "interest"), now=NOW)
    PartyMember.objects.filter(pk=member.pk).update(village=second_village)
    with pytest.raises(MemberGone):
        set_up_group(by=clerk, village=village, draft=GroupDraft("第二党小组", "interest", member), now=NOW)


def test_a_group_that_ended_is_changed_no_more_and_its_name_is_free(
    group: PartyGroup, clerk: User, village: Village
) -> None:
    end_group(by=clerk, group=group, on=NOW.date(), now=NOW)
    for act in (
        lambda: end_group(by=clerk, group=group, on=NOW.date(), now=NOW),
        lambda: change_group(by=clerk, group=group, draft=GroupDraft("二", "where"), now=NOW),
    ):
        with pytest.raises(GroupGone):
            act()
    again = set_up_group(by=clerk, village=village, draft=GroupDraft("第一党小组", "where"), now=NOW)
    assert list(groups_of(village)) == [again]


def test_whoever_leaves_the_list_of_members_leads_no_group(
    group: PartyGroup, clerk: User, member: PartyMember
) -> None:
    remove_member(by=clerk, member=member, reason="转出", now=NOW)
    group.refresh_from_db()
    assert group.leader is None


def test_the_clerk_of_another_village_finds_no_group_here(group: PartyGroup, other_clerk: User) -> None:
    with pytest.raises(NotThere):
        end_group(by=other_clerk, group=group, on=NOW.date(), now=NOW)


def test_groups_are_entered_changed_and_ended_on_the_page_of_the_organisation(
    clerk: User,
    auditor: User,
    cycle: Cycle,
    village: Village,
    member: PartyMember,
    client_of: Callable[[User], Client],
) -> None:
    browser, page = client_of(clerk), reverse("elections:party_organisation", args=[VILLAGE])
    add = reverse("elections:party_group_add", args=[VILLAGE])
    assert "第一党小组" in browser.get(add).content.decode()
    typed = {"name": "第一党小组", "basis": "occupation", "leader": member.pk, "holds": "种植户"}
    assert browser.post(add, typed).status_code == 302
    assert browser.post(add, typed).status_code == 409
    shown = browser.get(page).content.decode()
    assert all(told in shown for told in ("第一党小组", "按职业", member.resident.name, "种植户"))
    kept = PartyGroup.objects.get()
    edit = reverse("elections:party_group_edit", args=[VILLAGE, kept.pk])
    changed = browser.post(edit, typed | {"name": "花木党小组"}, follow=True).content.decode()
    assert "花木党小组已修改" in changed
    browser.cookies["django_language"] = "en"
    named = browser.get(edit).content.decode()
    assert romanise(member.resident.name) in named and "Save the Party group" in named
    end = reverse("elections:party_group_end", args=[VILLAGE, kept.pk])
    assert "花木党小组" in client_of(auditor).get(page).content.decode()
    assert client_of(auditor).post(end).status_code == 404
    assert browser.post(end).status_code == 302
    assert not groups_of(village).exists()
    assert browser.get(edit).status_code == 404
    elsewhere = reverse("elections:party_group_end", args=[SECOND_VILLAGE, kept.pk])
    assert browser.post(elsewhere).status_code == 404
