"""What no register says of people of a team, and the targets a village files."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals
from candidates.eligibility.model import LOCAL
from candidates.models import TeamFact, TeamTarget
from candidates.source_rules import sources_of
from elections.enums import Act
from elections.models import Election
from elections.refusals import DateInTheFuture
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from villages.models import Resident

LAST_STEP = "archive"  # facts and targets may be put right until the records are closed, in every plan


@dataclass(frozen=True)
class StatedFacts:
    """What somebody states of a person; None is not known. `source` is a code of the rulebook for the kind of place
    (A-QUAL-03, A-QUAL-04, B-QUAL-13, C-QUAL-04); `reserve`: the person is of the reserve of cadres (C-QUAL-04).

    `origin` is where a secretary comes from: of the place (`local`), or a code of the rulebook with the reason why
    nobody of the place was suitable (A-QUAL-05, C-QUAL-06); empty is not known.
    """

    computer: bool | None = None
    womens_chair: bool | None = None
    source: str = ""
    reserve: bool | None = None
    origin: str = ""
    origin_reason: str = ""


@dataclass(frozen=True)
class Targets:
    """Mean ages in years and shares with junior college or above in per cent, before and aimed at."""

    age_before: Decimal
    age_target: Decimal
    schooled_before: Decimal
    schooled_target: Decimal
    filed_on: date


def state_facts(
    *, by: User, election: Election, resident: Resident, facts: StatedFacts, now: datetime
) -> TeamFact:
    """Put down of a person what no register says.

    Raises what the gate raises, NotOfThePlace, SourceUnknown, OriginUnknown, ReasonNeeded.
    """
    office = require(by, "team.state", election.village_id)
    with transaction.atomic():
        election = gate_ahead(LAST_STEP, election, now).election
        if resident.village_id != election.village_id:
            raise refusals.NotOfThePlace(_("This person does not stand in the village's register."))
        known = sources_of(election.cycle.rules, election.village.kind)
        if facts.source and not (known.stated and facts.source in known.value):
            raise refusals.SourceUnknown(
                _("Choose a source that the plan names."), clause=known.clause or None, field="source"
            )
        _refuse_origin(election, facts)
        made, _new = TeamFact.objects.update_or_create(
            election=election,
            resident=resident,
            defaults={**vars(facts), "stated_by": by, "stated_at": now},
        )
        record_act(
            by=by,
            office=office,
            act=Act.TEAM_FACT_STATED,
            election=election,
            subject=resident.name,
            data={"resident": resident.pk, **vars(facts)},
            now=now,
        )
    return made


def _refuse_origin(election: Election, facts: StatedFacts) -> None:
    """Raises OriginUnknown, ReasonNeeded."""
    known = election.cycle.rules.qualification.secretary_origins
    if facts.origin and not (known.stated and facts.origin in (LOCAL, *known.value)):
        raise refusals.OriginUnknown(
            _("Choose an origin that the plan names."), clause=known.clause or None, field="origin"
        )
    if facts.origin not in ("", LOCAL) and not facts.origin_reason.strip():
        raise refusals.ReasonNeeded(
            _("Say why nobody of the place was suitable."), clause=known.clause, field="origin_reason"
        )


def file_targets(*, by: User, election: Election, targets: Targets, now: datetime) -> TeamTarget:
    """File by how much the team is to be younger and better schooled (C-TGT-01); filing again replaces it.

    Raises what the gate raises, and at once TargetTurnedRound and DateInTheFuture.
    """
    office = require(by, "team.state", election.village_id)
    with transaction.atomic():
        election = gate_ahead(LAST_STEP, election, now).election
        faults = _faults(election, targets, now)
        if faults:
            raise Refusals(faults)
        made, _new = TeamTarget.objects.update_or_create(
            election=election, defaults={**vars(targets), "recorded_by": by, "recorded_at": now}
        )
        record_act(
            by=by,
            office=office,
            act=Act.TEAM_TARGET_FILED,
            election=election,
            data={name: str(value) for name, value in vars(targets).items()},
            now=now,
        )
    return made


def _faults(election: Election, targets: Targets, now: datetime) -> list[Refusal]:
    clause, faults = election.cycle.rules.structure.targets_filed.clause or None, list[Refusal]()
    if targets.age_target > targets.age_before:
        told = _("The mean age is to go down.")
        faults.append(refusals.TargetTurnedRound(told, clause=clause, field="age_target"))
    if targets.schooled_target < targets.schooled_before:
        told = _("Schooling is to go up.")
        faults.append(refusals.TargetTurnedRound(told, clause=clause, field="schooled_target"))
    if targets.filed_on > localtime(now).date():
        told = _("%(day)s is still to come.")
        faults.append(DateInTheFuture(told, {"day": targets.filed_on}, field="filed_on"))
    return faults
