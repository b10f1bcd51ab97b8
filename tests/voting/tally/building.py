"""Counts for the tests, from the parts that matter to each."""

from typing import Any

from voting.tally import tally

Json = dict[str, Any]

NAMES = {
    "a": ("王建国", "M"),
    "b": ("李秀英", "F"),
    "c": ("张伟", "M"),
    "d": ("刘芳", "F"),
    "e": ("陈静", "F"),
    "f": ("杨勇", "M"),
    "g": ("赵磊", "M"),
    "h": ("黄敏", "F"),
}
CANDIDATES: Json = {id_: {"name": name, "sex": sex} for id_, (name, sex) in NAMES.items()}

CHAIR: Json = {"id": "chair", "title": "主任", "seats": 1, "candidates": ["a", "b"]}
MEMBER: Json = {"id": "member", "title": "委员", "seats": 3, "candidates": ["c", "d", "e", "f"]}

MOST_VOTES: Json = {"quorum": None, "threshold": None}
DOUBLE_MAJORITY: Json = {
    "quorum": {"of": "electors", "measure": "returned", "more_than": "1/2"},
    "threshold": {"of": "returned", "more_than": "1/2"},
}


def position(id_: str, seats: int | None, candidates: str, **more: Any) -> Json:
    return {"id": id_, "seats": seats, "candidates": list(candidates), **more}


def papers(*ballots: Json, id_: str = "hall", issued: int | None = None) -> Json:
    """A box of papers; as many are issued and returned as are described."""
    described = sum(ballot.get("n", 1) for ballot in ballots)
    return {
        "id": id_,
        "issued": described if issued is None else issued,
        "returned": described,
        "ballots": list(ballots),
    }


def totals(
    returned: int, *, id_: str = "hall", issued: int | None = None, spoilt: int = 0, **positions: Json
) -> Json:
    """A box of totals: `totals(80, chair={"a": 60})`."""
    return {
        "id": id_,
        "issued": returned if issued is None else issued,
        "returned": returned,
        "totals": {"spoilt": spoilt, "positions": {p: {"votes": votes} for p, votes in positions.items()}},
    }


def count(*boxes: Json, rule: Json | None = None, round_: str = "first", **fields: Any) -> Json:
    """A count of the village committee with its chair and three members, most votes elect."""
    body = fields.pop("body", "village_committee")
    return {
        "contest": {"id": "test", "body": body, "round": round_},
        "rule": {**MOST_VOTES, **(rule or {})},
        "electors": 1000,
        "present": None,
        "positions": [CHAIR, MEMBER],
        "candidates": CANDIDATES,
        "boxes": list(boxes),
        **fields,
    }


def run(*boxes: Json, **fields: Any) -> Json:
    return tally(count(*boxes, **fields))


def votes_of(outcome: Json, position_: str) -> dict[str, int]:
    """The votes in favour, in the order in which they are listed."""
    return {row["id"]: row["for"] for row in place(outcome, position_)["votes"]}


def place(outcome: Json, position_: str) -> Json:
    return next(each for each in outcome["positions"] if each["id"] == position_)


def elected(outcome: Json) -> dict[str, list[str]]:
    return {each["id"]: each["elected"] for each in outcome["positions"]}


def without_texts(value: Any) -> Any:
    """The outcome as the examples write it: texts and clauses left out."""
    if isinstance(value, dict):
        return {key: without_texts(part) for key, part in value.items() if key not in ("text", "clause")}
    return [without_texts(part) for part in value] if isinstance(value, list) else value
