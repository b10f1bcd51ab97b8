"""The preselection of plan C: more nominees than places are cut to seats and differential (C-NOM-06)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse, reverse_lazy
from django.utils.html import escape
from django.utils.translation import override

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import standing_refusals
from candidates.enums import Preselectors, VoteAbout
from candidates.models import Candidacy, Nomination, NominationVote, Preselection
from candidates.papers.of_election import nomination_result, preselection_result
from candidates.papers.of_tally import preselection_ballot, preselection_tally
from candidates.queries.nomination import next_in_line
from candidates.services.names import VoteLine
from candidates.services.nomination import record_nomination
from candidates.services.preselection import PreselectionDraft, record_preselection
from candidates.services.proposal import propose_candidates
from candidates.services.publication import publish_candidates
from documents.queries.paper import issuable
from documents.refusals import PaperNotReady
from elections.enums import Act, Step
from elections.models import Election, LedgerEntry
from elections.queries.progress import progress_of_one
from tests.candidates.city import city
from tests.candidates.conftest import accepting, turnout
from tests.candidates.supporting import represented
from tests.candidates.test_candidate_papers import issued, text_of
from tests.cast import VILLAGE, at, under_changed_rules
from tests.programs import Program, problem
from villages.models import Group, Resident
from villages.names.strokes import surname_key
from voting.queries.recorded import checks_of

NOMINATED, CUT, PROPOSED = at(2021, 3, 2), at(2021, 3, 4), at(2021, 3, 6)
Recorder = Callable[..., Preselection]
Browser = Callable[[User], Client]

__all__ = ["city"]


def nominated(city: Election, clerk: User, people: list[Resident], *members: int) -> Nomination:
    """Two for chair, and members with so many nominating votes."""
    names = [person.name for person in people]
    lines = [VoteLine("chair", names[0], 30), VoteLine("chair", names[1], 20)]
    lines += [VoteLine("member", name, votes) for name, votes in zip(names[2:], members, strict=False)]
    return record_nomination(
        by=clerk, election=city, held_on=date(2021, 3, 1), issued=turnout(city), returned=turnout(city), lines=lines,
        now=NOMINATED,
    )  # fmt: skip


@pytest.fixture
def six(city: Election, clerk: User, people: list[Resident]) -> Nomination:
    """Three seats, differential number 1, six nominees."""
    return nominated(city, clerk, people, 30, 25, 20, 15, 10, 5)


@pytest.fixture
def draft(six: Nomination) -> PreselectionDraft:
    """The voters turn the order round."""
    members = list(six.votes.filter(post="member").order_by("votes"))
    votes = {vote.pk: number for vote, number in zip(members, (60, 50, 40, 30, 20, 10), strict=True)}
    return PreselectionDraft(date(2021, 3, 4), Preselectors.VOTERS, 75, 74, 73, votes)


@pytest.fixture
def enter(six: Nomination, clerk: User, draft: PreselectionDraft) -> Recorder:
    def make(by: User = clerk, **different: Any) -> Preselection:
        return record_preselection(by=by, election=six.election, draft=replace(draft, **different), now=CUT)

    return make


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def members(election: Election) -> list[tuple[str, int]]:
    return list(
        Candidacy.objects.filter(election=election, post="member")
        .order_by("-votes")
        .values_list("name", "votes")
    )


def test_sc_72_six_nominees_for_three_seats_and_one_more_are_cut_to_four(
    six: Nomination, enter: Recorder, people: list[Resident]
) -> None:
    assert six.preselected_posts == ["member"]
    assert members(six.election) == []
    enter()
    names = [person.name for person in people]
    assert members(six.election) == [(names[7], 60), (names[6], 50), (names[5], 40), (names[4], 30)]


def test_sc_72_four_nominees_need_none(city: Election, clerk: User, people: list[Resident]) -> None:
    four = nominated(city, clerk, people, 30, 25, 20, 15)
    assert four.preselected_posts == []
    assert len(members(city)) == 4
    with pytest.raises(standing_refusals.NoPreselection) as refused:
        record_preselection(
            by=clerk, election=city, now=CUT,
            draft=PreselectionDraft(date(2021, 3, 4), Preselectors.VOTERS, 9, 9, 9, {}),
        )  # fmt: skip
    assert refused.value.clause == "C-NOM-06"


def test_sc_72_nobody_is_proposed_or_listed_before_it(six: Nomination, enter: Recorder, clerk: User) -> None:
    election = six.election

    def propose(held_on: date = date(2021, 3, 6)) -> None:
        propose_candidates(
            by=clerk, election=election, held_on=held_on, note="同意", replies=accepting(election), now=PROPOSED
        )  # fmt: skip

    with pytest.raises(standing_refusals.PreselectionMissing) as refused:
        propose()
    assert (refused.value.code, refused.value.clause) == ("preselection_missing", "C-NOM-06")
    with pytest.raises(standing_refusals.PreselectionMissing):
        publish_candidates(by=clerk, election=election, now=PROPOSED)
    enter()
    with pytest.raises(Refusals) as early:
        propose(date(2021, 3, 3))
    assert codes(early) == ["before_nomination"]
    propose()


def test_the_step_is_done_with_the_preselection(six: Nomination, enter: Recorder) -> None:
    def step() -> Any:
        return progress_of_one(six.election, PROPOSED).steps

    assert step()[Step.NOMINATION].evidence.done_at is None
    assert "1" in str(step()[Step.NOMINATION].evidence.remark)
    assert [needed.clause for needed in step()[Step.PROPOSAL].missing] == ["C-NOM-06"]
    enter()
    assert step()[Step.NOMINATION].evidence.done_at == CUT


def test_a_plan_that_takes_the_first_by_votes_knows_none(nomination: Nomination) -> None:
    assert nomination.preselected_posts == []


def test_it_is_recorded_once_and_is_an_act(enter: Recorder) -> None:
    enter()
    entry = LedgerEntry.objects.get(act=Act.PRESELECTION_RECORDED)
    assert (entry.step, entry.data["present"], [v["taken"] for v in entry.data["votes"]]) == (
        "nomination", 75, [True, True, True, True, False, False],
    )  # fmt: skip
    with pytest.raises(standing_refusals.PreselectionRecorded):
        enter()


def test_other_clerks_and_the_township_find_nothing(
    enter: Recorder, other_clerk: User, township: User
) -> None:
    for user in (other_clerk, township):
        with pytest.raises(NotThere):
            enter(by=user)


def test_the_next_by_votes_of_the_preselection_moves_up(enter: Recorder, six: Nomination) -> None:
    assert "member" not in next_in_line(six.election)
    enter()
    Candidacy.objects.filter(election=six.election, post="member", votes=60).update(state="declined")
    waiting = next_in_line(six.election)["member"]
    assert [vote.deciding_votes for vote in waiting] == [20]


def test_level_people_at_the_cut_are_decided_on_record(
    enter: Recorder, draft: PreselectionDraft, six: Nomination
) -> None:
    level = {pk: 30 if number == 20 else number for pk, number in draft.votes.items()}
    with pytest.raises(Refusals) as refused:
        enter(votes=level)
    tie = refused.value.refusals[0]
    assert (tie.code, tie.clause, tie.data["places"], len(tie.data["level"])) == (
        "tie_undecided",
        "C-NOM-06",
        1,
        2,
    )
    chosen = tie.data["level"][1]["id"]
    enter(votes=level, decided={"member": [chosen]}, tie_decision="选举领导小组抽签决定")
    assert Candidacy.objects.filter(election=six.election, post="member", resident=chosen).exists()
    assert len(members(six.election)) == 4


class TestFigures:
    """All faults of day, papers and votes are told at once."""

    def test_papers_balance(self, enter: Recorder, draft: PreselectionDraft) -> None:
        with pytest.raises(Refusals) as refused:
            enter(present=2000, issued=2001, returned=2002)
        assert codes(refused) == ["present_over_expected", "issued_over_present", "returned_over_issued"]

    def test_valid_and_invalid_papers_are_all_that_came_back(
        self, enter: Recorder, draft: PreselectionDraft
    ) -> None:
        with pytest.raises(Refusals) as refused:
            enter(valid=draft.returned, invalid=1)
        assert codes(refused) == ["papers_do_not_add_up"]

    def test_it_is_held_after_the_nomination_and_not_tomorrow(self, enter: Recorder) -> None:
        with pytest.raises(Refusals) as refused:
            enter(held_on=date(2021, 2, 28))
        assert [(r.code, r.clause) for r in refused.value.refusals] == [("before_nomination", "C-NOM-06")]
        with pytest.raises(Refusals) as refused:
            enter(held_on=date(2021, 3, 5))
        assert codes(refused) == ["date_in_the_future"]

    def test_every_nominee_has_votes_and_nobody_else(self, enter: Recorder, draft: PreselectionDraft) -> None:
        (missing, _votes), *others = draft.votes.items()
        with pytest.raises(Refusals) as refused:
            enter(votes=dict(others) | {missing + 100_000: 1})
        assert [(r.code, r.field) for r in refused.value.refusals] == [
            ("not_a_nominee", f"votes-{missing + 100_000}"), ("preselection_vote_missing", f"votes-{missing}"),
        ]  # fmt: skip

    def test_no_more_votes_than_papers_and_names_on_them(
        self, enter: Recorder, draft: PreselectionDraft
    ) -> None:
        one = next(iter(draft.votes))
        with pytest.raises(Refusals) as refused:
            enter(votes=draft.votes | {one: 74})
        assert codes(refused) == ["votes_over_returned"]
        with pytest.raises(Refusals) as refused:
            enter(votes=dict.fromkeys(draft.votes, 73))
        assert codes(refused) == ["votes_over_seats"]
        with pytest.raises(Refusals) as refused:
            enter(votes=dict.fromkeys(draft.votes, 0))
        assert codes(refused) == ["nobody_nominated"]

    def test_two_thirds_of_the_representatives_are_present(self, enter: Recorder) -> None:
        few: dict[str, Any] = {"held_by": Preselectors.REPRESENTATIVES, "entitled": 120, "issued": 75}
        with pytest.raises(Refusals) as refused:
            enter(**few, present=79)
        assert [(r.code, r.clause) for r in refused.value.refusals] == [("too_few_attended", "VCOL-26.2")]
        assert enter(**few, present=80).entitled == 120

    def test_a_plan_may_ask_for_half_of_the_voters(self, enter: Recorder, six: Nomination) -> None:
        half = {"value": {"of": "electors", "measure": "present", "more_than": "1/2"}, "clause": "ZJ-18.1"}
        voters = six.registered
        under_changed_rules(
            six.election.cycle, lambda data: data["nomination"].update(preselection_participation=half)
        )
        with pytest.raises(Refusals) as refused:
            enter(present=voters // 2, issued=40, returned=40, votes=dict.fromkeys(_lines(six), 20))
        assert [(r.code, r.clause) for r in refused.value.refusals] == [("too_few_attended", "ZJ-18.1")]


class TestPage:
    """The page on which the clerk enters it."""

    URL = reverse_lazy("candidates:preselection", args=[VILLAGE])

    @pytest.fixture
    def filled(self, draft: PreselectionDraft, six: Nomination) -> dict[str, Any]:
        cycle = six.election.cycle
        cycle.clock = CUT
        cycle.save()
        votes = {f"votes-{nominee}": number for nominee, number in draft.votes.items()}
        return {
            "held_on": "2021-03-04",
            "held_by": "voters",
            "present": 75,
            "issued": 74,
            "returned": 73,
            **votes,
        }

    def test_the_clerk_enters_it_and_is_led_back(
        self, filled: dict[str, Any], client_of: Browser, clerk: User, six: Nomination
    ) -> None:
        browser = client_of(clerk)
        page = browser.get(self.URL)
        assert page.status_code == 200 and "C-NOM-06" in page.content.decode()
        assert page.context["form"]["entitled"].value() is None
        represented(six.election)
        groups = Group.objects.filter(village=VILLAGE).count()
        assert browser.get(self.URL).context["form"]["entitled"].value() == 3 * groups
        act = browser.get(reverse("candidates:candidates", args=[VILLAGE])).context["act"]
        assert act.url == self.URL
        assert browser.post(self.URL, filled).status_code == 302
        assert len(members(six.election)) == 4
        assert browser.get(self.URL).status_code == 302
        listed = browser.get(reverse("candidates:candidates", args=[VILLAGE]))
        assert "预选" in listed.content.decode()
        balance = checks_of(six.election, VoteAbout.PRESELECTION)[-1]
        for language, words in (("zh-hans", "73"), ("en", "Valid")):
            browser.cookies["django_language"] = language
            page = browser.get(reverse("candidates:candidates", args=[VILLAGE])).content.decode()
            with override(language):
                assert escape(str(balance.text)) in page and words in str(balance.text)

    def test_faults_and_ties_stand_on_the_page(
        self, filled: dict[str, Any], client_of: Browser, clerk: User, draft: PreselectionDraft
    ) -> None:
        page = client_of(clerk).post(self.URL, filled | {"held_by": "representatives"})
        assert set(page.context["form"].errors) == {"entitled"}
        level = {f"votes-{nominee}": 30 for nominee, number in draft.votes.items() if number == 20}
        page = client_of(clerk).post(self.URL, filled | level)
        person = page.context["ties"][0].data["level"][0]["id"]
        assert f'name="decided-member" value="{person}"' in page.content.decode()
        decided = {"decided-member": person, "tie_decision": "抽签"}
        assert client_of(clerk).post(self.URL, filled | level | decided).status_code == 302

    def test_its_result_is_a_notice(
        self, six: Nomination, enter: Recorder, clerk: User, people: list[Resident]
    ) -> None:
        with pytest.raises(PaperNotReady):
            preselection_result(six.election, date(2021, 3, 4))
        assert nomination_result(six.election, date(2021, 3, 4)).preselected == ("委员",)
        enter()
        sheet = preselection_result(six.election, date(2021, 3, 4))
        (post,) = sheet.posts
        assert [(person.votes, person.listed) for person in post.people] == [
            (60, True), (50, True), (40, True), (30, True), (20, False), (10, False),
        ]  # fmt: skip


def test_a_program_asks_for_the_nominees_and_records_it(
    six: Nomination, draft: PreselectionDraft, clerk: User
) -> None:
    cycle = six.election.cycle
    cycle.clock = CUT
    cycle.save()
    here, program = f"villages/{VILLAGE}/candidates/preselection/", Program(clerk)
    asked = program.get(f"{here}nominees/").json()
    assert (asked["due"], asked["posts"][0]["places"], len(asked["posts"][0]["nominees"])) == (True, 4, 6)
    body = {
        "held_on": "2021-03-04", "held_by": "voters", "present": 75, "issued": 74, "returned": 73,
        "votes": [{"nominee": nominee, "votes": number} for nominee, number in draft.votes.items()],
    }  # fmt: skip
    told = problem(program.post(here, body | {"returned": 99}))
    assert [each["code"] for each in told["problems"]] == ["returned_over_issued"]
    assert program.post(here, body).status_code == 201
    assert program.get(f"{here}nominees/").json()["due"] is False


def _lines(nomination: Nomination) -> list[int]:
    return list(
        NominationVote.objects.filter(nomination=nomination, post="member").values_list("pk", flat=True)
    )


def test_c_nom_06_its_ballot_has_the_nominees_in_the_order_of_the_list(
    six: Nomination, clerk: User, client_of: Browser, tmp_path: Path
) -> None:
    ballot = preselection_ballot(six.election, CUT.date())
    (post,) = ballot.posts
    votes = six.votes.filter(post="member").order_by("-votes")
    assert [line.name for line in post.lines] == [vote.name for vote in votes]
    assert (post.title, post.seats, ballot.order) == ("委员", 4, "得票多少")
    told = text_of(issued(clerk, "preselection_ballot", six.election, six.election), tmp_path)
    assert "最多选4名" in told and "初步候选人按得票多少排列" in told
    assert all(line.name in told for line in post.lines)
    six.election.cycle.clock = CUT
    six.election.cycle.save()
    page = client_of(clerk).get(f"/villages/{VILLAGE}/candidates/preselection/").content.decode()
    assert f"/villages/{VILLAGE}/papers/" in page


def test_where_the_rulebook_orders_by_strokes_the_ballot_does(six: Nomination) -> None:
    def change(data: dict[str, Any]) -> None:
        data["review"]["formal_candidate_order"]["value"] = "surname_strokes"

    under_changed_rules(six.election.cycle, change)
    election = Election.objects.select_related("cycle__township", "village").get(pk=six.election.pk)
    ballot = preselection_ballot(election, CUT.date())
    names = [line.name for line in ballot.posts[0].lines]
    assert names == sorted(names, key=surname_key) and ballot.order == "姓氏笔画"


def test_c_nom_06_its_tally_sheet_is_empty_before_and_filled_after(
    six: Nomination, enter: Recorder, draft: PreselectionDraft, clerk: User, tmp_path: Path
) -> None:
    before = preselection_tally(six.election, CUT.date())
    assert {line.votes for post in before.posts for line in post.lines} == {None}
    assert (before.issued, before.held_on, before.title) == (None, None, "候选人预选计票单")
    made = enter(valid=draft.returned - 2, invalid=2)
    after = preselection_tally(six.election, CUT.date())
    kept = {vote.name: vote.preselection_votes for vote in six.votes.filter(post="member")}
    assert {line.name: line.votes for line in after.posts[0].lines} == kept
    assert (after.issued, after.returned, after.present) == (made.issued, made.returned, made.present)
    assert (before.entitled, after.entitled) == (None, made.entitled)
    assert after.held_on == made.held_on
    told = text_of(issued(clerk, "preselection_tally", six.election, six.election), tmp_path)
    assert f"发出预选票{made.issued}张收回预选票{made.returned}张有效票{made.returned - 2}张无效票2张" in told
    assert all(f"{name}{votes}票" in told for name, votes in kept.items())


def test_where_nothing_is_to_be_cut_there_is_neither_ballot_nor_sheet(
    city: Election, clerk: User, people: list[Resident]
) -> None:
    nominated(city, clerk, people, 30, 25, 20)
    for paper in (preselection_ballot, preselection_tally):
        with pytest.raises(PaperNotReady) as refused:
            paper(city, CUT.date())
        assert refused.value.clause == "C-NOM-06"
    assert not {"preselection_ballot", "preselection_tally"} & {one.kind.key for one in issuable(VILLAGE)}
