"""The figures of a counted round, as the what-if page starts with them."""

from typing import Any

from voting.models import Contest
from voting.queries.count import count_of
from voting.tally import Contents, open_count
from voting.tally.box import Marked
from voting.what_if import IN_FORCE, Size

WRITTEN = "w:"


def figures_of(contest: Contest) -> tuple[Size, dict[str, Any]]:
    """The size of the page and what stands in its fields for a round whose boxes are all agreed.

    Papers called one by one are told as the votes for each choice, as they count.
    """
    count = count_of(contest)
    boxes, names = open_count(count), count["candidates"]
    given: dict[str, Any] = {
        "rulebook": IN_FORCE,
        "body": contest.body,
        "round": contest.round,
        "electors": contest.electors,
        "present": contest.present,
        "kin": "\n".join("、".join(names[key]["name"] for key in pair) for pair in count["kin"]),
    }
    for number, box in enumerate(boxes):
        given |= {f"b{number}-{part}": getattr(box, part) for part in ("issued", "returned", "spoilt")}
    rows = []
    for place, position in enumerate(count["positions"]):
        choices = _choices(position, boxes)
        rows.append(len(choices) + 1)
        given |= {f"p{place}-post": position["id"], f"p{place}-seats": position["seats"]}
        given[f"p{place}-women"] = bool(position.get("reserved_for"))
        for number, box in enumerate(boxes):
            given[f"p{place}-b{number}-invalid"] = box.void[position["id"]]
        for row, choice in enumerate(choices):
            given |= _row(f"p{place}-n{row}", choice, position, names, boxes)
    return Size(len(boxes), tuple(rows)), given


def _choices(position: dict[str, Any], boxes: list[Contents]) -> list[str]:
    """The names printed for a post, then those that voters added."""
    marked = [choice for box in boxes for choice in box.marks[position["id"]]]
    return list(dict.fromkeys([*position["candidates"], *marked]))


def _row(
    row: str, choice: str, position: dict[str, Any], names: dict[str, Any], boxes: list[Contents]
) -> dict[str, Any]:
    known = names.get(choice, {"name": choice.removeprefix(WRITTEN)})
    votes = [box.marks[position["id"]].get(choice, Marked()).favour for box in boxes]
    return {
        f"{row}-name": known["name"],
        f"{row}-sex": known.get("sex", ""),
        f"{row}-key": "" if choice.startswith(WRITTEN) else choice,
        f"{row}-written": choice not in position["candidates"],
        **{f"{row}-b{number}": figure for number, figure in enumerate(votes)},
    }
