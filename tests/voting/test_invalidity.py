"""A confirmed result found invalid later: the whole, or one person; what falls vacant, what follows, where it is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.test import Client

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from elections.enums import Act, Step
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.rulebook import load_rulebook
from tests.cast import VILLAGE, at, under_changed_rules
from tests.voting.ballots import NOTHING, counted, made_final, sheet
from tests.voting.proxies import codes
from tests.voting.test_result import EVENING, FULL, WRITTEN_IN
from voting.after_rules import invalidity_rules
from voting.enums import BoxKind
from voting.models import Contest, Invalidity, Outcome
from voting.papers.of_result import certificates_for
from voting.queries.after import holders_of
from voting.queries.result import elected_of, seated_by, vote_of, votes_of
from voting.refusals.after import DeclaredAlready, NotConfirmed
from voting.refusals.count import RoundFollowed
from voting.refusals.result import ResultConfirmed
from voting.services.box import BoxDraft, publish_time_and_place
from voting.services.invalidity import InvalidityDraft, declare_invalid
from voting.services.result import review_write_in
from voting.services.runoff import open_runoff

LATER = at(2021, 1, 22, 10)
BOUGHT = InvalidityDraft(
    scope="person",
    ground="improper_competition",
    reason="投票前向12户发放礼品，查实",
    decision="白镇党〔2021〕3号",
    post="member",
    person="m1",
)
WHOLE = InvalidityDraft(
    scope="whole", ground="unlawful_procedure", reason="流动票箱只有一人看管", decision="白镇党〔2021〕4号"
)


@pytest.fixture
def full(open_contest: Contest, clerk: User, teller: User) -> Contest:
    """A first round that fills every seat."""
    return counted(open_contest, clerk, teller, sheet(member=FULL), NOTHING)


@pytest.fixture
def confirmed(full: Contest, township: User, election: Election) -> Contest:
    """A first round that fills every seat, confirmed."""
    made_final(election, township, EVENING)
    full.refresh_from_db()
    return full


def declared(by: User, contest: Contest, draft: InvalidityDraft = BOUGHT, **more: Any) -> Invalidity:
    return declare_invalid(by=by, contest=contest, draft=replace(draft, **more), now=LATER)


def elected(election: Election) -> list[str]:
    return [each.name for each in elected_of(election)]


def test_sc_102_bought_votes_found_after_the_result(
    confirmed: Contest, election: Election, township: User
) -> None:
    """A-DISC-14, A-RES-04: whoever bought votes and was elected, that election is declared void."""
    made = declared(township, confirmed)
    assert (made.name, made.clause, made.void) == ("李桂香", "A-RES-04", True)
    assert elected(election) == ["陈立新", "彭建军", "唐小明"]
    told = LedgerEntry.objects.get(act=Act.RESULT_DECLARED_INVALID)
    assert (told.subject, told.data["decision"], told.data["ground"]) == (
        "李桂香",
        "白镇党〔2021〕3号",
        "improper_competition",
    )
    assert [each.person.name for each in certificates_for(election)] == ["陈立新", "彭建军", "唐小明"]


def test_sc_108_a_member_found_on_the_negative_list(
    confirmed: Contest, election: Election, township: User, clerk: User, teller: User
) -> None:
    """A-NEG-11: the election is void, the seat is vacant, a further election opens and is confirmed in its turn."""
    declared(township, confirmed, ground="negative_list", reason="列入失信被执行人名单")
    vote = vote_of(election)
    assert vote.standing.vacant == 1 and vote.reopened
    assert [(post.post, post.seats) for post in vote.standing.due.posts] == [("member", 1)]
    assert "m1" not in dict(vote.standing.due.posts[0].people)
    further = open_runoff(by=clerk, contest=confirmed, day=date(2021, 1, 25), now=LATER)
    publish_time_and_place(by=clerk, contest=further, now=LATER)
    printed = [choice.key for choice in further.candidates.all()]
    papers = {
        "issued": 90,
        "returned": 90,
        "spoilt": 0,
        "positions": {
            "member": {"invalid": 0, "votes": {key: 70 if key == printed[0] else 5 for key in printed}}
        },
    }
    nothing = {
        "issued": 0,
        "returned": 0,
        "spoilt": 0,
        "positions": {"member": {"invalid": 0, "votes": dict.fromkeys(printed, 0)}},
    }
    afternoon = at(2021, 1, 25, 15)
    counted(further, clerk, teller, papers, nothing, now=afternoon, accepted=["nothing_returned"])
    assert len(elected(election)) == 4
    made_final(election, township, afternoon)
    assert vote_of(election).confirmed and not vote_of(election).reopened
    assert len(certificates_for(election)) == 4


@pytest.mark.parametrize(("reading", "void"), [(None, False), ("recorded", False), ("void", True)])
def test_sc_108_a_member_of_the_party_committee_by_the_reading_in_force(
    reading: str | None, void: bool, confirmed: Contest, township: User, cycle: Cycle
) -> None:
    """AMB-63: silent or reading 1, the decision is recorded and nothing falls by itself; reading 2, it is void."""

    def change(data: dict[str, Any]) -> None:
        if reading is not None:
            data["result"]["party_invalidity"] = {"value": reading, "clause": "A-RES-02"}

    under_changed_rules(cycle, change)
    Contest.objects.filter(pk=confirmed.pk).update(body="party_committee", present=110)
    party = Contest.objects.get(pk=confirmed.pk)
    made = declared(township, party, ground="negative_list")
    assert made.void is void
    assert ("member", "m1") in {(each.post, each.person) for each in holders_of(party)} or void


def test_the_whole_result_is_held_anew_with_its_candidates(
    confirmed: Contest, election: Election, township: User, clerk: User, teller: User
) -> None:
    """A-RES-02, C-RES-07."""
    declared(township, confirmed, WHOLE)
    vote = vote_of(election)
    assert not vote.standing.elected and vote.standing.due.anew
    assert [post.post for post in vote.standing.due.posts] == ["chair", "member"]
    assert certificates_for(election) == []
    again = open_runoff(by=clerk, contest=confirmed, day=date(2021, 1, 26), now=LATER)
    assert (again.round, again.number) == ("first", 2)
    publish_time_and_place(by=clerk, contest=again, now=LATER)
    counted(again, clerk, teller, sheet(member=FULL), NOTHING, now=at(2021, 1, 26, 15))
    assert len(elected(election)) == 4
    made_final(election, township, at(2021, 1, 26, 16))
    with pytest.raises(RoundFollowed):
        declared(township, confirmed, WHOLE, reason="再次")


def test_both_ways_of_reading_the_votes_say_the_same(
    confirmed: Contest, election: Election, township: User
) -> None:
    declared(township, confirmed)
    one, many = vote_of(election).standing, votes_of([election])[election.pk].standing
    assert one == many
    declared(township, confirmed, WHOLE)
    assert vote_of(election).standing == votes_of([election])[election.pk].standing


def test_the_step_is_open_again_and_the_township_need_not_confirm_twice(
    confirmed: Contest, election: Election, township: User
) -> None:
    assert progress_of_one(election, LATER).steps[Step.RESULT].evidence.done_at is not None
    declared(township, confirmed)
    assert progress_of_one(election, LATER).steps[Step.RESULT].evidence.done_at is None


def test_what_cannot_be_declared_is_told_at_once(
    confirmed: Contest, election: Election, township: User
) -> None:
    with pytest.raises(Refusals) as refused:
        declared(township, confirmed, ground="objection_upheld", person="m4", reason=" ", decision="")
    assert codes(refused) == ["ground_unknown", "not_elected_here", "words_needed", "words_needed"]
    with pytest.raises(Refusals) as refused:
        declared(township, confirmed, WHOLE, ground="negative_list")
    assert codes(refused) == ["ground_unknown"]
    declared(township, confirmed)
    with pytest.raises(DeclaredAlready):
        declared(township, confirmed)
    assert Invalidity.objects.count() == 1


def test_an_open_result_is_not_declared_invalid_but_not_confirmed(full: Contest, township: User) -> None:
    with pytest.raises(NotConfirmed):
        declared(township, full)


def test_a_write_in_that_did_not_pass_holds_no_seat(
    open_contest: Contest, election: Election, clerk: User, teller: User, township: User
) -> None:
    held = counted(open_contest, clerk, teller, sheet(member=WRITTEN_IN), NOTHING)
    review_write_in(
        by=township,
        election=election,
        post="member",
        name="周涛",
        passed=False,
        reason="年龄不符",
        now=EVENING,
    )
    held.refresh_from_db()
    assert "x:周涛" not in {each.person for each in holders_of(held)}


def test_the_township_or_the_county_declares_it(
    confirmed: Contest, clerk: User, county_office: User, county_reviewer: User
) -> None:
    for officer in (clerk, county_reviewer):
        with pytest.raises(NotThere):
            declared(officer, confirmed)
    assert declared(county_office, confirmed).declared_by == county_office


OF_A = {
    "election_method_violated": "A-RES-02",
    "unlawful_procedure": "A-RES-02",
    "write_in_unqualified": "A-RES-02",
    "negative_list": "A-NEG-11",
    "improper_competition": "A-RES-04",
}
OF_C = {"unlawful_procedure": "C-RES-07", "negative_list": ""}
OF_THE_LAW = dict.fromkeys(
    ("violence", "threats", "deceit", "bribery", "forged_ballots", "false_counts"), "VCOL-17.1"
)


@pytest.mark.parametrize(
    ("plan", "body", "kind", "grounds"),
    [
        ("county-town-2020", "village_committee", "village", OF_A | OF_THE_LAW),
        ("county-town-2020", "village_committee", "community", OF_A),
        ("county-town-2020", "party_committee", "village", OF_A),
        ("city-town-2020", "village_committee", "village", OF_C | OF_THE_LAW),
        ("city-town-2020", "village_committee", "community", OF_C),
        (
            "district-town-2020",
            "party_committee",
            "village",
            dict.fromkeys(
                ("election_method_violated", "unlawful_procedure", "negative_list", "improper_competition"),
                "",
            )
            | {"objection_upheld": "B-REV-03"},
        ),
    ],
)
def test_the_grounds_are_those_of_the_plan_and_of_the_law_that_governs_the_place(
    plan: str, body: str, kind: str, grounds: dict[str, str]
) -> None:
    """The villagers' law holds for villages, and for their committee only; its grounds stand beside the plan's."""
    place = SimpleNamespace(kind=kind)
    held = SimpleNamespace(
        body=body, election=SimpleNamespace(village=place, cycle=SimpleNamespace(rules=load_rulebook(plan)))
    )
    rules = invalidity_rules(cast(Contest, held))
    assert {ground.value: clause for ground, clause in rules.grounds.items()} == grounds


def test_the_whole_falls_by_method_procedure_forged_ballots_or_a_false_count(confirmed: Contest) -> None:
    assert [ground.value for ground in invalidity_rules(confirmed).of("whole")] == [
        "election_method_violated",
        "unlawful_procedure",
        "forged_ballots",
        "false_counts",
    ]


def test_a_confirmed_result_that_stands_opens_no_further_round(confirmed: Contest, clerk: User) -> None:
    """The control: without a declaration nothing reopens."""
    with pytest.raises(ResultConfirmed):
        open_runoff(by=clerk, contest=confirmed, day=date(2021, 1, 25), now=LATER)


def test_the_outcome_itself_is_never_changed(confirmed: Contest, township: User) -> None:
    before = Outcome.objects.get().digest
    declared(township, confirmed, WHOLE)
    assert Outcome.objects.get().digest == before
    assert Outcome.objects.get().data["status"] == "valid"


def last_round(contest: Contest, clerk: User, teller: User, votes: dict[str, dict[str, int]]) -> Contest:
    """A further round in one box, 90 papers of it."""
    boxes = [BoxDraft(BoxKind.VENUE, "中心会场")]
    made = open_runoff(by=clerk, contest=contest, day=date(2021, 1, 20), now=EVENING, boxes=boxes)
    publish_time_and_place(by=clerk, contest=made, now=EVENING)
    data = {
        "issued": 90,
        "returned": 90,
        "spoilt": 0,
        "positions": {post: {"invalid": 0, "votes": figures} for post, figures in votes.items()},
    }
    return counted(made, clerk, teller, data, now=EVENING)


def test_a_seat_given_up_for_a_higher_post_is_not_offered(
    open_contest: Contest, election: Election, clerk: User, teller: User, township: User,
    client_of: Callable[[User], Client],
) -> None:  # fmt: skip
    """Whoever was elected a member and then to the chair holds no member's seat that could be declared invalid."""
    first = counted(open_contest, clerk, teller, sheet(chair={"c1": 40, "c2": 30}, member=FULL), NOTHING)
    last_round(first, clerk, teller, {"chair": {"c1": 20, "c2": 10, "w:李桂香": 55}})
    vote = vote_of(election)
    assert vote is not None and [seat.post for seat in vote.standing.lower] == ["member"]
    assert "李桂香" in {each.name for each in holders_of(first)}
    assert "李桂香" not in {each.name for each in seated_by(first)}
    page = client_of(township).get(f"/villages/{VILLAGE}/votes/1/invalid/")
    assert "李桂香" not in str(page.context["form"].fields["who"].choices)


def test_where_nobody_was_elected_the_whole_can_be_declared_invalid(
    open_contest: Contest, election: Election, clerk: User, teller: User, township: User,
    client_of: Callable[[User], Client],
) -> None:  # fmt: skip
    none = {"chair": {"c1": 10, "c2": 10}, "member": dict.fromkeys(FULL, 10)}
    first = counted(open_contest, clerk, teller, sheet(**none), NOTHING)
    last = last_round(first, clerk, teller, {"chair": {"c1": 9, "c2": 8}, "member": dict.fromkeys(FULL, 9)})
    made_final(election, township, EVENING)
    assert holders_of(last) == [] and elected(election) == []
    browser, here = client_of(township), f"/villages/{VILLAGE}/votes/2/invalid/"
    page = browser.get(here)
    assert page.context["declares"]
    assert [value for value, _label in page.context["form"].fields["who"].choices] == ["", "whole"]
    declared(township, Contest.objects.get(pk=last.pk), WHOLE)
    assert not browser.get(here).context["declares"]
