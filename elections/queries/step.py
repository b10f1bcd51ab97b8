"""One step with all that stands on record of it."""

from dataclasses import dataclass, fields

from elections.models import StepExtension, StepRecord
from elections.queries.progress import StepProgress


@dataclass(frozen=True)
class StepDetail(StepProgress):
    """A step with its records and requests for more time, withdrawn and refused ones too, in their order."""

    records: tuple[StepRecord, ...]
    extensions: tuple[StepExtension, ...]


def detail_of(here: StepProgress) -> StepDetail:
    """A step with its records (signatures and files) and requests: four queries."""
    of_step = {"election": here.election, "step": here.step}
    records = StepRecord.objects.filter(**of_step).select_related("recorded_by")
    return StepDetail(
        **{each.name: getattr(here, each.name) for each in fields(here)},
        records=tuple(records.prefetch_related("signatures", "files__file").order_by("pk")),
        extensions=tuple(StepExtension.objects.filter(**of_step)),
    )
