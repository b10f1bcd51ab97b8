"""What is a count, and how it is told what is wrong with one that is none."""

import copy
from typing import Any

import pytest

from tests.voting.tally.building import CANDIDATES, DOUBLE_MAJORITY, count, papers, position, run, totals
from voting.tally import NotACount, tally
from voting.tally.clauses import Clause
from voting.tally.parse import Counting, read_json

BOX = papers({"marks": {"chair": ["a"]}})


def faults(raw: Any, **options: Any) -> dict[str, str]:
    """The English sentence of each fault by its path."""
    with pytest.raises(NotACount) as refused:
        tally(raw, **options)
    assert all(fault.zh and fault.en for fault in refused.value.faults)
    return {fault.path: fault.en for fault in refused.value.faults}


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """A good count with one field set to something else."""
    raw = copy.deepcopy(
        count(papers({"n": 2, "marks": {"chair": ["a"]}}), totals(5, id_="mobile", chair={"a": 1}))
    )
    part: Any = raw
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = to
    return raw


@pytest.mark.parametrize(
    "path",
    [
        ("extra",),
        ("contest", "extra"),
        ("rule", "extra"),
        ("positions", 0, "extra"),
        ("candidates", "a", "extra"),
        ("boxes", 0, "extra"),
        ("boxes", 0, "ballots", 0, "extra"),
        ("boxes", 1, "totals", "extra"),
        ("boxes", 1, "totals", "positions", "chair", "extra"),
    ],
    ids=lambda path: ".".join(map(str, path)),
)
def test_unknown_fields_are_refused_by_name(path: tuple[str | int, ...]) -> None:
    told = faults(changed(*path, to=1))
    assert told == {".".join(map(str, path)): "is not a field of a count"}


def test_unknown_fields_of_marks_and_votes_are_refused_by_name() -> None:
    assert "boxes.0.ballots.0.marks.chair.fro" in faults(
        changed("boxes", 0, "ballots", 0, "marks", "chair", to={"fro": ["a"]})
    )
    assert "boxes.1.totals.positions.chair.votes.a.fro" in faults(
        changed("boxes", 1, "totals", "positions", "chair", "votes", "a", to={"fro": 1})
    )


@pytest.mark.parametrize("field", ["contest", "rule", "electors", "positions", "candidates", "boxes"])
def test_required_fields_are_asked_for(field: str) -> None:
    raw = count(BOX)
    del raw[field]
    assert field in faults(raw)


@pytest.mark.parametrize("field", ["quorum", "threshold"])
def test_a_rule_says_its_quorum_and_threshold_even_when_there_is_none(field: str) -> None:
    raw = count(BOX)
    del raw["rule"][field]
    assert f"rule.{field}" in faults(raw)


def test_present_and_kin_may_be_left_out() -> None:
    raw = count(BOX)
    del raw["present"]
    assert tally(raw)["status"] == "valid"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("electors",), 12.0),
        (("electors",), True),
        (("electors",), "12"),
        (("electors",), -1),
        (("boxes", 0, "returned"), 1.5),
        (("boxes", 0, "ballots", 0, "n"), 0),
        (("boxes", 0, "ballots", 0, "n"), 2.0),
        (("boxes", 0, "ballots", 0, "spoilt"), 1),
        (("boxes", 0, "ballots", 0, "marks", "chair"), "a"),
        (("boxes", 1, "totals", "spoilt"), None),
        (("boxes", 1, "totals", "positions", "chair", "votes", "a"), False),
        (("contest", "body"), "parliament"),
        (("contest", "round"), "third"),
        (("positions", 0, "seats"), 0),
        (("positions", 0, "reserved_for"), "M"),
        (("candidates", "a", "sex"), "X"),
        (("candidates", "a", "name"), "  "),
        (("kin",), [["a", "b", "c"]]),
        (("rule", "threshold"), {"of": "returned", "more_than": 0.5}),
        (("rule", "threshold"), {"of": "returned", "more_than": "3/2"}),
        (("rule", "threshold"), {"of": "returned", "more_than": "1/0"}),
        (("rule", "threshold"), {"of": "returned", "more_than": "½"}),
        (("rule", "threshold"), {"of": "returned"}),
        (("rule", "threshold"), {"of": "returned", "more_than": "1/2", "at_least": "1/2"}),
        (("rule", "quorum"), {"of": "present", "measure": "returned", "more_than": "1/2"}),
        (("rule", "two_offices"), "sometimes"),
    ],
)
def test_a_wrong_value_is_told_with_its_path(path: tuple[str | int, ...], value: Any) -> None:
    told = faults(changed(*path, to=value))
    assert [each for each in told if each.startswith(".".join(map(str, path)))] == list(told)


def test_all_faults_are_told_at_once() -> None:
    raw = changed("electors", to="many")
    raw["boxes"][0]["ballots"].append({"n": "two"})
    del raw["rule"]
    assert set(faults(raw)) == {"electors", "boxes.0.ballots.1.n", "rule"}


def test_a_faulty_row_is_told_with_its_own_index() -> None:
    good, bad = {"marks": {"chair": ["a"]}}, {"marks": {"chair": [1]}}
    told = faults(
        count({"id": "hall", "issued": 9, "returned": 9, "ballots": [good, good, good, bad, good, bad]})
    )
    assert told == {"boxes.0.ballots.3.marks.chair.0": "must be text"}


def test_an_object_of_marks_is_told_with_its_path() -> None:
    told = faults(changed("boxes", 0, "ballots", 0, "marks", "chair", to={"for": ["a"], "against": [None]}))
    assert told == {"boxes.0.ballots.0.marks.chair.against.0": "must be text"}


def test_a_box_has_ballots_or_totals() -> None:
    neither = {"id": "hall", "issued": 1, "returned": 1}
    both = {**neither, "ballots": [], "totals": {}}
    assert set(faults(count(neither))) == {"boxes.0"}
    assert set(faults(count(both))) == {"boxes.0"}


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"positions": [position("x", 1, "a"), position("x", 1, "b")]}, "positions.1.id"),
        ({"positions": [position("x", 1, "az")]}, "positions.0.candidates.1"),
        ({"positions": [position("x", 1, "aa")]}, "positions.0.candidates.1"),
        ({"positions": []}, "positions"),
        ({"candidates": {**CANDIDATES, "w:x": {"name": "周涛"}}}, "candidates.w:x"),
        ({"kin": [["a", "a"]]}, "kin.0"),
        ({"kin": [["a", "z"]]}, "kin.0.1"),
        ({"boxes": [BOX, BOX]}, "boxes.1.id"),
    ],
)
def test_ids_stand_once_and_are_known(fields: dict[str, Any], path: str) -> None:
    assert set(faults(count(BOX, **fields))) == {path}


@pytest.mark.parametrize(
    "rule",
    [
        {"quorum": {"of": "electors", "measure": "present", "at_least": "4/5"}},
        {"threshold": {"of": "present", "more_than": "1/2"}},
    ],
)
def test_a_rule_on_attendance_asks_for_it(rule: dict[str, Any]) -> None:
    assert set(faults(count(BOX, rule=rule))) == {"present"}
    assert tally(count(BOX, rule=rule, round_="revote"))["status"] == "valid"


@pytest.mark.parametrize("raw", [None, [], "count", 1, {}, {1: 2}])
def test_other_things_are_no_count(raw: Any) -> None:
    assert faults(raw)


def test_the_input_is_left_as_it_is() -> None:
    raw = count(papers({"n": 2, "marks": {"chair": ["a"]}}, {"marks": {"chair": ["a"]}}))
    before = copy.deepcopy(raw)
    tally(raw)
    assert raw == before


def test_boxes_of_both_kinds_may_be_mixed() -> None:
    outcome = run(
        papers({"n": 3, "marks": {"chair": ["a"]}}), totals(5, id_="mobile", chair={"a": 2, "b": 3})
    )
    assert outcome["totals"]["returned"] == 8
    assert outcome["positions"][0]["votes"][0] == {
        "id": "a",
        "for": 5,
        "against": 0,
        "abstain": 0,
        "write_in": False,
    }


# The rulebook instead of the rule


def with_rulebook(name: Any) -> dict[str, Any]:
    raw = count(BOX)
    del raw["rule"]
    return {**raw, "rulebook": name}


def test_a_rulebook_gives_the_rule_for_body_and_round() -> None:
    asked: list[tuple[str, str, str]] = []

    def counting_of(name: str, body: str, round_: str) -> Counting:
        asked.append((name, body, round_))
        return DOUBLE_MAJORITY, {"quorum": Clause("C-VOTE-01")}

    outcome = tally(with_rulebook("city-town-2020"), counting_of)
    assert asked == [("city-town-2020", "village_committee", "first")]
    assert [(each["code"], each["clause"]) for each in outcome["checks"]] == [
        ("quorum", "C-VOTE-01"),
        ("balance", "AMB-38"),
    ]


def test_a_rulebook_that_is_not_there_is_told() -> None:
    def counting_of(name: str, body: str, round_: str) -> Counting:
        raise LookupError(name)

    assert set(faults(with_rulebook("moon-2020"), counting_of=counting_of)) == {"rulebook"}
    assert set(faults(with_rulebook("moon-2020"))) == {"rulebook"}
    assert set(faults(with_rulebook(["moon"]), counting_of=counting_of)) == {"rulebook"}


def test_rule_and_rulebook_exclude_each_other() -> None:
    assert set(faults({**count(BOX), "rulebook": "county-town-2020"})) == {"rulebook"}


# The file


def test_a_file_is_read_as_utf_8_with_or_without_its_mark() -> None:
    assert read_json('﻿{"a": "王"}'.encode()) == {"a": "王"}


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"9" * 5000])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(NotACount):
        read_json(data)


def test_a_key_given_twice_is_refused() -> None:
    with pytest.raises(NotACount) as refused:
        read_json(b'{"votes": {"a": 1, "b": 2, "a": 3}}')
    assert "“a”" in refused.value.faults[0].en


def test_nesting_without_end_is_refused() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert faults(count({"id": "hall", "issued": 1, "returned": 1, "ballots": deep}))
    assert faults({**count(BOX), "kin": deep})
