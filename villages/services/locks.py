"""The order in which rows are locked: the county, the place, then rows of its own."""

from django.utils.translation import gettext_lazy as _

from villages.models import Division, Village
from villages.refusals.place import PlaceClosed

COUNTY_DIGITS = 6


def lock_place(village: Village) -> Village:
    """The place as it stands now, held with its county: two places cannot both take the same person in at once.

    Raises PlaceClosed for a place that was merged or recoded.
    """
    county = Division.objects.filter(pk=village.pk[:COUNTY_DIGITS])
    list(county.select_for_update(no_key=True).values_list("pk"))
    village = Village.objects.select_for_update(no_key=True, of=("self",)).get(pk=village.pk)
    if village.closed_on is not None:
        raise PlaceClosed(_("This place is no more; its registers are kept, and changed no more."))
    return village
