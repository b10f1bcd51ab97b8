"""Relatives who may not both stand, looked at when a list of either body is fixed."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import refusals
from candidates.queries.relatives import Person, pairs_of
from candidates.told import told_name
from elections.models import Election
from villages.enums import Body

NAMES = ("first", "second")


def relatives_faults(
    election: Election, listed: Collection[int], leaving: Collection[int] = ()
) -> Iterator[Refusal]:
    """RelativesBarred of every pair of all bodies of the place that may not both stand without an approval, of which one
    resident is `listed` (C-KIN-01); where relatives only give way before taking office, none (A-KIN-01, AMB-16).

    `leaving` are residents who stand for the Party organisation no longer once this list is fixed.
    """
    for pair in pairs_of(election):
        allowed = pair.decision is not None and pair.decision.yields_id is None
        both_stand = all(_stands(person, leaving) for person in pair.people)
        residents = [person.resident.pk for person in pair.people]
        if both_stand and not allowed and pair.bars_both and not set(listed).isdisjoint(residents):
            yield refusals.RelativesBarred(
                _("%(first)s and %(second)s are related and may not both stand; the township decides."),
                {
                    name: told_name(person.resident.name)
                    for name, person in zip(NAMES, pair.people, strict=True)
                },
                clause=pair.ground.rule.clause,
                data={"residents": residents},
            )


def _stands(person: Person, leaving: Collection[int]) -> bool:
    """Whether somebody still stands for a body when those who leave the Party's list have left it."""
    left = person.resident.pk in leaving
    return any(not place.sits and not (left and place.body == Body.PARTY) for place in person.places)
