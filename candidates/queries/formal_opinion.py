"""Whether the assembly's opinion decides the formal list, and what is on record of it (A-ASM-02)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from candidates.enums import VoteAbout
from candidates.queries.assembly import agenda_of
from candidates.tallied import opinion_base
from elections.models import Election
from elections.rulebook import PartyStage, Rulebook
from voting.proxy_rules import Reading
from voting.queries.recorded import KeptVote, recorded_votes

# Of whom more than half must be in favour: the plan says “the majority of Party members” and no more.
READINGS = {
    "present": _(
        "The text says “the majority of members”, not of whom. Here: of those present who may vote; who has it is on the "
        "formal list, who has not is not."
    ),
    "electors": _(
        "The text says “the majority of members”, not of whom. Here: of those expected who may vote; who has it is on the "
        "formal list, who has not is not."
    ),
}


@dataclass(frozen=True, slots=True)
class AskedOpinion:
    """The share in favour that the rulebook asks for; `counted` are those present with a vote, where counted here."""

    rule: Any
    counted: int | None
    reading: Reading


def opinion_rule(rules: Rulebook, stage: PartyStage) -> Any:
    """The rule of the stage's opinion; None where another way decides the list, as in plans B and C (C-ASM-08)."""
    rule = rules.assembly.formal_opinion
    return rule if rule.stated and stage.gives == "formal" else None


def asked_opinion(election: Election, stage: PartyStage) -> AskedOpinion | None:
    """What is asked of the opinion on a list; None where it does not decide."""
    rule = opinion_rule(election.cycle.rules, stage)
    if rule is None:
        return None
    count = agenda_of(election).count
    reading = Reading(READINGS[opinion_base(election.cycle.rules)], rule.amb or rule.clause)
    return AskedOpinion(rule, count.voting if count else None, reading)


def kept_opinion(election: Election) -> KeptVote | None:
    """The opinion as it was counted and kept."""
    return next((vote for vote in recorded_votes(election, VoteAbout.FORMAL_LIST) if vote.latest), None)
