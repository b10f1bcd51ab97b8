"""The recorded votes of an election, told by what they are called."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from candidates.enums import VoteAbout
from elections.models import Election
from villages.enums import Body, Post
from voting.models import Contest
from voting.queries.recorded import KeptVote, recorded_votes

# Where the unit is no group of the place.
OTHER_UNITS = {VoteAbout.RECOMMENDATION_ATTENDANCE, VoteAbout.COMMITTEE_FILLED}


@dataclass(frozen=True, slots=True)
class TitledVote:
    """A recorded vote and what it is called."""

    title: str
    vote: KeptVote


def titled_votes(election: Election) -> list[TitledVote]:
    """Every recorded vote of an election, in the order in which they came in."""
    return [TitledVote(" · ".join(_title(vote.contest)), vote) for vote in recorded_votes(election)]


def _title(contest: Contest) -> Iterable[str]:
    about, unit = contest.about, contest.unit
    if about in VoteAbout.values:
        yield str(VoteAbout(about).label)
    else:
        body, post, *attendance = about.split(".")
        yield str(Body(body).label)
        yield str(Post(post).label)
        if attendance:
            yield _("who came")
    if about == VoteAbout.REPRESENTATIVES:
        yield _("Unit %(n)s") % {"n": unit}
    elif unit is not None and about not in OTHER_UNITS:
        yield _("Group %(n)s") % {"n": unit}
