"""Nobody judges the own case or a relative's (A-COM-07): by name, and by the registers where the officer is known."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from candidates.department_refusals import RelativeCandidacy
from candidates.models import Candidacy
from candidates.refusals import OwnCandidacy
from candidates.rules import is_own
from candidates.told import told_name
from elections.models import Election
from villages.models import Resident
from villages.names.plain import plain
from villages.queries.kinship import families_of
from villages.queries.officer import person_of


def recusals(by: User, people: Collection[Candidacy]) -> dict[int, Refusal]:
    """Why the officer may not judge some of these people, by candidacy; four queries, however many they are.

    The candidacies come with their resident and their election's cycle.
    """
    found = {
        candidacy.pk: _own(candidacy.name, _clause_of(candidacy.election))
        for candidacy in people
        if is_own(by, candidacy)
    }
    me = person_of(by)
    if me is None:
        return found
    return found | _related(me, [candidacy for candidacy in people if candidacy.pk not in found])


def refuse_recused(by: User, candidacy: Candidacy) -> None:
    """Raises OwnCandidacy, RelativeCandidacy."""
    for refusal in recusals(by, [candidacy]).values():
        raise refusal


def refuse_recused_from(by: User, election: Election, people: Collection[Resident]) -> None:
    """What is decided on people themselves, not on one candidacy: raises OwnCandidacy, RelativeCandidacy."""
    me, clause = person_of(by), _clause_of(election)
    family = families_of([me, *people]) if me else None
    for resident in people:
        itself = me is not None and bytes(resident.id_index) == bytes(me.id_index)
        if itself or plain(resident.name) == plain(by.name):
            raise _own(resident.name, clause)
        kinship = family.between(me, resident) if family and me else None
        if kinship is not None and kinship.near:
            raise _relative(resident.name, kinship.label, clause)


def _related(me: Resident, people: Collection[Candidacy]) -> dict[int, Refusal]:
    family, found = families_of([me, *(candidacy.resident for candidacy in people)]), {}
    for candidacy in people:
        if bytes(candidacy.resident.id_index) == bytes(me.id_index):
            found[candidacy.pk] = _own(candidacy.name, _clause_of(candidacy.election))
            continue
        kinship = family.between(me, candidacy.resident)
        if kinship is not None and kinship.near:
            found[candidacy.pk] = _relative(candidacy.name, kinship.label, _clause_of(candidacy.election))
    return found


def _own(name: str, clause: str | None) -> Refusal:
    told = _("%(name)s has your name or is you. Nobody reviews the own candidacy; another officer decides.")
    return OwnCandidacy(told, {"name": told_name(name)}, clause=clause)


def _relative(name: str, relation: object, clause: str | None) -> Refusal:
    told = _("%(name)s is a near relative of yours (%(relation)s); another officer decides.")
    return RelativeCandidacy(told, {"name": told_name(name), "relation": relation}, clause=clause)


def _clause_of(election: Election) -> str | None:
    return election.cycle.rules.election_committee.recusal_in_own_review.clause or None
