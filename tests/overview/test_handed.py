"""What waits beside the steps: introduction sheets for the township and back for the clerk, bodies to take on file."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from candidates.models import Candidacy, IntroductionSheet, SupportingBody
from elections.models import Cycle, Election
from overview.queries.today import today_of
from tests.cast import VILLAGE, at
from villages.models import Resident

NOW = at(2021, 1, 12)


@pytest.fixture
def sheets(election: Election, clerk: User) -> list[IntroductionSheet]:
    """Two sheets wait for the township, one came back."""
    made = []
    people = Resident.objects.filter(village=VILLAGE).order_by("pk")[:3]
    for person, state in zip(people, ("waiting", "waiting", "returned"), strict=True):
        candidacy = Candidacy.objects.create(
            election=election,
            post="member",
            name=person.name,
            sex=person.sex,
            resident=person,
            votes=9,
            state="county_passed",
            changed_at=NOW,
        )
        made.append(
            IntroductionSheet.objects.create(
                candidacy=candidacy,
                texts={},
                state=state,
                reason="写全家庭情况" if state == "returned" else "",
                entered_by=clerk,
                entered_at=NOW,
            )
        )
    return made


def told(user: User, cycle: Cycle) -> list[tuple[str, int]]:
    return [(one.sort.url_name, one.number) for one in today_of(user, cycle, NOW).work.handed]


def test_sheets_wait_for_the_township_and_returned_ones_for_the_clerk(
    sheets: list[IntroductionSheet], cycle: Cycle, township: User, clerk: User, auditor: User
) -> None:
    assert told(township, cycle) == [("candidates:introductions", 2)]
    assert told(clerk, cycle) == [("candidates:introductions", 1)]
    assert told(auditor, cycle) == []
    IntroductionSheet.objects.all().delete()
    assert told(township, cycle) == told(clerk, cycle) == []


def test_a_body_that_is_handed_in_waits_to_be_taken_on_file(
    election: Election, cycle: Cycle, township: User, clerk: User
) -> None:
    book = SupportingBody.objects.create(election=election, body="council", begun_at=NOW)
    assert told(township, cycle) == []
    SupportingBody.objects.filter(pk=book.pk).update(filed_at=NOW)
    assert told(township, cycle) == [("candidates:bodies", 1)]
    assert told(clerk, cycle) == []


def test_the_page_of_today_leads_there(
    sheets: list[IntroductionSheet], cycle: Cycle, township: User, client_of: Callable[[User], Client]
) -> None:
    cycle.clock = NOW
    cycle.save()
    page = client_of(township).get("/").content.decode()
    assert f"/villages/{VILLAGE}/candidates/introductions/" in page
    assert "待审核的候选人介绍" in page
