"""The votes that came in as totals, each with what the tally said of it."""

from dataclasses import dataclass, replace

from elections.models import Election
from voting.models import Contest
from voting.recorded import HANDS
from voting.told_outcome import Check, OutcomeTold, told_outcome

BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class KeptVote:
    """A recorded vote with its outcome; `latest`: it was not recorded anew since."""

    contest: Contest
    told: OutcomeTold
    latest: bool

    @property
    def by_hand(self) -> bool:
        """Whether hands were counted, so that there are votes and no papers."""
        return _by_hand(self.contest)


def recorded_votes(election: Election, *about: str) -> list[KeptVote]:
    """The recorded votes of an election, or those about these alone, in the order in which they came in."""
    found = Contest.recorded.filter(election=election).select_related("outcome").order_by("pk")
    held = list(found.filter(about__in=about) if about else found)
    last = {(contest.about, contest.unit): contest.pk for contest in held}
    return [
        KeptVote(contest, _told(contest), last[contest.about, contest.unit] == contest.pk) for contest in held
    ]


def checks_of(election: Election, *about: str) -> list[Check]:
    """What the latest of these votes are valid by."""
    return [check for vote in recorded_votes(election, *about) if vote.latest for check in vote.told.checks]


def _told(contest: Contest) -> OutcomeTold:
    """The outcome. Hands do not balance as papers do, and where only attendance was counted no post is told."""
    count, outcome = contest.outcome.count, contest.outcome.data
    if _by_hand(contest):
        checks = [check for check in outcome["checks"] if check["code"] != BALANCE]
        outcome = {**outcome, "checks": checks}
    told = told_outcome(count, outcome, contest.chosen)
    return replace(told, posts=tuple(post for post in told.posts if post.rows))


def _by_hand(contest: Contest) -> bool:
    return any(box["kind"] == HANDS for box in contest.outcome.count["boxes"])
