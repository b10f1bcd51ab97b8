"""The count sheet by itself: what is read, what does not add up, what differs, what is settled."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.refusals import Refusals
from tests.voting.ballots import sheet
from voting.count_checks import faults_of
from voting.count_sheet import SheetPlan, SheetPost, differing, figures_of, read, settled

PLAN = SheetPlan(
    120,
    (
        SheetPost("chair", 1, {"c1": "陈立新", "c2": "周海燕"}),
        SheetPost("member", 3, {"m1": "李桂香", "m2": "彭建军", "m3": "唐小明", "m4": "罗志勇"}),
    ),
)


def faults(data: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(fault.code, fault.field) for fault in faults_of(read(data, PLAN), PLAN)]


def refused(data: dict[str, Any]) -> list[tuple[str, str | None]]:
    with pytest.raises(Refusals) as told:
        read(data, PLAN)
    return [(fault.code, fault.field) for fault in told.value.refusals]


def test_a_sheet_that_adds_up_has_no_faults() -> None:
    assert faults(sheet()) == []


@pytest.mark.parametrize("given", [None, -1, "12", 1.0, True, 1_000_001])
def test_a_figure_is_a_whole_number_of_at_least_0(given: object) -> None:
    assert refused(sheet() | {"issued": given}) == [("figure_missing", "issued")]


def test_every_missing_and_unknown_figure_is_named_at_once() -> None:
    data = sheet()
    del data["spoilt"]
    del data["positions"]["chair"]["votes"]["c2"]
    data["positions"]["chair"]["votes"]["c9"] = 1
    data["positions"]["deputy"] = {"votes": {}}
    assert refused(data) == [
        ("figure_missing", "spoilt"),
        ("figure_missing", "chair-c2"),
        ("unknown_figure", None),
        ("unknown_figure", None),
    ]


def test_a_name_written_in_is_spelt_plainly_and_left_out_without_votes() -> None:
    read_votes = read(sheet(member={"w: 周 涛 ": 3, "w:刘备": 0}), PLAN)["positions"]["member"]["votes"]
    assert read_votes["w:周涛"] == 3
    assert "w:刘备" not in read_votes


def test_a_printed_name_is_not_written_in_for_the_same_post_but_may_be_for_another() -> None:
    assert refused(sheet(chair={"w:陈立新": 2})) == [("write_in_printed", "chair-w:陈立新")]
    assert faults(sheet(member={"w:陈立新": 2})) == []


def test_a_name_is_written_in_once() -> None:
    assert refused(sheet(member={"w:周涛": 2, "w:周 涛": 1})) == [("write_in_twice", "member-w:周 涛")]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (sheet(issued=121), [("issued_over_electors", "issued")]),
        (sheet(issued=120), []),
        (sheet(10, 10, 11, chair={}, member={}), [("papers_mismatch", "spoilt")]),
        (
            sheet(10, 10, 8, chair={}, member={}, invalid={"member": 3}),
            [("papers_mismatch", "member-invalid")],
        ),
        (sheet(10, 10, 8, chair={}, member={}, invalid={"member": 2}), []),
        (sheet(chair={"c1": 96}), []),
        (sheet(chair={"c1": 97}), [("votes_over_papers", "chair-c1"), ("marks_over_seats", "chair-sum")]),
        (sheet(chair={"c1": 50, "c2": 46}), []),
        (sheet(chair={"c1": 50, "c2": 47}), [("marks_over_seats", "chair-sum")]),
        (sheet(member={"m1": 96, "m2": 96, "m3": 96}), []),
        (sheet(member={"m1": 96, "m2": 96, "m3": 95, "w:周涛": 2}), [("marks_over_seats", "member-sum")]),
        (sheet(issued=97), [("more_returned_than_issued", "returned")]),
        (sheet(10, 0, 0, chair={}, member={}), [("nothing_returned", "returned")]),
    ],
)
def test_what_does_not_add_up_names_its_cell(data: dict[str, Any], told: list[tuple[str, str]]) -> None:
    assert faults(data) == told


def test_all_faults_are_told_at_once_errors_before_warnings() -> None:
    data = sheet(issued=90, chair={"c1": 97}, member={"m1": 200})
    assert [code for code, _field in faults(data)] == [
        "votes_over_papers",
        "marks_over_seats",
        "votes_over_papers",
        "more_returned_than_issued",
    ]


def test_the_order_of_write_ins_is_no_difference() -> None:
    one = read(sheet(member={"w:周涛": 2, "w:刘备": 1}), PLAN)
    two = read(sheet(member={"w:刘备": 1, "w:周涛": 2}), PLAN)
    assert differing(one, two) == {}


def test_a_write_in_on_one_sheet_only_is_0_on_the_other() -> None:
    one, two = read(sheet(member={"w:周涛": 2}), PLAN), read(sheet(member={}), PLAN)
    assert differing(one, two) == {"member-w:周涛": (2, 0)}
    assert (
        settled(one, {"member-w:周涛": 0})["positions"]["member"]["votes"]
        == two["positions"]["member"]["votes"]
    )


figures = st.sampled_from(["issued", "returned", "spoilt", "chair-invalid", "member-m3", "chair-w:周涛"])


@given(st.dictionaries(figures, st.integers(0, 50)))
def test_settling_every_difference_for_the_second_gives_the_second(changed: dict[str, int]) -> None:
    first = read(sheet(), PLAN)
    second = settled(first, changed)
    assert {name: two for name, (_one, two) in differing(first, second).items()}.items() <= changed.items()
    assert settled(first, {name: two for name, (_one, two) in differing(first, second).items()}) == second
    assert figures_of(second).items() >= {k: v for k, v in changed.items() if v or "w:" not in k}.items()


def test_settling_does_not_touch_the_sheet_it_starts_from() -> None:
    first = read(sheet(), PLAN)
    before = deepcopy(first)
    settled(first, {"chair-c1": 7, "member-w:周涛": 3})
    assert first == before
