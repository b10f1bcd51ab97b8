"""What an address of the registers names, or not there."""

from django.http import Http404

from villages.models import Resident, Village
from villages.queries.place import place_of
from villages.queries.resident import resident_in


def place_or_404(village_code: str) -> Village:
    place = place_of(village_code)
    if place is None:
        raise Http404
    return place


def resident_or_404(village_code: str, pk: int) -> Resident:
    resident = resident_in(village_code, pk)
    if resident is None:
        raise Http404
    return resident
