"""One ballot as it is called and typed, in the form of the tally contract, and the keys it is typed with.

A ballot is `{"spoilt": True}` or `{"marks": {post: [choice, …]}, "illegible": [post, …]}`; a choice is the key of a
printed name or `w:NAME`. In the one form that `read_ballot` gives, papers that say the same are equal.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from villages.enums import Post
from villages.names.plain import plain
from voting.count_sheet import WRITE_IN, SheetPlan, SheetPost, write_in
from voting.refusals.paper import PaperUnreadable

Ballot = dict[str, Any]
SPOILT: Ballot = {"spoilt": True}
NAME_LENGTH = 50
MOST_MARKS = 100
# One digit names a printed choice as long as there are no more of them; else two: the first goes up after each nine.
ONE_DIGIT = 9


@dataclass(frozen=True, slots=True)
class KeyedChoice:
    """A printed name and the keys by which it is chosen: "3", or "12" where there are more than nine names."""

    keys: str
    choice: str
    name: str


@dataclass(frozen=True, slots=True)
class KeyedPost:
    post: str
    seats: int
    choices: tuple[KeyedChoice, ...]

    @property
    def label(self) -> Any:
        return Post(self.post).label


def keyed(plan: SheetPlan) -> tuple[KeyedPost, ...]:
    """The posts of a round in the order of the paper, each printed name with its keys."""
    many = sum(len(post.printed) for post in plan.posts) > ONE_DIGIT
    keys = _two_digits(plan.posts) if many else map(str, range(1, ONE_DIGIT + 1))
    return tuple(
        KeyedPost(
            post.post,
            post.seats,
            tuple(KeyedChoice(next(keys), key, name) for key, name in post.printed.items()),
        )
        for post in plan.posts
    )


def _two_digits(posts: Sequence[SheetPost]) -> Iterator[str]:
    """11, 12 … for the first post, 21 … for the next; a post of more than nine names runs on into the next ten."""
    ten = 0
    for post in posts:
        for place in range(len(post.printed)):
            ten += place % ONE_DIGIT == 0
            yield f"{ten}{place % ONE_DIGIT + 1}"


def read_ballot(data: Mapping[str, Any], plan: SheetPlan) -> Ballot:
    """What was typed in its one form. Raises PaperUnreadable, which names what this round does not have."""
    if data.get("spoilt"):
        return dict(SPOILT)
    marks, illegible = data.get("marks") or {}, data.get("illegible") or []
    posts = {post.post: post for post in plan.posts}
    unknown = [str(post) for post in (*marks, *illegible) if post not in posts]
    read = {post: _read_marks(marks[post], posts[post], unknown) for post in posts if marks.get(post)}
    if unknown:
        raise PaperUnreadable(
            _("This round has no “%(name)s”. Load the page anew."),
            {"name": unknown[0]},
            data={"unknown": unknown},
        )
    ballot: Ballot = {"marks": {post: choices for post, choices in read.items() if post not in illegible}}
    return ballot | ({"illegible": [post for post in posts if post in illegible]} if illegible else {})


def _read_marks(marks: Sequence[str], post: SheetPost, unknown: list[str]) -> list[str]:
    """Each choice once, printed ones in the order of the paper, then names written in."""
    names = {plain(name): key for key, name in post.printed.items()}
    found: set[str] = set()
    for mark in marks[:MOST_MARKS]:
        name = plain(mark.removeprefix(WRITE_IN)) if mark.startswith(WRITE_IN) else ""
        if mark in post.printed:
            found.add(mark)
        elif 0 < len(name) <= NAME_LENGTH:
            found.add(names.get(name) or write_in(name))
        else:
            unknown.append(f"{post.post}-{mark}")
    printed = [key for key in post.printed if key in found]
    return printed + sorted(found.difference(printed))
