"""The persons intended for the committee: recommended at the Party's meeting, named by its lists (A-NOM-02, A-NOM-04)."""

from collections.abc import Sequence

from candidates.models import PartyDecision, Recommendation, RecommendationVote
from candidates.queries.party_members import members_of
from candidates.queries.party_path import Offered, above_half, decisions_of, least_of, recommendation_of
from candidates.queries.seats import seats_of
from elections.models import Election
from elections.rulebook import PartyStage, Rulebook
from villages.enums import Body


def names_intended(rules: Rulebook, stage: PartyStage) -> bool:
    """Whether a list of the path names persons intended for the committee beside the Party's own."""
    rule = rules.nomination.intended_persons
    return stage.kind == "list" and stage.adds and bool(rule.stated and rule.value)


def committee_seats(election: Election) -> int:
    """The seats of the committee; 0 before they are set."""
    return sum(plan.seats for plan in seats_of(election, Body.COMMITTEE))


def least_intended(election: Election) -> int | None:
    """How many are named at least: the committee's seats and the differential; None where no seats are planned."""
    seats = committee_seats(election)
    return least_of(election.cycle.rules, seats) if seats else None


def recommended_for_committee(meeting: Recommendation) -> list[RecommendationVote]:
    """The Party members with votes enough for a post of the committee, most votes first (A-NOM-04)."""
    votes = above_half(meeting, Body.COMMITTEE)
    named = members_of(meeting.election.village).filter(resident__in=[vote.resident_id for vote in votes])
    members = set(named.values_list("resident_id", flat=True))
    return sorted((v for v in votes if v.resident_id in members), key=lambda v: (-v.votes, v.pk))


def intended_by(election: Election, stage: PartyStage) -> PartyDecision | None:
    """The latest list of a stage that names intended persons, or tells of them in words."""
    named = decisions_of(election).filter(stage=stage.key).exclude(intended_people=[], intended="")
    return named.last()


def intended_offered(election: Election, stage: PartyStage) -> Sequence[Offered]:
    """Whom a list may name for the committee, each once: those of the list before it, then who has votes enough."""
    meeting = recommendation_of(election)
    found: dict[int, Offered] = {}
    for each in election.cycle.rules.party_path:
        made = intended_by(election, each) if names_intended(election.cycle.rules, each) else None
        for person in made.intended_people if made and each.key in (stage.key, *stage.needs) else ():
            pk = person["resident"]
            found[pk] = Offered(pk, person["name"], person["post"], person["votes"])
    decided = bool(found)
    for vote in recommended_for_committee(meeting) if meeting else ():
        post = "" if decided else vote.post
        found.setdefault(vote.resident_id, Offered(vote.resident_id, vote.name, post, vote.votes))
    return list(found.values())
