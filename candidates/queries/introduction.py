"""How the candidates were made known to the voters, read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.said import Said
from candidates.enums import IntroductionState
from candidates.list_rules import HEADINGS, ListRules
from candidates.models import Candidacy, Introduction, IntroductionSheet
from candidates.queries.candidacy import formal_candidates
from elections.models import Election
from elections.rulebook.wording import word
from voting.models import Contest
from voting.rounds import COMMITTEE


def introductions_of(election: Election) -> QuerySet[Introduction]:
    """Every introduction on record, the earliest first."""
    return (
        Introduction.objects.filter(election=election).select_related("recorded_by").order_by("held_on", "pk")
    )


def list_posted_on(election: Election) -> datetime | None:
    """When the formal list was posted first: with it the vote was prepared. None before."""
    first = Contest.objects.filter(election=election, body=COMMITTEE).order_by("number").first()
    return first.created_at if first else None


@dataclass(frozen=True)
class SheetLine:
    """Somebody on the formal list, with the sheet that introduces the person; None while it is not written."""

    candidacy: Candidacy
    sheet: IntroductionSheet | None

    @property
    def ready(self) -> bool:
        """Whether it may be published, or is."""
        return self.sheet is not None and self.sheet.state in (
            IntroductionState.READY,
            IntroductionState.PUBLISHED,
        )

    @property
    def published(self) -> bool:
        return self.sheet is not None and self.sheet.state == IntroductionState.PUBLISHED


def sheets_of(election: Election) -> Sequence[SheetLine]:
    """Everybody on the formal list in its order, each with the own sheet."""
    people = formal_candidates(election).select_related("introduction")
    return [SheetLine(person, getattr(person, "introduction", None)) for person in people]


def waiting_sheets(election: Election) -> int:
    """How many sheets wait for the township."""
    return IntroductionSheet.objects.filter(
        candidacy__election=election, state=IntroductionState.WAITING
    ).count()


def told_of(sheet: IntroductionSheet | None, rules: ListRules) -> list[tuple[Said, str]]:
    """The headings of the plan, each with what is written under it."""
    texts = sheet.texts if sheet else {}
    return [(Said(word(heading, HEADINGS)), texts.get(heading, "")) for heading in rules.headings]
