"""What the plan of a cycle has and has not: asked by pages and by the gate alike."""

from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from elections.models import Cycle
from elections.refusals import StepNotInPlan


def require_step(cycle: Cycle, step: str) -> None:
    """Raises StepNotInPlan where the plan of the cycle does not have the step: plan B elects no committee."""
    if not cycle.rules.has_step(step):
        raise StepNotInPlan(
            _("The plan of this cycle, %(plan)s, has no such step."),
            {"plan": Said(cycle.rules.title)},
            data={"step": step},
        )
