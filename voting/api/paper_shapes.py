"""How ballots, and a box counted paper by paper, are told to programs and to the counters' page."""

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework import serializers

from villages.enums import Post
from voting.models import Box
from voting.queries.paper import figures_so_far, paper_count_of
from voting.services.paper import PaperAct

Shape = serializers.Serializer[Any]
CHOICE_LENGTH = 60


class PaperBallotShape(Shape):
    """A ballot: `spoilt`, or the choices marked by post, the posts that cannot be read, and the single marks that cannot."""

    marks = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=CHOICE_LENGTH), max_length=100),
        default={},
        help_text="By post: keys of printed choices, or `w:NAME`",
    )
    illegible = serializers.ListField(
        child=serializers.CharField(max_length=30), max_length=20, default=[], help_text="Posts"
    )
    unread = serializers.DictField(
        child=serializers.IntegerField(min_value=1, max_value=100),
        default={},
        help_text="By post: how many single marks cannot be read",
    )
    spoilt = serializers.BooleanField(default=False)


class ActShape(Shape):
    """One paper: typed (`ballot`), or taken back (`ballot` null). `id` is given by the sender; it arrives once."""

    id = serializers.UUIDField()
    ballot = PaperBallotShape(allow_null=True)
    doubtful = serializers.BooleanField(default=False)


def acts_of(acts: Sequence[Mapping[str, Any]]) -> list[PaperAct]:
    """What was sent, as the service takes it."""
    return [PaperAct(act["id"], act["ballot"], act["doubtful"]) for act in acts]


class PostFiguresShape(Shape):
    """The sums of a post so far: votes for printed names, for names written in, and papers void here.

    Who has how many is shown on the screen in the hall only, until every box is counted.
    """

    post = serializers.ChoiceField(Post.choices)
    seats = serializers.IntegerField()
    printed = serializers.IntegerField()
    written = serializers.IntegerField()
    void = serializers.IntegerField()
    marks = serializers.IntegerField()


class PaperFiguresShape(Shape):
    """A box counted paper by paper, so far; nothing of it is a result. `aside` are papers to be ruled on."""

    version = serializers.IntegerField()
    closed = serializers.BooleanField()
    issued = serializers.IntegerField()
    returned = serializers.IntegerField()
    entered = serializers.IntegerField()
    aside = serializers.IntegerField()
    spoilt = serializers.IntegerField()
    good = serializers.IntegerField()
    left = serializers.IntegerField()
    posts = PostFiguresShape(many=True)


def told_figures(box: Box) -> dict[str, Any] | None:
    """The figures of a box so far; None where its count was not opened paper by paper."""
    count = paper_count_of(box)
    if count is None:
        return None
    figures = figures_so_far(box.contest, [count])
    head = {"version": count.version, "closed": count.closed_at is not None}
    names = ("issued", "returned", "entered", "aside", "spoilt", "good", "left", "posts")
    shown = {name: getattr(figures, name) for name in names}
    return dict(PaperFiguresShape(head | shown).data)
