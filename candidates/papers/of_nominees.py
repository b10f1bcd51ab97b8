"""The list of the nominees that the election committee hands to the township (A-NOM-12)."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from candidates.models import Candidacy, Nomination, Proposal
from candidates.papers.of_party import township_party
from candidates.papers.sheets import NomineeList, Person, PostPeople
from candidates.queries.candidacy import candidacies_of
from candidates.queries.nomination import nomination_of
from candidates.queries.preselection import preselection_of
from candidates.queries.seats import seats_of
from candidates.states import GONE
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.enums import Step
from elections.models import Election
from villages.enums import Body
from voting.papers.about import elections_at, heading_of
from voting.papers.occasions import occasion
from voting.papers.words import POSTS, SEXES


def nominee_list(election: Election, day: date) -> NomineeList:
    """Who was nominated by the voters and stands, by post and votes (A-NOM-12, DOC-100).

    Raises PaperNotReady before the nomination is on record, and while a post waits for its preselection.
    """
    nomination = nomination_of(election)
    if nomination is None or _waits(election, nomination):
        raise PaperNotReady(
            _("The nominees are not determined yet."), clause=election.cycle.rules.step(Step.PROPOSAL).clause
        )
    standing = list(candidacies_of(election, Body.COMMITTEE).exclude(state__in=GONE))
    proposal = Proposal.objects.filter(election=election).last()
    return NomineeList(
        heading=heading_of(election),
        to=township_party(election),
        held_on=nomination.held_on,
        registered=nomination.registered,
        returned=nomination.returned,
        posts=tuple(
            PostPeople(POSTS[plan.post], plan.seats, _people(standing, plan.post))
            for plan in seats_of(election)
        ),
        deliberated_on=proposal.held_on if proposal else None,
    )


def _waits(election: Election, nomination: Nomination) -> bool:
    return bool(nomination.preselected_posts) and preselection_of(election) is None


def _people(standing: Sequence[Candidacy], post: str) -> tuple[Person, ...]:
    found = sorted((each for each in standing if each.post == post), key=lambda each: (-each.votes, each.pk))
    return tuple(
        Person(each.name, SEXES[each.sex], each.birth_date, each.education, each.votes) for each in found
    )


def reported(village_code: str) -> Iterator[Occasion]:
    """Elections whose nominees are determined, where the plan has them handed to the township."""
    for election in elections_at(village_code):
        nomination = nomination_of(election) if election.cycle.rules.has_step(Step.PROPOSAL) else None
        if nomination is not None and not _waits(election, nomination):
            yield occasion(election, election)
