"""The vetting notice (考察预告): who is inspected by whom, for each inspection stage of the plan, from the records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from candidates.models import Candidacy
from candidates.papers.forms import VettingNotice
from candidates.papers.of_forms import recorded
from candidates.papers.of_party import party_name, township_party
from candidates.party_path import done_at
from candidates.queries.party_path import standing_party
from candidates.queries.party_stand import party_stand_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from elections.queries.progress import progress_of_one
from elections.rulebook import PartyStage
from elections.rulebook.wording import listed, word
from elections.states import last_day
from villages.enums import Post
from voting.papers.about import elections_at, heading_of, reference
from voting.papers.occasions import occasion


@dataclass(frozen=True, slots=True)
class InspectedIn:
    """An inspection stage of the Party's path of one election."""

    election: Election
    stage: PartyStage


def of_stage(subject: InspectedIn) -> str:
    """How a paper names it: its election, then the stage."""
    return f"{reference(subject.election)}:{subject.stage.key}"


def vetting_notice(subject: InspectedIn, day: date) -> VettingNotice:
    """Whom the stage's office inspects (A-REV-04, B-REV-02, C-REV-03).

    Raises PaperNotReady until all that comes before the inspection is done.
    """
    election, stage = subject.election, subject.stage
    people = _inspected(election, stage)
    if not people:
        raise PaperNotReady(_("It is not settled yet who is inspected."), clause=stage.clause)
    heading, township = heading_of(election), township_party(election)
    county = f"中共{heading.county}委组织部"
    above = Role.COUNTY_OFFICE in stage.who
    begins, ends = _days(election, stage, day)
    return VettingNotice(
        heading=heading,
        name="考察预告",
        elected_in=f"{party_name(election)}换届选举",
        from_=county if above else township,
        with_=township if above else "",
        ways=_ways(election, stage),
        begins=begins,
        ends=ends,
        people=tuple(recorded(person) for person in people),
    )


def _inspected(election: Election, stage: PartyStage) -> list[Candidacy]:
    """Whom the stage concerns, once the stages before it are done; nobody before."""
    path, stand = {each.key: each for each in election.cycle.rules.party_path}, party_stand_of(election)
    if any(done_at(path[key], stand) is None for key in stage.needs):
        return []
    return [person for person in standing_party(election) if stage.concerns(person.post)]


def _ways(election: Election, stage: PartyStage) -> str:
    """How the inspection is done, where the plan says it (C-REV-03, B-REV-02)."""
    review = election.cycle.rules.review
    ways = review.secretary_inspection_ways
    told = [word(way) for way in ways.value] if ways.stated and stage.concerns(Post.SECRETARY) else []
    masses = ["群众测评"] if review.mass_appraisal.stated and review.mass_appraisal.value else []
    return "、".join([*([listed(told).zh] if told else []), *masses])


def _days(election: Election, stage: PartyStage, day: date) -> tuple[date | None, date | None]:
    """The first and the last day of the inspection by the plan's calendar."""
    window = progress_of_one(election, make_aware(datetime.combine(day, time()))).steps[stage.step].window
    opens = localtime(window.opens).date() if window.opens else None
    return opens, last_day(window.closes) if window.closes else None


def to_be_inspected(village_code: str) -> Iterator[Occasion]:
    """The inspection stages for which it is settled who is inspected."""
    for election in elections_at(village_code):
        for stage in election.cycle.rules.party_path:
            if stage.kind == "inspection" and _inspected(election, stage):
                yield occasion(election, InspectedIn(election, stage), "", stage.title.zh)
