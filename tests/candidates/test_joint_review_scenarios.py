"""SC-75: reviewed once a cycle, where the plan says so."""

from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from candidates.enums import ReviewLevel
from candidates.models import Candidacy, DepartmentReview
from candidates.refusals import CandidacyMovedOn
from candidates.services.publication import publish_candidates
from elections.models import Cycle, Election, LedgerEntry
from tests.candidates.conftest import verdict
from tests.candidates.party_people import passed_the_party_review, stands_for_the_party
from tests.cast import COUNTY, Officer, at, under_changed_rules

EARLIER, LATER = at(2020, 12, 20), at(2020, 12, 29, 15)


@pytest.fixture
def once(cycle: Cycle, proposed: Election) -> Election:
    """Whoever was reviewed in the Party election is not reviewed again, as in plan C."""
    clause = {"value": True, "clause": "C-REV-06"}
    under_changed_rules(cycle, lambda data: data["review"].update(party_review_exempts=clause))
    return Election.objects.select_related("cycle__township", "village").get(pk=proposed.pk)


def fresh(candidacy: Candidacy) -> Candidacy:
    return Candidacy.objects.get(pk=candidacy.pk)


def test_sc_75_who_passed_in_the_party_election_is_not_reviewed_again(
    once: Election, candidacy: Candidacy, township: User, county_reviewer: User, officer: Officer
) -> None:
    officer(Role.COUNTY_DEPARTMENT, COUNTY, "police", "public_security")
    party = stands_for_the_party(once, candidacy.resident, state="county_passed")
    passed_the_party_review(party, county_reviewer, EARLIER)
    assert verdict(township, fresh(candidacy), now=LATER).state == "county_passed"
    assert not DepartmentReview.objects.exists()
    waived = LedgerEntry.objects.get(act="candidate.review_waived")
    assert waived.data["clause"] == "C-REV-06" and waived.data["passed_at"] == EARLIER.isoformat()


def test_sc_75_who_was_never_reviewed_is_not_posted_until_passed(
    once: Election, township: User, county_reviewer: User, clerk: User, officer: Officer
) -> None:
    officer(Role.COUNTY_DEPARTMENT, COUNTY, "police", "public_security")
    people = list(once.candidacies.all())
    for person in people:
        assert verdict(township, fresh(person), now=LATER).state == "township_passed"
    assert DepartmentReview.objects.count() == len({person.resident_id for person in people})
    with pytest.raises(Exception) as refused:
        publish_candidates(by=clerk, election=once, now=LATER)
    assert getattr(refused.value, "code", "") == "step_not_ready"


def test_sc_75_a_review_that_was_taken_back_or_another_cycles_does_not_count(
    once: Election, candidacy: Candidacy, township: User, county_reviewer: User
) -> None:
    party = stands_for_the_party(once, candidacy.resident, state="rejected")
    passed_the_party_review(party, county_reviewer, EARLIER)
    later = passed_the_party_review(party, county_reviewer, at(2020, 12, 22))
    later.verdict, later.reason = "reject", "后来查实"
    later.save()
    assert verdict(township, fresh(candidacy), now=LATER).state == "township_passed"


def test_sc_75_where_the_plan_does_not_say_so_the_person_is_reviewed_for_each_body(
    candidacy: Candidacy, township: User, county_reviewer: User, officer: Officer
) -> None:
    officer(Role.COUNTY_DEPARTMENT, COUNTY, "police", "public_security")
    party = stands_for_the_party(candidacy.election, candidacy.resident, state="county_passed")
    passed_the_party_review(party, county_reviewer, EARLIER)
    asked: dict[str, Any] = {
        "cycle": candidacy.election.cycle,
        "resident": candidacy.resident,
        "candidacy": party,
        "body": "party",
        "department": "public_security",
        "asked_at": EARLIER,
    }
    DepartmentReview.objects.create(**asked, verdict="pass", reviewed_at=EARLIER)
    assert verdict(township, candidacy, now=LATER).state == "township_passed"
    assert set(DepartmentReview.objects.values_list("body", flat=True)) == {"party", "committee"}
    with pytest.raises(CandidacyMovedOn):
        verdict(township, candidacy, ReviewLevel.TOWNSHIP, now=LATER)
