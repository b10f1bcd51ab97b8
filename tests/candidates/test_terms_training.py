"""A training cycle gives terms and ends terms beside the register of posts, which stays as it is."""

from typing import Any

import pytest

from accounts.models import User
from candidates.models import Candidacy, ElectedTerm
from candidates.queries.findings import facts_of
from candidates.services.terms import enter_terms
from elections.models import Cycle, Election
from elections.queries.posts import posts_for, posts_for_all
from tests.candidates.conftest import people
from tests.candidates.supporting import sits
from tests.candidates.test_relatives_elected import EVENING, held, stands, votes
from tests.candidates.test_terms import DAY, LATER, sitting
from tests.cast import at
from tests.voting.ballots import made_final
from villages.enums import AuditState, Grade
from villages.models import Appraisal, Audit, Cadre, Resident
from villages.queries.posts import posts_in
from voting.models import Contest
from voting.services.invalidity import InvalidityDraft, declare_invalid

__all__ = ["people"]


@pytest.fixture
def two(election: Election, people: list[Resident]) -> list[Candidacy]:
    return [stands(election, people[6], "chair"), stands(election, people[0], "member")]


@pytest.fixture
def sat(people: list[Resident]) -> list[Cadre]:
    """Who sits: a chair who goes, a deputy who is elected again, with an appraisal and an audit."""
    gone, again = sits(people[9], "chair"), sits(people[0], "deputy")
    Appraisal.objects.create(cadre=again, year=2019, grade=Grade.EXCELLENT)
    Audit.objects.create(cadre=again, state=AuditState.DONE, on=DAY, finding="欠账")
    return [gone, again]


@pytest.fixture
def counted(two: list[Candidacy], clerk: User, teller: User, steps_before: None) -> Contest:
    return held(two, clerk, teller, votes(two, 70, 100))


def enter(counted: Contest, election: Election, clerk: User, township: User) -> Contest:
    made_final(election, township, EVENING)
    counted.refresh_from_db()
    enter_terms(by=clerk, election=election, body="committee", now=LATER)
    return counted


@pytest.fixture
def entered(sat: list[Cadre], counted: Contest, election: Election, clerk: User, township: User) -> Contest:
    return enter(counted, election, clerk, township)


def seen(rows: Any) -> list[tuple[str, str]]:
    found = rows.filter(body="committee", until=None).select_related("resident").order_by("pk")
    return [(cadre.resident.name, cadre.post) for cadre in found]


def test_the_register_stays_and_the_training_sees_its_own(
    entered: Contest, sat: list[Cadre], two: list[Candidacy], election: Election
) -> None:
    gone, again = sat
    assert [row[:2] for row in sitting()] == [(gone.resident.name, "chair"), (again.resident.name, "deputy")]
    assert seen(posts_for(election)) == [(two[0].name, "chair"), (two[1].name, "member")]
    assert seen(posts_for_all([election.pk])) == seen(posts_for(election))
    assert {cadre.history.count() for cadre in sat} <= {0, 1}, "nothing of theirs was changed"
    ended = posts_for(election).get(stands_for=again)
    assert (ended.until, ended.appraisals.get().grade, ended.audits.get().finding) == (
        DAY,
        "excellent",
        "欠账",
    )


def test_neither_a_real_cycle_nor_a_later_training_sees_it(
    entered: Contest, election: Election, township: User
) -> None:
    known = seen(posts_in([]))
    Cycle.objects.filter(pk=election.cycle_id).update(closed_at=LATER)
    for training in (False, True):
        cycle = Cycle.objects.create(
            township=election.cycle.township,
            edition=election.cycle.edition,
            name="次回",
            training=training,
            clock=at(2021, 2, 1) if training else None,
            opened_at=LATER,
            opened_by=township,
        )
        assert seen(posts_for(Election(cycle=cycle))) == known == [row[:2] for row in sitting()]


def test_what_a_candidate_was_before_is_told_as_before(
    entered: Contest, two: list[Candidacy], sat: list[Cadre]
) -> None:
    """The end of a term in training changes neither the posts held till then nor what was found of them."""
    facts = {each.resident_id: fact.held for each, fact in facts_of(two, two[0].election.cycle.rules, DAY)}
    assert [held.post for held in facts[two[1].resident_id]] == ["deputy"] and not facts[two[0].resident_id]


def test_a_result_declared_invalid_ends_the_terms_of_the_training_alone(
    entered: Contest, election: Election, township: User
) -> None:
    whole = InvalidityDraft(
        scope="whole", ground="unlawful_procedure", reason="流动票箱只有一人看管", decision="4号"
    )
    before = sitting()
    declare_invalid(by=township, contest=entered, draft=whole, now=LATER)
    assert seen(posts_for(election)) == []
    assert sitting() == before and not ElectedTerm.objects.filter(ended="").exists()


def test_in_a_real_cycle_they_stand_in_the_register(
    real: None,
    sat: list[Cadre],
    two: list[Candidacy],
    counted: Contest,
    election: Election,
    clerk: User,
    township: User,
) -> None:
    """The control of the first test."""
    enter(counted, election, clerk, township)
    assert [row[:2] for row in sitting()] == [(two[0].name, "chair"), (two[1].name, "member")]
    assert not Cadre.everywhere.exclude(training=None).exists()


@pytest.fixture
def real(cycle: Cycle) -> None:
    cycle.training, cycle.clock = False, None
    cycle.save()
