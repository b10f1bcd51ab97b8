"""How the candidates were made known to the voters, read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, QuerySet, Value, When

from accounts.said import Said
from candidates.enums import CandidacyState, IntroductionState
from candidates.introduction_rules import IntroductionRules
from candidates.models import Candidacy, Introduction, IntroductionSheet
from candidates.queries.candidacy import candidacies_of, formal_candidates
from candidates.queries.party_path import decisions_of
from elections.models import Election
from elections.rulebook.wording import word
from villages.enums import POSTS_OF, Body
from voting.models import Contest
from voting.rounds import COMMITTEE

# Who is introduced: the committee's formal candidates; the Party's from the prospective list on (A-REV-12, A-REV-14).
INTRODUCED = {
    Body.COMMITTEE: (CandidacyState.FORMAL,),
    Body.PARTY: (CandidacyState.PROSPECTIVE, CandidacyState.FORMAL),
}


def introductions_of(election: Election, body: str = Body.COMMITTEE) -> QuerySet[Introduction]:
    """Every introduction of a body's candidates on record, the earliest first."""
    found = Introduction.objects.filter(election=election, body=body)
    return found.select_related("recorded_by").order_by("held_on", "pk")


def list_posted_on(election: Election, body: str = Body.COMMITTEE) -> datetime | None:
    """When the formal list was posted first: with it the vote was prepared. The Party's prospective list was decided.

    None before.
    """
    if body == Body.PARTY:
        keys = [stage.key for stage in election.cycle.rules.party_path if stage.gives == "prospective"]
        decided = decisions_of(election).filter(stage__in=keys).first()
        return decided.decided_at if decided else None
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


def sheets_of(election: Election, body: str = Body.COMMITTEE) -> Sequence[SheetLine]:
    """Everybody who is introduced, in the list's order, each with the own sheet."""
    people = _party(election) if body == Body.PARTY else formal_candidates(election)
    found = people.select_related("introduction__shown")
    return [SheetLine(person, getattr(person, "introduction", None)) for person in found]


def _party(election: Election) -> QuerySet[Candidacy]:
    """The Party's formal candidates in the order of the ballot, before them the prospective ones by their posts."""
    rank = Case(*(When(post=post, then=Value(n)) for n, post in enumerate(POSTS_OF[Body.PARTY])))
    people = candidacies_of(election, Body.PARTY).filter(state__in=INTRODUCED[Body.PARTY])
    return people.order_by("place", rank, "pk")


def waiting_sheets(election: Election, body: str = Body.COMMITTEE) -> int:
    """How many sheets of a body's candidates wait for the township."""
    return IntroductionSheet.objects.filter(
        candidacy__election=election, candidacy__body=body, state=IntroductionState.WAITING
    ).count()


def told_of(sheet: IntroductionSheet | None, rules: IntroductionRules) -> list[tuple[Said, str]]:
    """The headings of the plan, each with what is written under it."""
    texts = sheet.texts if sheet else {}
    return [(Said(word(heading, rules.path)), texts.get(heading, "")) for heading in rules.headings]
