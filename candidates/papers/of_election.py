"""The candidates' notices from the records."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from candidates.counted import counted
from candidates.enums import Preselectors
from candidates.models import Candidacy, ListChange, Nomination, NominationVote
from candidates.papers.sheets import (
    CandidateChange,
    FormalCandidates,
    NominationResult,
    Person,
    PostPeople,
    PreselectionResult,
)
from candidates.queries.candidacy import formal_candidates as formal_list
from candidates.queries.nomination import nomination_of
from candidates.queries.preselection import choices_of, preselected_seats, preselection_of
from candidates.queries.publication import order_of
from candidates.queries.seats import seats_of
from candidates.queries.withdrawal import list_changes_of
from candidates.tallied import NOBODY, nomination_asked, nomination_figures
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from villages.enums import Body
from voting.papers.about import elections_at, heading_of
from voting.papers.occasions import occasion
from voting.papers.words import POSTS, SEXES

PRESELECTORS: dict[str, str] = {
    Preselectors.VOTERS: "登记参加选举的选民",
    Preselectors.REPRESENTATIVES: "村（居）民代表会议",
}


def nomination_result(election: Election, day: date) -> NominationResult:
    """The nominees by votes, preliminary candidates marked (A-NOM-11). Raises PaperNotReady before the nomination."""
    nomination = nomination_of(election)
    if nomination is None:
        raise PaperNotReady(
            _("The result of the nomination is not recorded yet."),
            clause=election.cycle.rules.nomination.list_order.clause or None,
        )
    standing = set(
        Candidacy.objects.filter(election=election, body=Body.COMMITTEE).values_list("post", "resident")
    )
    votes = sorted(nomination.votes.all(), key=lambda vote: (-vote.votes, vote.pk))

    def people(post: str) -> tuple[Person, ...]:
        cut = post in nomination.preselected_posts
        return tuple(
            _nominee(vote, vote.votes, cut or (post, vote.resident_id) in standing)
            for vote in votes
            if vote.post == post
        )

    return NominationResult(
        heading=heading_of(election),
        held_on=nomination.held_on,
        registered=nomination.registered,
        issued=nomination.issued,
        returned=nomination.returned,
        over_half=over_half(election, nomination),
        posts=tuple(
            PostPeople(POSTS[plan.post], plan.seats, people(plan.post)) for plan in seats_of(election)
        ),
        preselected=tuple(POSTS[plan.post] for plan in preselected_seats(nomination)),
    )


def preselection_result(election: Election, day: date) -> PreselectionResult:
    """Who was preselected, by votes (C-NOM-06). Raises PaperNotReady before the preselection."""
    held = preselection_of(election)
    if held is None:
        raise PaperNotReady(
            _("The preselection is not recorded yet."),
            clause=election.cycle.rules.nomination.preselection.clause or None,
        )
    standing = set(
        Candidacy.objects.filter(election=election, body=Body.COMMITTEE).values_list("post", "resident")
    )
    return PreselectionResult(
        heading=heading_of(election),
        held_on=held.held_on,
        held_by=PRESELECTORS[held.held_by],
        entitled=held.entitled,
        present=held.present,
        issued=held.issued,
        returned=held.returned,
        posts=tuple(
            PostPeople(
                POSTS[choice.plan.post],
                choice.plan.seats,
                tuple(
                    _nominee(vote, vote.deciding_votes, (vote.post, vote.resident_id) in standing)
                    for vote in sorted(choice.nominees, key=lambda vote: (-vote.deciding_votes, vote.pk))
                ),
            )
            for choice in choices_of(held.nomination)
        ),
    )


def over_half(election: Election, nomination: Nomination) -> bool:
    """Whether the plan asks for more than half of the voters, and they took part."""
    share = election.cycle.rules.nomination.participation
    if not share.stated or share.value.more_than != Fraction(1, 2):
        return False
    how = nomination_asked(election.cycle.rules)
    figures = nomination_figures(nomination.registered, nomination.issued, nomination.returned)
    found = counted(how, NOBODY, figures).quorum
    return found is not None and found.passed


def _nominee(vote: NominationVote, votes: int, listed: bool) -> Person:
    return Person(vote.name, SEXES[vote.sex], None, "", votes, listed)


def formal_candidates(election: Election, day: date) -> FormalCandidates:
    """The formal list as published (A-REV-11). Raises PaperNotReady before."""
    people = list(formal_list(election))
    if not people:
        raise PaperNotReady(
            _("The formal candidates are not published yet."),
            clause=election.cycle.rules.review.formal_candidates_published.clause or None,
        )
    return FormalCandidates(
        heading=heading_of(election),
        order=order_of(election.cycle.rules),
        posts=tuple(
            PostPeople(POSTS[plan.post], plan.seats, _listed(people, plan.post))
            for plan in seats_of(election)
        ),
    )


def candidate_change(change: ListChange, day: date) -> CandidateChange:
    """What changed on the formal list with this posting, and the list as it hangs now (ZJ-19)."""
    people = list(formal_list(change.election))
    gone = list(change.withdrawals.select_related("candidacy"))
    return CandidateChange(
        heading=heading_of(change.election),
        posted_on=localtime(change.published_at).date(),
        left=tuple(_named(each.candidacy) for each in gone if not each.decision),
        cancelled=tuple((*_named(each.candidacy), each.decision) for each in gone if each.decision),
        joined=tuple(_named(person) for person in change.joined.order_by("post", "place")),
        posts=tuple(
            PostPeople(POSTS[plan.post], plan.seats, _listed(people, plan.post))
            for plan in seats_of(change.election)
        ),
    )


def _named(person: Candidacy) -> tuple[str, str]:
    return POSTS[person.post], person.name


def _listed(people: Sequence[Candidacy], post: str) -> tuple[Person, ...]:
    return tuple(
        Person(p.name, SEXES[p.sex], p.birth_date, p.education, p.votes) for p in people if p.post == post
    )


def nominations(village_code: str) -> Iterator[Occasion]:
    """Elections whose nomination is recorded."""
    for election in elections_at(village_code):
        if nomination_of(election) is not None:
            yield occasion(election, election)


def preselections(village_code: str) -> Iterator[Occasion]:
    """Elections whose preselection is recorded."""
    for election in elections_at(village_code):
        if preselection_of(election) is not None:
            yield occasion(election, election)


def list_changes(village_code: str) -> Iterator[Occasion]:
    """Every time that a formal list was posted again."""
    for election in elections_at(village_code):
        for change in list_changes_of(election):
            change.election = election
            yield occasion(election, change, date_format(localtime(change.published_at), "DATE_FORMAT"))


def formal_lists(village_code: str) -> Iterator[Occasion]:
    """Elections whose formal candidates are published."""
    for election in elections_at(village_code):
        if formal_list(election).exists():
            yield occasion(election, election)
