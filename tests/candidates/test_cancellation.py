"""A candidate found to have bought votes before the vote: the candidacy is cancelled (SC-102, first half)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals, standing_refusals
from candidates.cancel_rules import cancel_rules
from candidates.enums import CandidacyState
from candidates.models import Candidacy, Nomination, NominationVote, Withdrawal
from candidates.papers.of_election import candidate_change
from candidates.queries.nomination import next_in_line
from candidates.queries.party_path import formal_party
from candidates.services.cancellation import Cancelling, cancel_candidacy
from candidates.services.list_change import publish_list_change
from candidates.services.publication import publish_candidates
from candidates.services.retention import count_cancel_evidence, forget_cancel_evidence
from candidates.services.standing import move_up, stand
from elections.enums import Act, Step
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.refusals import StepClosed
from tests.candidates.assembly import DAY
from tests.candidates.city import city, stands
from tests.candidates.party import Path
from tests.candidates.party_fixtures import b, officers, under
from tests.candidates.party_people import stands_for_the_party
from tests.candidates.party_votes import PartyVoteWalk, a, bare
from tests.candidates.test_withdrawal import LISTED, no_differential, of_post, printed, withdraw
from tests.cast import VILLAGE, at, under_changed_rules
from tests.programs import Program, problem
from villages.models import Resident
from voting.enums import ContestState
from voting.models import Contest

__all__ = ["a", "b", "bare", "city", "officers", "under"]
Browser = Callable[[User], Client]
FOUND = at(2021, 1, 11)
SAID = {
    "ground": "improper_competition",
    "reason": "向二十户送礼拉票",
    "evidence": "三份谈话笔录、转账记录",
    "decision": "白纪决〔2021〕1号",
}


@pytest.fixture
def listed(reviewed: Election, clerk: User, cycle: Cycle) -> Election:
    """Two for chair, two for deputy, four for member, posted on 10 January; as many as there are seats will do."""
    no_differential(cycle)
    election = Election.objects.get(pk=reviewed.pk)
    publish_candidates(by=clerk, election=election, now=LISTED)
    return election


def cancel(by: User, person: Candidacy, now: datetime = FOUND, **different: Any) -> list[Withdrawal]:
    draft = Cancelling(**({"decided_on": now.date()} | SAID | different))
    return cancel_candidacy(by=by, candidacy=person, draft=draft, now=now)


def reading(cycle: Cycle, **values: Any) -> None:
    """Other values of the review's rules."""
    under_changed_rules(
        cycle,
        lambda data: data["review"].update(
            {name: {"value": value, "clause": "A-RES-04"} for name, value in values.items()}
        ),
    )


class TestCommittee:
    """Plan A: from the formal list, the prepared vote, and the list posted again."""

    def test_sc_102_a_candidate_found_to_have_bought_votes_is_off_the_list_and_the_ballot(
        self, listed: Election, township: User, clerk: User
    ) -> None:
        person, before = of_post(listed, "member"), printed(listed, "member")
        (made,) = cancel(township, person)
        assert (made.from_list, made.clause, made.candidacy.state) == (
            True, "A-RES-04", CandidacyState.CANCELLED,
        )  # fmt: skip
        assert printed(listed, "member") == before[1:]
        steps = progress_of_one(listed, FOUND).steps
        assert steps[Step.FORMAL_CANDIDATES].evidence.done_at is None
        assert Step.FORMAL_CANDIDATES in {needed.step for needed in steps[Step.VOTING].missing}
        change = publish_list_change(by=clerk, election=listed, now=FOUND)
        assert progress_of_one(listed, FOUND).steps[Step.FORMAL_CANDIDATES].evidence.done_at is not None
        sheet = candidate_change(change, FOUND.date())
        assert (sheet.left, sheet.cancelled) == ((), (("委员", person.name, SAID["decision"]),))

    def test_sc_102_the_ledger_keeps_ground_and_decision_and_no_word_of_the_evidence(
        self, listed: Election, county_office: User
    ) -> None:
        cancel(county_office, of_post(listed, "member"))
        entry = LedgerEntry.objects.get(act=Act.CANDIDACY_CANCELLED)
        assert (entry.data["ground"], entry.data["clause"], entry.data["decision"]) == (
            "improper_competition", "A-RES-04", SAID["decision"],
        )  # fmt: skip
        assert entry.data["from_list"] == ["member"]
        assert SAID["evidence"] not in str(entry.data) and SAID["reason"] not in str(entry.data)

    def test_sc_102_the_next_by_votes_moves_up_and_the_person_never_does(
        self, listed: Election, township: User, clerk: User, cycle: Cycle
    ) -> None:
        gone = of_post(listed, "chair")
        other = NominationVote.objects.filter(nomination__election=listed, post="deputy").first()
        NominationVote.objects.create(
            nomination=other.nomination, post="deputy", name=gone.name, sex=gone.sex, resident=gone.resident,
            votes=2,
        )  # fmt: skip
        cancel(township, gone)
        (vote,) = next_in_line(listed)["chair"]
        assert vote.resident_id != gone.resident_id
        assert move_up(by=clerk, election=listed, vote=vote, reason="", now=FOUND).post == "chair"
        withdraw(clerk, of_post(listed, "deputy"), FOUND)
        assert gone.resident_id not in {
            each.resident_id for line in next_in_line(listed).values() for each in line
        }
        with pytest.raises(standing_refusals.CandidacyCancelled):
            stand(listed, "deputy", NominationVote.objects.get(resident=gone.resident, post="deputy"), FOUND)

    def test_sc_102_every_candidacy_of_the_person_falls(self, listed: Election, township: User) -> None:
        chair = of_post(listed, "chair")
        party = stands_for_the_party(listed, chair.resident, state="prospective")
        made = cancel(township, chair)
        assert {each.candidacy_id for each in made} == {chair.pk, party.pk}
        assert set(Candidacy.objects.filter(resident=chair.resident).values_list("state", flat=True)) == {
            "cancelled"
        }

    def test_a_nominee_leaves_no_list_to_be_posted(self, nomination: Nomination, township: User) -> None:
        (made,) = cancel(township, of_post(nomination.election, "chair"), at(2020, 12, 27))
        assert not made.from_list
        assert "chair" in next_in_line(nomination.election)

    def test_sc_102_day_ground_finding_evidence_and_decision_are_all_asked_at_once(
        self, listed: Election, township: User
    ) -> None:
        with pytest.raises(Refusals) as refused:
            cancel(
                township, of_post(listed, "member"), decided_on=date(2021, 1, 12), ground="forged_ballots",
                reason=" ", evidence="", decision="",
            )  # fmt: skip
        assert [(each.code, each.field) for each in refused.value.refusals] == [
            ("date_in_the_future", "decided_on"), ("cancel_ground_unknown", "ground"),
            ("reason_needed", "reason"), ("reason_needed", "evidence"), ("reason_needed", "decision"),
        ]  # fmt: skip
        assert not Withdrawal.objects.exists()

    def test_township_and_county_decide_once_and_nobody_on_themselves(
        self, listed: Election, clerk: User, teller: User, county_reviewer: User, township: User
    ) -> None:
        person = of_post(listed, "member")
        for user in (clerk, teller, county_reviewer):
            with pytest.raises(NotThere):
                cancel(user, person)
        named, township.name = township.name, person.name
        with pytest.raises(refusals.OwnCandidacy):
            cancel(township, person)
        township.name = named
        cancel(township, person)
        with pytest.raises(refusals.CandidacyMovedOn):
            cancel(township, person)

    def test_sc_102_once_polling_day_has_come_the_ballot_stands(
        self, listed: Election, township: User
    ) -> None:
        person, before = of_post(listed, "member"), printed(listed, "member")
        with pytest.raises(standing_refusals.CancelledTooLate) as refused:
            cancel(township, person, at(2021, 1, 20, 7))
        assert (refused.value.clause, refused.value.data) == ("A-RES-04", {"last": "2021-01-19"})
        assert printed(listed, "member") == before
        cancel(township, person, at(2021, 1, 19, 23))

    def test_the_rulebook_may_name_another_last_day(
        self, listed: Election, township: User, cycle: Cycle
    ) -> None:
        reading(cycle, cancelled={"days": 7, "before": "election_day"})
        with pytest.raises(standing_refusals.CancelledTooLate):
            cancel(township, of_post(listed, "member"), at(2021, 1, 14))
        cancel(township, of_post(listed, "member"), at(2021, 1, 13))

    def test_a_counted_vote_is_beyond_it_whatever_the_day(self, listed: Election, township: User) -> None:
        Contest.objects.filter(election=listed).update(state=ContestState.COUNTING)
        with pytest.raises(standing_refusals.CancelledTooLate):
            cancel(township, of_post(listed, "member"))

    def test_after_the_vote_its_step_is_closed(self, listed: Election, township: User, cycle: Cycle) -> None:
        reading(cycle, cancelled={"end": date(2021, 12, 31).isoformat()})
        with pytest.raises((standing_refusals.CancelledTooLate, StepClosed)):
            cancel(township, of_post(listed, "member"), at(2021, 2, 20))

    def test_the_archive_takes_the_evidence_out_and_leaves_the_decision(
        self, listed: Election, township: User, cycle: Cycle
    ) -> None:
        cancel(township, of_post(listed, "member"))
        assert (count_cancel_evidence(cycle), forget_cancel_evidence(cycle), count_cancel_evidence(cycle)) == (
            1, 1, 0,
        )  # fmt: skip
        kept = Withdrawal.objects.get()
        assert (kept.reason, kept.evidence, kept.decision) == ("", "", SAID["decision"])


class TestOtherPlans:
    """Plans B and C forbid it and do not say what becomes of the candidate: the reading stands on the page."""

    def test_sc_102_plan_c_cancels_by_its_reading(
        self, city: Election, people: list[Resident], clerk: User, township: User, county_reviewer: User
    ) -> None:
        under_changed_rules(city.cycle, lambda data: data["structure"].pop("dedicated_female_post"))
        stands(city, county_reviewer, people[:2], "chair", 30, 20)
        stands(city, county_reviewer, people[2:7], "member", 30, 28, 26, 24, 22)
        publish_candidates(by=clerk, election=city, now=at(2021, 3, 10))
        person = city.candidacies.get(resident=people[2])
        (made,) = cancel(township, person, at(2021, 3, 11))
        assert made.clause == "C-DISC-01" and person.name not in printed(city, "member")
        publish_list_change(by=clerk, election=city, now=at(2021, 3, 12))
        (told, _silent_on_the_day, _party) = cancel_rules(city).readings
        assert "拉票" in str(told.text) or "bought votes" in str(told.text)

    def test_sc_102_plan_b_cancels_a_party_candidacy(self, b: Path, people: list[Resident]) -> None:
        township = b.officers["township_office"]
        person = stands_for_the_party(b.election, people[0], state="prospective")
        (made,) = cancel(township, person, at(2020, 11, 2))
        assert (made.clause, made.from_list, made.candidacy.state) == ("B-DISC-01", False, "cancelled")
        assert cancel_rules(b.election).last is None

    def test_sc_102_a_rulebook_that_cancels_nobody_says_what_happens_instead(
        self, listed: Election, township: User, cycle: Cycle
    ) -> None:
        reading(cycle, improper_competition_cancels=False)
        with pytest.raises(standing_refusals.CancellingNotInPlan):
            cancel(township, of_post(listed, "member"))


class TestPartyOrganisation:
    """Plan A's assembly: off the list while the members' ballot is not prepared; then the ballot stands."""

    def test_sc_102_a_formal_candidate_of_the_party_is_not_on_the_ballot(
        self, a: PartyVoteWalk, people: list[Resident]
    ) -> None:
        seventh = stands_for_the_party(a.election, people[7], "party_member", "formal", place=7)
        cancel(a.township, a.people[5], at(2020, 12, 30))
        a.up_to_the_ballot()
        contest = a.prepare()
        names = [line.choice.name for line in contest.positions.get().lines.order_by("order")]
        assert names == [person.name for person in (*a.people[:5], seventh)]
        assert list(formal_party(a.election)) == [*a.people[:5], seventh]

    def test_sc_102_no_more_left_than_seats_needs_the_upper_party_organisations_paper(
        self, a: PartyVoteWalk
    ) -> None:
        cancel(a.township, a.people[5], at(2020, 12, 30))
        a.up_to_the_ballot()
        with pytest.raises(refusals.TooFewCandidates) as refused:
            a.prepare()
        assert refused.value.data == {"have": 5, "need": 6}
        assert a.prepare(approval="白党复〔2021〕3号").body == "party_committee"
        prepared = LedgerEntry.objects.get(act=Act.CONTEST_PREPARED)
        assert prepared.data["consent"] == "白党复〔2021〕3号"

    def test_sc_102_once_the_members_ballot_is_prepared_it_stands(self, a: PartyVoteWalk) -> None:
        a.up_to_the_ballot()
        contest = a.prepare()
        with pytest.raises(standing_refusals.CancelledTooLate):
            cancel(a.township, a.people[5], DAY)
        assert contest.positions.get().lines.count() == 6


class TestPages:
    """Who decides enters it, everybody in sight reads it, and the public board tells of it."""

    @pytest.fixture
    def clocked(self, listed: Election, cycle: Cycle) -> Election:
        cycle.clock = FOUND
        cycle.save()
        return listed

    def test_the_township_enters_it_and_the_clerk_posts_the_list_again(
        self, clocked: Election, client_of: Browser, township: User, clerk: User
    ) -> None:
        page, person = reverse("candidates:cancellations", args=[VILLAGE]), of_post(clocked, "member")
        record = reverse("candidates:cancel", args=[VILLAGE])
        office, village = client_of(township), client_of(clerk)
        assert record in office.get(page).content.decode()
        sent = SAID | {"person": person.pk, "decided_on": "2021-01-11"}
        assert office.post(record, sent | {"evidence": ""}).status_code == 409
        assert office.post(record, sent | {"decided_on": "2021-01-12"}).status_code == 409
        assert office.post(record, sent).headers["Location"] == page
        told = village.get(page).content.decode()
        change = reverse("candidates:list_change", args=[VILLAGE])
        assert SAID["decision"] in told and record not in told and change in told
        assert (
            SAID["decision"] in village.get(reverse("candidates:candidates", args=[VILLAGE])).content.decode()
        )
        assert village.post(record, sent).status_code == 404
        assert village.post(change).status_code == 302

    def test_the_public_board_tells_of_a_name_that_was_posted(
        self, clocked: Election, client: Client, township: User
    ) -> None:
        board = reverse("overview:public_board", args=[VILLAGE])
        client.cookies["django_language"] = "en"
        assert "Candidacies cancelled" not in client.get(board).content.decode()
        cancel(township, of_post(clocked, "member"))
        told = client.get(board).content.decode()
        assert "Candidacies cancelled" in told and SAID["evidence"] not in told

    def test_the_party_organisations_page_tells_of_it_too(
        self, clocked: Election, people: list[Resident], client_of: Browser, township: User, clerk: User
    ) -> None:
        cancel(township, stands_for_the_party(clocked, people[8], state="prospective"))
        page = client_of(clerk).get(reverse("candidates:party", args=[VILLAGE])).content.decode()
        assert SAID["decision"] in page

    def test_a_program_does_the_same(self, clocked: Election, township: User, clerk: User) -> None:
        here, person = f"villages/{VILLAGE}/candidates/", of_post(clocked, "member")
        body = SAID | {"decided_on": "2021-01-11"}
        told = Program(township).post(f"{here}{person.pk}/cancellation/", body)
        assert (told.status_code, told.json()[0]["post"], told.json()[0]["announced_at"]) == (
            201,
            "member",
            None,
        )
        assert Program(clerk).get(f"{here}cancellations/").json() == told.json()
        again = problem(Program(township).post(f"{here}{person.pk}/cancellation/", body))
        assert again["code"] == "candidacy_moved_on"
