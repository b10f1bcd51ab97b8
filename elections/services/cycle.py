from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from elections.enums import Act
from elections.models import Cycle, Election, RulebookEdition
from elections.refusals import ClockOnlyInTraining, CycleClosed, CycleRunning
from elections.services.ledger import record
from villages.enums import VillageKind
from villages.models import Division, Village


@ungated("Opens the cycle: there is no step before it.")
def open_cycle(
    *,
    by: User,
    township: Division,
    edition: RulebookEdition,
    name: str,
    training: bool,
    now: datetime,
    clock: datetime | None = None,
    acknowledged: Sequence[Mapping[str, Any]] = (),
) -> Cycle:
    """Open a re-election in a township under an edition: one election in each village and community
    that is not closed.

    `clock` is where the training clock starts (a training cycle only; default `now`). `acknowledged` is what the check
    of the plan found and the office has read; the ledger keeps it. Raises CycleRunning when a cycle of the same sort
    is open in the township.
    """
    office = require(by, "cycle.open", township.code)
    with transaction.atomic():
        township = Division.objects.select_for_update().get(pk=township.pk)
        if township.cycles.filter(training=training, closed_at=None).exists():
            raise CycleRunning(_("%(township)s already has a running cycle."), {"township": township.name})
        cycle = Cycle.objects.create(
            township=township,
            name=name,
            edition=edition,
            training=training,
            clock=(clock or now) if training else None,
            opened_at=clock or now,
            opened_by=by,
        )
        elections = [
            Election(cycle=cycle, village=village, ordinal=_ordinal(cycle, village))
            for village in Village.objects.filter(township=township, closed_on=None)
        ]
        Election.objects.bulk_create(elections)
        record(
            by=by,
            office=office,
            act=Act.CYCLE_OPENED,
            cycle=cycle,
            place_code=township.code,
            subject=cycle.name,
            data={
                "rulebook": edition.name,
                "version": edition.version,
                "digest": edition.digest,
                "training": training,
                "villages": len(elections),
                "acknowledged": list(acknowledged),
            },
            now=cycle.opened_at,
        )
    return cycle


def _ordinal(cycle: Cycle, village: Village) -> int | None:
    """Which election of its committee it is; None where the plan does not say, or elects no committee."""
    scope = cycle.rules.scope
    villages, residents = scope.village_committee_ordinal, scope.residents_committee_ordinal
    said = villages if village.kind == VillageKind.VILLAGE else residents
    return int(said.value) if said.stated else None


@ungated("Closes the cycle, done or not; no step is worked in.")
def close_cycle(*, by: User, cycle: Cycle, now: datetime) -> Cycle:
    """Close a cycle: it stays readable, and another of its sort may be opened. Raises CycleClosed."""
    office = require(by, "cycle.open", cycle.township_id)
    with transaction.atomic():
        cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
        if cycle.closed_at is not None:
            raise CycleClosed(_("This cycle is closed already."))
        cycle.closed_at = now
        cycle.save(update_fields=["closed_at"])
        record(
            by=by,
            office=office,
            act=Act.CYCLE_CLOSED,
            cycle=cycle,
            place_code=cycle.township_id,
            subject=cycle.name,
            data={"closed_at": now.isoformat()},
            now=now,
        )
    return cycle


@ungated("Moves the time of a training cycle, by which every gate then decides.")
def move_clock(*, by: User, cycle: Cycle, to: datetime) -> Cycle:
    """Set the clock of a training cycle. Raises ClockOnlyInTraining for a real cycle."""
    office = require(by, "cycle.clock", cycle.township_id)
    with transaction.atomic():
        cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
        if not cycle.training or cycle.clock is None:
            raise ClockOnlyInTraining(_("This is no training cycle: it runs on the server's clock."))
        before, cycle.clock = cycle.clock, to
        cycle.save(update_fields=["clock"])
        record(
            by=by,
            office=office,
            act=Act.CLOCK_MOVED,
            cycle=cycle,
            place_code=cycle.township_id,
            subject=cycle.name,
            data={"from": before.isoformat(), "to": to.isoformat()},
            now=to,
        )
    return cycle
