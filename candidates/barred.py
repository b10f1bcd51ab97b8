"""Whom the voting keeps from a duty because they stand as candidates; found by `voting.barred`."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from candidates.models import Candidacy
from candidates.states import GONE
from elections.models import Election
from villages.models import Resident
from villages.queries.kinship import kinships_of
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


@bars(Duty.MOBILE_STAFF)
def staff(election: Election, indexes: Collection[bytes]) -> Mapping[bytes, Bar]:
    """Candidates, and whom else of their families the rulebook keeps from serving at the vote."""
    not_these = election.cycle.rules.voting.tellers_not
    named = not_these.value if not_these.stated else ()
    found: dict[bytes, Bar] = {}
    if SPOUSE in named:
        bar = Bar(_("the spouse of a candidate"), not_these.clause)
        found |= dict.fromkeys(spouses_among(election, indexes), bar)
    bar = Bar(_("a candidate"), not_these.clause if CANDIDATE in named else None)
    return found | dict.fromkeys(candidates_among(election, indexes), bar)
