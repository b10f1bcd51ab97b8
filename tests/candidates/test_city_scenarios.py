"""Plan C's own rulebook in a real cycle: relatives (SC-32, SC-33) and the joint review that counts once (SC-75)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import Refusals
from candidates.eligibility import Finding, Outcome
from candidates.eligibility.kin import Avoidance
from candidates.enums import ReviewLevel, Verdict
from candidates.models import Candidacy, DepartmentReview, SeatPlan
from candidates.queries.findings import findings_of
from candidates.queries.relatives import pairs_of
from candidates.services.kin import decide_kin
from candidates.services.publication import publish_candidates
from candidates.services.review import review_candidacy
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.refusals import StepNotReady
from tests.candidates.city import BEFORE, VOTE, city, stands
from tests.candidates.conftest import add_roll, married, verdict
from tests.candidates.party import Path, to_inspected_c
from tests.candidates.party_fixtures import c, officers, under
from tests.candidates.party_people import stands_for_the_party
from tests.candidates.test_city_list import LAST, passed
from tests.cast import COUNTY, Officer, at, on_record
from tests.programs import Program
from villages.models import Cadre, Resident, Village

__all__ = ["c", "city", "officers", "passed", "under"]
REVIEWED, DECIDED = at(2021, 3, 8), at(2021, 3, 10)


def real(election: Election) -> Election:
    """The election in a cycle that is no training; the rulebook is the shipped one."""
    cycle = election.cycle
    cycle.training, cycle.clock = False, None
    cycle.save()
    assert cycle.rules.name == "city-town-2020"
    return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)


def relatives_of(candidacy: Candidacy) -> Finding:
    person = Candidacy.objects.select_related("election__cycle", "election__village", "resident").get(
        pk=candidacy.pk
    )
    found = findings_of([person], person.election.cycle.rules, DECIDED.date())[person.pk]
    return next(one for one in found if one.key == "relatives")


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[tuple[str, str | None]]:
    return [(each.code, each.clause) for each in refused.value.refusals]


class TestRelatives:
    """Both committees of one village."""

    def test_sc_32_mother_and_son_are_listed_only_with_the_townships_approval(
        self, passed: Election, people: list[Resident], clerk: User, township: User
    ) -> None:
        election = real(passed)
        mother, son = people[2], people[3]
        married(mother, son, township, "parent")
        (pair,) = pairs_of(election)
        assert (pair.ground.avoidance, pair.ground.approver) == (
            Avoidance.CONSENT,
            "township_party_committee",
        )
        told = relatives_of(election.candidacies.get(resident=son))
        assert (told.outcome, told.clauses, told.people) == (Outcome.RELAX, ("C-KIN-01",), (mother.name,))
        with pytest.raises(Refusals) as refused:
            publish_candidates(by=clerk, election=election, now=LAST)
        assert codes(refused) == [("relatives_barred", "C-KIN-01")]
        decide_kin(
            by=township, election=election, first=mother.pk, second=son.pk, yields=None, now=DECIDED,
            document="镇党委〔2021〕9号", decided_on=DECIDED.date(), reason="集体研究",
        )  # fmt: skip
        assert relatives_of(election.candidacies.get(resident=son)).outcome == Outcome.PASS
        assert len(publish_candidates(by=clerk, election=election, now=LAST)) == 6

    def test_sc_32_the_mother_stands_for_the_party_and_the_city_passes_the_son_with_the_approval(
        self, city: Election, people: list[Resident], township: User, county_reviewer: User
    ) -> None:
        election = real(city)
        stands_for_the_party(election, people[0], state="prospective")
        stands(election, township, people[1:2], "chair", 20)
        son = election.candidacies.get(resident=people[1])
        son.reviews.all().delete()
        Candidacy.objects.filter(pk=son.pk).update(state="township_passed")
        married(people[0], people[1], township, "parent")
        with pytest.raises(Exception) as refused:
            verdict(county_reviewer, son, ReviewLevel.COUNTY, now=DECIDED)
        assert (getattr(refused.value, "code", ""), getattr(refused.value, "clause", "")) == (
            "approval_missing", "C-KIN-01",
        )  # fmt: skip
        decide_kin(
            by=township, election=election, first=people[0].pk, second=people[1].pk, yields=None, now=DECIDED,
            document="镇党委〔2021〕9号", decided_on=DECIDED.date(), reason="集体研究",
        )  # fmt: skip
        assert verdict(county_reviewer, son, ReviewLevel.COUNTY, now=DECIDED).state == "county_passed"

    @pytest.mark.parametrize("sits", [True, False])
    def test_sc_33_a_members_brother_is_kept_from_the_supervisory_committee(
        self, city: Election, people: list[Resident], township: User, sits: bool
    ) -> None:
        election = real(city)
        stands(election, township, people[:1], "member", 20)
        married(people[0], people[1], township, "sibling")
        if sits:
            Cadre.objects.create(
                village=election.village, resident=people[1], body="supervisory", post="supervisor",
                since=date(2017, 5, 1),
            )  # fmt: skip
        else:
            brother = stands_for_the_party(election, people[1])
            Candidacy.objects.filter(pk=brother.pk).update(body="supervisory", post="supervisor")
            told = relatives_of(brother)
            assert (told.outcome, told.clauses) == (Outcome.FAIL, ("C-KIN-02",))
        (pair,) = pairs_of(election)
        assert (pair.ground.avoidance, pair.ground.rule.clause) == (Avoidance.SUPERVISORY, "C-KIN-02")
        assert [one.resident for one in pair.would_yield] == [people[1]]
        assert relatives_of(election.candidacies.get(resident=people[0])).outcome == Outcome.PROOF


class TestReviewedOnce:
    """SC-75: the Party's path walked to the city's joint review, then the committee of the same village."""

    @pytest.fixture
    def both(self, c: Path, township: User) -> Election:
        """Everybody of a community's Party path passed the joint review; one of them and one other are proposed in March."""
        Village.objects.filter(pk=c.election.village_id).update(kind="community")
        election = real(c.election)
        to_inspected_c(c)
        on_record(
            township, election, "analysis", *(step for step in BEFORE[4:] if election.cycle.rules.has_step(step)),
            held_on=date(2021, 2, 1), now=at(2021, 2, 2),
        )  # fmt: skip
        election.election_day = VOTE
        election.save()
        add_roll(election)
        SeatPlan.objects.create(
            election=election, body="committee", post="chair", rank=1, seats=1, extra_candidates=1
        )
        stands(election, township, [c.people[1], c.people[8]], "chair", 30, 20)
        committee = election.candidacies.filter(body="committee")
        for person in committee:
            person.reviews.all().delete()
        committee.update(state="proposed")
        return election

    def test_sc_75_who_passed_the_partys_joint_review_is_not_reviewed_again(
        self, both: Election, c: Path, township: User, officer: Officer
    ) -> None:
        officer(Role.COUNTY_DEPARTMENT, COUNTY, "police", "public_security")
        known = both.candidacies.get(body="committee", resident=c.people[1])
        before = both.candidacies.get(body="party", resident=c.people[1]).reviews.get(
            level=ReviewLevel.COUNTY
        )
        assert verdict(township, known, now=REVIEWED).state == "county_passed"
        assert not DepartmentReview.objects.filter(body="committee").exists()
        waived = LedgerEntry.objects.get(act=Act.CANDIDATE_REVIEW_WAIVED)
        assert waived.data["clause"] == "C-REV-06"
        assert before.reviewed_at.date() == date(2020, 12, 9)

    def test_sc_75_who_was_never_reviewed_is_not_posted_until_passed(
        self, both: Election, c: Path, township: User, county_reviewer: User, clerk: User
    ) -> None:
        known, other = (both.candidacies.get(body="committee", resident=c.people[n]) for n in (1, 8))
        verdict(township, known, now=REVIEWED)
        assert verdict(township, other, now=REVIEWED).state == "township_passed"
        with pytest.raises(StepNotReady):
            publish_candidates(by=clerk, election=both, now=LAST)
        review_candidacy(
            by=county_reviewer, candidacy=other, level=ReviewLevel.COUNTY, verdict=Verdict.PASS, reason="已核实",
            now=DECIDED, on_paper="各部门书面复函存档",
        )  # fmt: skip
        listed = publish_candidates(by=clerk, election=both, now=LAST)
        assert [person.resident_id for person in listed] == [known.resident_id, other.resident_id]


def test_c_kin_03_the_township_is_told_how_many_warnings_were_overridden(
    passed: Election, people: list[Resident], township: User, client_of: Callable[[User], Client]
) -> None:
    def told() -> tuple[int | None, list[int]]:
        found = client_of(township).get("/teams/").context["found"]
        return found.kin_allowed, [row.kin_allowed for row in found.rows]

    for first, second in ((2, 3), (4, 5)):
        married(people[first], people[second], township, "sibling")
    assert told() == (0, [0] * len(told()[1]))
    given = {"by": township, "election": passed, "decided_on": DECIDED.date(), "now": DECIDED}
    given |= {"document": "镇党委〔2021〕9号", "reason": "集体研究"}
    decide_kin(first=people[2].pk, second=people[3].pk, yields=None, **given)
    decide_kin(first=people[4].pk, second=people[5].pk, yields=people[5].pk, **given)
    assert told()[0] == 1 and sorted(told()[1])[-1] == 1
    page = client_of(township).get("/teams/").content.decode()
    assert "C-KIN-01" in page and "C-KIN-03" in page
    assert Program(township).get("teams/").json()["kin_allowed"] == 1
