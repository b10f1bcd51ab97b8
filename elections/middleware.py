from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.refusals import NotThere, Refusal
from accounts.views.errors import not_there, of_the_api, problem
from elections.calendar import CalendarNotAnnounced
from elections.queries.cycle import cycle_for
from elections.refusals import HolidaysNotAnnounced

Handler = Callable[[HttpRequest], HttpResponse]


class CycleAndClock:
    """Give every request its cycle and the time that holds in it: `request.cycle`, `request.now` (Asia/Shanghai).

    On a village's page the cycle is that of the village's township; a county's officer has several. An address with
    a character that the database cannot hold is not there.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self._place(request, "")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        if any("\0" in value for value in (*map(str, kwargs.values()), *request.GET.values())):
            raise Http404  # no text of the database holds this character, so nothing is there
        code = kwargs.get("village_code", "")
        cycle = request.cycle  # type: ignore[attr-defined]
        if cycle is not None and code and not code.startswith(cycle.township_id):
            self._place(request, code[:9])

    def _place(self, request: HttpRequest, township: str) -> None:
        cycle = cycle_for(request.user, township)
        real = timezone.now()
        request.cycle = cycle  # type: ignore[attr-defined]
        request.now = timezone.localtime(cycle.now(real) if cycle else real)  # type: ignore[attr-defined]


class RefusalsTold:
    """A refusal that no form could show becomes a page of its own, in the reader's language, never a fault.

    So does a calendar that needs the holidays of a year not announced, wherever it was asked.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refusal = HolidaysNotAnnounced(error.year) if isinstance(error, CalendarNotAnnounced) else error
        if not isinstance(refusal, Refusal):
            return None
        if of_the_api(request):
            return problem(refusal)
        if isinstance(refusal, NotThere):
            return not_there(request)
        return render(request, "elections/refused.html", {"refusal": refusal}, status=refusal.status)
