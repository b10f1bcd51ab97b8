"""The pages of a township under each plan: every step, board, journey and paper, in both languages."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from candidates.enums import MeetingBasis, ReviewLevel
from candidates.services.names import VoteLine
from candidates.services.supporting import file_body
from candidates.services.supporting_checks import MeetingHeld
from candidates.services.supporting_votes import record_body_meeting
from elections.enums import State, Step
from elections.models import Cycle
from elections.queries.progress import progress_of_one
from elections.rulebook import load_rulebook, shipped_text
from elections.rulebook.dating import redated
from elections.rulebook.moving import windows_of
from elections.services.cycle import open_cycle
from elections.services.election import set_days
from elections.services.rulebook import make_edition, shipped_edition
from overview.demo.officers import Township, VillageStaff
from overview.demo.people import Population
from overview.rehearsal import calling, vote
from overview.rehearsal.timetable import Timetable
from overview.rehearsal.walk import Walk
from tests.cast import BODIES, SECOND_VILLAGE, TOWNSHIP, VILLAGE, at, body_on_record, on_record
from villages.models import Division, Group, Resident, Village
from villages.services.register import load_register

OPENED = at(2020, 9, 15)
VOTE = date(2021, 3, 20)
BEFORE_NOTICE = ("announcement", "party_register", "first_recommendation", "party_review", "inspection")
BEFORE_ROLL = ("election_manner", "election_committee", "election_method", "nomination_notice")
DAYS = {
    "city-town-2020": (date(2021, 1, 20), date(2021, 3, 20)),
    "district-town-2020": (date(2020, 11, 10), date(2020, 11, 10)),
}


@pytest.fixture
def under(
    request: pytest.FixtureRequest, township: User, township_place: Division, village: Village
) -> Cycle:
    """A training cycle under a plan, the days of its village set."""
    plan: str = request.param
    cycle = open_cycle(
        by=township,
        township=township_place,
        edition=shipped_edition(plan, OPENED),
        name="演练",
        training=True,
        now=OPENED,
    )
    party, vote = DAYS[plan]
    set_days(
        by=township,
        election=cycle.elections.get(village=village),
        registration_day=None,
        party_day=party,
        election_day=vote,
        now=OPENED,
    )
    return cycle


def broken(browser: Client, cycle: Cycle) -> dict[str, int]:
    """The township's pages of a cycle that do not open, with the status they answer, in either language."""
    here = f"/villages/{VILLAGE}/"
    steps = [f"{here}steps/{rule.key}/" for rule in cycle.rules.steps]
    boards = [
        "/",
        "/board/",
        "/board/?by=step",
        "/board.csv",
        "/board/exceptions/",
        "/rulebook/",
        "/messages/",
    ]
    days = ["/days/", "/days/plan/", f"/days/{VILLAGE}/", f"/days/{VILLAGE}/put-off/", "/holidays/"]
    journey = [here, f"{here}gantt/", f"{here}gantt/?by=step", f"/public/{VILLAGE}/"]
    found: dict[str, int] = {}
    for language in ("zh-hans", "en"):
        browser.cookies["django_language"] = language
        answers = {path: browser.get(path).status_code for path in (*steps, *boards, *days, *journey)}
        found |= {f"{language} {path}": status for path, status in answers.items() if status != 200}
    return found


@pytest.mark.parametrize("under", list(DAYS), indirect=True)
def test_the_pages_of_every_plan_stand(
    under: Cycle, township: User, client_of: Callable[[User], Client]
) -> None:
    assert broken(client_of(township), under) == {}


@pytest.mark.parametrize("plan", ["county-town-2020", *DAYS])
def test_a_plan_moved_into_years_whose_holidays_nobody_knows_stands_all_the_same(
    plan: str, township: User, township_place: Division, village: Village, client_of: Callable[[User], Client]
) -> None:
    book, far = load_rulebook(plan), 7 * 365 + 2
    windows = [window.moved(far) for window in windows_of(book)]
    text = redated(shipped_text(plan), book, windows, version="1.0.1")
    opened = OPENED + timedelta(days=far)
    cycle = open_cycle(
        by=township,
        township=township_place,
        edition=make_edition(by=township, owner=TOWNSHIP, text=text, reason="后移", now=opened),
        name="演练",
        training=True,
        now=opened,
    )
    party, vote = DAYS.get(plan, (date(2021, 1, 8), date(2021, 1, 20)))
    set_days(
        by=township,
        election=cycle.elections.get(village=village),
        registration_day=None,
        party_day=party + timedelta(days=far),
        election_day=vote + timedelta(days=far),
        now=opened,
    )
    assert broken(client_of(township), cycle) == {}


@pytest.mark.parametrize("under", list(DAYS), indirect=True)
def test_a_clerk_is_told_what_to_do_under_every_plan(
    under: Cycle, clerk: User, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(clerk)
    for path in ("/", f"/villages/{VILLAGE}/", f"/villages/{VILLAGE}/papers/"):
        assert browser.get(path).status_code == 200, path


def test_plan_c_is_played_from_the_audit_to_the_confirmed_result(
    township: User,
    county_office: User,
    county_reviewer: User,
    auditor: User,
    other_clerk: User,
    officer: Callable[..., User],
    township_place: Division,
    second_village: Village,
) -> None:
    """The Party organisation first, then the committee, each step in its own window."""
    cycle = open_cycle(
        by=township,
        township=township_place,
        edition=shipped_edition("city-town-2020", OPENED),
        name="演练",
        training=True,
        now=OPENED,
    )
    second_village.place_class = "二类"  # plan C gives seats by it (C-ORG-01, C-ORG-02)
    second_village.save()
    load_register(village=second_village, rows=Population(Random(7), 3, VOTE).people(600, 3))
    walk = Walk(
        cycle.elections.select_related("cycle__township", "village").get(village=second_village),
        Township(township, county_office, county_reviewer, auditor),
        VillageStaff(
            other_clerk,
            officer(Role.VILLAGE_CLERK, SECOND_VILLAGE, "another-clerk"),
            officer(Role.TELLER, SECOND_VILLAGE),
        ),
        Timetable(
            VOTE, days_set=date(2020, 12, 1), registration=date(2021, 2, 20), party_election=date(2021, 1, 25)
        ),
        Random(1),
    )
    played = [
        *((at(2020, 11, 20), partial(recorded, walk, step)) for step in ("audit", "talks", "analysis")),
        (at(2020, 12, 1), walk.set_days),
        (at(2020, 12, 3), partial(recorded, walk, "training")),
        *((at(2020, 12, 10), partial(kept, walk, step)) for step in BEFORE_NOTICE),
        (at(2020, 12, 15), partial(kept, walk, "party_notice")),
        (at(2020, 12, 21), partial(kept, walk, "secretary_notice")),
        (at(2020, 12, 22), partial(kept, walk, "assembly_request")),
        (at(2021, 1, 28), partial(recorded, walk, "party_election")),
        *((at(2021, 2, 1), partial(recorded, walk, step)) for step in BEFORE_ROLL),
        (at(2021, 2, 20), lambda now: walk.take_over_roll(walk.upload_roll(now), now)),
        (at(2021, 2, 26), walk.publish_roll),
        (at(2021, 3, 2), walk.nominate),
        (at(2021, 3, 4), walk.propose),
        (at(2021, 3, 6), partial(walk.review, ReviewLevel.TOWNSHIP)),
        (at(2021, 3, 8), partial(walk.review, ReviewLevel.COUNTY)),
        (at(2021, 3, 12), walk.publish_candidates),
        (at(2021, 3, 12, 10), partial(vote.publish_places, walk)),
        (at(2021, 3, 20, 15), partial(vote.enter, walk, walk.clerk)),
        (at(2021, 3, 20, 16), partial(vote.enter, walk, walk.staff.teller)),
        (at(2021, 3, 20, 16, 10), partial(calling.open_box, walk)),
        (at(2021, 3, 20, 16, 20), partial(calling.close_box, walk)),
        (at(2021, 3, 20, 17), partial(vote.tally, walk)),
        (at(2021, 3, 21, 9), partial(vote.confirm, walk)),
        *(
            (at(2021, 3, 22), partial(recorded, walk, step))
            for step in ("supervisory_body", "representatives", "handover")
        ),
        (at(2021, 3, 22, 15), partial(led, walk)),
    ]
    for now, act in played:
        act(now)
    steps = progress_of_one(walk.election, at(2021, 3, 22)).steps
    planned = ("party_election", *(set(Step) & steps.keys()))
    assert {key for key in planned if steps[key].evidence.done_at is None} == {"appeals", "proxies", "runoff"}
    assert steps[Step.RESULT].standing.state == steps["handover"].standing.state == State.DONE


def led(walk: Walk, now: datetime) -> None:
    """Every group elects its leader, and the leaders are handed in."""
    for group in Group.objects.filter(village=walk.election.village_id):
        one = Resident.objects.filter(group=group, birth_date__lt=date(1990, 1, 1)).first()
        held = MeetingHeld(
            post="group_leader",
            group=group.number,
            held_on=now.date(),
            chaired_by="",
            basis=MeetingBasis.HOUSEHOLDS,
            entitled=30,
            present=24,
            places=1,
            lines=[VoteLine("", one.name, 20, one.pk)],
        )
        record_body_meeting(by=walk.clerk, election=walk.election, held=held, now=now)
    file_body(by=walk.clerk, election=walk.election, body="group_leaders", now=now)


def kept(walk: Walk, step: str, now: datetime) -> None:
    """What was done of the Party's path, as if before: the path itself is walked in tests/candidates."""
    on_record(walk.above.office, walk.election, step, held_on=now.date(), now=now)


def recorded(walk: Walk, step: str, now: datetime) -> None:
    if step in BODIES:
        body_on_record(walk.election, step, now.date(), now)
    else:
        walk.record(step, now.date(), "王晓梅", "已办", ("王晓梅", "村党组织书记"), now)
