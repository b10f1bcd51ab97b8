"""The candidates' introduction to the voters, from the sheets."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from candidates.list_rules import HEADINGS, list_rules
from candidates.papers.introduction import CandidateIntroductions, Introduced
from candidates.papers.sheets import Person
from candidates.queries.introduction import SheetLine, sheets_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from elections.rulebook.wording import word
from voting.papers.about import elections_at, heading_of
from voting.papers.occasions import occasion
from voting.papers.words import POSTS, SEXES


def candidate_introductions(election: Election, day: date) -> CandidateIntroductions:
    """The published sheets of all who stand on the list, in its order. Raises PaperNotReady before."""
    lines = _published(election)
    if not lines:
        raise PaperNotReady(
            _("The sheets of the candidates are not published yet."),
            clause=election.cycle.rules.review.introduction_headings.clause or None,
        )
    return CandidateIntroductions(
        heading=heading_of(election),
        published_on=max(
            localtime(line.sheet.shown.recorded_at).date()
            for line in lines
            if line.sheet and line.sheet.shown
        ),
        sheets=tuple(_page(line, list_rules(election).headings) for line in lines),
    )


def _published(election: Election) -> list[SheetLine]:
    return [line for line in sheets_of(election) if line.published]


def _page(line: SheetLine, headings: tuple[str, ...]) -> Introduced:
    person, texts = line.candidacy, line.sheet.texts if line.sheet else {}
    return Introduced(
        POSTS[person.post],
        Person(person.name, SEXES[person.sex], person.birth_date, person.education, person.votes),
        tuple((word(heading, HEADINGS).zh, texts.get(heading, "")) for heading in headings),
    )


def published_sheets(village_code: str) -> Iterator[Occasion]:
    """Elections whose candidates are introduced in writing."""
    for election in elections_at(village_code):
        if _published(election):
            yield occasion(election, election)
