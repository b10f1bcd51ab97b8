from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from candidates.eligibility import Finding, Outcome, StatementKind
from candidates.eligibility.asked.relatives import KEY as RELATIVES
from candidates.eligibility.changes import Change, changes
from candidates.models import Answer, Approval, Candidacy, Nomination, Review, Statement, TeamFact
from candidates.queries.findings import findings_of
from candidates.queries.own_bars import bar_titles
from candidates.queries.team import fact_of
from elections.rulebook.value import Text
from villages.models import Cadre, PartyMember


@dataclass(frozen=True)
class Since:
    """What is found otherwise than when the latest verdict was given."""

    verdict: Review
    changes: Sequence[Change]


@dataclass(frozen=True)
class ReviewSheet:
    """All that a reviewer needs to know of one person, on one sheet."""

    findings: Sequence[Finding]
    history: Sequence[Review | Answer]
    posts_held: Sequence[Cadre]
    member: PartyMember | None
    nomination: Nomination | None
    statements: Sequence[Statement]
    bar_titles: Mapping[str, Text]
    approvals: Sequence[Approval]
    team_fact: TeamFact | None
    since: Since | None

    @property
    def stated(self) -> list[Finding]:
        """What no register holds and a passing verdict states."""
        return [finding for finding in self.findings if finding.by_verdict]

    @property
    def ticked(self) -> dict[str, Statement]:
        """The latest statement on each heading of the standards, by its key."""
        return {one.item: one for one in self.statements if one.kind == StatementKind.STANDARDS and one.item}

    @property
    def score(self) -> list[tuple[Outcome, int]]:
        """How many rules find what, gravest first."""
        return list(Counter(f.outcome for f in self.findings if not f.by_verdict).items())

    @property
    def open(self) -> list[Finding]:
        return [f for f in self.findings if f.outcome != Outcome.PASS and not f.by_verdict]

    @property
    def passes(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.outcome == Outcome.PASS]

    @property
    def fails(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.outcome == Outcome.FAIL]

    @property
    def relaxable(self) -> list[Finding]:
        return relaxable(self.findings)


def relaxable(found: Sequence[Finding]) -> list[Finding]:
    """Rules that an office above may relax by a document; relatives are decided on as a pair."""
    return [f for f in found if f.outcome == Outcome.RELAX and f.approver and f.key != RELATIVES]


def sheet_of(candidacy: Candidacy, day: date) -> ReviewSheet:
    """The sheet of a candidacy on a day; it comes with its election, cycle, village and resident."""
    reviews = list(candidacy.reviews.select_related("reviewed_by"))
    answers = candidacy.answers.select_related("given_by")
    found = findings_of([candidacy], candidacy.election.cycle.rules, day)[candidacy.pk]
    election, resident = candidacy.election_id, candidacy.resident_id
    return ReviewSheet(
        findings=found,
        history=sorted([*reviews, *answers], key=_moment),
        posts_held=[post for post in candidacy.resident.posts.all() if post.until is None],
        member=getattr(candidacy.resident, "party_member", None),
        nomination=Nomination.objects.filter(election=candidacy.election).first(),
        statements=list(Statement.objects.filter(election=election, resident=resident)),
        bar_titles=bar_titles(candidacy.election),
        approvals=list(candidacy.approvals.select_related("entered_by")),
        team_fact=fact_of(candidacy.election, candidacy.resident),
        since=since_of(reviews, found),
    )


def since_of(reviews: Sequence[Review], found: Sequence[Finding]) -> Since | None:
    """What has changed since the latest verdict with findings, where something has."""
    latest = next((review for review in reversed(reviews) if review.findings), None)
    changed = changes(latest.findings, found) if latest else []
    return Since(latest, changed) if latest and changed else None


def _moment(entry: Review | Answer) -> datetime:
    return entry.reviewed_at if isinstance(entry, Review) else entry.given_at
