"""Whom the voting keeps from a duty because they stand as candidates; found by `voting.barred`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidacy
from candidates.states import GONE
from candidates.told import told_name
from elections.models import Election
from villages.enums import Body
from villages.models import Resident
from villages.queries.kinship import RELATIONS, Kinship, families_between, is_listed, kinships_of
from voting.barred import Bar, Duty, bars

CANDIDATE, SPOUSE = "candidate", "spouse"


def candidates_among(election: Election, indexes: Collection[bytes]) -> set[bytes]:
    """Those of the persons (blind indexes) who stand for a post and have not dropped out."""
    standing = Candidacy.objects.filter(election=election, resident__id_index__in=list(indexes))
    found = standing.exclude(state__in=GONE).values_list("resident__id_index", flat=True)
    return {bytes(index) for index in found}


def spouses_among(election: Election, indexes: Collection[bytes]) -> set[bytes]:
    """Those of the persons whose spouse by the registers is a candidate."""
    residents = Resident.objects.filter(village_id=election.village_id, id_index__in=list(indexes))
    spouses = {
        bytes(kin.resident.id_index): bytes(resident.id_index)
        for resident in residents
        for kin in kinships_of(resident)
        if kin.kinship.relation == SPOUSE
    }
    return {spouses[candidate] for candidate in candidates_among(election, list(spouses))}


@bars(Duty.PROXY_HOLDER)
def holders(election: Election, indexes: Collection[bytes]) -> Mapping[bytes, Bar]:
    """Candidates and their spouses, as far as the rulebook lets them hold no proxy."""
    proxy = election.cycle.rules.proxy
    found: dict[bytes, Bar] = {}
    if proxy.candidate_spouse_may_hold.stated and not proxy.candidate_spouse_may_hold.value:
        bar = Bar(_("the spouse of a candidate"), proxy.candidate_spouse_may_hold.clause)
        found |= dict.fromkeys(spouses_among(election, indexes), bar)
    if proxy.candidate_may_hold.stated and not proxy.candidate_may_hold.value:
        bar = Bar(_("a candidate"), proxy.candidate_may_hold.clause)
        found |= dict.fromkeys(candidates_among(election, indexes), bar)
    return found


@bars(Duty.STAFF)
def staff(election: Election, indexes: Collection[bytes]) -> Mapping[bytes, Bar]:
    """Candidates for the committee, and whom of their families the rulebook keeps from serving at the vote."""
    not_these = election.cycle.rules.voting.tellers_not
    named = not_these.value if not_these.stated else ()
    clause = not_these.clause or None
    found = {
        index: related.bar(clause)
        for index, related in relatives_serving(election, indexes).items()
        if is_listed(related.kinship.relation, named)
    }
    bar = Bar(_("a candidate"), clause if CANDIDATE in named else None)
    return found | dict.fromkeys(_committee_candidates(election, indexes), bar)


@bars(Duty.STAFF_TOLD)
def near_staff(election: Election, indexes: Collection[bytes]) -> Mapping[bytes, Bar]:
    """Near relatives of candidates of whom the rulebook says nothing: they may serve, and it is told."""
    not_these = election.cycle.rules.voting.tellers_not
    named = not_these.value if not_these.stated else ()
    return {
        index: related.bar(None)
        for index, related in relatives_serving(election, indexes).items()
        if related.kinship.near and not is_listed(related.kinship.relation, named)
    }


@dataclass(frozen=True, slots=True)
class Related:
    """A candidate, and what the person who serves is to the candidate."""

    candidate: Resident
    kinship: Kinship

    def bar(self, clause: str | None) -> Bar:
        """Why the person is kept from serving, or told of."""
        why = format_lazy(
            _("{relation} of the candidate {name}"),
            relation=self.kinship.label,
            name=told_name(self.candidate.name),
        )
        return Bar(why, clause)


def relatives_serving(election: Election, indexes: Collection[bytes]) -> dict[bytes, Related]:
    """Those of the persons who are related to a candidate for the committee, each with the nearest one."""
    serve = Resident.objects.filter(village_id=election.village_id, id_index__in=list(indexes), left_on=None)
    people, stand = (
        {one.pk: one for one in serve},
        {one.resident_id: one.resident for one in _standing(election)},
    )
    if not people:
        return {}
    family = families_between([*people.values(), *stand.values()])
    found: dict[bytes, Related] = {}
    for (first, second), kinship in family.pairs([*people.values(), *stand.values()]).items():
        if first not in stand or second not in people:
            continue
        index, related = bytes(people[second].id_index), Related(stand[first], kinship)
        if index not in found or _nearer(related, found[index]):
            found[index] = related
    return found


def _nearer(one: Related, other: Related) -> bool:
    return RELATIONS.index(one.kinship.relation) < RELATIONS.index(other.kinship.relation)


def _standing(election: Election) -> QuerySet[Candidacy]:
    standing = Candidacy.objects.filter(election=election, body=Body.COMMITTEE).exclude(state__in=GONE)
    return standing.select_related("resident")


def _committee_candidates(election: Election, indexes: Collection[bytes]) -> set[bytes]:
    found = _standing(election).filter(resident__id_index__in=list(indexes))
    return {bytes(index) for index in found.values_list("resident__id_index", flat=True)}
