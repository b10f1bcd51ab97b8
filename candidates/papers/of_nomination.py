"""What goes before the nomination: the method of it, announced, and the empty ballot (A-NOM-07, A-NOM-08, C-NOM-05)."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from candidates.models import SeatPlan
from candidates.papers.of_forms import added_bars
from candidates.papers.sheets import MethodRow, NominationBallot, NominationMethod
from candidates.queries.seats import seats_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.enums import Step
from elections.models import Election
from elections.rulebook import Rulebook
from elections.rulebook.telling import tell
from elections.rulebook.wording import label_of
from villages.enums import Body
from voting.papers.about import elections_at, heading_of
from voting.papers.occasions import occasion
from voting.papers.words import POSTS

NOTICE = "nomination_notice"
PROCEDURE = (
    "nomination.participation",
    "nomination.decided_by",
    "nomination.candidates_extra_min",
    "nomination.preselection",
)
CONDITIONS = (
    "qualification.standards",
    "qualification.new_member",
    "qualification.renominated",
    "kin.relations",
)
SCHOOLING = {
    "village": "qualification.education_village_new",
    "community": "qualification.education_community_new",
}


def nomination_method(election: Election, day: date) -> NominationMethod:
    """Posts and seats, how nominations are made and decided, who may be nominated and who may not.

    With the negative list and what was added to it locally (A-NEG-12, C-QUAL-03); where the plan wants the duties of
    the committee and of each post told (C-NOM-05), a place to write them. Raises PaperNotReady without seats.
    """
    rules, plans = election.cycle.rules, planned_posts(election)
    return NominationMethod(
        heading=heading_of(election),
        posts=tuple((POSTS[plan.post], plan.seats) for plan in plans),
        procedure=rows_of(election, PROCEDURE),
        conditions=(*rows_of(election, CONDITIONS), *_schooling(election)),
        bars=plan_bars(rules),
        added=added_bars(election, Body.COMMITTEE),
        duties="member_duties" in {part.key for part in rules.step(NOTICE).parts},
    )


def nomination_ballot(election: Election, day: date) -> NominationBallot:
    """The empty ballot of the direct nomination, a line for each seat. Raises PaperNotReady without seats."""
    plans = planned_posts(election)
    return NominationBallot(
        heading=heading_of(election),
        posts=tuple((POSTS[plan.post], range(plan.seats)) for plan in plans),
    )


def planned_posts(election: Election) -> Sequence[SeatPlan]:
    """The committee's posts as planned. Raises PaperNotReady before they are."""
    plans = list(seats_of(election))
    if not plans:
        raise PaperNotReady(
            _("The seats of the committee are not set yet."),
            clause=election.cycle.rules.step(Step.NOMINATION).clause,
        )
    return plans


def plan_bars(rules: Rulebook) -> tuple[str, ...]:
    """The plan's own circumstances of the negative list, in its words."""
    return tuple(
        (bar.quote or bar.title.zh).replace(",", "，")
        for bar in rules.qualification.negative_list
        if not bar.added
    )


def rows_of(election: Election, paths: Sequence[str]) -> tuple[MethodRow, ...]:
    """What the rulebook says at these places; on what it is silent nothing is printed."""
    rules = election.cycle.rules
    return tuple(
        MethodRow(label_of(path).zh, tell(value, path).zh)
        for path in paths
        if (value := rules.at(path)).stated
    )


def _schooling(election: Election) -> tuple[MethodRow, ...]:
    """The least schooling of who is new, by what the place is (A-QUAL-10, A-QUAL-11)."""
    least = rows_of(election, [SCHOOLING[election.village.kind]])
    return tuple(MethodRow(row.label, f"{row.told}以上") for row in least)


def to_be_nominated(village_code: str) -> Iterator[Occasion]:
    """Elections of a committee whose seats are set."""
    for election in elections_at(village_code):
        if election.cycle.rules.has_step(Step.NOMINATION) and seats_of(election).exists():
            yield occasion(election, election)


def to_be_told(village_code: str) -> Iterator[Occasion]:
    """Those of them whose plan has the method announced before the nomination."""
    found = to_be_nominated(village_code)
    return (each for each in found if each.subject.cycle.rules.has_step(NOTICE))
