"""Papers as a counter types them: the ballot, and the keys that are pressed for it."""

from collections.abc import Sequence
from random import Random
from typing import Any

from playwright.sync_api import Page

KEYS = {"c1": "1", "c2": "2", "m1": "3", "m2": "4", "m3": "5", "m4": "6"}
POSTS = {"chair": "1", "member": "2"}
WRITTEN = "w:周涛"
Ballot = dict[str, Any]


def pile(number: int) -> list[Ballot]:
    """So many papers, the same every time: mostly good ones, with every kind of other among them."""
    draw = Random(number)
    return [_paper(place, draw) for place in range(number)]


def _paper(place: int, draw: Random) -> Ballot:
    if place % 29 == 7:
        return {"spoilt": True}
    if place % 31 == 11:
        return {"marks": {}}
    marks: dict[str, list[str]] = {"chair": [draw.choice(["c1", "c1", "c2"])]}
    marks["member"] = draw.sample(["m1", "m2", "m3", "m4"], draw.choice([2, 3, 3]))
    if place % 37 == 13:
        marks["member"] = ["m1", "m2", "m3", "m4"]
    if place % 41 == 17:
        marks["chair"] = [WRITTEN]
    if place % 43 == 19:
        return {"marks": {"chair": marks["chair"]}, "illegible": ["member"]}
    return {"marks": marks}


def types(page: Page, ballots: Sequence[Ballot]) -> None:
    """Press the keys of these papers, one after the other."""
    for ballot in ballots:
        for key in _keys(ballot):
            if key == WRITTEN:
                page.keyboard.insert_text(key.removeprefix("w:"))
            else:
                page.keyboard.press(key)


def _keys(ballot: Ballot) -> list[str]:
    if ballot.get("spoilt"):
        return ["-", "Enter"]
    marks = ballot["marks"]
    if not marks:
        return ["+", "Enter"]
    keys = []
    for post, choices in marks.items():
        for choice in choices:
            keys += ["0", POSTS[post], choice, "Enter"] if choice == WRITTEN else [KEYS[choice]]
    for post in ballot.get("illegible", []):
        keys += [".", POSTS[post]]
    over = len(marks.get("member", [])) > 3
    return [*keys, "Enter", "Enter"] if over else [*keys, "Enter"]
