"""What one voter is to another, as the registers of the village show it."""

from dataclasses import dataclass
from typing import Any

from elections.models import Election
from villages.models import Resident
from villages.queries.kinship import kinship_between


@dataclass(frozen=True, slots=True)
class Shown:
    """What the holder is to the principal, by the rulebook's word, and on what it rests."""

    relation: str
    path: Any
    by_hand: bool


def relation_shown(election: Election, principal: bytes, holder: bytes) -> Shown | None:
    """What the holder is to the principal by the household registers and recorded ties; None where they show nothing.

    Both are blind indexes of identity numbers.
    """
    residents = Resident.objects.filter(village_id=election.village_id, id_index__in=[principal, holder])
    found = {bytes(resident.id_index): resident for resident in residents}
    if len(found) < 2:
        return None
    kin = kinship_between(found[principal], found[holder])
    return None if kin is None else Shown(kin.relation, kin.path, kin.by_hand)
