"""The main job, end to end, as people do it: five officers and a visitor, from the empty township to the result."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from accounts.enums import Role
from accounts.models import User
from elections.models import Election
from overview.demo.officers import Township, VillageStaff
from overview.demo.people import Population
from overview.rehearsal.people import register_lines
from overview.rehearsal.scenarios import SHORTFALL
from overview.rehearsal.script import play, script_of
from overview.rehearsal.timetable import Timetable
from overview.rehearsal.walk import Walk
from tests.browser.acts import candidates, cycle, papers, roll, vote
from tests.browser.acts.cycle import PLACE
from tests.browser.desk import Desk
from tests.browser.roll_file import Line
from tests.cast import ELECTION_DAY, SECOND_VILLAGE, at
from villages.models import Village
from villages.services.register import load_register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Desks = Callable[..., Desk]
PHONE = 390


@dataclass(frozen=True)
class Cast:
    """The desks of those who take part, and of a visitor who does not sign in."""

    office: Desk
    clerk: Desk
    second: Desk
    county: Desk
    visitor: Desk


@pytest.fixture
def cast(
    village: Village, township: User, clerk: User, second_clerk: User, county_reviewer: User, desk: Desks
) -> Cast:
    return Cast(desk(township), desk(clerk), desk(second_clerk), desk(county_reviewer), desk(None))


@pytest.fixture
def people(village: Village) -> list[Line]:
    """Everyone of age in the village, as the clerk's records have them."""
    return list(register_lines(village, ELECTION_DAY, Random(1)))


def test_a_village_elects_its_committee_from_the_roll_sheet_to_the_posted_result(
    worker: None, cast: Cast, people: list[Line], tmp_path: Path
) -> None:
    prepares(cast)
    nominated = registers_and_nominates(cast, people, tmp_path)
    publishes_the_roll_in_time(cast)
    agrees_on_the_candidates(cast, nominated)
    publishes_what_voters_must_know(cast, nominated, people)
    elected = votes_and_counts(cast)
    elected += holds_the_runoff(cast)
    announces_the_result(cast, elected, people)
    proves_what_was_done(cast)


def prepares(cast: Cast) -> None:
    cycle.opens_the_cycle(cast.office)
    cycle.sets_days_and_seats(cast.office)
    cycle.records_what_came_before(cast.office, cast.clerk)
    cycle.sees_the_village_on_the_board(cast.office)


def registers_and_nominates(cast: Cast, people: Sequence[Line], folder: Path) -> list[str]:
    cast.office.set_the_clock(at(2020, 12, 19, 15))
    roll.sends_in_the_roll(cast.clerk, people, folder)
    cast.office.set_the_clock(at(2020, 12, 22, 17))
    return candidates.enters_the_nomination(cast.clerk)


def publishes_the_roll_in_time(cast: Cast) -> None:
    """Nineteen days before the vote it is refused; the training clock goes back, and it is published."""
    cast.office.set_the_clock(at(2021, 1, 1))
    roll.is_a_day_too_late_for_the_roll(cast.clerk)
    cast.office.set_the_clock(at(2020, 12, 28, 9, 30))
    roll.publishes_the_roll(cast.clerk)


def agrees_on_the_candidates(cast: Cast, nominated: Sequence[str]) -> None:
    candidates.proposes(cast.clerk)
    candidates.passes_everyone(cast.office, len(nominated))
    cast.office.set_the_clock(at(2020, 12, 29, 15))
    candidates.passes_everyone(cast.county, len(nominated))
    candidates.inspects_everyone(cast.office, "2020-12-29")
    cast.office.set_the_clock(at(2021, 1, 6, 17))
    cycle.records_the_party_election(cast.office, cast.clerk)


def publishes_what_voters_must_know(cast: Cast, nominated: Sequence[str], people: Sequence[Line]) -> None:
    cast.office.set_the_clock(at(2021, 1, 11))
    candidates.publishes_the_formal_list(cast.clerk, nominated)
    cast.office.set_the_clock(at(2021, 1, 14))
    vote.publishes_time_and_place(cast.clerk)
    candidates.signs_the_letters(cast.clerk, "2021-01-14")
    papers.prints_the_papers_of_the_vote(cast.office)
    papers.finds_a_voter(cast.visitor, people[0])


def votes_and_counts(cast: Cast) -> list[str]:
    cast.office.set_the_clock(at(2021, 1, 20, 14, 20))
    vote.enters_the_boxes(cast.clerk, vote.FIRST_ROUND)
    vote.enters_the_boxes(cast.second, vote.with_a_slip(vote.FIRST_ROUND))
    vote.settles_the_difference(cast.clerk)
    elected = vote.sees_the_result(cast.clerk, 1, vote.FIRST_ROUND_TOLD)
    assert len(elected) == 2
    return elected


def holds_the_runoff(cast: Cast) -> list[str]:
    vote.opens_the_runoff(cast.clerk)
    cast.office.set_the_clock(at(2021, 1, 22, 14, 20))
    vote.enters_the_boxes(cast.clerk, vote.RUNOFF)
    vote.enters_the_boxes(cast.second, vote.RUNOFF)
    elected = vote.sees_the_result(cast.clerk, 2, vote.RUNOFF_TOLD)
    assert len(elected) == 1
    return elected


def announces_the_result(cast: Cast, elected: Sequence[str], people: Sequence[Line]) -> None:
    cast.office.set_the_clock(at(2021, 1, 22, 18))
    vote.announces_the_result(cast.clerk)
    vote.confirms_the_result(cast.office)
    code = papers.posts_the_result(cast.office)
    papers.reads_the_result(cast.visitor, code, elected, people)


def proves_what_was_done(cast: Cast) -> None:
    """Every act is on record and proved; nobody met an error, but for the refusal that was asked for."""
    cast.office.open(f"{PLACE}/ledger/")
    expect(cast.office.page.locator("main .st.done")).to_be_visible()
    for act in ("公布选民名单", "录入计票单", "确认选举结果"):
        expect(cast.office.page.locator("ol.ledger")).to_contain_text(act)
    call_command("verify_ledger")
    complaints = [complaint for desk in vars(cast).values() for complaint in desk.watch.complaints]
    assert complaints == [f"409 {PLACE}/roll/publish/"]


HERE = f"/villages/{SECOND_VILLAGE}"
PAGES_BEFORE: Mapping[str, Sequence[str]] = {
    "registration": ("/roll/", "/roll/upload/", "/steps/representatives/"),
    "nomination": ("/candidates/nomination/",),
    "proposal": ("/candidates/", "/candidates/propose/"),
    "roll": ("/roll/", "/roll/publish/"),
    "candidates": ("/candidates/publish/",),
    "places": ("/votes/1/places/",),
    "first_entry": ("/votes/", "/votes/1/boxes/1/enter/"),
    "settle": ("/votes/", "/votes/1/boxes/1/settle/"),
    "runoff": ("/votes/", "/votes/1/", "/votes/1/further/", "/votes/1/boxes/1/reopen/"),
    "confirm": ("/votes/2/", "/papers/", "/ledger/", "/"),
}
EVERYWHERE = ("/", "/villages/", "/rulebook/", "/ledger/", "/verify/", f"/public/{SECOND_VILLAGE}/")


@pytest.fixture
def walk(
    second_village: Village,
    second_election: Election,
    township: User,
    county_office: User,
    county_reviewer: User,
    auditor: User,
    other_clerk: User,
    officer: Callable[..., User],
) -> Walk:
    """The rehearsal in a village of 600, played by the officers of the cast."""
    load_register(village=second_village, rows=Population(Random(5), 10, ELECTION_DAY).people(600, 3))
    staff = VillageStaff(
        other_clerk,
        officer(Role.VILLAGE_CLERK, SECOND_VILLAGE, "another-clerk"),
        officer(Role.TELLER, SECOND_VILLAGE),
    )
    above = Township(township, county_office, county_reviewer, auditor)
    return Walk(second_election, above, staff, Timetable(ELECTION_DAY), Random(1), SHORTFALL)


def test_the_clerks_pages_work_on_a_phone_in_english(walk: Walk, desk: Desks) -> None:
    """Before each act the pages that belong to it, and at the end those that always stand."""
    clerk = desk(walk.clerk, width=PHONE)
    clerk.speak_english()
    wide: list[str] = []
    for scene in script_of(walk, papers=False):
        wide += clerk.too_wide(HERE + path for path in PAGES_BEFORE.get(scene.name, ()))
        play(scene, walk.election.cycle)
    wide += clerk.too_wide(EVERYWHERE)
    assert (wide, clerk.watch.complaints) == ([], [])
