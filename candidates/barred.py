"""Whom the voting keeps from a duty because they stand as candidates; found by `voting.barred`."""

from collections.abc import Collection, Mapping

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidacy
from candidates.queries.election_committee import candidates_in
from candidates.queries.officiants import Related, related_to_candidates
from candidates.states import GONE
from candidates.told import told_name
from elections.models import Election
from villages.models import Resident
from villages.queries.kinship import is_listed, kinships_of
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
    stand, related = _nearest(election, indexes)
    found = {
        index: _bar(one, clause) for index, one in related.items() if is_listed(one.kinship.relation, named)
    }
    bar = Bar(_("a candidate"), clause if CANDIDATE in named else None)
    return found | dict.fromkeys(stand, bar)


@bars(Duty.STAFF_TOLD)
def near_staff(election: Election, indexes: Collection[bytes]) -> Mapping[bytes, Bar]:
    """Near relatives of candidates of whom the rulebook says nothing: they may serve, and it is told."""
    not_these = election.cycle.rules.voting.tellers_not
    named = not_these.value if not_these.stated else ()
    _stand, related = _nearest(election, indexes)
    return {
        index: _bar(one, None)
        for index, one in related.items()
        if one.kinship.near and not is_listed(one.kinship.relation, named)
    }


def _bar(one: Related, clause: str | None) -> Bar:
    why = format_lazy(
        _("{relation} of the candidate {name}"),
        relation=one.kinship.label,
        name=told_name(one.candidacy.name),
    )
    return Bar(why, clause)


def _nearest(election: Election, indexes: Collection[bytes]) -> tuple[set[bytes], dict[bytes, Related]]:
    """Those of the persons who stand for the committee, and those related to somebody who does, with the nearest."""
    here = Resident.objects.filter(village_id=election.village_id, id_index__in=list(indexes), left_on=None)
    people, candidacies = list(here), candidates_in(election)
    stand = {bytes(one.resident.id_index) for one in candidacies} & set(indexes)
    if not people or not candidacies:
        return stand, {}
    nearest: dict[bytes, Related] = {}
    for one in related_to_candidates(people, candidacies)[1]:
        nearest.setdefault(bytes(one.person.id_index), one)
    return stand, nearest
