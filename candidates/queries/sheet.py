from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from candidates.eligibility import Finding, Outcome
from candidates.models import Answer, Candidacy, Nomination, Review
from candidates.queries.findings import findings_of
from villages.models import Cadre, PartyMember


@dataclass(frozen=True)
class ReviewSheet:
    """All that a reviewer needs to know of one person, on one sheet."""

    findings: Sequence[Finding]
    history: Sequence[Review | Answer]
    posts_held: Sequence[Cadre]
    member: PartyMember | None
    nomination: Nomination | None

    @property
    def score(self) -> list[tuple[Outcome, int]]:
        """How many rules find what, gravest first."""
        return list(Counter(finding.outcome for finding in self.findings).items())

    @property
    def open(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.outcome != Outcome.PASS]

    @property
    def passes(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.outcome == Outcome.PASS]

    @property
    def fails(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.outcome == Outcome.FAIL]

    @property
    def relaxable(self) -> bool:
        """Whether a rule may be relaxed by an office above, so that its document is asked for."""
        return any(finding.outcome == Outcome.RELAX and finding.approver for finding in self.findings)


def sheet_of(candidacy: Candidacy) -> ReviewSheet:
    """The sheet of a candidacy that comes with its election, cycle, village and resident."""
    reviews = candidacy.reviews.select_related("reviewed_by")
    answers = candidacy.answers.select_related("given_by")
    return ReviewSheet(
        findings=findings_of([candidacy], candidacy.election.cycle.rules)[candidacy.pk],
        history=sorted([*reviews, *answers], key=_moment),
        posts_held=list(candidacy.resident.posts.filter(until=None)),
        member=getattr(candidacy.resident, "party_member", None),
        nomination=Nomination.objects.filter(election=candidacy.election).first(),
    )


def _moment(entry: Review | Answer) -> datetime:
    return entry.reviewed_at if isinstance(entry, Review) else entry.given_at
