"""The candidates' introduction to the voters, from the sheets."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from candidates.introduction_rules import IntroductionRules, introduction_rules
from candidates.papers.duties import post_printed
from candidates.papers.introduction import CandidateIntroductions, Introduced
from candidates.papers.of_party import head_of, person_of_paper, where
from candidates.papers.party_sheets import PersonSheets, Sheet
from candidates.papers.sheets import Person
from candidates.queries.introduction import SheetLine, sheets_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from elections.rulebook.value import Text
from elections.rulebook.wording import word
from villages.enums import Body
from voting.papers.about import elections_at, heading_of
from voting.papers.occasions import occasion
from voting.papers.words import SEXES


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
        sheets=tuple(_page(line, introduction_rules(election)) for line in lines),
    )


def _published(election: Election, body: Body = Body.COMMITTEE) -> list[SheetLine]:
    return [line for line in sheets_of(election, body) if line.published]


def _page(line: SheetLine, rules: IntroductionRules) -> Introduced:
    person = line.candidacy
    return Introduced(
        post_printed(person),
        Person(person.name, SEXES[person.sex], person.birth_date, person.education, person.votes),
        tuple((heading.zh, text) for heading, text in _texts(line, rules)),
    )


def party_introduction(election: Election, day: date) -> PersonSheets:
    """The published sheets of the Party's candidates, under the plan's headings (A-REV-14, DOC-76).

    Raises PaperNotReady before they are published, and where the plan names no heading.
    """
    rules, lines = introduction_rules(election, Body.PARTY), _published(election, Body.PARTY)
    if not lines:
        raise PaperNotReady(
            _("The sheets of the candidates are not published yet."), clause=rules.headings_clause
        )
    return PersonSheets(
        **head_of(election, "党组织班子成员候选人情况介绍"),
        sheets=tuple(
            Sheet(
                person_of_paper(line.candidacy),
                tuple((heading.zh, text) for heading, text in _texts(line, rules)),
            )
            for line in lines
        ),
        signed=(),
    )


def _texts(line: SheetLine, rules: IntroductionRules) -> list[tuple[Text, str]]:
    texts = line.sheet.texts if line.sheet else {}
    return [(word(heading, rules.path), texts.get(heading, "")) for heading in rules.headings]


def published_sheets(village_code: str) -> Iterator[Occasion]:
    """Elections whose candidates are introduced in writing."""
    for election in elections_at(village_code):
        if _published(election):
            yield occasion(election, election)


def published_party_sheets(village_code: str) -> Iterator[Occasion]:
    """Elections whose Party candidates are introduced in writing."""
    return where(village_code, lambda election: bool(_published(election, Body.PARTY)))
