"""Deletes what the archive of a cycle does not keep of the floors below the elections."""

from django.db.models import Q, QuerySet

from accounts.exempt import part_of_an_act
from accounts.models import KeptInput
from documents.enums import OPEN_UPLOAD
from documents.services.file import forget_files
from elections.models import Cycle
from villages.models import RegisterUpload


def count_inputs(cycle: Cycle) -> int:
    """How many kept inputs belong to pages of the township's places."""
    return _inputs(cycle).count()


@part_of_an_act
def forget_inputs(cycle: Cycle) -> int:
    """Delete them."""
    going = list(_inputs(cycle).values_list("pk", flat=True))
    KeptInput.objects.filter(pk__in=going).delete()
    return len(going)


def count_register_sheets(cycle: Cycle) -> int:
    """How many register sheets of the township's places are taken over or put away."""
    return _register_sheets(cycle).count()


@part_of_an_act
def forget_register_sheets(cycle: Cycle) -> int:
    """Delete them with their files; what they brought into the registers stays."""
    going = list(_register_sheets(cycle))
    files = [upload.file_id for upload in going]
    RegisterUpload.objects.filter(pk__in=[upload.pk for upload in going]).delete()
    forget_files(files)
    return len(going)


def _inputs(cycle: Cycle) -> QuerySet[KeptInput]:
    """A running cycle of the same township has pages of the same addresses: theirs are kept after the closing."""
    place = Q(path__contains=f"/villages/{cycle.township_id}") | Q(
        path__contains=f"/days/{cycle.township_id}"
    )
    return KeptInput.objects.filter(place, kept_at__lte=cycle.closed_at)


def _register_sheets(cycle: Cycle) -> QuerySet[RegisterUpload]:
    township = RegisterUpload.objects.filter(village__township=cycle.township_id)
    return township.exclude(state__in=OPEN_UPLOAD).filter(uploaded_at__lte=cycle.closed_at)
