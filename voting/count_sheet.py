"""The count sheet of one box: what it asks for, and its one form in which two sheets compare.

A sheet is the tally's totals of a box: `{"issued", "returned", "spoilt", "positions": {post: {"invalid",
"votes": {key: n, "w:NAME": n}}}}`. Each figure has a name: `issued`, `member-invalid`, `member-c7`,
`member-w:周涛`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal, Refusals
from accounts.said import Said
from villages.enums import Post
from villages.names.pinyin import romanise
from villages.names.plain import plain
from voting.refusals import sheet as refusals

Sheet = dict[str, Any]
HEAD = ("issued", "returned", "spoilt")
WRITE_IN = "w:"
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class SheetPost:
    """A post on the sheet: its seats, and the names printed for it in the order of the paper, by key."""

    post: str
    seats: int
    printed: Mapping[str, str]

    def figure(self, key: str) -> str:
        """The name of a figure of this post: of a choice, of a write-in (`w:NAME`) or `invalid`."""
        return f"{self.post}-{key}"


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What the sheets of a round ask for; `handed_out` is what the register of ballots says of the box, if one was kept,
    `accounted` what the account of its papers says, if that is closed.

    `balance_clause` is the clause on which more papers returned than issued void the vote. `present` is how many papers
    a meeting can hand out at most, on the ground of `present_clause`; None where the voters of the roll elect.
    """

    electors: int
    posts: tuple[SheetPost, ...]
    handed_out: int | None = None
    accounted: int | None = None
    balance_clause: str = ""
    present: int | None = None
    present_clause: str = ""


def write_in(name: str) -> str:
    """The choice that a written name stands for, as the tally spells it."""
    return WRITE_IN + plain(name)


def called(name: str) -> Said:
    """A person's name for a sentence: as it is, or in pinyin on English pages."""
    return Said({"zh": name, "en": romanise(name)})


def read(data: Mapping[str, Any], plan: SheetPlan) -> Sheet:
    """The sheet in its one form. Raises Refusals with every figure that is missing, unknown or no number."""
    faults: list[Refusal] = []
    given = data.get("positions") or {}
    figures = _Figures(faults)
    sheet: Sheet = {name: figures.take(data, name, name) for name in HEAD}
    sheet["positions"] = {
        post.post: _read_post(given.get(post.post) or {}, post, figures) for post in plan.posts
    }
    known = {post.post for post in plan.posts}
    faults.extend(_unknown(name) for name in given if name not in known)
    if faults:
        raise Refusals(faults)
    return sheet


class _Figures:
    """Takes figures out of what came in and notes those that are none."""

    def __init__(self, faults: list[Refusal]) -> None:
        self.faults = faults

    def take(self, given: Mapping[str, Any], key: str, name: str) -> int:
        value = given.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
            self.faults.append(
                refusals.FigureMissing(_("Enter a whole number; 0 if there is none."), field=name)
            )
            return 0
        return value


def _read_post(given: Mapping[str, Any], post: SheetPost, figures: _Figures) -> Sheet:
    votes = given.get("votes") or {}
    read_votes = {key: figures.take(votes, key, post.figure(key)) for key in post.printed}
    for key in votes:
        if key.startswith(WRITE_IN) and plain(key.removeprefix(WRITE_IN)):
            _read_write_in(key, votes, post, read_votes, figures)
        elif key not in post.printed:
            figures.faults.append(_unknown(post.figure(key)))
    return {"invalid": figures.take(given, "invalid", post.figure("invalid")), "votes": read_votes}


def _read_write_in(
    key: str, votes: Mapping[str, Any], post: SheetPost, into: dict[str, int], figures: _Figures
) -> None:
    choice = write_in(key.removeprefix(WRITE_IN))
    number = figures.take(votes, key, post.figure(key))
    name = choice.removeprefix(WRITE_IN)
    if name in {plain(printed) for printed in post.printed.values()}:
        figures.faults.append(
            refusals.WriteInPrinted(
                _("%(name)s is printed for %(post)s; add these votes to the printed row."),
                {"name": called(name), "post": Post(post.post).label},
                field=post.figure(key),
            )
        )
    elif choice in into:
        figures.faults.append(
            refusals.WriteInTwice(
                _("%(name)s is written in twice for %(post)s; add the votes up in one row."),
                {"name": called(name), "post": Post(post.post).label},
                field=post.figure(key),
            )
        )
    elif number:
        into[choice] = number


def _unknown(name: str) -> Refusal:
    return refusals.UnknownFigure(_("This round has no figure “%(name)s”."), {"name": name})


def figures_of(sheet: Sheet) -> dict[str, int]:
    """All figures of a sheet by name, in the order of the paper."""
    figures = {name: sheet[name] for name in HEAD}
    for post, part in sheet["positions"].items():
        figures[f"{post}-invalid"] = part["invalid"]
        figures |= {f"{post}-{key}": number for key, number in part["votes"].items()}
    return figures


def differing(first: Sheet, second: Sheet) -> dict[str, tuple[int, int]]:
    """The figures in which two sheets differ; a write-in that one sheet does not have is 0 there."""
    one, two = figures_of(first), figures_of(second)
    return {
        name: (one.get(name, 0), two.get(name, 0))
        for name in one | two
        if one.get(name, 0) != two.get(name, 0)
    }


def settled(first: Sheet, values: Mapping[str, int]) -> Sheet:
    """The first sheet with the settled values in it; write-ins settled at 0 are left out."""
    sheet: Sheet = {name: values.get(name, first[name]) for name in HEAD}
    sheet["positions"] = {
        post: _settled_post(post, part, values) for post, part in first["positions"].items()
    }
    return sheet


def _settled_post(post: str, part: Sheet, values: Mapping[str, int]) -> Sheet:
    mine = {
        name.removeprefix(f"{post}-"): value for name, value in values.items() if name.startswith(f"{post}-")
    }
    votes = part["votes"] | {key: value for key, value in mine.items() if key != "invalid"}
    return {
        "invalid": mine.get("invalid", part["invalid"]),
        "votes": {key: n for key, n in votes.items() if n or not key.startswith(WRITE_IN)},
    }
