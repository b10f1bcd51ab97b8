"""Plan B has one review, the township's: its pass states what no register holds, as the county's does under A and C."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from candidates.eligibility import Finding, Outcome
from candidates.enums import ReviewLevel
from candidates.models import Candidacy
from candidates.queries.findings import findings_of
from candidates.review_levels import last_level
from elections.rulebook import load_rulebook
from tests.candidates.party import TOWNSHIP, Path
from tests.candidates.party_fixtures import b, officers, under
from tests.cast import at

__all__ = ["b", "officers", "under"]
REVIEWED = at(2020, 10, 14)
ITEMS = {f"B-NEG-{number:02}" for number in range(1, 11)}


def to_review(path: Path) -> Candidacy:
    """Everybody is inspected and waits for the organisational review; one of them."""
    path.meet(at(2020, 10, 10))
    path.first_list("organisation_list", at(2020, 10, 11))
    path.inspect("inspection", at(2020, 10, 13))
    return path.election.candidacies.get(resident=path.people[3])


def listed(candidacy: Candidacy) -> list[Finding]:
    """The ten items and the criminal punishment, as they are found of the person now."""
    found = findings_of([candidacy], candidacy.election.cycle.rules, REVIEWED.date())[candidacy.pk]
    return [one for one in found if set(one.clauses) & ITEMS]


def test_in_plan_b_the_townships_pass_states_the_ten_items(b: Path) -> None:
    person = to_review(b)
    before = listed(person)
    assert {code for one in before for code in one.clauses} == ITEMS
    assert {(one.outcome, one.vouch) for one in before} == {(Outcome.PROOF, ReviewLevel.TOWNSHIP)}
    b.review(REVIEWED, TOWNSHIP)
    office = person.reviews.get().office
    assert {(one.outcome, one.source) for one in listed(person)} == {(Outcome.PASS, office)}


def test_the_sheet_of_plan_b_says_that_the_townships_pass_states_them(
    b: Path, township: User, client_of: Callable[[User], Client]
) -> None:
    person = to_review(b)
    b.election.cycle.clock = REVIEWED
    b.election.cycle.save()
    page = client_of(township).get(reverse("candidates:review", args=[person.pk]))
    assert {code for one in page.context["states"] for code in one.clauses} >= ITEMS
    told = page.content.decode().split('<details class="vouch">')[1].split("</details>")[0]
    assert all(code in told for code in ITEMS)


@pytest.mark.parametrize(
    ("plan", "body", "post", "level"),
    [
        ("county-town-2020", "party", "secretary", ReviewLevel.COUNTY),
        ("county-town-2020", "committee", "chair", ReviewLevel.COUNTY),
        ("city-town-2020", "party", "party_member", ReviewLevel.COUNTY),
        ("city-town-2020", "committee", "member", ReviewLevel.COUNTY),
        ("district-town-2020", "party", "secretary", ReviewLevel.TOWNSHIP),
        ("village-law-2018", "committee", "chair", ReviewLevel.COUNTY),
    ],
)
def test_the_last_level_is_the_plans(plan: str, body: str, post: str, level: ReviewLevel) -> None:
    assert last_level(load_rulebook(plan), body, post) == level
