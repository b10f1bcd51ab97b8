from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from elections.queries.cycle import cycle_for

Handler = Callable[[HttpRequest], HttpResponse]


def cycle_and_clock(get_response: Handler) -> Handler:
    """Give every request its cycle and the time that holds in it: `request.cycle`, `request.now` (Asia/Shanghai)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.cycle = cycle_for(request.user)  # type: ignore[attr-defined]
        real = timezone.now()
        moment = request.cycle.now(real) if request.cycle else real  # type: ignore[attr-defined]
        request.now = timezone.localtime(moment)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
