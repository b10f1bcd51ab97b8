"""A step that goes on although one before it is not done: with a reason over a soft rule, by force over a hard one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from accounts.said import Said
from elections.enums import Act
from elections.models import Election, StepWaiver
from elections.refusals import NothingToWaive, StepCannotBeSkipped
from elections.rulebook import Strength
from elections.rulebook.sections.schedule import FORCEABLE
from elections.services.extension import require_extender
from elections.services.gate import locked_step
from elections.services.ledger import record_act


@ungated("Lets a step through that the gate holds back for one before it.")
def waive_step(
    *, by: User, election: Election, step: str, over: str, reason: str, approval: str, now: datetime
) -> StepWaiver:
    """Let `step` go on although `over`, a step before it, is not done.

    Over a soft rule the reason and who approved it are put on record. Over a hard one it is a violation (A-SCH-06):
    it is forced, with the code the rulebook gives it, and stands on the township's report. A step whose data later ones
    work with cannot be passed over. Raises NothingToWaive, StepCannotBeSkipped,
    NotTheExtender.
    """
    office = require(by, "step.waive", election.village_id)
    with transaction.atomic():
        here = locked_step(step, election, now)
        require_extender(by, here)
        needed = next((p for p in (*here.missing, *here.doubts) if p.step == over), None)
        if needed is None:
            raise NothingToWaive(_("That step does not stand in the way of this one."), data={"over": over})
        rules = here.election.cycle.rules
        if not rules.step(over).offline and over not in FORCEABLE:
            raise StepCannotBeSkipped(
                _("“%(over)s” cannot be passed over: what follows works with its data."),
                {"over": Said(rules.step(over).title)},
                clause=needed.clause,
            )
        forced, code = needed.strength == Strength.HARD, rules.discipline.order_violation
        made = StepWaiver.objects.create(
            election=here.election,
            step=step,
            over=over,
            clause=needed.clause,
            reason=reason,
            approval=approval,
            forced=forced,
            violation=code.value if forced and code.stated else "",
            made_at=now,
            made_by=by,
        )
        record_act(
            by=by,
            office=office,
            act=Act.STEP_FORCED if forced else Act.STEP_WAIVED,
            election=here.election,
            step=step,
            subject=reason[:200],
            data={
                "step": step,
                "over": over,
                "clause": needed.clause,
                "reason": reason,
                "approval": approval,
                "violation": made.violation,
            },
            now=now,
        )
    return made
