"""The recorded votes of an election by what was voted on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from candidates.enums import VoteAbout
from elections.models import Election
from villages.enums import Body, Post
from voting.models import Contest
from voting.queries.recorded import KeptVote, recorded_votes

ATTENDANCE = ".attendance"
# They elect nobody.
STANDING = {VoteAbout.RECOMMENDATION, VoteAbout.FORMAL_LIST, VoteAbout.NOMINATION, VoteAbout.PRESELECTION}
# Votes of which the unit only tells one from another; it is no group or electing unit.
PLACE_WIDE = {VoteAbout.RECOMMENDATION_ATTENDANCE, VoteAbout.COMMITTEE_FILLED}


@dataclass(frozen=True, slots=True)
class HeldVote:
    """One vote: who came, where that was counted apart, and what came of it. `title` "": the section says it all."""

    title: str
    parts: list[KeptVote] = field(default_factory=list)

    @property
    def day(self) -> date:
        return self.parts[0].contest.day

    @property
    def valid(self) -> bool:
        return all(part.told.status == "valid" for part in self.parts)

    @property
    def latest(self) -> bool:
        """Whether it was not recorded anew since."""
        return all(part.latest for part in self.parts)


@dataclass(frozen=True, slots=True)
class VoteSection:
    """What was voted on, with its votes in the order in which they came in.

    `stands`: whoever has votes enough is not elected by it, but goes on to stand.
    """

    title: str
    votes: list[HeldVote]
    stands: bool


def vote_sections(election: Election) -> list[VoteSection]:
    """Every recorded vote of an election; what was voted on first stands first."""
    found: dict[str, dict[tuple[str, int | None, int], HeldVote]] = {}
    for part in recorded_votes(election):
        contest = part.contest
        about = contest.about.removesuffix(ATTENDANCE)
        unit = None if contest.about == VoteAbout.RECOMMENDATION_ATTENDANCE else contest.unit
        votes = found.setdefault(about.split(".")[0], {})
        held = votes.setdefault((about, unit, contest.number), HeldVote(" · ".join(_title(contest))))
        held.parts.append(part)
    return [
        VoteSection(_section(about), list(votes.values()), about in STANDING)
        for about, votes in found.items()
    ]


def _section(about: str) -> str:
    return str((VoteAbout if about in VoteAbout.values else Body)(about).label)


def _title(contest: Contest) -> Iterator[str]:
    about = contest.about.removesuffix(ATTENDANCE)
    if about in VoteAbout.values:
        if "." in about:
            yield str(VoteAbout(about).label)
    else:
        yield str(Post(about.split(".")[1]).label)
    if contest.unit is not None and contest.about not in PLACE_WIDE:
        told = _("Unit %(n)s") if about == VoteAbout.REPRESENTATIVES else _("Group %(n)s")
        yield told % {"n": contest.unit}
