"""How the posts of a paper are laid out on the screen in the hall."""

from dataclasses import dataclass
from typing import Any

from villages.enums import Post
from voting.count_sheet import SheetPlan, SheetPost

# Eight names have room above one another; with more, one post a page, turned by whoever leads the count.
ROWS = 8


@dataclass(frozen=True, slots=True)
class HallPost:
    """A post, or a part of one, on a page: its names by key."""

    post: str
    seats: int
    choices: tuple[tuple[str, str], ...]

    @property
    def label(self) -> Any:
        return Post(self.post).label


HallPage = tuple[HallPost, ...]


def hall_pages(plan: SheetPlan) -> tuple[HallPage, ...]:
    """The pages of the screen."""
    if sum(len(post.printed) for post in plan.posts) <= ROWS:
        return (tuple(part for post in plan.posts for part in _parts(post)),)
    return tuple((part,) for post in plan.posts for part in _parts(post))


def _parts(post: SheetPost) -> list[HallPost]:
    names = list(post.printed.items())
    return [
        HallPost(post.post, post.seats, tuple(names[start : start + ROWS]))
        for start in range(0, len(names), ROWS)
    ]
