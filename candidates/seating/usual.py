from dataclasses import dataclass

from candidates.seating.model import Place, PlannedPost, TeamDraft, TeamSeats
from elections.rulebook import Rulebook
from elections.rulebook.measures import Range
from villages.enums import Body, OrganisationKind, Post, VillageKind

CLASS_BODY = {Body.PARTY: "party_committee", Body.COMMITTEE: "committee"}
LEAST = 3


@dataclass(frozen=True)
class Usual:
    """How many seats a body usually has, and how many it may have at most whatever the reason."""

    persons: Range
    most: int | None
    clause: str


def party_usual(rules: Rulebook, place: Place) -> Usual | None:
    """The usual Party committee of a place, by its class or the kind of its organisation; None where none is stated."""
    found = _of_class(rules, place, Body.PARTY)
    if found:
        return found
    by_kind = {
        OrganisationKind.BRANCH: rules.seats.branch_committee,
        OrganisationKind.GENERAL_BRANCH: rules.seats.general_branch_committee,
        OrganisationKind.COMMITTEE: rules.seats.grassroots_committee,
    }[OrganisationKind(place.organisation)]
    return Usual(by_kind.value, None, by_kind.clause) if by_kind.stated else None


def usual_committee(rules: Rulebook, place: Place) -> Usual | None:
    """The usual villagers' or residents' committee by the class of the place; None where no rule goes by classes."""
    return _of_class(rules, place, Body.COMMITTEE)


def _of_class(rules: Rulebook, place: Place, body: Body) -> Usual | None:
    found = rules.seats.seats_of_class(CLASS_BODY[body], place.kind, place.place_class)
    return Usual(found.value.persons, found.value.most, found.clause) if found else None


def deputies_of(rules: Rulebook, place: Place, *, one_shoulder: bool) -> int | None:
    """How many deputy secretaries there are; None where the rulebook is silent.

    A branch, where the rulebook goes by kinds, has one only if its secretary is to be director too (A-ORG-12).
    """
    stated = rules.seats.deputy_secretary
    if not stated.stated:
        return None
    branch = place.organisation == OrganisationKind.BRANCH and rules.seats.general_branch_committee.stated
    return 0 if branch and not one_shoulder else int(stated.value)


def proposal(rules: Rulebook, place: Place, *, committee: bool = True) -> TeamSeats:
    """What the rulebook suggests for a place: the lower ends, and as many in both bodies as the headcount asks.

    Where the rulebook gives no numbers for the Party committee the sitting number is offered. `committee` is False
    under a plan that re-elects the Party organisation alone.
    """
    party = _party(rules, place)
    of_committee = committee_posts(rules, place) if committee else []
    sizes = [sum(post.seats for post in posts) for posts in (party, of_committee)]
    headcount = rules.seats.headcount_for(place.population, place.kind) if committee else None
    one_shoulder = bool(committee and rules.seats.one_shoulder.stated and min(sizes))
    persons = max(headcount.persons.min or 0, *sizes) if headcount else sum(sizes)
    both = max(min(sum(sizes) - persons, min(sizes)), int(one_shoulder))
    return TeamSeats.of([*party, *of_committee], TeamDraft(cross_posted=both, one_shoulder=one_shoulder))


def _party(rules: Rulebook, place: Place) -> list[PlannedPost]:
    usual = party_usual(rules, place)
    total = (usual.persons.min if usual else place.sitting) or LEAST
    deputies = deputies_of(rules, place, one_shoulder=False) or 0
    counts = {Post.SECRETARY: 1, Post.PARTY_DEPUTY: deputies, Post.PARTY_MEMBER: total - 1 - deputies}
    return [PlannedPost(post, seats) for post, seats in counts.items()]


def committee_posts(rules: Rulebook, place: Place) -> list[PlannedPost]:
    """The suggested posts of the committee.

    The lower end of its class, or of the headcount within the lawful size: the headcount is that of both committees,
    and leaves room for those who sit in the Party organisation alone (A-ORG-06).
    """
    extra = rules.nomination.candidates_extra_min.value if rules.nomination.candidates_extra_min.stated else 0
    least = rules.seats.committee_size(place.kind).min or LEAST
    usual = usual_committee(rules, place)
    headcount = rules.seats.headcount_for(place.population, place.kind)
    persons = usual.persons if usual else headcount.persons if headcount else None
    total = max(least, (persons.min if persons else None) or least)
    deputies = _deputies(rules, total, least)
    women = int(needs_womans_post(rules, place.kind))
    counts = {
        Post.CHAIR: 1,
        Post.DEPUTY: deputies,
        Post.MEMBER: total - 1 - deputies - women,
        Post.WOMAN_MEMBER: women,
    }
    return [
        PlannedPost(post, seats, extra)
        for post, seats in counts.items()
        if seats or post != Post.WOMAN_MEMBER
    ]


def needs_womans_post(rules: Rulebook, kind: str) -> bool:
    """Whether one seat is elected apart among women: a must in villages where the rulebook says so (C-NOM-08)."""
    rule = rules.structure.dedicated_female_post
    return bool(kind == VillageKind.VILLAGE and rule.stated and rule.value)


def _deputies(rules: Rulebook, total: int, least: int) -> int:
    """As the rulebook says; where it is silent, one as soon as the committee is larger than it must be."""
    stated = rules.seats.deputy_director
    return int(stated.value) if stated.stated else int(total > least)
