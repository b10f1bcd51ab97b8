"""Signatures above the village on the secretaries' candidates, read."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from accounts.rules import offices_with
from candidates.models import Candidacy, SignOff
from candidates.states import GONE
from elections.models import Cycle, Election
from elections.rulebook import Rulebook
from villages.enums import Body, Post

PATH = "review.secretary_final_approver"


def signing_roles(rules: Rulebook) -> tuple[str, ...]:
    """Who decides on and signs the secretary's candidate, in order; nobody where the rulebook is silent."""
    stated = rules.review.secretary_final_approver
    return tuple(stated.value) if stated.stated else ()


def asks_signatures(candidacy: Candidacy) -> bool:
    """Whether offices above sign this person: a candidate for Party secretary (A-REV-05, B-REV-01, C-REV-05)."""
    return candidacy.body == Body.PARTY and candidacy.post == Post.SECRETARY


@dataclass(frozen=True, slots=True)
class Signing:
    """A candidate for secretary with what is signed, and by whom it is still to be, in order."""

    candidacy: Candidacy
    signed: list[SignOff]
    missing: tuple[str, ...]

    @property
    def next(self) -> str:
        """Who signs next; empty where all have."""
        return next(iter(self.missing), "")


def signings_in(election: Election) -> list[Signing]:
    """How the signatures stand on the candidates for secretary who still stand in an election; two queries."""
    people = (
        Candidacy.objects.filter(election=election, body=Body.PARTY, post=Post.SECRETARY)
        .exclude(state__in=GONE)
        .prefetch_related("sign_offs")
        .order_by("pk")
    )
    return [_signing(person, election.cycle.rules) for person in people]


def signings_for(user: User, cycle: Cycle | None) -> list[Signing]:
    """The candidates for secretary in the user's places, those with a signature missing first; three queries."""
    covered = Q(pk__in=[])
    for office in offices_with(user, "sign_off.record"):
        covered |= Q(election__village__code__startswith=office.scope)
    people = (
        Candidacy.objects.filter(covered, election__cycle=cycle, body=Body.PARTY, post=Post.SECRETARY)
        .exclude(state__in=GONE)
        .select_related("election__village__township", "election__cycle")
        .prefetch_related("sign_offs")
        .order_by("election__village_id", "pk")
    )
    return sorted((signing_of(person) for person in people), key=lambda signing: not signing.next)


def signing_of(candidacy: Candidacy) -> Signing:
    """How the signatures on one candidate stand."""
    return _signing(candidacy, candidacy.election.cycle.rules)


def _signing(candidacy: Candidacy, rules: Rulebook) -> Signing:
    signed, roles = list(candidacy.sign_offs.all()), signing_roles(rules)
    done = {each.role for each in signed}
    return Signing(candidacy, signed, tuple(role for role in roles if role not in done))
