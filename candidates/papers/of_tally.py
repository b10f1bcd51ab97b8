"""The sheets on which nomination and preselection are counted, and the ballot of the preselection, from the records."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from candidates.enums import VoteAbout
from candidates.models import Nomination, NominationVote, SeatPlan
from candidates.papers.of_election import PRESELECTORS
from candidates.papers.of_nomination import planned_posts, to_be_nominated
from candidates.papers.sheets import ORDERS
from candidates.papers.tally_sheets import GroupLine, PreselectionBallot, TallyLine, TallyPost, TallySheet
from candidates.queries.nomination import nomination_of, registered_voters
from candidates.queries.preselection import choices_of, preselection_of
from candidates.queries.publication import order_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from villages.names.strokes import BY_STROKES, surname_key
from voting.papers.about import heading_of
from voting.papers.words import POSTS
from voting.queries.recorded import recorded_votes

EMPTY_MORE = 3  # lines for names beyond the seats of a post


def nomination_tally(election: Election, day: date) -> TallySheet:
    """The tellers' sheet of the nomination, with lines for the names; filled once the nomination is recorded.

    A-NOM-08, A-NOM-09, A-NOM-10. Raises PaperNotReady without seats.
    """
    plans, nomination = planned_posts(election), nomination_of(election)
    if nomination is None:
        empty = tuple(_post(plan, [TallyLine()] * (plan.seats + EMPTY_MORE)) for plan in plans)
        return _nominating(election, empty, registered_voters(election))
    votes = sorted(nomination.votes.all(), key=lambda vote: (-vote.votes, vote.pk))
    return _nominating(
        election,
        tuple(
            _post(plan, [TallyLine(v.name, v.votes) for v in votes if v.post == plan.post]) for plan in plans
        ),
        nomination.registered,
        issued=nomination.issued,
        returned=nomination.returned,
        valid=nomination.valid,
        invalid=nomination.invalid,
        held_on=nomination.held_on,
        groups=tuple(
            GroupLine(each.number, each.registered, each.issued, each.returned)
            for each in nomination.groups.all()
        ),
        checks=checks_told(election, VoteAbout.NOMINATION),
    )


def _nominating(
    election: Election, posts: tuple[TallyPost, ...], electors: int, **figures: Any
) -> TallySheet:
    return TallySheet(
        heading=heading_of(election),
        name="候选人提名计票单",
        word="提名票",
        verb="提名",
        voters="登记选民",
        posts=posts,
        papers=electors,
        entitled=electors,
        **figures,
    )


def preselection_ballot(election: Election, day: date) -> PreselectionBallot:
    """The ballot of the preselection (C-NOM-06). Raises PaperNotReady where no post has more nominees than places."""
    return PreselectionBallot(
        heading=heading_of(election),
        posts=_chosen_among(election),
        order=ORDERS[order_of(election.cycle.rules)],
    )


def preselection_tally(election: Election, day: date) -> TallySheet:
    """The tellers' sheet of the preselection, filled once it is recorded (C-NOM-06).

    Raises PaperNotReady where no post has more nominees than places.
    """
    posts, held = _chosen_among(election), preselection_of(election)
    figures: dict[str, Any] = {"entitled": None}
    if held is not None:
        figures = {
            "entitled": held.entitled,
            "present": held.present,
            "issued": held.issued,
            "returned": held.returned,
            "valid": held.valid,
            "invalid": held.invalid,
            "held_on": held.held_on,
            "checks": checks_told(election, VoteAbout.PRESELECTION),
        }
    return TallySheet(
        heading=heading_of(election),
        name="候选人预选计票单",
        word="预选票",
        verb="选",
        voters="应参加" if held is None else f"应参加的{PRESELECTORS[held.held_by]}",
        meets=True,
        posts=posts,
        papers=registered_voters(election),
        **figures,
    )


def _chosen_among(election: Election) -> tuple[TallyPost, ...]:
    """The posts that a preselection cuts, each with its nominees in the rulebook's order, and their votes in it."""
    nomination = nomination_of(election)
    if nomination is None or not nomination.preselected_posts:
        raise PaperNotReady(
            _("No post has more nominees than places, so there is nothing to preselect."),
            clause=election.cycle.rules.nomination.preselection.clause or None,
        )
    return tuple(
        TallyPost(
            POSTS[choice.plan.post],
            choice.plan.places,
            tuple(
                TallyLine(vote.name, vote.preselection_votes) for vote in _in_order(election, choice.nominees)
            ),
        )
        for choice in choices_of(nomination)
    )


def _in_order(election: Election, nominees: Sequence[NominationVote]) -> list[NominationVote]:
    key = BY_STROKES.get(order_of(election.cycle.rules))
    if key is not None:
        return sorted(nominees, key=lambda vote: (key(vote.name), vote.pk))
    return sorted(nominees, key=lambda vote: (-vote.votes, surname_key(vote.name), vote.pk))


def _post(plan: SeatPlan, lines: Sequence[TallyLine]) -> TallyPost:
    return TallyPost(POSTS[plan.post], plan.seats, tuple(lines))


def checks_told(election: Election, about: str) -> tuple[str, ...]:
    """By what the recorded vote is valid, of the whole place or of each group (A-NOM-09, AMB-39)."""
    return tuple(
        check.text.zh for vote in recorded_votes(election, about) if vote.latest for check in vote.told.checks
    )


def to_be_preselected(village_code: str) -> Iterator[Occasion]:
    """Elections in which a post has more nominees than places."""
    found = to_be_nominated(village_code)
    cut = Nomination.objects.filter(election__village_id=village_code).exclude(preselected_posts=[])
    due = set(cut.values_list("election_id", flat=True))
    return (each for each in found if each.subject.pk in due)
