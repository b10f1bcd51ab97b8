"""The pages of the Party's path, as each office sees them, and the same acts as a program sends them."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from candidates.models import Candidacy, Inspection, Notice, PartyDecision, Recommendation
from candidates.queries.review import reviews_waiting_for
from documents.papers import kind_of
from elections.models import Election
from tests.candidates.party import COUNTY, FULL, TOWNSHIP, Path, enlist, seat, to_noticed_a
from tests.cast import LAUNCH, PREPARED, VILLAGE, at, on_record
from villages.models import Resident

URL = f"/villages/{VILLAGE}/candidates/party/"
API = f"/api/v1/villages/{VILLAGE}/candidates/party/"
Browser = Callable[[User], Client]
PAPERS = (
    "recommendation_ballot", "recommendation_report", "list_notification", "inspection_form", "public_notice",
    "party_request", "party_reply",
)  # fmt: skip


@pytest.fixture
def path(
    election: Election,
    people: list[Resident],
    clerk: User,
    township: User,
    county_office: User,
    county_reviewer: User,
) -> Path:
    on_record(township, election, *LAUNCH, *PREPARED, held_on=date(2020, 12, 1), now=at(2020, 12, 2))
    seat(election)
    enlist(people)
    officers = {
        "village_clerk": clerk, "township_office": township,
        "county_office": county_office, "county_reviewer": county_reviewer,
    }  # fmt: skip
    return Path(election, people, officers)


def clock(path: Path, now: datetime) -> None:
    path.election.cycle.clock = now
    path.election.cycle.save()


def meeting(path: Path) -> dict[str, Any]:
    chinese = {"secretary": "书记", "party_deputy": "副书记", "party_member": "党组织委员"}
    return {
        "held_on": "2020-12-18", "members_expected": 60, "members_present": 50, "representatives_expected": 40,
        "representatives_present": 35, "issued": 85, "returned": 80, "guides": "谭国安", "appraisal": "称职",
        "expected_reason": "名册尚未更新",
        "lines": "\n".join(f"{chinese[p]} {r.name} 60票" for p, r in path.pairs()),
    }  # fmt: skip


def test_the_stages_are_worked_on_their_pages_by_their_offices(path: Path, client_of: Browser) -> None:
    offices = {name: client_of(user) for name, user in path.officers.items()}
    clock(path, at(2020, 12, 19))
    clerk = offices["village_clerk"]
    answer = clerk.post(f"{URL}recommendation_meeting/", meeting(path))
    assert answer.status_code == 302, answer.content.decode()
    listed = {f"listed-{r.pk}": p for p, r in path.pairs()}
    assert (
        clerk.post(
            f"{URL}organisation_list/", {"held_on": "2020-12-19", "note": "研究确定", **listed}
        ).status_code
        == 302
    )
    assert Candidacy.objects.filter(election=path.election, body="party", state="nominated").count() == 6
    clock(path, at(2020, 12, 24))
    town, county = offices["township_office"], offices["county_office"]
    town.post(f"{URL}township_recommendation/", {"held_on": "2020-12-22", "note": "研究确定", **listed})
    county.post(
        f"{URL}county_comparison/", {"held_on": "2020-12-24", "note": "比选", "chosen": path.people[0].pk}
    )
    assert PartyDecision.objects.filter(stage="county_comparison").count() == 1
    path.review(at(2020, 12, 26), TOWNSHIP, COUNTY)
    path.decide("inspection_list", at(2020, 12, 26))
    clock(path, at(2020, 12, 26, 12))
    found = {"held_on": "2020-12-26", "inspectors": "考察组", "passed": "yes", "standard-moral_conduct": "好"}
    assert county.post(f"{URL}secretary_inspection/", found).status_code == 302
    kept = Inspection.objects.get()
    assert (kept.passed, kept.form) == (True, {"moral_conduct": "好"})
    page = town.get(f"{URL}member_inspection/").content.decode()
    assert page.count("?person=") == 5


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh-hans", "应到会100人，实到会85人；过半数为51人，有效。"),
        ("en", "85 of 100 people expected to attend are present; more than half is 51. Valid."),
    ],
)
def test_the_page_says_what_the_recommendation_is_valid_by(
    path: Path, clerk: User, client_of: Browser, language: str, told: str
) -> None:
    clock(path, at(2020, 12, 19))
    browser = client_of(clerk)
    assert browser.post(f"{URL}recommendation_meeting/", meeting(path)).status_code == 302
    browser.cookies["django_language"] = language
    page = browser.get(URL).content.decode()
    assert told in page and "A-NOM-03" in page


def test_what_is_refused_stands_on_the_page_with_its_clause(
    path: Path, clerk: User, client_of: Browser
) -> None:
    clock(path, at(2020, 12, 19))
    answer = client_of(clerk).post(
        f"{URL}recommendation_meeting/", {**meeting(path), "members_present": 10, "issued": 45}
    )
    assert answer.status_code == 409
    assert "A-NOM-03" in answer.content.decode()
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_stage_has_its_page_for_every_office(path: Path, client_of: Browser, language: str) -> None:
    to_noticed_a(path, at(2020, 12, 27))
    clock(path, at(2020, 12, 28))
    browser = client_of(path.officers["village_clerk"])
    browser.cookies["django_language"] = language
    whole = browser.get(URL).content.decode()
    for stage in path.election.cycle.rules.party_path:
        assert (
            stage.title.zh if language == "zh-hans" else stage.title.en.replace("’", "")
        ) in whole.replace("’", "")
        if stage.kind != "verdict":
            assert browser.get(f"{URL}{stage.key}/").status_code == 200, stage.key


@pytest.mark.parametrize(
    ("who", "reviews"), [("clerk", 0), ("county_office", 0), ("township", 2), ("county_reviewer", 2)]
)
def test_a_stage_of_reviews_leads_to_the_queue_only_those_who_review(
    path: Path, who: str, reviews: int, request: pytest.FixtureRequest, client_of: Browser
) -> None:
    browser = client_of(request.getfixturevalue(who))
    ways = set(re.findall(rf'href="({URL}[a-z_]+/)"', browser.get(URL).content.decode()))
    assert {browser.get(way, follow=True).status_code for way in ways} <= {200}
    verdicts = [stage.key for stage in path.election.cycle.rules.party_path if stage.kind == "verdict"]
    assert len(ways & {f"{URL}{key}/" for key in verdicts}) == reviews == len(verdicts) * bool(reviews)


@pytest.mark.parametrize("who", ["county_office", "county_reviewer", "township", "auditor"])
def test_the_path_is_looked_at_by_every_office_and_worked_by_none_but_its_own(
    path: Path, who: str, request: pytest.FixtureRequest, client_of: Browser
) -> None:
    path.meet(at(2020, 12, 18))
    browser = client_of(request.getfixturevalue(who))
    assert browser.get(URL).status_code == 200
    answer = browser.get(f"{URL}organisation_list/")
    if who == "auditor":
        assert answer.status_code == 404
    else:
        assert (answer.status_code, b"btn-primary" in answer.content) == (200, False)


def test_a_program_reads_and_writes_the_path(path: Path, clerk: User, client_of: Browser) -> None:
    clock(path, at(2020, 12, 19))
    browser = client_of(clerk)
    figures = vars(FULL)
    lines = [{"post": p, "name": r.name, "votes": 60} for p, r in path.pairs()]
    sent = {
        "held_on": "2020-12-18",
        "attendance": figures,
        "lines": lines,
        "guides": "谭国安",
        "appraisal": "称职",
        "expected_reason": "流动党员回村参加",
    }
    answer = browser.post(f"{API}recommendation/", sent, content_type="application/json")
    assert answer.status_code == 201, answer.content.decode()
    names = [{"post": p, "name": r.name} for p, r in path.pairs()][:5]
    few = browser.post(
        f"{API}organisation_list/list/",
        {"held_on": "2020-12-19", "note": "研究确定", "names": names},
        content_type="application/json",
    )
    assert (few.status_code, few.json()["problems"][0]["code"]) == (409, "too_few_names")
    told = browser.get(API).json()
    assert [stage["key"] for stage in told["stages"] if stage["current"]] == ["organisation_list"]
    assert (told["seats"], told["least"]) == (5, 6)


def test_the_partys_people_wait_in_the_same_queues(path: Path, township: User, county_reviewer: User) -> None:
    path.meet(at(2020, 12, 18))
    path.first_list("organisation_list", at(2020, 12, 19))
    cycle = path.election.cycle
    assert reviews_waiting_for(township, cycle).count() == 0
    path.decide("township_recommendation", at(2020, 12, 22))
    path.choose(at(2020, 12, 24))
    assert reviews_waiting_for(township, cycle).count() == 6
    path.review(at(2020, 12, 26), TOWNSHIP)
    assert reviews_waiting_for(township, cycle).count() == 0
    assert reviews_waiting_for(county_reviewer, cycle).count() == 6


def test_the_papers_tell_what_is_on_record(path: Path) -> None:
    assert [list(kind_of(key).occasions(VILLAGE)) != [] for key in PAPERS] == [True] + [False] * 6
    to_noticed_a(path, at(2020, 12, 27))
    path.stage("request", at(2021, 1, 2))
    path.stage("reply", at(2021, 1, 2))
    for key in PAPERS:
        kind = kind_of(key)
        (occasion,) = kind.occasions(VILLAGE)
        sheet = kind.sheet(occasion.subject, date(2021, 1, 2))
        assert sheet.title
    posted = Notice.objects.get()
    notice = kind_of("public_notice").sheet(posted, date(2021, 1, 2))
    assert (notice.begins, notice.ends) == (date(2020, 12, 27), date(2021, 1, 1))
    assert notice.title == "党组织班子成员候选人预备人选公示"
    assert {person.name for person in notice.people} == {r.name for _p, r in path.pairs()}
