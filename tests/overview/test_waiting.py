"""Requests for more time wait for the office that decides on them; long lists stay short."""

from datetime import date

import pytest

from accounts.models import User
from candidates.models import ElectionCommittee, RepresentativeBook
from elections.models import Cycle, StepExtension
from elections.services.extension import ask_extension, refuse_extension
from overview.queries.today import today_of
from tests.cast import VILLAGE, at
from tests.overview.conftest import election_of

NOW = at(2020, 12, 29, 14, 52)


@pytest.fixture
def asked(town: Cycle, clerk: User) -> StepExtension:
    """The village asks for time for what the township decides on."""
    return ask_extension(
        by=clerk,
        election=election_of(town, VILLAGE),
        step="first_recommendation",
        wanted=date(2021, 1, 2),
        reason="会场未定",
        now=NOW,
    )


@pytest.fixture
def of_township(town: Cycle, township: User) -> StepExtension:
    """The township asks for time for its own work, on which the county decides."""
    return ask_extension(
        by=township,
        election=election_of(town, VILLAGE),
        step="inspection",
        wanted=date(2021, 1, 3),
        reason="考察组未到",
        now=NOW,
    )


def steps(user: User, cycle: Cycle) -> list[str]:
    return [request.step.step for request in today_of(user, cycle, NOW).work.requests]


def test_a_request_waits_for_the_office_that_decides_and_the_one_above(
    asked: StepExtension, of_township: StepExtension, town: Cycle, township: User, county_office: User
) -> None:
    assert steps(township, town) == ["first_recommendation"]
    assert steps(county_office, town) == ["first_recommendation", "inspection"]


@pytest.mark.parametrize("who", ["clerk", "teller", "auditor", "county_reviewer"])
def test_it_waits_for_nobody_else(
    asked: StepExtension, town: Cycle, request: pytest.FixtureRequest, who: str
) -> None:
    assert steps(request.getfixturevalue(who), town) == []


def test_answered_it_waits_no_longer(asked: StepExtension, town: Cycle, township: User) -> None:
    refuse_extension(by=township, extension=asked, answer="不准", now=NOW)
    assert steps(township, town) == []


def test_it_stands_among_what_waits_and_leads_to_where_it_is_answered(
    asked: StepExtension, township: User, client_of
) -> None:
    client = client_of(township)
    page = client.get("/").content.decode()
    address = f"/villages/{VILLAGE}/steps/first_recommendation/"
    for words in ("等您审批", "申请延至1月2日", "会场未定", f'href="{address}"'):
        assert words in page
    assert client.get(address).status_code == 200


def test_it_is_counted_in_the_pages_sentence(asked: StepExtension, town: Cycle, township: User) -> None:
    assert today_of(township, town, NOW).work.asked == 1


def test_where_nothing_is_due_the_request_has_the_primary_button(
    asked: StepExtension, town: Cycle, county_office: User, client_of
) -> None:
    page = client_of(county_office).get("/").content.decode()
    assert page.count("btn-primary") == 1


def test_beyond_eight_rows_a_list_is_folded(town: Cycle, township: User, client_of) -> None:
    election = election_of(town, VILLAGE)
    election.step_records.all().delete()
    RepresentativeBook.objects.filter(election=election).delete()
    ElectionCommittee.objects.filter(election=election).delete()
    late = today_of(township, town, NOW).work.late
    page = client_of(township).get("/").content.decode()
    assert len(late) > 8
    assert f"另有{len(late) - 8}件" in page
    assert page.count('<span class="w-state">') >= len(late)


def test_late_because_of_an_earlier_step_stays_out_with_forty_six_steps(
    town: Cycle, clerk: User, township: User
) -> None:
    for user in (clerk, township):
        late = today_of(user, town, NOW).work.late
        named = {matter.first.step for matter in late}
        assert all(not named & {p.step for p in matter.first.missing} for matter in late)
        assert len(late) <= 3
