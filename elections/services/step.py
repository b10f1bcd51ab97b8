from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import require
from elections.enums import Act, Step
from elections.models import Election, StepRecord
from elections.refusals import DateInTheFuture, RecordedAlready
from elections.services.gate import gate
from elections.services.ledger import record


def record_step(
    *, by: User, election: Election, step: Step, held_on: date, people: str, note: str, now: datetime
) -> StepRecord:
    """Record a step that was done off-line: when, who took part, what was done (A-DISC-16).

    Raises what the gate raises, RecordedAlready, DateInTheFuture.
    """
    office = require(by, "step.record", election.village_id)
    with transaction.atomic():
        election = (
            Election.objects.select_for_update(of=("self",))
            .select_related("cycle", "village")
            .get(pk=election.pk)
        )
        gate(step, election, now)
        if held_on > localtime(now).date():
            raise DateInTheFuture(_("%(day)s is still to come."), {"day": held_on}, field="held_on")
        if StepRecord.objects.filter(election=election, step=step).exists():
            raise RecordedAlready(_("This step is recorded already."))
        made = StepRecord.objects.create(
            election=election,
            step=step,
            held_on=held_on,
            people=people,
            note=note,
            recorded_at=now,
            recorded_by=by,
        )
        record(
            by=by,
            office=office,
            act=Act.STEP_RECORDED,
            cycle=election.cycle,
            place_code=election.village_id,
            step=step,
            subject=note[:200],
            data={"step": step.value, "held_on": held_on.isoformat(), "people": people, "note": note},
            now=now,
        )
    return made
