"""Whether every group votes at exactly one place (A-VOTE-04)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.said import Listed
from voting.enums import BoxKind
from voting.refusals.count import GroupNotOnRoll, GroupVotesNowhere, GroupVotesTwice, RestVotesTwice


class Placed(Protocol):
    """A box with the groups that it names."""

    @property
    def kind(self) -> str:
        """A BoxKind."""

    @property
    def groups(self) -> tuple[int, ...]:
        """Their numbers; none: all that vote nowhere else."""


def group_faults(boxes: Sequence[Placed], groups: Sequence[int]) -> Iterator[Refusal]:
    """What is wrong with the groups of these boxes; `groups` are those on the roll. Nothing where no box names any."""
    standing = [box for box in boxes if box.kind != BoxKind.MOBILE]
    named = Counter(group for box in standing for group in set(box.groups))
    if not named:
        return
    rest = [box for box in standing if not box.groups]
    twice = sorted(group for group, n in named.items() if n > 1)
    if twice:
        yield GroupVotesTwice(_("These groups are put down for two places: %(groups)s."), _listed(twice))
    unknown = sorted(set(named) - set(groups)) if groups else []
    if unknown:
        yield GroupNotOnRoll(_("Nobody on the roll is of these groups: %(groups)s."), _listed(unknown))
    nowhere = sorted(set(groups) - set(named)) if not rest else []
    if nowhere:
        yield GroupVotesNowhere(
            _(
                "These groups vote nowhere: %(groups)s. Leave the groups of one place empty: it takes the rest."
            ),
            _listed(nowhere),
        )
    if len(rest) > 1:
        yield RestVotesTwice(
            _("Only one place may be without groups; it takes those that no other place names.")
        )


def _listed(groups: Sequence[int]) -> dict[str, Listed]:
    return {"groups": Listed(groups)}
