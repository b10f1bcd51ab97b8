"""Where a group votes: each at one assembly or station; a box that names none takes those that no other does."""

from collections.abc import Sequence

from voting.enums import BoxKind
from voting.models import Box


def places_of(boxes: Sequence[Box], group: int) -> list[Box]:
    """The boxes at which a group votes: one, or all that stand open to everybody where no box names groups."""
    standing = [box for box in boxes if box.kind != BoxKind.MOBILE]
    named = [box for box in standing if group in box.groups]
    return named or [box for box in standing if not box.groups]


def groups_of(boxes: Sequence[Box], box: Box, groups: Sequence[int]) -> list[int]:
    """Those of the groups that vote at a box; none at a mobile one, which goes to persons."""
    return [group for group in groups if any(each.pk == box.pk for each in places_of(boxes, group))]
