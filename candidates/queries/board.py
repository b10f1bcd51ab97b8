"""One village's candidates as its page shows them: by post, with what is open, and what comes next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from candidates.enums import CandidacyState, Verdict
from candidates.introduction_rules import introduction_rules
from candidates.models import Candidacy, NominationVote, Review, SeatPlan
from candidates.queries.candidacy import candidacies_of
from candidates.queries.introduction import introductions_of, waiting_sheets
from candidates.queries.nomination import next_in_line
from candidates.queries.preselection import awaits_preselection
from candidates.queries.publication import missing_women
from candidates.queries.relatives import pairs_of
from candidates.queries.seats import seats_of
from candidates.queries.withdrawal import list_change_due
from candidates.states import GONE
from elections.models import Election

IN_REVIEW = frozenset({CandidacyState.PROPOSED, CandidacyState.TOWNSHIP_PASSED})
PASSED = frozenset({CandidacyState.COUNTY_PASSED, CandidacyState.FORMAL})


@dataclass(frozen=True)
class Person:
    """A candidacy with the verdict that matters to its village, and whether the person stands elsewhere too."""

    candidacy: Candidacy
    last_verdict: Review | None
    twice: bool


@dataclass(frozen=True)
class PostPeople:
    """A post: its plan, who stands for it, and who comes next where a place is free."""

    plan: SeatPlan
    people: Sequence[Person]
    next: Sequence[NominationVote]


@dataclass(frozen=True)
class Notice:
    """What the list lacks or what must be kept in mind, with its clause; it refuses nothing yet."""

    text: str | Promise
    clause: str | None


@dataclass(frozen=True)
class CandidateBoard:
    """All posts of an election with their people."""

    posts: Sequence[PostPeople]
    notices: Sequence[Notice]
    awaits_preselection: bool
    list_changed: bool

    @property
    def people(self) -> list[Candidacy]:
        return [person.candidacy for post in self.posts for person in post.people]

    @property
    def states(self) -> Counter[str]:
        return Counter(person.state for person in self.people)

    def number(self, states: Any) -> int:
        return sum(number for state, number in self.states.items() if state in states)

    def first(self, state: CandidacyState) -> Candidacy:
        """The first who stands in a state that somebody stands in."""
        return next(candidacy for candidacy in self.people if candidacy.state == state)

    @property
    def seats(self) -> int:
        return sum(post.plan.seats for post in self.posts)

    @property
    def standing(self) -> int:
        return sum(self.states.values()) - self.number(GONE)

    @property
    def nominated(self) -> int:
        return self.number({CandidacyState.NOMINATED})

    @property
    def in_review(self) -> int:
        return self.number(IN_REVIEW)

    @property
    def passed(self) -> int:
        return self.number(PASSED)

    @property
    def returned(self) -> int:
        return self.number({CandidacyState.RETURNED})

    @property
    def formal(self) -> int:
        return self.number({CandidacyState.FORMAL})


def board_of(election: Election) -> CandidateBoard:
    """The page of one village's candidates: sixteen queries, however many people stand."""
    people = list(
        candidacies_of(election)
        .select_related("withdrawal", "failure_decision")
        .prefetch_related("reviews", "approvals")
    )
    alive = [person for person in people if person.state not in GONE]
    twice = {resident for resident, posts in Counter(p.resident_id for p in alive).items() if posts > 1}
    line = next_in_line(election)
    posts = [
        PostPeople(
            plan,
            [_person(person, twice) for person in people if person.post == plan.post],
            line.get(plan.post, []),
        )
        for plan in seats_of(election)
    ]
    return CandidateBoard(
        posts=posts,
        notices=_notices(election, alive, twice),
        awaits_preselection=awaits_preselection(election),
        list_changed=list_change_due(election),
    )


def _person(candidacy: Candidacy, twice: set[int]) -> Person:
    verdicts = [review for review in candidacy.reviews.all() if review.verdict != Verdict.PASS]
    shown = candidacy.state in (CandidacyState.RETURNED, CandidacyState.REJECTED)
    return Person(candidacy, verdicts[-1] if shown and verdicts else None, candidacy.resident_id in twice)


def _notices(election: Election, alive: Sequence[Candidacy], twice: set[int]) -> list[Notice]:
    rules, found = election.cycle.rules, []
    if alive and missing_women(election, alive):
        women = rules.structure.women_min_committee
        found.append(Notice(_("No woman stands; the formal list needs one."), women.clause))
    if any(person.state == CandidacyState.FORMAL for person in alive):
        found += _not_introduced(election)
    pairs = [pair for pair in pairs_of(election) if pair.open]
    if pairs:
        told = ngettext_lazy(
            "%(n)s pair of relatives stands without a decision who gives way.",
            "%(n)s pairs of relatives stand without a decision who gives way.",
            "n",
        )
        found.append(Notice(told % {"n": len(pairs)}, pairs[0].ground.rule.clause))
    if twice:
        found.append(
            Notice(
                _("Somebody stands for two posts; elected to the higher, the other vote falls away."), None
            )
        )
    return found


def _not_introduced(election: Election) -> list[Notice]:
    """That the formal candidates are still to be introduced, or their sheets to be checked (A-REV-12, A-LEAD-05)."""
    rules = introduction_rules(election)
    found = []
    if rules.introduces and rules.introduce_by is not None and not introductions_of(election).exists():
        told = _("The candidates are not introduced to the voters yet; it is done by %(day)s.")
        day = date_format(rules.introduce_by, "DATE_FORMAT")
        found.append(Notice(told % {"day": day}, rules.introduce_clause))
    waiting = waiting_sheets(election)
    if waiting:
        told = _("Sheets that introduce candidates wait for the township’s check: %(n)s.")
        found.append(Notice(told % {"n": waiting}, rules.checked_clause))
    return found
