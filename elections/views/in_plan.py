from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.access import View
from elections.rules import require_step


def in_plan(step: str) -> Callable[[View], View]:
    """Let in only where the plan of the cycle has the step; stands beneath `allowed`.

    Raises StepNotInPlan, which becomes a page that says so: under a plan for Party organisations alone there is no
    roll, no committee's candidate and no committee's vote.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def looked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            cycle = getattr(request, "cycle", None)
            if cycle is not None:
                require_step(cycle, step)
            return view(request, *args, **kwargs)

        return looked

    return decorate
