"""A residents' committee of a community, from its seats to the posted list and the introduction of the candidates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

import pytest
from playwright.sync_api import expect

from accounts.enums import Role
from accounts.models import User
from candidates.models import Candidacy
from candidates.queries.election_committee import by_proposal
from candidates.queries.seats import seats_of
from elections.models import Cycle, Election
from overview.demo.people import Population
from overview.rehearsal.people import nominees_of
from tests.browser.acts import candidates, cycle, papers, party
from tests.browser.acts.cycle import elders, pastes
from tests.browser.desk import Desk
from tests.candidates.bodies import opened
from tests.candidates.conftest import add_roll, turnout
from tests.cast import COMMUNITY, COUNTY, ELECTION_DAY, LAUNCH, Officer, at, on_record
from villages.enums import Sex
from villages.models import Division, Resident, Village
from villages.services.register import load_register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLACE = f"/villages/{COMMUNITY}"
PHONE = 390
CHINESE = {"chair": "主任", "deputy": "副主任", "member": "委员"}
DEPARTMENTS = ("discipline_inspection", "public_security", "court")
PAGES = tuple(
    f"/candidates/{page}" for page in ("seats/plan/", "", "withdrawals/", "introductions/", "list/", "team/")
) + ("/election-committee/",)
Days = Mapping[str, datetime]
A_DAYS: Days = {
    "seats": at(2020, 12, 3),
    "committee": at(2020, 12, 14, 17),
    "nomination": at(2020, 12, 22, 17),
    "proposal": at(2020, 12, 24),
    "review": at(2020, 12, 27),
    "list": at(2021, 1, 11),
    "introduction": at(2021, 1, 12, 18),
}
C_DAYS: Days = {
    "seats": at(2021, 1, 29),
    "committee": at(2021, 2, 1, 17),
    "nomination": at(2021, 2, 25, 17),
    "preselection": at(2021, 3, 1, 17),
    "proposal": at(2021, 3, 3),
    "review": at(2021, 3, 5),
    "list": at(2021, 3, 12),
    "introduction": at(2021, 3, 13, 18),
}
C_BEFORE = (
    "audit",
    "training",
    "analysis",
    "party_election",
    "election_method",
    "nomination_notice",
    "registration",
    "roll_publication",
)


@dataclass
class Place:
    """The community's desks: its clerk, the township, three departments, the county's reviewer, a visitor."""

    election: Election
    clerk: Desk
    township: Desk
    departments: list[Desk]
    county: Desk
    visitor: Desk

    @property
    def desks(self) -> list[Desk]:
        return [self.clerk, self.township, *self.departments, self.county, self.visitor]

    def set_the_clock(self, now: datetime) -> None:
        Cycle.objects.filter(pk=self.election.cycle_id).update(clock=now)


@pytest.fixture
def community(community: Village) -> Village:
    """With 300 people in three groups."""
    load_register(village=community, rows=Population(Random(3), 3, ELECTION_DAY).people(300, 3))
    return community


@pytest.fixture
def under(
    community: Village, township_place: Division, township: User
) -> Callable[[str, date, tuple[str, ...]], Election]:
    """The community under a plan: what comes before its committee is on record, and the roll is published."""

    def make(plan: str, vote: date, before: tuple[str, ...]) -> Election:
        cycle = opened(township, township_place, plan)
        election = cycle.elections.select_related("cycle__township", "village").get(village=community)
        election.election_day = vote
        election.save()
        election.village.place_class = "一类"
        election.village.save()
        add_roll(election)
        on_record(township, election, *before, held_on=date(2020, 12, 1), now=at(2020, 12, 2))
        return election

    return make


@pytest.fixture
def a(under: Callable[..., Election]) -> Election:
    before = tuple(step for step in LAUNCH if step != "election_committee")
    return under("county-town-2020", ELECTION_DAY, before)


@pytest.fixture
def c(under: Callable[..., Election]) -> Election:
    return under("city-town-2020", date(2021, 3, 20), C_BEFORE)


@pytest.fixture
def at_work(
    officer: Officer, township: User, county_reviewer: User, desk: Callable[..., Desk]
) -> Callable[[Election], Place]:
    def set_up(election: Election) -> Place:
        clerk = officer(Role.VILLAGE_CLERK, COMMUNITY, "community-clerk")
        asked = [officer(Role.COUNTY_DEPARTMENT, COUNTY, f"officer-{key}", key) for key in DEPARTMENTS]
        departments = [desk(user) for user in asked]
        return Place(election, desk(clerk), desk(township), departments, desk(county_reviewer), desk(None))

    return set_up


@pytest.mark.parametrize(("plan", "days"), [("a", A_DAYS), ("c", C_DAYS)])
def test_a_communitys_committee_candidates_come_from_the_seats_to_the_introduction(
    plan: str,
    days: Days,
    request: pytest.FixtureRequest,
    at_work: Callable[[Election], Place],
    desk: Callable[..., Desk],
) -> None:
    here = at_work(request.getfixturevalue(plan))
    for stage, now in days.items():
        here.set_the_clock(now)
        ACTS[stage](here, now)
    formal = Candidacy.objects.filter(election=here.election, state="formal")
    assert {person.post for person in formal} == {plan.post for plan in seats_of(here.election)}
    reads_on_a_phone_in_english(desk(User.objects.get(username="community-clerk"), width=PHONE))
    complaints = [each for desk in here.desks for each in desk.watch.complaints]
    assert complaints == [f"409 {PLACE}/candidates/publish/"]


def sets_the_seats(here: Place, now: datetime) -> None:
    """As the plan proposes them for a community."""
    here.township.open(f"{PLACE}/candidates/seats/")
    here.township.press()
    expect(here.township.sentence).to_contain_text("“两委”核定")


def forms_the_committee(here: Place, now: datetime) -> None:
    """Elected by the representatives; or proposed by the township, and the residents' meeting agrees (C-COM-03).

    One of the members will be nominated; another stands behind them.
    """
    people, day = elders(PLACE), f"{now:%Y-%m-%d}"
    named = [
        *people.of("F")[:2],
        *people.of("M")[:2],
        nominees(here.election)["member"][0],
        people.of("M")[2],
    ]
    if by_proposal(here.election):
        here.township.open(f"{PLACE}/election-committee/propose/")
        here.township.fill({"held_on": day})
        pastes(here.township, named)
        here.township.press()
        here.clerk.open(f"{PLACE}/election-committee/form/")
        here.clerk.fill({"held_on": day, "presided_by": "王晓梅", "size": len(named)})
        here.clerk.press()
    else:
        cycle.the_committee_is_elected(here.clerk, named, "representatives_meeting", day, PLACE)
    cycle.the_committee_goes_on_file(here.township, here.clerk, day, PLACE)


def nominees(election: Election) -> dict[str, list[Resident]]:
    """For each post one more than may stand, of both sexes in turn."""
    found: dict[str, list[Resident]] = {}
    for plan in seats_of(election):
        taken = {person.pk for people in found.values() for person in people}
        wanted = plan.seats + plan.extra_candidates + 1
        found[plan.post] = nominees_of(election, wanted, taken, (Sex.FEMALE, Sex.MALE))
    return found


def nominates(here: Place, now: datetime) -> None:
    lines = [
        f"{CHINESE[post]} {person.name} {40 - 3 * place}"
        for post, people in nominees(here.election).items()
        for place, person in enumerate(people)
    ]
    candidates.pastes_the_nomination(here.clerk, lines, f"{now:%Y-%m-%d}", turnout(here.election), PLACE)


def preselects(here: Place, now: datetime) -> None:
    """More were nominated for each post than may stand (C-NOM-06)."""
    clerk = here.clerk
    clerk.open(f"{PLACE}/candidates/")
    clerk.press()
    clerk.fill(
        {"held_on": f"{now:%Y-%m-%d}", "held_by": "voters", "present": 88, "issued": 88, "returned": 88}
    )
    for number, field in enumerate(clerk.page.locator("main input[name^=votes-]").all()):
        field.fill(str(25 - number))
    clerk.press()


def proposes(here: Place, now: datetime) -> None:
    candidates.proposes(here.clerk, f"{now:%Y-%m-%d}", PLACE)


def reviews(here: Place, now: datetime) -> None:
    """The township, three departments, then the county."""
    people = here.election.candidacies.filter(state="proposed").count()
    candidates.passes_everyone(here.township, people)
    for department in here.departments:
        party.department_answers(department, people)
    candidates.passes_everyone(here.county, people)
    if here.election.cycle.rules.review.committee_inspected.stated:
        candidates.inspects_everyone(here.township, f"{now:%Y-%m-%d}", PLACE)


def posts_the_list(here: Place, now: datetime) -> None:
    """Not before the member who stands has left the election committee; the next moves up (A-COM-08, A-COM-09)."""
    clerk, page = here.clerk, f"{PLACE}/candidates/publish/"
    clerk.open(page)
    member = nominees(here.election)["member"][0].name
    expect(clerk.press_in_vain()).to_contain_text(member)
    clerk.open(page)
    clerk.press(clerk.page.locator("form[action$='/election-committee/withdraw/'] button"))
    passed = here.election.candidacies.filter(state="county_passed").values_list("name", flat=True)
    candidates.publishes_the_formal_list(clerk, list(passed), PLACE)


def introduces(here: Place, now: datetime) -> None:
    """The candidates meet the residents, and their sheets are published where the plan names what they tell."""
    here.clerk.open(f"{PLACE}/candidates/introductions/")
    here.clerk.fill({"held_on": f"{now:%Y-%m-%d}", "way": "meeting", "arranged_by": "居民选举委员会"})
    here.clerk.press(here.clerk.page.locator("aside form button"))
    kinds = {"formal_candidates": "正式候选人公告"}
    if here.election.cycle.rules.review.introduction_headings.stated:
        candidates.publishes_the_sheets(here.clerk, here.township, PLACE)
        kinds["candidate_introductions"] = "正式候选人情况介绍"
    for kind, title in kinds.items():
        papers.issues(here.township, kind, PLACE)
        papers.posts(here.township, title)
        here.visitor.open(f"/public/{COMMUNITY}/")
        expect(here.visitor.page.locator(".pb-list")).to_contain_text(title)


def reads_on_a_phone_in_english(clerk: Desk) -> None:
    clerk.speak_english()
    assert clerk.too_wide(PLACE + page for page in PAGES) == []
    assert clerk.watch.complaints == []


ACTS: Mapping[str, Callable[[Place, datetime], None]] = {
    "seats": sets_the_seats,
    "committee": forms_the_committee,
    "nomination": nominates,
    "preselection": preselects,
    "proposal": proposes,
    "review": reviews,
    "list": posts_the_list,
    "introduction": introduces,
}
