"""The way of the Party organisation's candidates: its stages, in the order of the plan."""

from __future__ import annotations

from typing import Literal

from elections.rulebook.sections.schedule import Key
from elections.rulebook.value import Clause, Strict, Text

Kind = Literal["meeting", "list", "choice", "verdict", "inspection", "approval", "notice", "request", "reply"]
# The items that end a public notice of candidates.
NOTICE_ENDS = ("candidate_notice_ends", "secretary_notice_ends")
PartyPost = Literal["secretary", "party_deputy", "party_member"]


class PartyStage(Strict):
    """One stage from the recommendation meeting to the formal list (A-NOM-01, B-SCH-02, C-SCH-06).

    `kind` says what is done: a `meeting` that recommends, a `list` that is decided, a `choice` of one among those
    listed, a `verdict` of a `level` of review, an `inspection`, an `approval` with signatures, a public `notice` that ends with a
    calendar `item`, a `request` and its `reply`. It is done within a `step` of the schedule, by the roles `who`, after
    the stages `needs`. `posts` are those it is about, where it is not about all. A list that `adds` may name people
    who do not stand yet; what it `gives` is how far those listed have come; with `differential` it keeps the plan's
    least number of names.
    """

    key: Key
    kind: Kind
    step: Key
    title: Text
    clause: Clause
    quote: str = ""
    who: tuple[str, ...]
    needs: tuple[Key, ...] = ()
    posts: tuple[PartyPost, ...] = ()
    adds: bool = False
    differential: bool = False
    gives: Literal["standing", "proposed", "prospective", "formal"] | None = None
    level: Literal["township", "county"] | None = None
    item: Key | None = None

    def concerns(self, post: str) -> bool:
        """Whether it is about people of this post."""
        return not self.posts or post in self.posts
