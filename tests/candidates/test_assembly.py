"""The Party members' assembly: who is expected, the quorum, the running order (issue: Party assembly)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates.assembly_refusals import (
    AgendaOpen,
    AgendaOutOfOrder,
    AssemblyNotToday,
    AssemblyOver,
    LeavingOutOrder,
    LeavingOutWithdrawn,
    NobodyLeftOut,
    NoSuchItem,
    NothingHeld,
)
from candidates.assembly_rules import Ruled, assembly_rules
from candidates.enums import Expectation
from candidates.models import AgendaRecord, NotExpected, NotExpectedApproval, Notice
from candidates.papers.of_assembly import expected_register, with_members
from candidates.party_refusals import AssemblyTooEarly
from candidates.queries.assembly import agenda_of, expected_at
from candidates.queries.assembly_points import points_of
from candidates.queries.officiants import Asked, officiants_of
from candidates.queries.party_vote import party_vote_of
from candidates.services.agenda import take_back_item
from candidates.services.agenda_checks import Adopted, Votes, needed
from candidates.services.not_expected import approve_leaving_out, withdraw_leaving_out
from candidates.services.retention import count_reasons_left_out, forget_reasons_left_out
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.refusals import StepNotReady
from elections.rulebook import load_rulebook
from elections.services.step import Signer, record_step
from tests.candidates.assembly import DAY, YES, Assembly, asked_and_answered, members
from tests.candidates.conftest import married
from tests.candidates.party import Path
from tests.candidates.party_fixtures import b, c, changed, codes, officers, under
from tests.candidates.party_people import stands_for_the_party
from tests.cast import LAUNCH, PREPARED, VILLAGE, at, on_record, under_changed_rules
from villages.models import Cadre, PartyMember, Resident

__all__ = ["b", "c", "officers", "under"]
FOUR = ("member_and_family", "supervisory_committee", "township_party_committee", "assembly")


@pytest.fixture
def a(election: Election, people: list[Resident], clerk: User, township: User) -> Assembly:
    """Plan A on the day of the assembly: all before it is on record, 45 members are expected."""
    on_record(township, election, *LAUNCH, *PREPARED, held_on=date(2020, 12, 1), now=at(2020, 12, 2))
    asked_and_answered(election, township)
    members(people[0], 45)
    return Assembly(election, clerk, township)


@pytest.fixture
def of_c(c: Path, clerk: User, township: User) -> Assembly:
    """Plan C with 45 members."""
    PartyMember.objects.all().delete()
    members(c.people[0], 45)
    return Assembly(c.election, clerk, township)


def refused(assembly: Assembly, item: str, **held: Any) -> list[tuple[str, str | None, str | None]]:
    with pytest.raises(Refusals) as error:
        assembly.hold(item, **held)
    return [(each.code, each.clause, each.field) for each in error.value.refusals]


# Attendance and quorum


def test_sc_76_36_of_45_is_a_quorum(a: Assembly) -> None:
    record = a.hold("count", present=36)
    assert (record.expected, record.voting, record.held_by) == (45, 36, a.clerk)
    assert LedgerEntry.objects.get(act=Act.AGENDA_ITEM_HELD).data["present"] == 36


def test_sc_76_35_of_45_is_none_and_nothing_is_kept(a: Assembly) -> None:
    with pytest.raises(Refusals) as error:
        a.hold("count", present=35)
    (refusal,) = error.value.refusals
    assert (refusal.code, refusal.clause, refusal.field) == ("no_quorum", "A-ASM-05", "present")
    assert refusal.data == {"present": 35, "expected": 45, "need": 36}
    assert not AgendaRecord.objects.exists()


def test_sc_76_of_47_38_are_needed_and_only_voters_count(a: Assembly, people: list[Resident]) -> None:
    PartyMember.objects.bulk_create(
        PartyMember(village=person.village, resident=person, joined_on=date(2000, 1, 1))
        for person in people[:2]
    )
    with pytest.raises(Refusals) as error:
        a.hold("count", present=40, without_vote=3)
    assert error.value.refusals[0].data == {"present": 37, "expected": 47, "need": 38}
    assert a.hold("count", present=41, without_vote=3).voting == 38


def test_no_more_are_present_than_expected(a: Assembly) -> None:
    assert refused(a, "count", present=46) == [("present_over_expected", "A-ASM-05", "present")]


def test_the_quorum_is_counted_again_after_the_recess(a: Assembly) -> None:
    a.hold_all(until="resumption")
    votes = {"assembly_method": YES, "duty_lists": YES}
    assert ("no_quorum", "A-ASM-05", "present") in refused(a, "resumption", present=35, votes=votes)
    assert a.hold("resumption", present=37, votes=votes).voting == 37


def test_sc_88_no_more_ballots_than_people_present(a: Assembly) -> None:
    a.hold_all(until="election")
    assert refused(a, "election", issued=41, box_checked_by="胡监票") == [
        ("issued_over_present", "A-ASM-17", "issued")
    ]
    assert refused(a, "election", box_checked_by="胡监票") == [("ballots_not_counted", "A-ASM-13", "issued")]
    assert a.hold("election", issued=40, box_checked_by="胡监票").issued == 40


def test_where_a_rulebook_lets_members_entrust_others_ballots_go_to_all_who_are_expected(a: Assembly) -> None:
    a.hold_all(until="election")
    changed(a, assembly__proxy_allowed=True)
    assert refused(a, "election", issued=46, box_checked_by="胡监票") == [
        ("issued_over_present", "A-ASM-17", "issued")
    ]
    assert a.hold("election", issued=45, box_checked_by="胡监票").issued == 45


def test_the_box_is_checked_and_no_candidate_writes_for_another(a: Assembly, people: list[Resident]) -> None:
    stands_for_the_party(a.election, people[0], state="prospective")
    a.hold_all(until="election")
    helpers = [("党员01", people[0].name)]
    assert refused(a, "election", issued=40, helpers=helpers) == [
        ("box_not_checked", "A-ASM-13", "box_checked_by"),
        ("candidate_writes", "A-ASM-16", "helpers"),
    ]
    record = a.hold("election", issued=40, box_checked_by="胡监票", helpers=[("党员01", "党员02")])
    assert record.helpers == [{"elector": "党员01", "helper": "党员02"}]


# The day


def test_sc_04_the_assembly_waits_for_the_training(a: Assembly) -> None:
    a.election.step_records.filter(step="training").delete()
    with pytest.raises(StepNotReady) as error:
        a.hold("count", present=40)
    assert "training" in error.value.data["missing"]


def test_the_assembly_is_held_on_the_day_that_is_set(a: Assembly) -> None:
    Election.objects.filter(pk=a.election.pk).update(party_day=date(2021, 1, 6))
    with pytest.raises(AssemblyNotToday):
        a.hold("count", present=40)
    a.hold("count", now=at(2021, 1, 6), present=40)


def test_sc_87_in_c_not_within_a_month_of_the_request(of_c: Assembly) -> None:
    Notice.objects.create(
        election=of_c.election, kind="secretary", posted_at=at(2020, 12, 10), ends=date(2020, 12, 16),
        opened_by=of_c.clerk, office="村", body="party", clause="C-REV-05",
    )  # fmt: skip
    asked_and_answered(of_c.election, of_c.township, "secretary_approval")
    of_c.election.party_decisions.update(held_on=date(2020, 12, 20))
    with pytest.raises(AssemblyTooEarly) as error:
        of_c.hold("count", now=at(2021, 1, 19), present=40)
    assert error.value.data == {"earliest": "2021-01-20"}
    of_c.hold("count", now=at(2021, 1, 20), present=40)


# The running order


def test_the_items_are_held_in_their_order(a: Assembly) -> None:
    with pytest.raises(AgendaOutOfOrder) as error:
        a.hold("agenda", votes={"agenda": YES})
    assert error.value.data == {"missing": ["count", "opening"]}
    assert error.value.clause == "A-ASM-07"
    a.hold("count", present=40)
    with pytest.raises(AgendaOutOfOrder):
        a.hold("count", present=40)
    with pytest.raises(NoSuchItem):
        a.hold("dance")


def test_what_is_adopted_has_more_than_half_of_those_present(a: Assembly) -> None:
    a.hold_all(until="agenda")
    assert refused(a, "agenda") == [("not_adopted", "A-ASM-07", "votes-agenda")]
    assert refused(a, "agenda", votes={"agenda": Votes(20, 20)}) == [
        ("not_adopted", "A-ASM-07", "votes-agenda")
    ]
    assert refused(a, "agenda", votes={"agenda": Votes(39, 1, 1)}) == [
        ("votes_over_present", "A-ASM-07", "votes-agenda")
    ]
    assert a.hold("agenda", votes={"agenda": Votes(21, 19)}).votes == {"agenda": [21, 19, 0]}


def test_scrutineers_and_tellers_are_no_candidates(a: Assembly, people: list[Resident]) -> None:
    stands_for_the_party(a.election, people[0], state="prospective")
    a.hold_all(until="groups")
    assert refused(a, "groups") == [("names_missing", "A-ASM-10", "names-scrutineers")]
    names = {"scrutineers": ["党员01", people[0].name]}
    assert refused(a, "groups", names=names) == [("candidate_on_duty", "A-ASM-10", "names-scrutineers")]
    assert a.hold("groups", names={"scrutineers": ["党员01"]}).names == {"scrutineers": ["党员01"]}


def kept_off(a: Assembly, relation: str) -> None:
    rule = {"value": [relation], "clause": "A-ASM-11"}
    under_changed_rules(a.election.cycle, lambda data: data["assembly"].update(tellers_not=rule))


def test_a_tellers_kinship_to_a_candidate_is_told_and_refused_where_the_rulebook_says_so(
    a: Assembly, people: list[Resident], client_of: Callable[[User], Client]
) -> None:
    """A-ASM-11 names candidates alone: their relatives are told, and kept off by a setting."""
    teller = Resident.objects.get(name="党员01")
    stands_for_the_party(a.election, people[0], "secretary")
    married(people[0], teller, a.township)
    kept_off(a, "spouse")
    a.hold_all(until="groups")
    names = {"scrutineers": ["党员02", teller.name]}
    with pytest.raises(Refusals) as error:
        a.hold("groups", names=names)
    (refusal,) = error.value.refusals
    assert (refusal.code, people[0].name in str(refusal)) == ("relative_on_duty", True)
    kept_off(a, "parent")
    a.hold("groups", names=names)
    (pair,) = officiants_of(a.election).pairs
    assert (pair.officiant.resident, pair.asked, pair.clause) == (teller, Asked.TOLD, None)
    assert pair.related.candidacy.resident == people[0]
    client = client_of(a.clerk)
    for page in ("candidates:assembly", "candidates:relatives"):
        text = client.get(reverse(page, args=[VILLAGE])).content.decode()
        assert teller.name in text and "配偶" in text and "监票人" in text
    namesake = members(people[0], 1)[0].resident
    assert namesake.name == teller.name and officiants_of(a.election).pairs == []


def test_the_assembly_is_not_closed_with_an_item_open(a: Assembly) -> None:
    a.hold_all(until="closing")
    with pytest.raises(AgendaOpen) as error:
        close(a)
    assert (error.value.clause, error.value.data) == ("A-ASM-18", {"items": ["closing"]})
    a.hold("closing")
    close(a)
    step = progress_of_one(a.election, DAY).steps["party_election"]
    assert step.evidence.happened == {"assembly_held": DAY.date()}
    with pytest.raises(AssemblyOver):
        take_back_item(by=a.clerk, election=a.election, reason="记错", now=DAY)


def close(assembly: Assembly) -> None:
    record_step(
        by=assembly.clerk, election=assembly.election, step="party_election", held_on=DAY.date(), people="王晓梅",
        note="选出委员5人", signers=[Signer("王晓梅", "书记")], parts=["held"], now=DAY,
    )  # fmt: skip


def test_an_assembly_held_without_the_application_is_recorded_as_before(a: Assembly) -> None:
    close(a)
    with pytest.raises(AssemblyOver):
        a.hold("count", present=40)


def test_the_latest_item_is_taken_back_and_recorded_anew(a: Assembly, township: User) -> None:
    with pytest.raises(NothingHeld):
        take_back_item(by=a.clerk, election=a.election, reason="记错", now=DAY)
    a.hold("count", present=40)
    with pytest.raises(NotThere):
        take_back_item(by=township, election=a.election, reason="记错", now=DAY)
    take_back_item(by=a.clerk, election=a.election, reason="数错", now=DAY)
    assert not agenda_of(a.election).begun
    a.hold("count", present=41)
    assert AgendaRecord.objects.filter(election=a.election).count() == 2


def test_the_agendas_of_the_plans() -> None:
    a, b, c = map(load_rulebook, ("county-town-2020", "district-town-2020", "city-town-2020"))
    assert len(a.assembly_agenda) == 14
    assert [item.key for item in b.assembly_agenda] == ["count", "introduction", "tellers", "election"]
    assert [item.clause for item in c.assembly_agenda] == ["C-ASM-08"] * 15
    assert [sum(item.ballots for item in each.assembly_agenda) for each in (a, b, c)] == [1, 1, 1]


# Who is expected


def test_probationary_members_observe_and_probation_takes_the_vote(a: Assembly) -> None:
    some = list(PartyMember.objects.filter(resident__name__in=("党员01", "党员02", "党员03")).order_by("pk"))
    PartyMember.objects.filter(pk=some[0].pk).update(probationary=True)
    PartyMember.objects.filter(pk=some[1].pk).update(discipline="probation", discipline_until=DAY.date())
    PartyMember.objects.filter(pk=some[2].pk).update(discipline="warning", discipline_until=date(2021, 12, 1))
    found = expected_at(a.election, DAY.date())
    standing = {row.member.pk: row.standing for row in found.rows}
    assert [standing[each.pk] for each in some] == ["observer", "no_vote", "expected"]
    assert found.number == 43
    assert expected_at(a.election, date(2021, 1, 6)).number == 44


def test_one_is_left_out_only_with_the_whole_chain_of_c(of_c: Assembly) -> None:
    member = PartyMember.objects.order_by("pk")[0]
    entry = of_c.leave_out(member, "bedridden_or_long_ill")
    with pytest.raises(LeavingOutOrder) as error:
        of_c.approve(entry, "township_party_committee")
    assert error.value.data == {"missing": ["member_and_family", "supervisory_committee"]}
    assert error.value.clause == "C-ASM-02"
    of_c.approve(entry, *FOUR[:3])
    found = expected_at(of_c.election, DAY.date())
    assert (found.number, found.number_if_adopted) == (45, 44)
    of_c.approve(entry, "assembly")
    assert expected_at(of_c.election, DAY.date()).number == 44
    with pytest.raises(LeavingOutOrder):
        of_c.approve(entry, "assembly")


@pytest.mark.parametrize(
    "situation",
    [
        "cannot_express_will",
        "abroad_half_a_year",
        "detained_or_serving",
        "bedridden_or_long_ill",
        "relation_not_transferred",
    ],
)
def test_each_of_the_five_situations_needs_consent_verification_and_the_assemblys_vote(
    of_c: Assembly, situation: str
) -> None:
    """C-ASM-02, C-ASM-03: the assembly adopts by the majority of `assembly.adoption`, 23 of 44 present."""
    rules = of_c.election.cycle.rules
    assert len(rules.assembly.exclusion_situations.value) == 5
    assert situation in rules.assembly.exclusion_situations.value
    entry = of_c.leave_out(PartyMember.objects.order_by("pk")[0], situation, since=date(2020, 1, 1))
    of_c.approve(entry, *FOUR[:3])

    def adopt(adopted: Adopted | None) -> NotExpectedApproval:
        return approve_leaving_out(
            by=of_c.clerk, entry=entry, approval="assembly", held_on=DAY.date(), note="大会表决", now=DAY,
            adopted=adopted,
        )  # fmt: skip

    for adopted, told in (
        (None, ("present_missing", "C-ASM-02", "present")),
        (Adopted(46, Votes(46)), ("present_over_expected", "C-ASM-05", "present")),
        (Adopted(35, Votes(35)), ("no_quorum", "C-ASM-05", "present")),
        (Adopted(44, Votes(44, 1)), ("votes_over_present", "C-ASM-02", "in_favour")),
        (Adopted(44, Votes(22, 20, 2)), ("not_adopted", "C-ASM-08", "in_favour")),
    ):
        with pytest.raises(Refusals) as error:
            adopt(adopted)
        assert [(each.code, each.clause, each.field) for each in error.value.refusals] == [told]
    assert expected_at(of_c.election, DAY.date()).number == 45
    made = adopt(Adopted(44, Votes(23, 20, 1)))
    assert (made.present, made.in_favour, made.against, made.abstained) == (44, 23, 20, 1)
    assert expected_at(of_c.election, DAY.date()).number == 44
    told = LedgerEntry.objects.filter(act=Act.LEAVING_OUT_APPROVED).last().data
    assert (told["present"], told["in_favour"], told["against"], told["abstained"]) == (44, 23, 20, 1)


def test_in_plan_a_the_assembly_votes_on_who_is_left_out_too(a: Assembly) -> None:
    """A-ASM-05 names no procedure; the proposal's last approval is a vote with A-ASM-07's majority."""
    entry = a.leave_out(PartyMember.objects.order_by("pk")[0])
    a.approve(entry, "member_and_family", "township_party_committee")
    adopt = {
        "by": a.clerk,
        "entry": entry,
        "approval": "assembly",
        "held_on": DAY.date(),
        "note": "表决",
        "now": DAY,
    }
    with pytest.raises(Refusals) as error:
        approve_leaving_out(adopted=Adopted(40, Votes(20, 20)), **adopt)
    assert [(each.code, each.clause) for each in error.value.refusals] == [("not_adopted", "A-ASM-07")]
    approve_leaving_out(adopted=Adopted(40, Votes(21, 19)), **adopt)
    assert expected_at(a.election, DAY.date()).number == 44


def test_only_the_assemblys_approval_is_a_vote(of_c: Assembly) -> None:
    entry = of_c.leave_out(PartyMember.objects.order_by("pk")[0], "bedridden_or_long_ill")
    of_c.approve(entry, "member_and_family")
    assert entry.approvals.get().present is None


def test_the_village_does_not_give_the_townships_consent(of_c: Assembly, clerk: User) -> None:
    entry = of_c.leave_out(PartyMember.objects.order_by("pk")[0], "bedridden_or_long_ill")
    of_c.approve(entry, *FOUR[:2])
    with pytest.raises(NotThere):
        approve_leaving_out(by=clerk, entry=entry, approval=FOUR[2], held_on=DAY.date(), note="同意", now=DAY)


def test_half_a_year_is_computed(of_c: Assembly) -> None:
    Election.objects.filter(pk=of_c.election.pk).update(party_day=date(2021, 1, 20))
    of_c.election.refresh_from_db()
    member = PartyMember.objects.order_by("pk")[0]
    for since in (None, date(2020, 7, 21)):
        with pytest.raises(Refusals) as error:
            of_c.leave_out(member, "abroad_half_a_year", since=since)
        assert [(each.code, each.clause) for each in error.value.refusals] == [("span_too_short", "C-ASM-03")]
    assert of_c.leave_out(member, "abroad_half_a_year", since=date(2020, 7, 20)).since == date(2020, 7, 20)


def test_what_is_entered_is_checked_at_once(of_c: Assembly) -> None:
    member = PartyMember.objects.order_by("pk")[0]
    PartyMember.objects.filter(pk=member.pk).update(probationary=True)
    with pytest.raises(Refusals) as error:
        of_c.leave_out(member, "busy")
    assert codes(error) == ["not_among_expected", "situation_unknown"]
    other = PartyMember.objects.order_by("pk")[1]
    of_c.leave_out(other, "cannot_express_will")
    with pytest.raises(Refusals) as error:
        of_c.leave_out(other, "cannot_express_will")
    assert codes(error) == ["left_out_already"]


def test_a_withdrawn_entry_counts_no_more(of_c: Assembly) -> None:
    member = PartyMember.objects.order_by("pk")[0]
    entry = of_c.leave_out(member, "bedridden_or_long_ill")
    of_c.approve(entry, *FOUR)
    withdraw_leaving_out(by=of_c.clerk, entry=entry, reason="病愈", now=DAY)
    assert expected_at(of_c.election, DAY.date()).number == 45
    with pytest.raises(LeavingOutWithdrawn):
        withdraw_leaving_out(by=of_c.clerk, entry=entry, reason="病愈", now=DAY)


def test_where_the_rulebook_lists_no_situation_the_reason_is_written_out(a: Assembly) -> None:
    member = PartyMember.objects.order_by("pk")[0]
    with pytest.raises(Refusals) as error:
        a.leave_out(member, detail=" ")
    assert codes(error) == ["reason_needed"]
    assert a.leave_out(member, detail="长期卧床").detail == "长期卧床"


def test_nobody_is_left_out_where_the_rulebook_asks_nobody(b: Path, clerk: User, township: User) -> None:
    assert b.election.cycle.rules.assembly.exclusion_approvals.value == (
        "superior_party_organisation", "assembly",
    )  # fmt: skip
    changed(b, assembly__exclusion_approvals=[])
    b.election.refresh_from_db()
    member = PartyMember.objects.order_by("pk")[0]
    with pytest.raises(NobodyLeftOut):
        Assembly(b.election, clerk, township).leave_out(member)


def test_the_quorum_is_shown_both_ways_and_the_assembly_adopts_first(a: Assembly) -> None:
    """AMB-33: 32 of 45 are none, 32 of 40 are; so those five are adopted before anything else."""
    entries = [a.leave_out(member) for member in PartyMember.objects.order_by("pk")[:5]]
    for entry in entries:
        a.approve(entry, "member_and_family", "township_party_committee")
    with pytest.raises(Refusals) as error:
        a.hold("count", present=31)
    assert error.value.refusals[0].data == {"present": 31, "expected": 40, "need": 32}
    a.hold("count", present=32)
    assert refused(a, "opening") == [("leaving_out_not_adopted", "A-ASM-05", None)]
    for entry in entries:
        a.approve(entry, "assembly")
    a.hold("opening")


# Paper and archive


def test_the_register_is_printed_with_figures_and_who_is_not_counted(of_c: Assembly) -> None:
    Election.objects.filter(pk=of_c.election.pk).update(election_day=date(2021, 3, 10), party_day=DAY.date())
    of_c.election.refresh_from_db()
    first, second = PartyMember.objects.order_by("pk")[:2]
    of_c.approve(of_c.leave_out(first, "bedridden_or_long_ill"), *FOUR)
    of_c.approve(of_c.leave_out(second, "detained_or_serving"), *FOUR[:3])
    sheet = expected_register(of_c.election, DAY.date())
    assert (sheet.expected, sheet.need, len(sheet.members)) == (44, 36, 45)
    assert sheet.members[0].standing == "不计入应到会人数（卧床或者长期患病）"
    assert sheet.to_adopt == (second.resident.name,)
    assert len(list(with_members(of_c.election.village_id))) >= 1


def test_the_archive_forgets_why_somebody_was_left_out(of_c: Assembly) -> None:
    entry = of_c.leave_out(PartyMember.objects.order_by("pk")[0], "bedridden_or_long_ill")
    cycle = of_c.election.cycle
    assert count_reasons_left_out(cycle) == 1
    assert forget_reasons_left_out(cycle) == 1
    kept = NotExpected.objects.get(pk=entry.pk)
    assert (kept.name, kept.situation, kept.detail) == (entry.name, "", "")


def test_every_standing_has_a_word(a: Assembly) -> None:
    assert {row.standing for row in expected_at(a.election, DAY.date()).rows} <= set(Expectation)


def test_where_no_majority_is_written_more_are_in_favour_than_against() -> None:
    """AMB-56; the shipped rulebooks propose more than half of those present."""
    silent = Ruled(None, "AMB-56", False)
    assert [needed(silent, Votes(20, against), 40) for against in (0, 19, 20)] == [1, 20, 21]
    for plan in ("county-town-2020", "district-town-2020", "city-town-2020", "party-rules-2020"):
        assert needed(assembly_rules(load_rulebook(plan)).adoption, Votes(20, 0), 40) == 21


def outgoing(person: Resident, since: date = date(2018, 3, 1)) -> Cadre:
    """This person sits in the Party committee whose term ends."""
    return Cadre.objects.create(
        village=person.village, resident=person, body="party", post="secretary", since=since
    )


def test_the_outgoing_committee_chairs_and_the_chair_is_on_record(
    a: Assembly, people: list[Resident], client_of: Callable[[User], Client]
) -> None:
    """A-ASM-01: of whom the register of posts knows that they sat."""
    outgoing(people[3])
    assert refused(a, "count", present=40) == [("assembly_chair_missing", "A-ASM-01", "chair")]
    assert refused(a, "count", present=40, chair="王五") == [("chair_not_outgoing", "A-ASM-01", "chair")]
    assert a.hold("count", present=40, chair=people[3].name).chair == people[3].name
    assert a.hold("opening", chair="王五").chair == "", "only the first item names the chair"
    page = client_of(a.clerk).get(reverse("candidates:assembly", args=[VILLAGE])).content.decode()
    assert f"{people[3].name}主持" in page.replace("</span>", "").replace(" ", "")


def test_where_no_register_tells_who_sat_the_name_may_be_typed(a: Assembly) -> None:
    assert a.hold("count", present=40, chair="王五").chair == "王五"


def test_the_page_of_the_first_item_offers_the_outgoing_committee(
    a: Assembly, people: list[Resident], client_of: Callable[[User], Client]
) -> None:
    outgoing(people[3])
    page = reverse("candidates:assembly_item", args=[VILLAGE, "count"])
    form = client_of(a.clerk).get(page).context["form"]
    assert [value for value, _label in form.fields["chair"].choices] == [people[3].name]


def test_the_four_points_are_told_in_figures(a: Assembly, client_of: Callable[[User], Client]) -> None:
    """A-ASM-19: before anything is counted nothing is claimed."""
    points = points_of(a.election, agenda_of(a.election), party_vote_of(a.election))
    assert points is not None
    assert (points.attendance, str(points.items), points.seats, points.unfilled) == (None, "0/14", None, 0)
    a.hold("count", present=40)
    points = points_of(a.election, agenda_of(a.election), party_vote_of(a.election))
    assert points is not None and points.attendance is not None
    assert (
        points.attendance.part == 40 and points.attendance.whole == expected_at(a.election, DAY.date()).number
    )
    page = client_of(a.clerk).get(reverse("candidates:assembly", args=[VILLAGE])).content.decode()
    assert "A-ASM-19" in page and points.attendance.per_cent in page
