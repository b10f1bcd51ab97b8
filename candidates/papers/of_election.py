"""The candidates' notices from the records."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from candidates.models import Candidacy, Nomination, NominationVote
from candidates.papers.sheets import FormalCandidates, NominationResult, Person, PostPeople
from candidates.queries.candidacy import formal_candidates as formal_list
from candidates.queries.nomination import nomination_of
from candidates.queries.publication import order_of
from candidates.queries.seats import seats_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from villages.enums import Body
from voting.papers.about import elections_at, heading_of
from voting.papers.occasions import occasion
from voting.papers.words import POSTS, SEXES


def nomination_result(election: Election, day: date) -> NominationResult:
    """The nominees by votes, preliminary candidates marked (A-NOM-11). Raises PaperNotReady before the nomination."""
    nomination = nomination_of(election)
    if nomination is None:
        raise PaperNotReady(_("The result of the nomination is not recorded yet."), clause="A-NOM-11")
    standing = set(
        Candidacy.objects.filter(election=election, body=Body.COMMITTEE).values_list("post", "resident")
    )
    votes = sorted(nomination.votes.all(), key=lambda vote: (-vote.votes, vote.pk))

    def people(post: str) -> tuple[Person, ...]:
        return tuple(
            _nominee(vote, (post, vote.resident_id) in standing) for vote in votes if vote.post == post
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
    )


def over_half(election: Election, nomination: Nomination) -> bool:
    """Whether the plan asks for more than half of the voters, and they took part."""
    share = election.cycle.rules.nomination.participation
    if not share.stated or share.value.more_than != Fraction(1, 2):
        return False
    return bool(share.value.met(nomination.returned, nomination.registered))


def _nominee(vote: NominationVote, listed: bool) -> Person:
    return Person(vote.name, SEXES[vote.sex], None, "", vote.votes, listed)


def formal_candidates(election: Election, day: date) -> FormalCandidates:
    """The formal list as published (A-REV-11). Raises PaperNotReady before."""
    people = list(formal_list(election))
    if not people:
        raise PaperNotReady(_("The formal candidates are not published yet."), clause="A-REV-11")
    return FormalCandidates(
        heading=heading_of(election),
        order=order_of(election.cycle.rules),
        posts=tuple(
            PostPeople(POSTS[plan.post], plan.seats, _listed(people, plan.post))
            for plan in seats_of(election)
        ),
    )


def _listed(people: Sequence[Candidacy], post: str) -> tuple[Person, ...]:
    return tuple(
        Person(p.name, SEXES[p.sex], p.birth_date, p.education, p.votes) for p in people if p.post == post
    )


def nominations(village_code: str) -> Iterator[Occasion]:
    """Elections whose nomination is recorded."""
    for election in elections_at(village_code):
        if nomination_of(election) is not None:
            yield occasion(election, election)


def formal_lists(village_code: str) -> Iterator[Occasion]:
    """Elections whose formal candidates are published."""
    for election in elections_at(village_code):
        if formal_list(election).exists():
            yield occasion(election, election)
