from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from candidates.seating.model import Place, TeamSeats
from candidates.seating.usual import Usual, deputies_of, party_usual, usual_committee
from elections.rulebook import Rulebook
from elections.rulebook.measures import Range
from elections.rulebook.value import Strength
from villages.enums import Body, Post


@dataclass(frozen=True)
class Departure:
    """A usual number that a plan departs from: the sentence with its params, and the clause."""

    message: str | Promise
    params: dict[str, Any]
    clause: str

    def __str__(self) -> str:
        return str(self.message) % self.params


def departures(rules: Rulebook, place: Place, plan: TeamSeats) -> list[Departure]:
    """Where a plan departs from what is usual, so that it needs a reason (soft rules)."""
    return [
        *_headcount(rules, place, plan),
        *_sizes(rules, place, plan),
        *_deputies(rules, place, plan),
        *_increase(rules, place, plan),
    ]


def _increase(rules: Rulebook, place: Place, plan: TeamSeats) -> Iterator[Departure]:
    """Whether seats are added, which offices approve, nobody can tell without the sitting Party committee (B-ORG-02)."""
    rule = rules.seats.increase_approvers
    if rule.stated and not place.sitting and plan.plans(Body.PARTY):
        told = _(
            "The register has no sitting Party committee, so nothing tells whether seats are added. Enter who sits, or write "
            "down how many sat and who approved more."
        )
        yield Departure(told, {}, rule.clause)


def _headcount(rules: Rulebook, place: Place, plan: TeamSeats) -> Iterator[Departure]:
    headcount = rules.seats.headcount_for(place.population, place.kind)
    if headcount is None or not plan.plans(Body.COMMITTEE):
        return
    both = plan.plans(Body.PARTY)
    low, high = headcount.persons.min, headcount.persons.max
    params = {"total": plan.persons, "people": f"{place.population:,}"}
    if high is not None and plan.persons > high:
        told = _(
            "%(total)s persons are planned; a place of %(people)s people usually has at most %(most)s persons."
        )
        yield Departure(told, params | {"most": high}, headcount.clauses[0])
    elif both and low is not None and plan.persons < low:
        told = _(
            "%(total)s persons are planned; a place of %(people)s people usually has at least %(least)s."
        )
        yield Departure(told, params | {"least": low}, headcount.clauses[0])


def _sizes(rules: Rulebook, place: Place, plan: TeamSeats) -> Iterator[Departure]:
    for body, usual in (
        (Body.PARTY, party_usual(rules, place)),
        (Body.COMMITTEE, usual_committee(rules, place)),
    ):
        if usual and plan.plans(body) and plan.size(body) not in usual.persons:
            yield _unusual(body, plan.size(body), usual)


def _unusual(body: Body, size: int, usual: Usual) -> Departure:
    told = {
        Body.PARTY: _("The Party committee has %(total)s seats; usual here: %(usual)s."),
        Body.COMMITTEE: _("The committee has %(total)s seats; usual here: %(usual)s."),
    }[body]
    return Departure(told, {"total": size, "usual": spelt(usual.persons)}, usual.clause)


def spelt(persons: Range) -> str:
    """A range as it is read: 3—5, or 5."""
    return str(persons.min) if persons.min == persons.max else f"{persons.min}—{persons.max}"


def _deputies(rules: Rulebook, place: Place, plan: TeamSeats) -> Iterator[Departure]:
    """Fewer than stated, or one in a branch whose secretary is not to be director (A-ORG-12)."""
    rule = rules.seats.deputy_secretary
    wanted = deputies_of(rules, place, one_shoulder=plan.team.one_shoulder)
    have = plan.seats(Post.PARTY_DEPUTY)
    if wanted is None or not plan.plans(Body.PARTY) or rule.strength == Strength.HARD:
        return
    branch = deputies_of(rules, place, one_shoulder=False) == 0
    if have > wanted and have <= rule.value:
        told = _("A branch has a deputy secretary only where its secretary is to be director too.")
        yield Departure(told, {}, rules.seats.branch_committee.clause)
    elif have < wanted and not branch:
        told = _("Usual here: %(wanted)s deputy secretary; planned: %(have)s.")
        yield Departure(told, {"wanted": wanted, "have": have}, rule.clause)
