import threading
from datetime import date

import pytest
from django.db import connection, transaction

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere
from candidates import refusals
from candidates.enums import CandidacyState, ReviewLevel, Verdict
from candidates.models import Candidacy, Review
from candidates.queries.review import reviews_decided_by, reviews_returned_by, reviews_waiting_for
from candidates.services import review
from candidates.services.approval import record_approval
from candidates.services.proposal import answer_return
from candidates.services.review import review_candidacy
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.refusals import StepClosed
from tests.candidates.conftest import REVIEWED, married, verdict
from tests.candidates.passed import passed
from tests.cast import OTHER_TOWNSHIP, Officer, at
from villages.models import Cadre
from voting.models import RollEntry

COUNTY, TOWNSHIP = ReviewLevel.COUNTY, ReviewLevel.TOWNSHIP


def test_passed_by_the_township_a_person_waits_for_the_county(candidacy: Candidacy, township: User) -> None:
    assert verdict(township, candidacy).state == CandidacyState.TOWNSHIP_PASSED


def test_passed_by_the_county_a_person_is_ready_for_the_list(
    candidacy: Candidacy, township: User, county_reviewer: User
) -> None:
    verdict(township, candidacy)
    assert verdict(county_reviewer, candidacy, COUNTY).state == CandidacyState.COUNTY_PASSED


def test_people_put_on_record_as_passed_are_those_whom_the_service_passes(
    proposed: Election, township: User, county_reviewer: User
) -> None:
    def left() -> list[object]:
        people = proposed.candidacies.order_by("pk").values_list("pk", "state", "changed_at")
        reviews = Review.objects.order_by("candidacy", "level").values(
            "candidacy", "level", "verdict", "reason", "findings", "reviewed_by", "office", "reviewed_at"
        )
        return [*people, *reviews]

    with transaction.atomic():
        for person in proposed.candidacies.all():
            verdict(township, person)
            verdict(county_reviewer, person, COUNTY)
        by_service = left()
        transaction.set_rollback(True)
    assert left() != by_service
    passed(proposed.candidacies.all(), {TOWNSHIP: township, COUNTY: county_reviewer}, REVIEWED)
    assert left() == by_service


def test_the_verdict_keeps_office_reason_and_findings(candidacy: Candidacy, township: User) -> None:
    verdict(township, candidacy, said=Verdict.RETURN, reason="学历证明未附")
    kept = candidacy.reviews.get()
    assert (kept.office, kept.reason, kept.level) == ("镇换届办", "学历证明未附", "township")
    entry = LedgerEntry.objects.get(act=Act.CANDIDATE_RETURNED)
    assert entry.subject == candidacy.name
    assert set(entry.data["findings"].values()) == {"pass", "proof"}


def test_the_county_does_not_come_before_the_township(candidacy: Candidacy, county_reviewer: User) -> None:
    with pytest.raises(refusals.TownshipNotPassed) as refused:
        verdict(county_reviewer, candidacy, COUNTY)
    assert refused.value.clause == "A-REV-01"


def test_the_county_decides_on_one_while_the_township_still_looks_at_another(
    candidacy: Candidacy, township: User, county_reviewer: User
) -> None:
    verdict(township, candidacy)
    assert candidacy.election.candidacies.filter(state="proposed").exists()
    assert verdict(county_reviewer, candidacy, COUNTY).state == CandidacyState.COUNTY_PASSED


def test_what_the_county_returns_goes_through_the_township_again(
    candidacy: Candidacy, township: User, county_reviewer: User, clerk: User
) -> None:
    verdict(township, candidacy)
    assert (
        verdict(county_reviewer, candidacy, COUNTY, Verdict.RETURN, "补证").state == CandidacyState.RETURNED
    )
    answer_return(by=clerk, candidacy=candidacy, text="已补", now=REVIEWED)
    with pytest.raises(refusals.TownshipNotPassed):
        verdict(county_reviewer, candidacy, COUNTY)


def test_a_returned_person_who_brings_nothing_can_be_rejected(candidacy: Candidacy, township: User) -> None:
    verdict(township, candidacy, said=Verdict.RETURN, reason="补证")
    with pytest.raises(refusals.CandidacyMovedOn):
        verdict(township, candidacy)
    assert (
        verdict(township, candidacy, said=Verdict.REJECT, reason="逾期未补").state == CandidacyState.REJECTED
    )


@pytest.mark.parametrize("said", [Verdict.RETURN, Verdict.REJECT])
def test_without_a_reason_nobody_is_sent_back(candidacy: Candidacy, township: User, said: Verdict) -> None:
    with pytest.raises(refusals.ReasonNeeded):
        verdict(township, candidacy, said=said, reason=" ")
    assert not Review.objects.exists()


def test_a_verdict_is_given_once(candidacy: Candidacy, township: User) -> None:
    verdict(township, candidacy)
    with pytest.raises(refusals.CandidacyMovedOn):
        verdict(township, candidacy)


def test_nobody_reviews_the_own_candidacy(candidacy: Candidacy, township: User) -> None:
    township.name = candidacy.name
    with pytest.raises(refusals.OwnCandidacy) as refused:
        verdict(township, candidacy)
    assert refused.value.clause == "A-COM-07"


@pytest.mark.parametrize("level", ReviewLevel)
@pytest.mark.parametrize("role", Role)
def test_each_level_has_its_office(
    candidacy: Candidacy, officer: Officer, role: Role, level: ReviewLevel
) -> None:
    who = officer(role, "430423101" if role == Role.TOWNSHIP_OFFICE else "430423", f"{role}-here")
    rightful = {TOWNSHIP: Role.TOWNSHIP_OFFICE, COUNTY: Role.COUNTY_REVIEWER}[level]
    expected = refusals.ReasonNeeded if role == rightful else NotThere
    if role == Role.COUNTY_REVIEWER and level == COUNTY:
        expected = refusals.TownshipNotPassed
    with pytest.raises(expected):
        verdict(who, candidacy, level, Verdict.RETURN)


def test_the_township_next_door_finds_nothing(candidacy: Candidacy, officer: Officer) -> None:
    with pytest.raises(NotThere):
        verdict(officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "next-door"), candidacy)


def test_after_the_last_day_of_the_formal_list_reviews_are_closed(
    candidacy: Candidacy, township: User, county_reviewer: User
) -> None:
    with pytest.raises(StepClosed):
        verdict(township, candidacy, now=at(2021, 1, 14))
    verdict(township, candidacy, now=at(2021, 1, 13))


class TestFindings:
    """What stands against passing a person."""

    def too_old(self, candidacy: Candidacy) -> Candidacy:
        candidacy.birth_date = date(1970, 12, 31)
        candidacy.save()
        return candidacy

    def test_an_age_over_the_limit_is_passed_by_the_county_only_with_the_document(
        self, candidacy: Candidacy, township: User, county_reviewer: User
    ) -> None:
        self.too_old(candidacy)
        with pytest.raises(refusals.ReasonNeeded):
            verdict(township, candidacy)
        verdict(township, candidacy, reason="特别优秀，拟报县领导小组")
        with pytest.raises(refusals.ApprovalMissing) as refused:
            verdict(county_reviewer, candidacy, COUNTY, reason="特别优秀")
        assert refused.value.clause == "A-QUAL-09"
        record_approval(
            by=county_reviewer,
            candidacy=candidacy,
            rule="age",
            document="衡山换组〔2020〕3号",
            approved_on=date(2020, 12, 28),
            now=REVIEWED,
        )
        assert verdict(county_reviewer, candidacy, COUNTY).state == CandidacyState.COUNTY_PASSED

    def test_a_person_who_will_not_be_of_age_cannot_be_passed(
        self, candidacy: Candidacy, township: User
    ) -> None:
        candidacy.birth_date = date(2003, 1, 21)
        candidacy.save()
        with pytest.raises(refusals.FindingFails) as refused:
            verdict(township, candidacy, reason="仍请通过")
        assert refused.value.field == "verdict"

    def test_somebody_who_is_not_on_the_roll_is_passed_with_a_reason(
        self, candidacy: Candidacy, township: User
    ) -> None:
        RollEntry.objects.filter(id_index=bytes(candidacy.resident.id_index)).delete()
        with pytest.raises(refusals.ReasonNeeded):
            verdict(township, candidacy)
        verdict(township, candidacy, reason="补登名单已报")

    def test_a_relative_who_stands_too_is_told(self, candidacy: Candidacy, township: User) -> None:
        other = candidacy.election.candidacies.exclude(resident=candidacy.resident).first()
        married(candidacy.resident, other.resident, township)
        with pytest.raises(refusals.ReasonNeeded) as refused:
            verdict(township, candidacy)
        assert refused.value.clause == "A-KIN-01"

    def test_who_sits_now_has_the_later_limit_of_age(self, candidacy: Candidacy, township: User) -> None:
        self.too_old(candidacy)
        Cadre.objects.create(
            village=candidacy.election.village,
            resident=candidacy.resident,
            body="committee",
            post="member",
            since=date(2017, 5, 1),
        )
        verdict(township, candidacy)


class TestQueue:
    """Who sees whom in the queue."""

    def test_the_township_owes_a_verdict_on_what_is_proposed(
        self, proposed: Election, cycle: Cycle, township: User
    ) -> None:
        assert reviews_waiting_for(township, cycle).count() == 8

    def test_the_county_owes_one_on_what_the_township_passed(
        self, candidacy: Candidacy, cycle: Cycle, township: User, county_reviewer: User
    ) -> None:
        assert reviews_waiting_for(county_reviewer, cycle).count() == 0
        verdict(township, candidacy)
        assert list(reviews_waiting_for(county_reviewer, cycle)) == [candidacy]
        assert candidacy not in reviews_waiting_for(township, cycle)
        assert candidacy in reviews_decided_by(township, cycle)

    def test_what_is_returned_waits_for_nobody_above(
        self, candidacy: Candidacy, cycle: Cycle, township: User, county_reviewer: User
    ) -> None:
        verdict(township, candidacy, said=Verdict.RETURN, reason="补证")
        assert candidacy not in reviews_waiting_for(township, cycle)
        assert list(reviews_returned_by(township, cycle)) == [candidacy]

    def test_clerks_and_other_townships_owe_nothing(
        self, proposed: Election, cycle: Cycle, clerk: User, officer: Officer
    ) -> None:
        next_door = officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "next-door")
        for user in (clerk, next_door):
            assert not reviews_waiting_for(user, cycle).exists()
            assert not reviews_returned_by(user, cycle).exists()


@pytest.mark.django_db(transaction=True)
class TestTwoReviewersAtOnce:
    """Two officers open the same person and both decide."""

    def race(self, candidacy: Candidacy, first: User, second: User) -> list[str]:
        """The second decides while the first has decided and not committed yet; the codes of what was refused."""
        refused: list[str] = []

        def late() -> None:
            try:
                review_candidacy(
                    by=second,
                    candidacy=candidacy,
                    level=TOWNSHIP,
                    verdict=Verdict.REJECT,
                    reason="不同意",
                    now=REVIEWED,
                )
            except refusals.CandidacyMovedOn as refusal:
                refused.append(refusal.code)
            finally:
                connection.close()

        thread = threading.Thread(target=late)
        with transaction.atomic():
            review_candidacy(
                by=first, candidacy=candidacy, level=TOWNSHIP, verdict=Verdict.PASS, reason="", now=REVIEWED
            )
            thread.start()
            thread.join(timeout=0.7)
        thread.join(timeout=20)
        assert not thread.is_alive()
        return refused

    def test_the_second_is_told_that_the_first_was_quicker(
        self, candidacy: Candidacy, township: User, officer: Officer
    ) -> None:
        second = officer(Role.TOWNSHIP_OFFICE, "430423101", "second")
        assert self.race(candidacy, township, second) == ["candidacy_moved_on"]
        candidacy.refresh_from_db()
        assert (candidacy.state, Review.objects.count()) == (CandidacyState.TOWNSHIP_PASSED, 1)

    def test_without_the_lock_both_verdicts_would_stand(
        self, candidacy: Candidacy, township: User, officer: Officer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        unlocked = Candidacy.objects.select_related(
            "election__cycle__township", "election__village", "resident"
        )
        monkeypatch.setattr(review, "lock_candidacy", lambda candidacy: unlocked.get(pk=candidacy.pk))
        second = officer(Role.TOWNSHIP_OFFICE, "430423101", "second")
        assert self.race(candidacy, township, second) == []
        assert Review.objects.count() == 2
