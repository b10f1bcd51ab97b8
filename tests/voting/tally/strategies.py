"""Random counts, from plain to nasty."""

from typing import Any

from hypothesis import strategies as st

from tests.voting.tally.building import Json

IDS = list("abcdef")
NAMES = ["王建国", "李秀英", "张伟", "刘芳", "刘芳", "欧阳修", "买买提·艾力", "㛃王"]
CHOICES = [*IDS, "w:张伟", "w:周 涛", "w:刘芳", "w:丁一"]
SHARES = st.sampled_from(
    [{"more_than": "1/2"}, {"at_least": "1/3"}, {"at_least": "4/5"}, {"more_than": "0/1"}]
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)

candidates = st.fixed_dictionaries(
    {
        id_: st.fixed_dictionaries(
            {"name": st.sampled_from(NAMES)}, optional={"sex": st.sampled_from(["M", "F", None])}
        )
        for id_ in IDS
    }
)
kin = st.lists(st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True), max_size=4)


@st.composite
def positions(draw: st.DrawFn) -> list[Json]:
    return [
        {
            "id": id_,
            "seats": draw(st.sampled_from([1, 1, 2, 3, None])),
            "candidates": draw(st.lists(st.sampled_from(IDS), unique=True, max_size=5)),
            "rank": draw(st.sampled_from([None, None, 1, 2])),
            "reserved_for": draw(st.sampled_from([None, None, None, "F"])),
        }
        for id_ in draw(st.sampled_from([["x"], ["x", "y"], ["x", "y", "z"]]))
    ]


@st.composite
def rules(draw: st.DrawFn) -> Json:
    quorum = st.builds(lambda share: {"of": "electors", "measure": "returned", **share}, SHARES)
    of = st.sampled_from(["electors", "present", "returned", "valid"])
    threshold = st.builds(lambda base, share: {"of": base, **share}, of, SHARES)
    return {
        "quorum": draw(st.none() | quorum),
        "threshold": draw(st.none() | threshold),
        "balance": draw(st.sampled_from(["total", "each_box"])),
        "overvote": draw(st.sampled_from(["position", "ballot"])),
        "two_offices": draw(
            st.sampled_from(["void_ballot", "void_positions", "void_marks", "keep_higher", "allow"])
        ),
        "runoff": draw(st.sampled_from([None, {"extra": 0}, {"extra": 1}, {}])),
        "kin": draw(st.sampled_from(["flag", "keep_highest"])),
        "woman": draw(st.sampled_from(["none", "at_least_one", "seat_first"])),
        "order": draw(st.sampled_from(["votes", "surname_strokes"])),
    }


def marks() -> st.SearchStrategy[Any]:
    listed = st.lists(st.sampled_from(CHOICES), max_size=3)
    against = st.lists(st.sampled_from(IDS), max_size=2)
    return listed | st.fixed_dictionaries({"for": listed}, optional={"against": against, "abstain": against})


def ballots(ids: list[str]) -> st.SearchStrategy[list[Json]]:
    paper = st.fixed_dictionaries(
        {"n": st.integers(1, 4), "marks": st.dictionaries(st.sampled_from(ids), marks(), max_size=3)},
        optional={
            "spoilt": st.sampled_from([False, False, True]),
            "illegible": st.lists(st.sampled_from(ids), max_size=1),
        },
    )
    return st.lists(paper, min_size=1, max_size=10)


@st.composite
def counts(draw: st.DrawFn, slack: int = 3) -> Json:
    """A count of papers that add up; `slack` is how many more papers may have been issued, or fewer."""
    placed = draw(positions())
    ids = [each["id"] for each in placed]
    boxes = []
    for id_ in draw(st.sampled_from([["one"], ["one", "two"]])):
        rows = draw(ballots(ids))
        returned = sum(row["n"] for row in rows)
        issued = max(0, returned + draw(st.integers(-1 if slack else 0, slack)))
        boxes.append({"id": id_, "issued": issued, "returned": returned, "ballots": rows})
    return {
        "contest": {
            "id": "any",
            "body": draw(st.sampled_from(["village_committee", "party_committee", "recommendation"])),
            "round": draw(st.sampled_from(["first", "first", "revote", "runoff"])),
        },
        "rule": draw(rules()),
        "electors": sum(box["issued"] for box in boxes) + draw(st.integers(0, 20)),
        "present": draw(st.integers(0, 5)),
        "positions": placed,
        "candidates": draw(candidates),
        "kin": draw(kin),
        "boxes": boxes,
    }


@st.composite
def damaged(draw: st.DrawFn) -> Json:
    """A count with one part of it replaced by any JSON value, or with a field too many."""
    count = draw(counts())
    part: Any = count
    while True:
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        if not keys:
            return count
        key = draw(st.sampled_from(keys))
        if not isinstance(part[key], dict | list) or draw(st.integers(0, 3)) == 0:
            part[key] = draw(json_values)
            return count
        part = part[key]
