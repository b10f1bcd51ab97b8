"""What changed between two versions: on the page, as a sheet, and on the notice that is posted."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from documents.papers import kind_of
from documents.refusals import PaperNotReady
from elections.models import Election
from elections.services.cycle import move_clock
from tests.cast import VILLAGE, at
from tests.voting.registers import put
from tests.voting.roll_fixtures import launched
from tests.voting.test_voting_papers import said
from voting.models import Roll
from voting.papers.of_roll import roll_poster, told_apart
from voting.papers.of_supplement import roll_supplement
from voting.queries.roll_changes import Kind, changes_between, pair_of, published_before

__all__ = ["launched"]


def version(election: Election, number: int, state: str = "replaced", **more: Any) -> Roll:
    given = {"digest": f"{number}" * 64, "published_at": at(2020, 12, 25 + number), **more}
    return Roll.objects.create(election=election, version=number, state=state, **given)


@pytest.fixture
def two(election: Election) -> tuple[Roll, Roll]:
    """Two published versions that differ in every way."""
    first, second = version(election, 1), version(election, 2, "published")
    put(first, 1, name="王留下"), put(second, 1, name="王留下")
    put(second, 2, name="李新来", group=2)
    put(first, 3, name="张去世"), put(first, 4, name="陈改名"), put(second, 4, name="陈改明", group=3)
    (
        put(first, 5, name="周转列"),
        put(second, 5, name="周转列", not_registered="多方联系未果", refusal="unreachable"),
    )
    (
        put(first, 6, name="赵补登", not_registered="不在本地居住，未表示参加选举"),
        put(second, 6, name="赵补登", category="V2"),
    )
    put(second, 7, name="钱新列", not_registered="已在东湖村登记", refusal="elsewhere")
    put(first, 8, name="孙户号", household="0008"), put(second, 8, name="孙户号", household="0009")
    return first, second


def test_every_kind_of_change_is_told_apart(two: tuple[Roll, Roll], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        changes = changes_between(*two)
    told = {kind: [change.entry.name for change in changes.of(kind)] for kind in Kind}
    assert told == {
        Kind.NEW: ["李新来"],
        Kind.ENTERED: ["赵补登"],
        Kind.REFUSED: ["周转列"],
        Kind.OFF: ["张去世"],
        Kind.LISTED: ["钱新列"],
        Kind.CHANGED: ["孙户号", "陈改明"],
    }
    renamed = changes.of(Kind.CHANGED)[1]
    assert [(d.field, d.before, d.after) for d in renamed.differences] == [
        ("name", "陈改名", "陈改明"),
        ("group", "1", "3"),
    ]
    assert len(changes.added) == 2
    assert {change.entry.name for change in changes.removed} == {"张去世", "周转列"}


def test_backwards_everything_is_the_other_way_round(two: tuple[Roll, Roll]) -> None:
    there, back = changes_between(*two), changes_between(two[1], two[0])
    assert len(there.added) == len(back.removed) and len(there.removed) == len(back.added)
    assert changes_between(two[0], two[0]).people == []


def test_which_two_are_compared(election: Election) -> None:
    assert pair_of(election, "", "") is None
    rolls = [version(election, n) for n in (1, 2, 3)]
    assert pair_of(election, "", "") == (rolls[1], rolls[2])
    assert pair_of(election, "1", "3") == (rolls[0], rolls[2])
    assert pair_of(election, "", "2") == (rolls[0], rolls[1])
    assert pair_of(election, "2", "2") is None
    assert pair_of(election, "9", "x") == (rolls[1], rolls[2])
    assert published_before(rolls[2]) == rolls[1] and published_before(rolls[0]) is None


# --- page and sheet


@pytest.fixture
def browser(
    two: tuple[Roll, Roll],
    clerk: User,
    township: User,
    launched: Election,
    client_of: Callable[[User], Client],
) -> Client:
    move_clock(by=township, cycle=launched.cycle, to=at(2020, 12, 30))
    return client_of(clerk)


def test_the_page_tells_old_and_new(browser: Client) -> None:
    page = browser.get(reverse("voting:roll_changes", args=[VILLAGE])).content.decode()
    for name in ("李新来", "赵补登", "周转列", "张去世", "钱新列", "陈改明"):
        assert name in page
    assert "<del>陈改名</del>" in page and "<ins>陈改明</ins>" in page and "王留下" not in page


def test_without_a_second_version_the_page_says_so(
    clerk: User, election: Election, client_of: Callable[[User], Client]
) -> None:
    address = reverse("voting:roll_changes", args=[VILLAGE])
    assert client_of(clerk).get(address).status_code == 200
    assert client_of(clerk).get(reverse("voting:roll_changes_csv", args=[VILLAGE])).status_code == 302


def test_the_sheet_tells_the_same_and_who_took_it(browser: Client, clerk: User) -> None:
    answer = browser.get(reverse("voting:roll_changes_xlsx", args=[VILLAGE]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = [row for row in book["变动"].iter_rows(min_row=3, values_only=True) if row[0]]
    assert {(row[0], row[2]) for row in rows} == {
        ("新增选民", "李新来"),
        ("由不予登记转为选民", "赵补登"),
        ("由选民转为不予登记", "周转列"),
        ("删去", "张去世"),
        ("新列不予登记", "钱新列"),
        ("更正", "孙户号"),
        ("更正", "陈改明"),
    }
    assert ("姓名：陈改名→陈改明；小组：1→3") in {row[6] for row in rows}
    assert clerk.name in book["填表说明"]["A1"].value
    text = browser.get(reverse("voting:roll_changes_csv", args=[VILLAGE])).content.decode("utf-8-sig")
    assert text.count("\r\n") == len(rows) + 3 and clerk.name in text
    assert "0000" not in text.replace("0008", "").replace("0009", "")


def test_a_cell_is_never_a_formula(browser: Client, two: tuple[Roll, Roll]) -> None:
    put(two[1], 9, name="=1+1")
    assert "'=1+1" in browser.get(reverse("voting:roll_changes_csv", args=[VILLAGE])).content.decode()


# --- papers


def test_the_supplement_tells_what_changed_and_nobodys_birthday(
    two: tuple[Roll, Roll], election: Election, clerk: User, tmp_path: Path
) -> None:
    """A-ROLL-21."""
    told = said(clerk, "roll_supplement", election, election, tmp_path)
    assert "选民名单补正公告" in told and "补正后为第2版" in told
    for words in ("补登选民", "李新来", "赵补登", "张去世", "第1组陈改名，更正为第3组陈改明", "多方联系未果"):
        assert words in told
    assert "已在别处登记" in told and "东湖村" not in told
    assert "1978" not in told and "孙户号" not in told and "王留下" not in told


def test_a_first_version_has_nothing_to_supplement(election: Election) -> None:
    put(version(election, 1, "published"), 1)
    assert list(kind_of("roll_supplement").occasions(VILLAGE)) == []
    with pytest.raises(PaperNotReady):
        roll_supplement(election, date(2020, 12, 30))


def test_a_corrected_version_does_not_begin_the_time_for_objections_anew(election: Election) -> None:
    """AMB-23; SC-53: from the first publication, and nothing once it is over."""
    put(version(election, 1, published_at=at(2020, 12, 28)), 1)
    later = version(election, 2, "published", published_at=at(2020, 12, 31))
    put(later, 1)
    poster = roll_poster(election, date(2020, 12, 31))
    assert poster.appeal is not None and poster.appeal.until == date(2021, 1, 2)
    Roll.objects.filter(pk=later.pk).update(published_at=at(2021, 1, 6))
    assert roll_poster(election, date(2021, 1, 6)).appeal is None


def test_namesakes_are_told_apart_by_as_little_as_does_it(election: Election) -> None:
    roll = version(election, 1)
    people = [
        put(roll, 1, name="王建国", sex="M"),
        put(roll, 2, name="王建国", sex="F", birth_date=date(1960, 1, 1)),
        put(roll, 3, name="王建国", sex="F", birth_date=date(1970, 1, 1)),
        put(roll, 4, name="王建国", sex="F", birth_date=date(1970, 2, 1)),
        put(roll, 5, name="李秀兰"),
    ]
    assert told_apart(people) == (
        "王建国（男）",
        "王建国（1960年）",
        "王建国（0003户）",
        "王建国（0004户）",
        "李秀兰",
    )
