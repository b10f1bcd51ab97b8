"""The Party's path of a village, from its seats to the formal list, as its offices work it.

On the way a department asks the village, another has a doubt for which the county returns a person, and two who stand are
related.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import pytest
from playwright.sync_api import expect

from accounts.enums import Role
from accounts.models import User
from candidates.models import KinDecision, SeatPlan
from candidates.queries.party_path import least_names, standing_party
from elections.models import Cycle
from elections.rulebook import PartyStage
from tests.browser.acts import candidates, party
from tests.browser.desk import Desk
from tests.candidates.conftest import married, people
from tests.candidates.party import Path
from tests.candidates.party_fixtures import a, c, officers, under
from tests.cast import COUNTY, Officer, at
from villages.models import Village

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["a", "c", "officers", "people", "under"]
DEPARTMENTS = ("discipline_inspection", "public_security", "court")
Days = Mapping[str, datetime]
A_DAYS: Days = {
    "recommendation_meeting": at(2020, 12, 18),
    "organisation_list": at(2020, 12, 19),
    "township_recommendation": at(2020, 12, 22),
    "county_comparison": at(2020, 12, 24),
    "township_review": at(2020, 12, 26),
    "candidate_notice": at(2020, 12, 27),
    "request": at(2021, 1, 2),
    "formal_list": at(2021, 1, 6),
}
C_DAYS: Days = {
    "recommendation_meeting": at(2020, 12, 7),
    "organisation_list": at(2020, 12, 8),
    "township_review": at(2020, 12, 9),
    "secretary_inspection": at(2020, 12, 10),
    "candidate_notice": at(2020, 12, 14),
    "prospective_list": at(2020, 12, 18),
    "formal_list": at(2021, 1, 20),
}


@dataclass
class Offices:
    """The desks by role, those of the departments, and a visitor's; `path` is what the village's people stand for."""

    path: Path
    by_role: Mapping[str, Desk]
    departments: list[Desk]
    visitor: Desk

    def set_the_clock(self, now: datetime) -> None:
        Cycle.objects.filter(pk=self.path.election.cycle_id).update(clock=now)


@pytest.fixture
def offices(
    officers: dict[str, User], officer: Officer, desk: Callable[..., Desk]
) -> Callable[[Path], Offices]:
    def set_up(path: Path) -> Offices:
        SeatPlan.objects.filter(election=path.election).delete()
        Village.objects.filter(pk=path.election.village_id).update(place_class="二类")
        married(path.people[1], path.people[2], officers["township_office"], tie="sibling")
        asked = [officer(Role.COUNTY_DEPARTMENT, COUNTY, f"officer-{key}", key) for key in DEPARTMENTS]
        by_role = {role: desk(user) for role, user in officers.items()}
        return Offices(path, by_role, [desk(user) for user in asked], desk(None))

    return set_up


@pytest.mark.parametrize(("plan", "days"), [("a", A_DAYS), ("c", C_DAYS)])
def test_a_villages_party_candidates_come_from_the_meeting_to_the_formal_list(
    plan: str, days: Days, request: pytest.FixtureRequest, offices: Callable[[Path], Offices]
) -> None:
    here = offices(request.getfixturevalue(plan))
    path, day = here.path, next(iter(days.values()))
    here.set_the_clock(day)
    party.plans_the_seats(here.by_role["township_office"])
    path.posts = path.posts[: least_names(path.election)]
    for stage in path.election.cycle.rules.party_path:
        day = days.get(stage.key, day)
        here.set_the_clock(day)
        works(here, stage, day)
        if stage.key == "organisation_list":
            party.decides_on_relatives(here.by_role["township_office"], f"{day:%Y-%m-%d}")
        if stage.key == "candidate_notice":
            is_objected_to(here, stage, day)
    assert [person.place for person in path.formal()] == list(range(1, len(path.posts) + 1))
    assert KinDecision.objects.filter(election=path.election).count() == 1
    clerk = here.by_role["village_clerk"]
    clerk.open(party.PATH)
    expect(clerk.page.locator(".way [aria-current]")).to_have_count(0)
    desks = [*here.by_role.values(), *here.departments, here.visitor]
    assert {each for desk in desks for each in desk.watch.complaints} == {
        f"409 {party.PATH}secretary_approval/",
        f"409 {party.PATH}{after_the_notice(path).key}/",
    }


def works(here: Offices, stage: PartyStage, now: datetime) -> None:
    people = len(standing_party(here.path.election))
    desk = here.by_role[stage.who[0]]
    if stage.kind != "verdict":
        day = f"{now:%Y-%m-%d}"
        party.opens(desk, stage, day)
        party.ACTS[stage.kind](desk, here.path, stage, day)
        return
    if stage.level == "county":
        the_departments_answer(here, people)
        here.path.relax(here.path.officers["county_reviewer"], standing_party(here.path.election), now)
    candidates.passes_everyone(desk, people)


def the_departments_answer(here: Offices, people: int) -> None:
    """One asks the village before it answers; another doubts somebody whom the county returns, and is asked anew."""
    asking, doubting, *others = here.departments
    clerk, township = here.by_role["village_clerk"], here.by_role["township_office"]
    party.asks_the_village(asking)
    party.department_answers(asking, people - 1)
    party.answers_the_question(clerk)
    party.department_answers(asking, 1)
    doubted = party.has_a_doubt(doubting)
    party.department_answers(doubting, people - 1)
    for department in others:
        party.department_answers(department, people)
    party.returns(here.by_role["county_reviewer"], doubted)
    party.hands_in_again(clerk, doubted)
    candidates.passes_everyone(township, 1)
    party.department_answers(doubting, 1)


def is_objected_to(here: Offices, stage: PartyStage, posted: datetime) -> None:
    """While the notice hangs, and after it while an objection is open, what comes next is refused (SC-95)."""
    after = after_the_notice(here.path)
    desk, day = here.by_role[after.who[0]], f"{posted:%Y-%m-%d}"
    party.objects(here.visitor)
    party.opens(desk, after, day)
    desk.fill({"note": "会议研究确定"})
    expect(desk.press_in_vain()).to_contain_text(stage.clause)
    here.set_the_clock(at(2021, 1, 2) if posted.day > 20 else at(2020, 12, 18))
    desk.fill({"note": "会议研究确定"})
    expect(desk.press_in_vain()).to_contain_text("异议")
    party.decides(here.by_role["township_office"])


def after_the_notice(path: Path) -> PartyStage:
    stages = path.election.cycle.rules.party_path
    return next(stage for stage in stages if "candidate_notice" in stage.needs)
