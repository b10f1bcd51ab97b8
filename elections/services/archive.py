from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from elections.enums import Act
from elections.models import Cycle
from elections.refusals import CycleArchived, CycleNameDiffers, CycleRunning
from elections.retention import holdings
from elections.services.ledger import record


@ungated("A closed cycle has no step that is open; what is deleted was needed by its steps alone.")
def archive_cycle(*, by: User, cycle: Cycle, name: str, now: datetime) -> Cycle:
    """Archive a closed cycle: delete what its holdings list, in one transaction, and enter the counts in the ledger.

    `name` is the cycle's name as the officer typed it. Raises CycleRunning, CycleArchived, CycleNameDiffers.
    """
    office = require(by, "cycle.archive", cycle.township_id)
    with transaction.atomic():
        cycle = Cycle.objects.select_for_update(of=("self",)).select_related("township").get(pk=cycle.pk)
        if cycle.closed_at is None:
            raise CycleRunning(_("The cycle still runs; close it before it is archived."))
        if cycle.archived_at is not None:
            raise CycleArchived(_("The cycle was archived on %(day)s."), {"day": cycle.archived_at.date()})
        if "".join(name.split()) != "".join(cycle.name.split()):
            raise CycleNameDiffers(
                _("That is not the name of the cycle: %(name)s."), {"name": cycle.name}, field="name"
            )
        deleted = {holding.key: holding.forget(cycle) for holding in holdings()}
        cycle.archived_at = now
        cycle.save(update_fields=["archived_at"])
        record(
            by=by,
            office=office,
            act=Act.CYCLE_ARCHIVED,
            cycle=cycle,
            place_code=cycle.township_id,
            subject=cycle.name,
            data={"deleted": deleted},
            now=now,
        )
    return cycle
