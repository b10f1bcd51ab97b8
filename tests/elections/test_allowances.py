"""The small tables of allowances travel together, and come out as they are in their tables."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.queries.fixed import Among
from elections.calendar import step_head
from elections.enums import Asked
from elections.models import AnnouncedHolidays, Election, KeptWindow, StepExtension, StepWaiver
from elections.queries.allowances import allowances_of
from elections.queries.gathered import Gathered
from elections.rulebook import load_rulebook
from tests.cast import TOWNSHIP, at

NOW = at(2020, 12, 29, 14, 52)
TABLES = (StepExtension, StepWaiver, KeptWindow, AnnouncedHolidays)
gathered = Gathered(lambda ids: [table.objects.filter(Among("pk", ids)) for table in TABLES])


def of_all() -> list[int]:
    return [pk for table in TABLES for pk in table.objects.values_list("pk", flat=True)]


@pytest.fixture
def filled(election: Election, clerk: User) -> Election:
    """One row or two in each table."""
    asked = {
        "election": election,
        "wanted": date(2021, 1, 2),
        "reason": "雨天",
        "asked_at": NOW,
        "asked_by": clerk,
    }
    StepExtension.objects.create(step="nomination", **asked)
    StepExtension.objects.create(step="registration", state=Asked.GRANTED, until=date(2021, 1, 1), **asked)
    StepWaiver.objects.create(
        election=election,
        step="nomination",
        over="audit",
        clause="A-PRE-13",
        reason="“引号”",
        approval="镇党委",
        forced=True,
        violation="F06",
        made_at=NOW,
        made_by=clerk,
    )
    KeptWindow.objects.create(
        election=election, step="audit", edition=election.cycle.edition, opens=None, closes=NOW, clause="A"
    )
    AnnouncedHolidays.objects.create(
        owner=TOWNSHIP,
        year=2030,
        off=["2030-02-04"],
        worked=["2030-02-02"],
        source="国办发〔2029〕1号",
        entered_at=NOW,
        entered_by=clerk,
    )
    return election


def columns(row: object) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}  # type: ignore[attr-defined]


def test_rows_gathered_are_those_of_their_tables_to_the_last_column(
    filled: Election, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asked = of_all()
    with django_assert_num_queries(1):
        found = list(gathered(asked))
    plain = [row for table in TABLES for row in table.objects.order_by("pk")]
    assert [type(row) for row in found] == [type(row) for row in plain]
    assert [columns(row) for row in found] == [columns(row) for row in plain]
    assert not any(row._state.adding for row in found)


def test_nothing_is_gathered_from_empty_tables(election: Election) -> None:
    assert list(gathered(of_all())) == []


def test_allowances_are_read_in_one_query_and_put_where_they_are_looked_for(
    filled: Election, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rules = filled.cycle.rules
    assert rules
    with django_assert_num_queries(1):
        allowed = allowances_of([filled])
    granted = allowed.extension(filled, "registration", Asked.GRANTED)
    asked = allowed.extension(filled, "nomination", Asked.OPEN)
    assert granted is not None
    assert granted.until == date(2021, 1, 1)
    assert asked is not None
    assert asked.wanted == date(2021, 1, 2)
    assert [waiver.violation for waiver in allowed.waivers(filled, "nomination")] == ["F06"]
    assert not allowed.work(filled).is_working_day(date(2030, 2, 4))


@pytest.mark.parametrize(
    ("step", "zh", "en"),
    [
        ("registration", "12-20", "12-20"),
        ("publicity", "12-20", "12-20"),
        ("roll_publication", "投票前20日", "20 days before"),
        ("time_and_place", "投票前1日", "1 day before"),
        ("appeals", "公布后5日", "5 days after roll"),
        ("voting", "投票日", "vote"),
        ("handover", "选后10日", "10 days after result"),
    ],
)
def test_the_head_of_a_step_tells_its_last_day_for_all_villages(step: str, zh: str, en: str) -> None:
    rules = load_rulebook("county-town-2020")
    head = step_head(rules, rules.step(step))
    assert (head.zh, head.en) == (zh, en)
