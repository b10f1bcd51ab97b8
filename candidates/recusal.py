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
from villages.models import Resident
from villages.queries.kinship import families_of
from villages.queries.officer import person_of


def recusals(by: User, people: Collection[Candidacy]) -> dict[int, Refusal]:
    """Why the officer may not judge some of these people, by candidacy; four queries, however many they are.

    The candidacies come with their resident and their election's cycle.
    """
    found = {candidacy.pk: _own(candidacy) for candidacy in people if is_own(by, candidacy)}
    me = person_of(by)
    if me is None:
        return found
    return found | _related(me, [candidacy for candidacy in people if candidacy.pk not in found])


def refuse_recused(by: User, candidacy: Candidacy) -> None:
    """Raises OwnCandidacy, RelativeCandidacy."""
    for refusal in recusals(by, [candidacy]).values():
        raise refusal


def _related(me: Resident, people: Collection[Candidacy]) -> dict[int, Refusal]:
    family, found = families_of([me, *(candidacy.resident for candidacy in people)]), {}
    for candidacy in people:
        if bytes(candidacy.resident.id_index) == bytes(me.id_index):
            found[candidacy.pk] = _own(candidacy)
            continue
        kinship = family.between(me, candidacy.resident)
        if kinship is not None and kinship.near:
            found[candidacy.pk] = _relative(candidacy, kinship.label)
    return found


def _own(candidacy: Candidacy) -> Refusal:
    told = _("%(name)s has your name or is you. Nobody reviews the own candidacy; another officer decides.")
    return OwnCandidacy(told, {"name": told_name(candidacy.name)}, clause=_clause(candidacy))


def _relative(candidacy: Candidacy, relation: object) -> Refusal:
    told = _("%(name)s is a near relative of yours (%(relation)s); another officer decides.")
    return RelativeCandidacy(
        told, {"name": told_name(candidacy.name), "relation": relation}, clause=_clause(candidacy)
    )


def _clause(candidacy: Candidacy) -> str | None:
    return candidacy.election.cycle.rules.election_committee.recusal_in_own_review.clause or None
