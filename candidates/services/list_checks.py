"""What stands against a formal list, whether it is posted first or again after a change."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import refusals
from candidates.models import Candidacy, SeatPlan
from candidates.party_refusals import NotInspected
from candidates.queries.failure import failures_undecided
from candidates.queries.inspection import uninspected
from candidates.queries.publication import missing_women
from candidates.services.asked_anew import found_faults
from candidates.services.election_committee_seat import committee_faults
from candidates.services.relatives_checks import relatives_faults
from candidates.services.womans_post import womans_post_faults
from candidates.told import told_name
from elections.models import Election
from elections.rulebook.value import Strength
from villages.enums import Post


def list_faults(
    election: Election, plan: Sequence[SeatPlan], people: Sequence[Candidacy], approval: str, now: datetime
) -> list[Refusal]:
    """Every fault of a list with these people; `approval` allows one without a woman where an office may.

    Findings are asked anew of everybody, those who hang already too (A-NEG-01, C-NEG-01).
    """
    return [
        *_differential(election, plan, people),
        *_women(election, people, approval),
        *womans_post_faults(election, plan, people),
        *_uninspected(election, people),
        *_undecided(election),
        *found_faults(election, people, now),
        *relatives_faults(election, {person.resident_id for person in people}),
        *committee_faults(election, people),
    ]


def _differential(
    election: Election, plan: Sequence[SeatPlan], passed: Sequence[Candidacy]
) -> Iterator[Refusal]:
    rule = election.cycle.rules.nomination.candidates_extra_min
    for post in plan:
        have = sum(person.post == post.post for person in passed)
        need = post.seats + (rule.value if rule.stated else 0)
        if have < need:
            yield refusals.TooFewCandidates(
                _("%(post)s: %(have)s passed, %(seats)s to elect; at least %(need)s must stand."),
                {"post": Post(post.post).label, "have": have, "seats": post.seats, "need": need},
                clause=rule.clause or None,
                data={"post": post.post, "have": have, "need": need},
            )


def _women(election: Election, passed: Sequence[Candidacy], approval: str) -> Iterator[Refusal]:
    structure = election.cycle.rules.structure
    rule = structure.women_min_committee
    if not missing_women(election, passed):
        return
    may_be_allowed = rule.approver is not None or rule.strength != Strength.HARD
    if not (may_be_allowed and approval.strip()):
        told = _("The list lacks a woman; at least %(least)s is needed.")
        if structure.women_in_both:
            told = _(
                "The two committees lack a woman; at least %(least)s is needed, on this list or the Party's."
            )
        yield refusals.NoWoman(
            told, {"least": rule.value}, clause=rule.clause, field="approval" if may_be_allowed else None
        )


def _uninspected(election: Election, people: Sequence[Candidacy]) -> Iterator[Refusal]:
    """Nobody is a formal candidate whom the plan has inspected and who was not (A-REV-10)."""
    rule = election.cycle.rules.review.committee_inspected
    if not (rule.stated and rule.value):
        return
    for person in uninspected(people):
        yield NotInspected(
            _("%(name)s was not inspected."),
            {"name": told_name(person.name)},
            clause=rule.clause,
            data={"candidacy": person.pk},
        )


def _undecided(election: Election) -> Iterator[Refusal]:
    """Where the plan is silent it is decided what becomes of the place of whoever failed the joint review (C-REV-07)."""
    for person in failures_undecided(election):
        yield refusals.FailureUndecided(
            _("%(name)s failed the joint review; decide first what becomes of the place."),
            {"name": told_name(person.name)},
            clause=election.cycle.rules.review.failure_decided.clause,
            data={"candidacy": person.pk},
        )
