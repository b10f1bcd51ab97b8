"""Nominees and formal candidates who withdraw, the list posted again, and what holds the vote until then."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals, standing_refusals
from candidates.enums import CandidacyState, ReviewLevel
from candidates.list_rules import list_rules
from candidates.models import Candidacy, ListChange, Nomination, NominationVote, Withdrawal
from candidates.papers.of_election import candidate_change
from candidates.queries.candidacy import formal_candidates
from candidates.queries.nomination import next_in_line
from candidates.services.committee_inspection import Seen, inspect_candidates
from candidates.services.list_change import publish_list_change
from candidates.services.proposal import propose_candidates
from candidates.services.publication import publish_candidates
from candidates.services.standing import move_up
from candidates.services.withdrawal import withdraw_candidate
from elections.enums import Act, Step
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.refusals import StepClosed
from tests.candidates.conftest import LATEST, PROPOSED, accepting, verdict
from tests.candidates.passed import inspected
from tests.cast import VILLAGE, at, under_changed_rules
from tests.programs import Program, problem
from voting.models import Contest

LISTED, LETTER, LATER = at(2021, 1, 10), at(2021, 1, 11), at(2021, 1, 15)
Browser = Callable[[User], Client]


@pytest.fixture
def listed(reviewed: Election, clerk: User) -> Election:
    """Two for chair, two for deputy, four for member, posted on 10 January; the vote is on 20 January."""
    publish_candidates(by=clerk, election=reviewed, now=LISTED)
    return reviewed


def of_post(election: Election, post: str) -> Candidacy:
    return Candidacy.objects.filter(election=election, post=post).order_by("-votes").first()


def withdraw(by: User, person: Candidacy, now: datetime = LETTER, **different: Any) -> Withdrawal:
    said = {"received_on": now.date(), "reason": "外出务工，不再参选"} | different
    return withdraw_candidate(by=by, candidacy=person, now=now, **said)


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def printed(election: Election, post: str) -> list[str]:
    position = Contest.objects.get(election=election).positions.get(post=post)
    return [line.choice.name for line in position.lines.order_by("order")]


def no_differential(cycle: Cycle) -> None:
    """As many candidates as seats will do."""
    none = {"value": 0, "clause": "A-TEST-01"}
    under_changed_rules(cycle, lambda data: data["nomination"].update(candidates_extra_min=none))


class TestNominee:
    """Before the list: the place becomes free and the next by votes moves up."""

    def test_a_nominee_withdraws_and_the_next_by_votes_comes(
        self, nomination: Nomination, clerk: User
    ) -> None:
        election = nomination.election
        made = withdraw(clerk, of_post(election, "chair"), PROPOSED)
        assert (made.from_list, made.candidacy.state) == (False, CandidacyState.WITHDRAWN)
        (vote,) = next_in_line(election)["chair"]
        assert vote.votes == 3
        move_up(by=clerk, election=election, vote=vote, reason="", now=PROPOSED)
        assert election.candidacies.filter(post="chair", state="nominated").count() == 2

    def test_it_is_an_act_with_day_and_reason(self, candidacy: Candidacy, clerk: User) -> None:
        withdraw(clerk, candidacy)
        entry = LedgerEntry.objects.get(act=Act.CANDIDATE_WITHDREW)
        assert (entry.subject, entry.data["received_on"], entry.data["reason"]) == (
            candidacy.name, "2021-01-11", "外出务工，不再参选",
        )  # fmt: skip

    def test_day_and_reason_are_asked(self, candidacy: Candidacy, clerk: User) -> None:
        with pytest.raises(Refusals) as refused:
            withdraw(clerk, candidacy, received_on=date(2021, 1, 12), reason=" ")
        assert [(r.code, r.field) for r in refused.value.refusals] == [
            ("date_in_the_future", "received_on"), ("reason_needed", "reason"),
        ]  # fmt: skip

    def test_nobody_withdraws_twice_and_no_other_clerk_enters_it(
        self, candidacy: Candidacy, clerk: User, other_clerk: User, township: User
    ) -> None:
        for user in (other_clerk, township):
            with pytest.raises(NotThere):
                withdraw(user, candidacy)
        withdraw(clerk, candidacy)
        with pytest.raises(refusals.CandidacyMovedOn):
            withdraw(clerk, candidacy)


class TestFormal:
    """From the formal list: the name leaves the ballot at once, and the list is posted again before the vote."""

    def test_the_name_leaves_the_ballot_and_the_step_is_open_again(
        self, listed: Election, clerk: User
    ) -> None:
        member = of_post(listed, "member")
        before = printed(listed, "member")
        assert withdraw(clerk, member).from_list
        assert printed(listed, "member") == before[1:]
        steps = progress_of_one(listed, LETTER).steps
        assert steps[Step.FORMAL_CANDIDATES].evidence.done_at is None
        assert Step.FORMAL_CANDIDATES in {needed.step for needed in steps[Step.VOTING].missing}

    def test_without_the_differential_it_is_not_posted_until_the_next_moved_up_and_passed(
        self, listed: Election, clerk: User, township: User, county_reviewer: User
    ) -> None:
        withdraw(clerk, of_post(listed, "chair"))
        with pytest.raises(Refusals) as refused:
            publish_list_change(by=clerk, election=listed, now=LETTER)
        assert [(r.code, r.clause) for r in refused.value.refusals] == [("too_few_candidates", "VCOL-15.1")]
        assert set(next_in_line(listed)) == {"chair"}
        (vote,) = next_in_line(listed)["chair"]
        joined = move_up(by=clerk, election=listed, vote=vote, reason="", now=LETTER)
        propose_candidates(
            by=clerk,
            election=listed,
            held_on=LETTER.date(),
            note="同意",
            replies=accepting(listed),
            now=LETTER,
        )
        verdict(township, joined, now=LETTER)
        verdict(county_reviewer, joined, ReviewLevel.COUNTY, now=LETTER)
        inspected([joined], township, LETTER)
        change = publish_list_change(by=clerk, election=listed, now=LATEST)
        assert [person.votes for person in formal_candidates(listed).filter(post="chair")] == [20, 3]
        assert printed(listed, "chair") == [p.name for p in formal_candidates(listed).filter(post="chair")]
        assert progress_of_one(listed, LATEST).steps[Step.FORMAL_CANDIDATES].evidence.done_at is not None
        sheet = candidate_change(change, LATEST.date())
        assert [post for post, _name in (*sheet.left, *sheet.joined)] == ["主任", "主任"]

    def test_a_list_that_keeps_the_differential_is_posted_shorter_even_after_its_last_day(
        self, listed: Election, clerk: User, cycle: Cycle
    ) -> None:
        under_changed_rules(
            cycle,
            lambda data: data["nomination"].update(candidates_extra_min={"value": 0, "clause": "A-TEST-01"}),
        )
        withdraw(clerk, of_post(listed, "member"), LATER)
        publish_list_change(by=clerk, election=listed, now=LATER)
        assert [p.place for p in formal_candidates(listed).filter(post="member")] == [1, 2, 3]
        entry = LedgerEntry.objects.get(act=Act.CANDIDATES_CHANGED)
        assert (len(entry.data["left"]), entry.data["joined"], len(entry.data["list"])) == (1, [], 7)

    def test_nobody_joins_after_the_last_day_unless_the_rulebook_fills_the_place(
        self, listed: Election, clerk: User, cycle: Cycle
    ) -> None:
        gone = of_post(listed, "chair")
        vote = NominationVote.objects.get(nomination__election=listed, post="chair", votes=3)
        withdraw(clerk, gone, LATER)
        joins = Candidacy.objects.create(
            election=listed, post="chair", name=vote.name, sex=vote.sex, resident=vote.resident, votes=3,
            state="county_passed", changed_at=LETTER,
        )  # fmt: skip
        inspected([joins], clerk, LETTER)
        with pytest.raises(StepClosed) as refused:
            publish_list_change(by=clerk, election=listed, now=LATER)
        assert refused.value.clause == "A-REV-11"
        fills = {"value": True, "clause": "ZJ-19"}
        under_changed_rules(cycle, lambda data: data["review"].update(withdrawn_filled=fills))
        publish_list_change(by=clerk, election=Election.objects.get(pk=listed.pk), now=LATER)
        assert ListChange.objects.get().joined.get().name == vote.name

    def test_where_the_place_is_filled_the_whole_way_is_open_until_the_day_before_the_vote(
        self, listed: Election, clerk: User, township: User, county_reviewer: User, cycle: Cycle
    ) -> None:
        """Plan A is silent; its setting decides (A-REV-11), and the negative control comes first."""
        withdraw(clerk, of_post(listed, "chair"), LATER)
        (vote,) = next_in_line(listed)["chair"]
        with pytest.raises(StepClosed):
            move_up(by=clerk, election=listed, vote=vote, reason="", now=LATER)
        filled = cycle.rules.review.withdrawn_filled
        assert (filled.value, filled.proposed) == (False, True)
        assert any("镇里延长期限" in str(each.text) for each in list_rules(listed).readings)
        fills = {"value": True, "clause": "A-REV-11", "proposed": True}
        under_changed_rules(cycle, lambda data: data["review"].update(withdrawn_filled=fills))
        listed = Election.objects.get(pk=listed.pk)
        assert any("直到选举日前一天" in str(each.text) for each in list_rules(listed).readings)
        joined = move_up(by=clerk, election=listed, vote=vote, reason="", now=LATER)
        propose_candidates(
            by=clerk, election=listed, held_on=LATER.date(), note="同意", replies=accepting(listed),
            now=LATER,
        )  # fmt: skip
        verdict(township, joined, now=LATER)
        verdict(county_reviewer, joined, ReviewLevel.COUNTY, now=LATER)
        inspect_candidates(
            by=township, election=listed, held_on=LATER.date(), inspectors="镇党委考察组",
            found=[Seen(joined.pk, passed=True)], now=LATER,
        )  # fmt: skip
        publish_list_change(by=clerk, election=listed, now=LATER)
        assert [person.votes for person in formal_candidates(listed).filter(post="chair")] == [20, 3]
        assert next_in_line(listed) == {} or "chair" not in next_in_line(listed)

    def test_filled_or_not_without_a_withdrawal_nobody_comes_after_the_last_day(
        self, listed: Election, clerk: User, cycle: Cycle
    ) -> None:
        fills = {"value": True, "clause": "A-REV-11", "proposed": True}
        under_changed_rules(cycle, lambda data: data["review"].update(withdrawn_filled=fills))
        vote = NominationVote.objects.get(nomination__election=listed, post="chair", votes=3)
        with pytest.raises(StepClosed):
            move_up(by=clerk, election=listed, vote=vote, reason="", now=LATER)

    def test_after_the_last_day_of_the_rulebook_and_on_polling_day_nobody_withdraws(
        self, listed: Election, clerk: User, cycle: Cycle
    ) -> None:
        person = of_post(listed, "member")
        with pytest.raises(Refusals) as refused:
            withdraw(clerk, person, at(2021, 1, 20, 7), received_on=date(2021, 1, 19))
        assert codes(refused) == ["withdrawal_too_late"]
        three = {"value": {"days": 3, "before": "election_day"}, "clause": "ZJ-19"}
        under_changed_rules(cycle, lambda data: data["review"].update(withdrawn=three))
        with pytest.raises(Refusals) as refused:
            withdraw(clerk, person, at(2021, 1, 18))
        late = refused.value.refusals[0]
        assert (late.code, late.clause, late.data) == ("withdrawal_too_late", "ZJ-19", {"last": "2021-01-17"})
        withdraw(clerk, person, at(2021, 1, 18), received_on=date(2021, 1, 17))

    def test_what_did_not_change_is_not_posted_again(self, reviewed: Election, clerk: User) -> None:
        Candidacy.objects.filter(election=reviewed).update(state="township_passed")
        with pytest.raises(standing_refusals.NotPublished):
            publish_list_change(by=clerk, election=reviewed, now=LISTED)
        Candidacy.objects.filter(election=reviewed).update(state="county_passed")
        publish_candidates(by=clerk, election=reviewed, now=LISTED)
        with pytest.raises(standing_refusals.NothingChanged):
            publish_list_change(by=clerk, election=reviewed, now=LISTED)

    def test_on_polling_day_the_list_stands(self, listed: Election, clerk: User) -> None:
        withdraw(clerk, of_post(listed, "member"))
        with pytest.raises(standing_refusals.ListFixed):
            publish_list_change(by=clerk, election=listed, now=at(2021, 1, 20, 7))


class TestPages:
    """The clerk's pages, and the API beside them."""

    def test_a_withdrawal_leads_to_the_list_and_back(
        self, listed: Election, client_of: Browser, clerk: User, cycle: Cycle
    ) -> None:
        cycle.clock = LETTER
        cycle.save()
        under_changed_rules(
            cycle,
            lambda data: data["nomination"].update(candidates_extra_min={"value": 0, "clause": "A-TEST-01"}),
        )
        browser, person = client_of(clerk), of_post(listed, "member")
        page = reverse("candidates:withdrawals", args=[VILLAGE])
        assert "A-" in browser.get(page).content.decode()
        assert (
            browser.post(page, {"person": person.pk, "received_on": "2021-01-12", "reason": "病"}).status_code
            == 409
        )
        sent = browser.post(page, {"person": person.pk, "received_on": "2021-01-11", "reason": "病"})
        change = reverse("candidates:list_change", args=[VILLAGE])
        assert sent.headers["Location"] == change
        listing = browser.get(reverse("candidates:candidates", args=[VILLAGE]))
        assert listing.context["act"].url == change and "病" in listing.content.decode()
        assert browser.get(change).status_code == 200
        assert browser.post(change).status_code == 302
        assert browser.post(change).status_code == 409
        assert browser.get(reverse("candidates:candidates", args=[VILLAGE])).context["act"] is None

    def test_a_program_does_the_same(self, listed: Election, clerk: User, cycle: Cycle) -> None:
        cycle.clock = LETTER
        cycle.save()
        here, program, person = f"villages/{VILLAGE}/candidates/", Program(clerk), of_post(listed, "chair")
        told = program.post(f"{here}{person.pk}/withdrawal/", {"received_on": "2021-01-11", "reason": "病"})
        assert (told.status_code, told.json()["state"]) == (201, "withdrawn")
        refused = problem(program.post(f"{here}list/changes/", {}))
        assert [each["code"] for each in refused["problems"]] == ["too_few_candidates"]
