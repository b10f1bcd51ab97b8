"""One ballot as it is called and typed, in the form of the tally contract, and the keys it is typed with.

A ballot is `{"spoilt": True}` or `{"marks": {post: [choice, …]}, "illegible": [post, …], "unread": {post: n}}`; a choice
is the key of a printed name or `w:NAME`, `unread` how many single marks for a post cannot be read. In the one form that
`read_ballot` gives, papers that say the same are equal. `as_row` says what such a paper is in the tally contract, which
knows no mark that cannot be read.
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
    marks, illegible, unread = (data.get(part) or {} for part in ("marks", "illegible", "unread"))
    posts = {post.post: post for post in plan.posts}
    unknown = [str(post) for post in (*marks, *illegible, *unread) if post not in posts]
    read = {post: _read_marks(marks[post], posts[post], unknown) for post in posts if marks.get(post)}
    if unknown:
        raise PaperUnreadable(
            _("This round has no “%(name)s”. Load the page anew."),
            {"name": unknown[0]},
            data={"unknown": unknown},
        )
    ballot: Ballot = {"marks": {post: choices for post, choices in read.items() if post not in illegible}}
    single = {post: unread[post] for post in posts if unread.get(post) and post not in illegible}
    return (
        ballot
        | ({"illegible": [post for post in posts if post in illegible]} if illegible else {})
        | ({"unread": single} if single else {})
    )


def as_row(ballot: Ballot, seats: Mapping[str, int], *, overvote: str, unread_counted: bool) -> Ballot:
    """A ballot as a row of the tally contract: marks that cannot be read are left out, whatever they void is void.

    A paper, or a part of it, of which no mark can be read is void (A-CNT-06). Where they are counted (AMB-36, reading 2)
    a post with more marks than seats, those included, is overvoted: `overvote` says what that voids (A-CNT-05).
    """
    unread = ballot.get("unread")
    if not unread:
        return ballot
    marks = ballot["marks"]
    over = {
        post for post, n in unread.items() if unread_counted and len(marks.get(post, [])) + n > seats[post]
    }
    if not marks or (over and overvote == "ballot"):
        return dict(SPOILT)
    void = {*ballot.get("illegible", []), *over, *(post for post in unread if post not in marks)}
    kept = {post: choices for post, choices in marks.items() if post not in void}
    return {"marks": kept} | ({"illegible": [post for post in seats if post in void]} if void else {})


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
