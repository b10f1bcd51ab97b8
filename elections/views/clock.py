from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allowed
from accounts.refusals import Refusal
from elections.forms.cycle import ClockForm
from elections.services.cycle import move_clock


@allowed("cycle.clock", scope=None)
@require_POST
def clock(request: HttpRequest) -> HttpResponse:
    """Move the training clock, then show the page again from which it was moved.

    `forward` (days) moves it on; otherwise `day` and `time` set it.
    """
    if request.cycle is None:
        raise Http404
    forward, form = request.POST.get("forward", ""), ClockForm(request.POST)
    if forward.isdigit():
        to = request.now + timedelta(days=int(forward))
    elif form.is_valid():
        to = form.moment()
    else:
        messages.error(request, _("The clock was not moved: give a day and a time."))
        return redirect(_back(request))
    try:
        move_clock(by=request.user, cycle=request.cycle, to=to)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else "/"
