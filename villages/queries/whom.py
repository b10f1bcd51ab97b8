"""The register of a place, as the rows of its other sheets are held against it."""

from villages.importing.whom import People, Person
from villages.models import Resident, Village


def people_of(village: Village) -> People:
    """Everybody on record at a place, with those who have left, in one query."""
    columns = ("id_index", "pk", "name", "birth_date", "id_last4", "left_on")
    return People(
        (bytes(index), Person(pk, name, born, last4, left is not None))
        for index, pk, name, born, last4, left in Resident.objects.filter(village=village)
        .order_by("pk")
        .values_list(*columns)
    )
